"""The column 法定主动公开内容: what articles 20 and 21 of the regulation list, and the year's own
tasks.
"""

from __future__ import annotations

from demo.sites.content.base import doc, listed
from demo.sites.content.enforcement import enforcement
from demo.sites.content.policy import enterprise_column, normative_column, policy_column
from demo.sites.content.tasks import audit, epidemic, progress, proposals
from demo.sites.model import Area, Column, Heading, Table


def agencies(area: Area) -> Column:
    """机构职能: who does what, where, and under which telephone."""
    parts = ("政府办公室", "教育和体育局", "财政局", "民政局")
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
    department = doc(
        area,
        "bmys1",
        "2020-02-21",
        f"{area.name}民政局2020年部门预算公开",
        f"{area.name}财政局于2020年2月10日批复本部门2020年预算，现予公开。",
        issuer=f"{area.name}民政局",
        pad=1,
    )
    return Column(
        "czyjs",
        "财政预决算",
        [
            Column("zfys", "政府预算", documents=[newer, budget]),
            Column("zfjs", "政府决算", documents=[accounts]),
            Column("bmys", "部门预决算", documents=[department]),
        ],
    )


def livelihood(area: Area) -> Column:
    """民生: education, health, social security, employment, poverty relief."""
    return Column(
        "msly",
        "民生领域",
        [
            listed(
                area,
                "jyly",
                "教育",
                "{year}年义务教育学校招生入学工作实施方案",
                "2020-07-06 2019-07-08",
            ),
            listed(area, "ylws", "医疗卫生", "{year}年基本公共卫生服务项目实施方案", "2020-04-09"),
            listed(
                area,
                "shbz",
                "社会保障",
                "{year}年城乡居民最低生活保障标准公布",
                "2020-07-01 2019-07-01",
            ),
            listed(area, "jycy", "就业创业", "{year}年职业技能培训补贴目录", "2020-05-28"),
            listed(
                area, "fpgz", "脱贫攻坚", "{year}年财政专项扶贫资金分配使用情况公示", "2020-10-16"
            ),
            listed(
                area, "gysy", "社会公益事业建设", "{year}年社会公益事业建设进展情况", "2020-11-05"
            ),
        ],
    )


def statutory(area: Area) -> Column:
    """法定主动公开内容 with all its children."""
    return Column(
        "fdzdgknr",
        "法定主动公开内容",
        [
            agencies(area),
            normative_column(area),
            policy_column(area),
            listed(
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
            listed(
                area,
                "tjxx",
                "统计信息",
                "{year}年{month}月经济运行统计数据",
                "2020-09-24",
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
            listed(
                area,
                "sfxm",
                "行政事业性收费",
                "{year}年行政事业性收费目录清单",
                "2020-03-31 2019-04-01",
            ),
            listed(
                area, "zfcg", "政府采购", "{year}年政府集中采购目录及标准", "2020-01-17 2019-01-22"
            ),
            listed(
                area,
                "ggzypz",
                "公共资源配置",
                "{year}年{month}月国有土地使用权出让公告",
                "2020-11-13",
            ),
            listed(
                area,
                "zdjsxm",
                "重大建设项目",
                "{year}年重大建设项目批准和实施情况（第{n}批）",
                "2020-05-22 2020-10-30",
            ),
            livelihood(area),
            listed(
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
            listed(
                area,
                "jdjc",
                "监督检查",
                "{year}年第{n}期环境保护、安全生产、食品药品、产品质量监督检查情况",
                "2020-08-20",
            ),
            listed(
                area,
                "gwyzk",
                "公务员招考",
                "{year}年公务员招考拟录用人员公示",
                "2020-11-02 2019-10-28",
            ),
            listed(
                area, "qzqd", "权责清单", "政府部门权责清单（{year}年版）", "2020-08-07 2019-08-09"
            ),
            listed(
                area, "gzjg", "国资监管", "国有企业改革和国资监管信息公开（{year}年）", "2020-07-23"
            ),
            progress(area),
            proposals(area),
            audit(area),
            listed(
                area,
                "gfqlqd",
                "规范性文件清理",
                "人民政府关于公布行政规范性文件清理结果的公告（{year}年，继续有效、修改、废止和失效目录）",
                "2020-11-27 2018-12-20",
            ),
            listed(area, "wjhb", "政策文件汇编", "部门政策文件汇编（{year}年）", "2020-12-16"),
            enterprise_column(area),
        ],
    )


def basic_catalogue(area: Area) -> Column:
    """主动公开基本目录, brought up to date within the year."""
    rows = Table(
        [
            ["索引", "名称", "内容概述", "公开主体", "生成日期"],
            ["01", "机构职能", "职责、内设机构、联系方式", "各部门", "2020-12-18"],
            ["02", "行政规范性文件", "全文、有效性", area.office, "2020-12-18"],
            ["03", "财政预决算", "政府和部门预决算", "财政局", "2020-12-18"],
        ]
    )
    found = [
        doc(area, "jbml20", "2020-12-18", f"{area.name}主动公开基本目录（2020年版）", rows, pad=1),
        doc(area, "jbml19", "2019-10-25", f"{area.name}主动公开基本目录（2019年版）", rows, pad=1),
    ]
    return Column("zdgkjbml", "主动公开基本目录", documents=found)


def public_enterprises(area: Area) -> Column:
    """公共企事业单位信息公开."""
    return listed(
        area,
        "ggqsy",
        "公共企事业单位信息公开",
        "供水、供气、供热企业信息公开（{year}年第{n}期）",
        "2020-11-30",
    )
