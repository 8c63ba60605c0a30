"""The column 政府信息公开: guide, systems, annual reports, request on application."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.model import Area, Block, Cell, Column, Document, Heading, Table

TELEPHONE = "0800-8812345"


def guide(area: Area) -> list[Block]:
    """The guide with all that article 12 of the regulation asks for."""
    return [
        f"为方便公民、法人和其他组织获取政府信息，根据《中华人民共和国政府信息公开条例》，编制《{area.government}政府信息公开指南》。本指南于2020年12月18日更新。",
        Heading("一、政府信息的分类"),
        f"{area.government}主动公开的政府信息分为机构职能、规范性文件、规划计划、统计信息、行政执法、财政信息、重点领域等类别，具体分类见[[col:fdzdgknr|法定主动公开内容]]和[[col:zdgkjbml|主动公开基本目录]]。",
        Heading("二、政府信息的编排体系"),
        "政府信息按索引号、名称、发文字号、发布机构、发布日期、内容概述等要素编排，每条信息设唯一索引号。",
        Heading("三、政府信息的获取方式"),
        f"（一）主动公开。公民、法人和其他组织可以通过{area.government}网站、政府公报、政务服务大厅、档案馆和图书馆等途径获取。",
        "（二）依申请公开。需要获取主动公开以外的政府信息的，可以通过[[col:ysqgk|依申请公开]]栏目在线提交申请，也可以当面或者邮寄提交。行政机关自收到申请之日起20个工作日内予以答复。",
        Heading("四、政府信息公开工作机构"),
        f"机构名称：{area.office}",
        f"办公地址：{area.name}人民路1号行政中心A座508室",
        "办公时间：周一至周五 上午8:30-12:00，下午14:00-17:30（法定节假日除外）",
        f"联系电话：{TELEPHONE}",
        "传真号码：0800-8812346",
        f"互联网联系方式：电子邮箱 xxgk@{area.code}.example.cn",
        "邮政编码：990100",
        Heading("五、监督和救济"),
        f"公民、法人和其他组织认为行政机关不依法履行政府信息公开义务的，可以向{area.government}政务公开领导小组办公室投诉、举报，监督电话：0800-8812347。",
    ]


def systems(area: Area) -> list[Document]:
    """The list 政府信息公开制度."""
    office = area.office
    rows = [
        ("zd1", "2020-11-16", "政府信息主动公开制度"),
        ("zd2", "2020-11-16", "政府信息依申请公开工作制度"),
        ("zd5", "2020-09-14", "公共企事业单位信息公开制度"),
        ("zd6", "2020-06-08", "行政规范性文件定期清理和公开制度"),
        ("zd7", "2020-06-08", "政务公开负面清单（试行）"),
        ("zd8", "2019-10-21", "政府信息发布协调制度"),
    ]
    found = [
        doc(
            area,
            key,
            day,
            f"{area.name}{title}",
            f"第一条 为规范{area.name}政府信息公开工作，制定本制度。",
            "第二条 本制度适用于各镇（街道）和政府各部门。",
            "第三条 各单位应当明确责任人员，按照规定的程序和时限办理。",
            issuer=office,
            pad=1,
        )
        for key, day, title in rows
    ]
    found.append(
        doc(
            area,
            "zd-tl",
            "2019-05-15",
            "中华人民共和国政府信息公开条例",
            "第一条 为了保障公民、法人和其他组织依法获取政府信息，制定本条例。",
            source="中国政府网",
            issuer="国务院",
            pad=0,
        )
    )
    return found


_RECEIVERS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_OUTCOMES: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("（一）予以公开", "", (26, 3, 0, 0, 2, 0, 31)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "", (3, 0, 0, 0, 0, 0, 3)),
    ("（三）不予公开", "1.属于国家秘密", (0, 0, 0, 0, 0, 0, 0)),
    ("（三）不予公开", "2.其他法律行政法规禁止公开", (1, 0, 0, 0, 0, 0, 1)),
    ("（三）不予公开", "3.危及“三安全一稳定”", (0, 0, 0, 0, 0, 0, 0)),
    ("（三）不予公开", "4.保护第三方合法权益", (2, 0, 0, 0, 0, 0, 2)),
    ("（四）无法提供", "1.本机关不掌握相关政府信息", (9, 1, 0, 0, 0, 0, 10)),
    ("（四）无法提供", "2.没有现成信息需要另行制作", (1, 0, 0, 0, 0, 0, 1)),
    ("（四）无法提供", "3.补正后申请内容仍不明确", (1, 0, 0, 0, 0, 0, 1)),
    ("（五）不予处理", "1.信访举报投诉类申请", (2, 0, 0, 0, 0, 0, 2)),
    ("（五）不予处理", "2.重复申请", (1, 0, 0, 0, 0, 0, 1)),
    ("（六）其他处理", "", (1, 0, 0, 0, 0, 0, 1)),
    ("（七）总计", "", (47, 4, 0, 0, 2, 0, 53)),
)


def request_table(*, new_people: int = 46) -> Table:
    """Table 2 (收到和处理政府信息公开申请情况) of the annual report.

    With 46 new requests of natural persons it adds up in every column: 46 + 3 = 47 + 2.
    """
    new = (new_people, 4, 0, 0, 2, 0, new_people + 6)
    carried_in = (3, 0, 0, 0, 0, 0, 3)
    carried_out = (2, 0, 0, 0, 0, 0, 2)
    rows: list[list[str | Cell]] = [
        [
            Cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            Cell("申请人情况", 7),
        ],
        [Cell("自然人", rowspan=2), Cell("法人或其他组织", 5), Cell("总计", rowspan=2)],
        [*_RECEIVERS[1:6]],
        [Cell("一、本年新收政府信息公开申请数量", 3), *map(str, new)],
        [Cell("二、上年结转政府信息公开申请数量", 3), *map(str, carried_in)],
    ]
    spans: dict[str, int] = {}
    for group, _, _ in _OUTCOMES:
        spans[group] = spans.get(group, 0) + 1
    seen: set[str] = set()
    for number, (group, item, counts) in enumerate(_OUTCOMES):
        row: list[str | Cell] = []
        if number == 0:
            row.append(Cell("三、本年度办理结果", rowspan=len(_OUTCOMES)))
        if not item:
            row.append(Cell(group, 2))
        else:
            if group not in seen:
                row.append(Cell(group, rowspan=spans[group]))
            row.append(item)
        seen.add(group)
        rows.append([*row, *map(str, counts)])
    rows.append([Cell("四、结转下年度继续办理", 3), *map(str, carried_out)])
    return Table(rows, "收到和处理政府信息公开申请情况")


def annual_report(area: Area, key: str, day: str, issuer: str, year: int) -> Document:
    """An annual report with all six sections."""
    disclosure = Table(
        [
            [Cell("第二十条第（一）项", 4)],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "0", "0"],
            ["行政规范性文件", "7", "2", "38"],
        ]
    )
    review = Table(
        [
            [Cell("行政复议", 5), Cell("行政诉讼", 5)],
            ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2,
            ["1", "0", "0", "0", "1", "0", "0", "0", "0", "0"],
        ]
    )
    return doc(
        area,
        key,
        day,
        f"{issuer}{year}年政府信息公开工作年度报告",
        f"根据《中华人民共和国政府信息公开条例》要求，编制{issuer}{year}年政府信息公开工作年度报告。本报告所列数据统计期限为{year}年1月1日至12月31日。如有疑问，请与{area.office}联系（电话：{TELEPHONE}）。",
        Heading("一、总体情况"),
        f"{year}年，{issuer}认真落实年度政务公开工作要点，主动公开、依申请公开、政府信息管理、平台建设、监督保障等工作取得新进展。全年通过政府网站公开政府信息4216条。",
        Heading("二、主动公开政府信息情况"),
        disclosure,
        Heading("三、收到和处理政府信息公开申请情况"),
        request_table(),
        Heading("四、政府信息公开行政复议、行政诉讼情况"),
        review,
        Heading("五、存在的主要问题及改进情况"),
        "存在的主要问题：一是政策解读形式不够丰富；二是基层公开力量有待加强。改进措施：加强业务培训，拓展图解、视频等解读形式。",
        Heading("六、其他需要报告的事项"),
        f"{year}年未收取政府信息公开信息处理费，没有其他需要报告的事项。",
        issuer=issuer,
        pad=0,
        attachments=("年度报告.pdf",),
    )


def reports(area: Area) -> list[Document]:
    """The list of annual reports: the government's own of three years, and some departments'."""
    own = area.government
    found = [
        annual_report(area, "nb-2020", "2021-03-26", own, 2020),
        annual_report(area, "nb-2019", "2020-03-27", own, 2019),
        annual_report(area, "nb-2018", "2019-03-29", own, 2018),
    ]
    for number, part in enumerate(("教育和体育局", "财政局"), start=1):
        found.append(
            annual_report(area, f"nb-2020-bm{number}", "2021-01-28", area.name + part, 2020)
        )
    for number, part in enumerate(("城关镇",), start=1):
        found.append(
            annual_report(area, f"nb-2020-zj{number}", "2021-01-29", f"{part}人民政府", 2020)
        )
    found.append(annual_report(area, "nb-2019-bm1", "2020-01-22", f"{area.name}财政局", 2019))
    return found


def request_page(area: Area) -> list[Block]:
    """The page 依申请公开 above its form."""
    return [
        "公民、法人或者其他组织可以向行政机关申请获取主动公开以外的政府信息。申请人可在线填写下表提交，也可以当面、邮寄或者传真提交。",
        f"受理机构：{area.office}",
        f"通信地址：{area.name}人民路1号行政中心A座508室，邮政编码：990100",
        f"联系电话：{TELEPHONE}，传真：0800-8812346",
        "办公时间：周一至周五 上午8:30-12:00，下午14:00-17:30",
    ]


def disclosure(area: Area, statutory: Column) -> Column:
    """The column 政府信息公开 with its four parts."""
    return Column(
        "zfxxgk",
        "政府信息公开",
        [
            Column("zfxxgkzn", "政府信息公开指南", blocks=guide(area)),
            Column("zfxxgkzd", "政府信息公开制度", documents=systems(area)),
            statutory,
            Column("zfxxgknb", "政府信息公开工作年度报告", documents=reports(area)),
            Column("ysqgk", "依申请公开", blocks=request_page(area), form="request"),
        ],
    )
