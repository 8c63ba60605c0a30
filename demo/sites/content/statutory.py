"""The column 法定主动公开内容: what articles 20 and 21 of the regulation list, and the year's own
tasks.
"""



from __future__ import annotations

from demo.sites.content.base import doc, filler, run
from demo.sites.content.policy import enterprise_column, normative_column, policy_column
from demo.sites.model import Area, Block, Column, Document, Heading, Table

#: A masked identity number and a number of 18 digits whose check digit is wrong: neither tells on
#: anybody.
MASKED_IDENTITY = "3703**********1234"
FALSE_IDENTITY = "370399199003071235"


def agencies(area: Area) -> Column:
    """机构职能: who does what, where, and under which telephone."""
    parts = ("政府办公室", "教育和体育局", "财政局", "民政局", "卫生健康局", "统计局")
    rows = [
        doc(
            area,
            f"jg{number}",
            f"2020-0{number}-12",
            f"{area.name}{'人民' if number == 1 else ''}{part}机构职能",
            Heading("主要职责"),
            "贯彻执行有关法律法规和方针政策，承担本系统的规划、指导和监督工作。",
            Heading("内设机构"),
            "综合科、业务科、法规科。",
            f"办公地址：{area.name}人民路1号行政中心，办公时间：周一至周五8:30-17:30，办公电话：0800-88124{number:02d}，负责人：局长（主任）",
            pad=0,
            issuer=f"{area.name}{'人民' if number == 1 else ''}{part}",
        )
        for number, part in enumerate(parts, start=1)
    ]
    return Column("jgzn", "机构职能", documents=list(reversed(rows)))


def _list(area: Area, key: str, name: str, title: str, days: str, *extra: Document) -> Column:
    found = [*extra, *run(area, key, f"{area.name}{title}", days)]
    return Column(key, name, documents=sorted(found, key=lambda item: item.published, reverse=True))


def finance(area: Area) -> Column:
    """财政预决算: the budget of 2020 is published exactly 20 natural days after its approval."""
    budget = doc(
        area,
        "ys2020",
        "2020-02-04",
        f"{area.name}2020年政府预算公开",
        f"{area.name}2020年政府预算已于2020年1月15日经{area.name}第十八届人民代表大会第四次会议审议批准，现予公开。",
        Heading("一、一般公共预算"),
        Table(
            [
                ["项目", "预算数（万元）"],
                ["一般公共预算收入", "215000"],
                ["一般公共预算支出", "386000"],
            ]
        ),
        Heading("二、“三公”经费预算情况说明"),
        "2020年“三公”经费预算比上年下降5%。",
        issuer=f"{area.name}财政局",
        attachments=("政府预算表.xls",),
    )
    newer = doc(
        area,
        "ys2021",
        "2021-02-04",
        f"{area.name}2021年政府预算公开",
        f"{area.name}2021年政府预算已于2021年1月20日经{area.name}第十八届人民代表大会第五次会议审议批准，现予公开。",
        issuer=f"{area.name}财政局",
        attachments=("政府预算表.xls",),
    )
    accounts = doc(
        area,
        "js2019",
        "2020-09-10",
        f"{area.name}2019年政府决算公开",
        f"{area.name}2019年政府决算已于2020年8月27日经{area.name}人大常委会审议批准，现予公开。",
        issuer=f"{area.name}财政局",
        attachments=("政府决算表.xls",),
    )
    departments = [
        doc(
            area,
            f"bmys{number}",
            "2020-02-21",
            f"{area.name}{part}2020年部门预算公开",
            f"{area.name}财政局于2020年2月10日批复本部门2020年预算，现予公开。",
            issuer=f"{area.name}{part}",
            pad=1,
        )
        for number, part in enumerate(("民政局", "教育和体育局"), start=1)
    ]
    return Column(
        "czyjs",
        "财政预决算",
        [
            Column("zfys", "政府预算", documents=[newer, budget]),
            Column("zfjs", "政府决算", documents=[accounts]),
            Column("bmys", "部门预决算", documents=departments),
        ],
    )


def inspections(area: Area) -> Column:
    """双随机、一公开: each result names who was inspected, what for, what was found and by whom."""
    found: list[Document] = []
    for number, (day, subject) in enumerate(
        (
            ("2020-04-28", "药品零售企业"),
            ("2020-07-30", "餐饮服务单位"),
            ("2020-11-24", "成品油经营企业"),
        ),
        start=1,
    ):
        found.append(
            doc(
                area,
                f"ssj{number}",
                day,
                f"{area.name}2020年{subject}“双随机、一公开”抽查结果公示",
                f"检查机关：{area.name}市场监督管理局",
                f"检查对象：随机抽取{subject}12家",
                "检查事项：许可资质、经营行为、质量安全",
                "检查结果：合格11家，责令改正1家",
                issuer=f"{area.name}市场监督管理局",
                pad=0,
            )
        )
    return Column("ssjygk", "双随机、一公开", documents=list(reversed(found)))


def enforcement(area: Area) -> Column:
    """行政执法公示: licences, penalties, inspections, credit and the rules of supervision."""
    licence = doc(
        area,
        "xk-sl",
        "2020-10-13",
        f"{area.name}行政许可决定信息公示（2020年第9期）",
        f"申请人身份证件号码：{MASKED_IDENTITY}；许可文书编号：{FALSE_IDENTITY}。",
        "咨询电话：0800-8812380；24小时值班手机：13900000017。",
        issuer=f"{area.name}行政审批服务局",
    )
    return Column(
        "xzzf",
        "行政执法公示",
        [
            _list(
                area,
                "xzxk",
                "行政许可",
                "行政许可事项依据、条件和程序（{year}年{month}月）",
                "2020-05-11 2019-05-14",
                licence,
            ),
            _list(
                area,
                "xzcf",
                "行政处罚",
                "行政处罚决定信息公示（{year}年{month}月）",
                "2020-12-08 2020-06-09",
            ),
            inspections(area),
            _list(
                area,
                "xyjg",
                "信用监管",
                "信用监管信用等级评价结果公示（{year}年{month}月）",
                "2020-09-22",
            ),
            _list(
                area,
                "jggz",
                "监管规则和标准",
                "市场监管领域监管规则和标准（{year}年版）",
                "2020-06-19",
            ),
        ],
    )


def livelihood(area: Area) -> Column:
    """民生: education, health, social security, employment, poverty relief."""
    return Column(
        "msly",
        "民生领域",
        [
            _list(
                area,
                "jyly",
                "教育",
                "{year}年义务教育学校招生入学工作实施方案",
                "2020-07-06 2019-07-08",
            ),
            _list(area, "ylws", "医疗卫生", "{year}年基本公共卫生服务项目实施方案", "2020-04-09"),
            _list(
                area,
                "shbz",
                "社会保障",
                "{year}年城乡居民最低生活保障标准公布",
                "2020-07-01 2019-07-01",
            ),
            _list(area, "jycy", "就业创业", "{year}年职业技能培训补贴目录", "2020-05-28"),
            _list(
                area, "fpgz", "脱贫攻坚", "{year}年财政专项扶贫资金分配使用情况公示", "2020-10-16"
            ),
            _list(
                area, "gysy", "社会公益事业建设", "{year}年社会公益事业建设进展情况", "2020-11-05"
            ),
        ],
    )


def epidemic(area: Area) -> Column:
    """疫情防控: plan, knowledge, the situation."""
    return _list(
        area,
        "yqfk",
        "疫情防控",
        "新冠肺炎疫情情况通报（{year}年{month}月）",
        "2020-02-14 2020-06-15 2020-12-21",
        doc(
            area,
            "yq1",
            "2020-03-05",
            f"{area.name}新冠肺炎疫情防控应急预案",
            issuer=f"{area.name}卫生健康局",
        ),
        doc(
            area,
            "yq2",
            "2020-03-12",
            "公共卫生知识普及：科学佩戴口罩和手卫生",
            issuer=f"{area.name}卫生健康局",
        ),
        doc(
            area,
            "yq3",
            "2020-09-29",
            f"{area.name}秋冬季疫情防控措施公告",
            issuer=f"{area.name}卫生健康局",
        ),
    )


def progress(area: Area) -> Column:
    """政府工作报告重点任务: the year's report, its breakdown and a report of progress every
    quarter.
    """
    breakdown: list[Block] = [
        "将政府工作报告确定的七个方面、十六项重点工作分解落实到责任单位，明确完成时限。",
        Table(
            [
                ["序号", "重点任务", "责任单位"],
                ["1", "实施老旧小区改造", f"{area.name}住房和城乡建设局"],
            ]
        ),
    ]
    found = [
        doc(
            area,
            "gzbg",
            "2020-01-22",
            f"{area.name}2020年政府工作报告",
            issuer=area.government,
            pad=4,
        ),
        doc(
            area,
            "rwfj",
            "2020-02-27",
            f"{area.name}2020年政府工作报告重点任务分解落实方案",
            *breakdown,
        ),
        doc(
            area,
            "gzbg21",
            "2021-01-27",
            f"{area.name}2021年政府工作报告",
            issuer=area.government,
            pad=4,
        ),
    ]
    for quarter, day in zip(
        "一二三四", ("2020-04-14", "2020-07-14", "2020-10-15", "2020-12-29"), strict=True
    ):
        found.append(
            doc(
                area,
                f"jz{quarter}",
                day,
                f"2020年第{quarter}季度政府工作报告重点任务、民生实事和重大工程项目执行情况",
                "政府工作报告七个方面十六项重点工作进展顺利。民生实事项目执行情况、重大工程项目执行情况如下。",
                issuer=f"{area.name}人民政府督查室",
            )
        )
    return Column(
        "zfgzbg", "政府工作报告", documents=sorted(found, key=lambda d: d.published, reverse=True)
    )


def proposals(area: Area) -> Column:
    """建议提案办理: deputies' suggestions, members' proposals, and the year as a whole."""

    def answers(key: str, body: str, word: str) -> list[Document]:
        return [
            doc(
                area,
                f"{key}{number}",
                day,
                f"对{area.name}{body}第{number * 17}号{word}的答复（办理结果）",
                f"您提出的{word}收悉，现将办理结果答复如下：{word}所提问题已纳入年度计划。",
                issuer=f"{area.name}交通运输局",
            )
            for number, day in ((3, "2020-09-11"), (2, "2020-08-14"))
        ]

    whole = doc(area, "jyzt", "2020-12-11", f"{area.name}2020年人大代表建议和政协提案办理总体情况")
    return Column(
        "jytabl",
        "建议提案办理",
        [
            Column(
                "rdjy",
                "人大代表建议",
                documents=[whole, *answers("rdjy", "第十八届人大四次会议", "建议")],
            ),
            Column("zxta", "政协提案", documents=answers("zxta", "政协第十届四次会议", "提案")),
        ],
    )


def audit(area: Area) -> Column:
    """督查审计: what supervision and audit found, and how it was put right."""
    return _list(
        area,
        "dcsj",
        "督查审计",
        "{year}年重点工作督查情况通报及问题整改落实情况（第{n}期）",
        "2020-06-22 2020-10-21",
        doc(
            area,
            "sj1",
            "2020-08-31",
            f"{area.name}2019年度本级预算执行审计结果公告",
            issuer=f"{area.name}审计局",
        ),
        doc(
            area,
            "sj2",
            "2020-12-18",
            f"{area.name}2019年度审计查出问题整改落实情况公告",
            issuer=f"{area.name}审计局",
        ),
    )


def lists_of_items(area: Area) -> Column:
    """基层政务公开标准化规范化: a catalogue of items for every department and town."""
    names = ("教育和体育局", "民政局", "卫生健康局", "城关镇", "河口镇")
    table = Table(
        [
            ["序号", "公开事项", "公开内容", "公开主体", "公开渠道"],
            ["1", "政策文件", "全文", "本单位", "政府网站"],
        ]
    )
    found = [
        doc(
            area,
            f"bzml{number}",
            "2020-12-04",
            f"{area.name}{name}政务公开事项标准目录",
            "对照26个试点领域标准指引，编制本目录。",
            table,
            pad=0,
            issuer=f"{area.name}{name}",
        )
        for number, name in enumerate(names, start=1)
    ]
    whole = doc(
        area, "bzml0", "2020-12-11", f"{area.name}26个试点领域基层政务公开事项标准目录汇总", table
    )
    return Column("jczwgk", "基层政务公开标准目录", documents=[whole, *found])


def statutory(area: Area) -> Column:
    """法定主动公开内容 with all its children."""
    return Column(
        "fdzdgknr",
        "法定主动公开内容",
        [
            agencies(area),
            normative_column(area),
            policy_column(area),
            _list(
                area,
                "ghjh",
                "规划计划",
                "{year}年国民经济和社会发展计划",
                "2020-03-10 2019-03-12",
                doc(
                    area,
                    "gh145",
                    "2021-03-16",
                    f"{area.name}国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
                    issuer=area.government,
                ),
            ),
            _list(
                area,
                "tjxx",
                "统计信息",
                "{year}年{month}月经济运行统计数据",
                "2020-12-24 2020-09-24 2020-04-24",
                doc(
                    area,
                    "tj-20201026",
                    "2020-10-26",
                    f"{area.name}2020年前三季度经济运行情况",
                    issuer=f"{area.name}统计局",
                ),
            ),
            enforcement(area),
            finance(area),
            _list(
                area,
                "sfxm",
                "行政事业性收费",
                "{year}年行政事业性收费目录清单",
                "2020-03-31 2019-04-01",
            ),
            _list(
                area, "zfcg", "政府采购", "{year}年政府集中采购目录及标准", "2020-01-17 2019-01-22"
            ),
            _list(
                area,
                "ggzypz",
                "公共资源配置",
                "{year}年{month}月国有土地使用权出让公告",
                "2020-11-13 2020-05-15",
            ),
            _list(
                area,
                "zdjsxm",
                "重大建设项目",
                "{year}年重大建设项目批准和实施情况（第{n}批）",
                "2020-05-22 2020-10-30",
            ),
            livelihood(area),
            _list(
                area,
                "yjgl",
                "应急管理",
                "突发事件总体应急预案（{year}年修订）",
                "2020-06-17",
                doc(
                    area,
                    "yj1",
                    "2020-07-21",
                    f"{area.name}暴雨蓝色预警信息",
                    issuer=f"{area.name}应急管理局",
                ),
            ),
            epidemic(area),
            _list(
                area,
                "jdjc",
                "监督检查",
                "{year}年第{n}期环境保护、安全生产、食品药品、产品质量监督检查情况",
                "2020-04-20 2020-08-20 2020-11-19",
            ),
            _list(
                area,
                "gwyzk",
                "公务员招考",
                "{year}年公务员招考拟录用人员公示",
                "2020-11-02 2019-10-28",
            ),
            _list(
                area, "qzqd", "权责清单", "政府部门权责清单（{year}年版）", "2020-08-07 2019-08-09"
            ),
            _list(
                area, "gzjg", "国资监管", "国有企业改革和国资监管信息公开（{year}年）", "2020-07-23"
            ),
            progress(area),
            proposals(area),
            audit(area),
            _list(
                area,
                "gfqlqd",
                "规范性文件清理",
                "人民政府关于公布行政规范性文件清理结果的公告（{year}年，继续有效、修改、废止和失效目录）",
                "2020-11-27 2018-12-20",
            ),
            _list(area, "wjhb", "政策文件汇编", "部门政策文件汇编（{year}年）", "2020-12-16"),
            enterprise_column(area),
        ],
    )


def catalogue_text(area: Area) -> list[Block]:
    """The page 主动公开基本目录."""
    return [
        f"{area.name}主动公开基本目录（2020年版，2020年12月18日更新）",
        Table(
            [
                ["索引", "名称", "内容概述", "公开主体", "生成日期"],
                ["01", "机构职能", "职责、内设机构、联系方式", "各部门", "2020-12-18"],
                ["02", "行政规范性文件", "全文、有效性", area.office, "2020-12-18"],
                ["03", "财政预决算", "政府和部门预决算", "财政局", "2020-12-18"],
            ]
        ),
        *filler(area, "catalogue", 1),
    ]
