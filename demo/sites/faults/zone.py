"""Faults of a development zone, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

from demo.sites.content.base import doc
from demo.sites.content.zone.policies import openness_regulation
from demo.sites.faults.fault import Fault, add, drop_blocks, redate, replace
from demo.sites.model import SiteContent, Table

Plant = Callable[[SiteContent], None]


def _without(*keys: str) -> Plant:
    """Take documents off the site."""

    def plant(site: SiteContent) -> None:
        for key in keys:
            site.remove_document(key)

    return plant


def _closing(key: str) -> Plant:
    """Take a column off the site with all that it holds."""

    def plant(site: SiteContent) -> None:
        site.remove_column(key)

    return plant


def _on(key: str, day: str) -> Plant:
    """Publish a document on another day."""

    def plant(site: SiteContent) -> None:
        redate(site, key, day)

    return plant


# ---- key areas
def _outline_drafted(site: SiteContent) -> None:
    site.remove_document("gh145")
    title = f"{site.area.name}“十四五”规划纲要（草案）公开征求意见的公告"
    add(site, "tzgg", doc(site.area, "gh145ca", "2021-02-18", title))


def _history_told(site: SiteContent) -> None:
    site.remove_column("lsgh")
    title = f"{site.area.name}“十三五”规划实施情况总结评估报告"
    add(site, "zxgh", doc(site.area, "gh135pg", "2021-03-04", title))


def _reform_elsewhere(site: SiteContent) -> None:
    site.remove_document("gg1")
    title = f"{site.area.name}深化医药卫生体制机制改革实施方案"
    add(site, "gzjz", doc(site.area, "gg-yy", "2021-10-21", title))


def _data_dead(site: SiteContent) -> None:
    site.remove_column("sjkf")
    site.dead.append(("数据开放", "/sjkf/gone.html", ""))


def _projects_idle(site: SiteContent) -> None:
    for key, day in (
        ("zdxm-20210420", "2020-10-20"),
        ("zdxm-20210721", "2020-11-20"),
        ("zdxm-20211020", "2020-12-31"),
    ):
        redate(site, key, day)


def _tables_missing(site: SiteContent) -> None:
    item = site.document("ajjs")
    item.blocks = [b for b in drop_blocks(item.blocks, "公务接待费") if not isinstance(b, Table)]
    item.blocks = [
        b for b in item.blocks if not any(w in getattr(b, "text", "") for w in ("收支", "三公"))
    ]


def _complaints_without_term(site: SiteContent) -> None:
    item = site.document("qsy2")
    item.blocks = [
        b for b in drop_blocks(item.blocks, "15个工作日") if "期限" not in getattr(b, "text", "")
    ]


# ---- interpretation
def _bare(site: SiteContent) -> None:
    item = site.document("jd-zg3")
    item.blocks = [
        "政策共分五章十八条，第一章为总则，第二章为企业培育，第三章为项目引进，第四章为附则。"
    ]


# ---- decisions
def _catalogue(site: SiteContent, head: list[str], rows: list[list[str]]) -> None:
    item = site.document("ml2021")
    item.blocks = [
        "现将2021年度重大行政决策予以公布，各阶段信息另行发布。",
        Table([[*row] for row in [head, *rows]]),
    ]


def _catalogue_nobody(site: SiteContent) -> None:
    item = site.document("ml2021")
    (table,) = (block for block in item.blocks if isinstance(block, Table))
    rows = [[cell for at, cell in enumerate(row) if at != 2] for row in table.rows]
    item.blocks = [block if block is not table else Table(rows) for block in item.blocks]


def _catalogue_unlinked(site: SiteContent) -> None:
    _catalogue(
        site,
        ["序号", "决策事项名称", "承办单位"],
        [
            ["1", "城乡供水一体化实施方案", f"{site.area.name}农业农村局"],
            ["2", "停车设施建设实施方案", f"{site.area.name}园区规划建设服务中心"],
        ],
    )


def _reasons_missing(site: SiteContent) -> None:
    item = site.document("fk-tc")
    item.blocks = [*drop_blocks(item.blocks, "不予采纳"), "其余意见将在今后工作中统筹考虑。"]


def _meetings_closed(site: SiteContent) -> None:
    for key, number in (("hy-gs", 12), ("hy-tc", 21)):
        item = site.document(key)
        item.title = f"管委会召开2021年第{number}次主任办公会议"
        item.blocks = ["会议研究了有关工作，听取了情况汇报。"]
    title = f"{site.area.name}利益相关方列席会议制度"
    add(site, "zfxxgkzd", doc(site.area, "lxzd", "2021-03-18", title))


# ---- standardisation
def _regulation_old(site: SiteContent) -> None:
    replace(site, "fg-xxgk", openness_regulation(site.area, current=False))


def _head_missing(site: SiteContent) -> None:
    item = site.document("fg-jc")
    item.blocks = drop_blocks(item.blocks, "国务院令")


def _unmarked(site: SiteContent) -> None:
    site.validity = False


def _badge_missing(site: SiteContent) -> None:
    del site.footer["six"]
    title = f"{site.area.short}推进门户网站支持IPv6改造"
    add(site, "yw", doc(site.area, "yw-six", "2022-04-08", title))


def _ten_dead(site: SiteContent) -> None:
    site.dead += [(f"附件下载{n}", f"/files/gone{n}.html", "") for n in range(10)]


def _ledger_old(site: SiteContent) -> None:
    item = site.document("yd2021")
    item.blocks = ["一、深化重点领域政府信息公开。二、加强政策解读。三、提升标准化水平。"]


FAULTS: dict[str, Fault] = {
    fault.id: fault
    for fault in (
        Fault("outline-drafted", "“十四五”规划只有对草案征求意见", _outline_drafted),
        Fault("spatial-drafted", "空间规划只有草案公示", _without("kj1")),
        Fault("history-told", "历史规划没有归集，只有“十三五”总结评估", _history_told),
        Fault("drivers-news-only", "新旧动能转换只有会议新闻", _without("dn1")),
        Fault("reform-elsewhere", "改革只有医药卫生领域的", _reform_elsewhere),
        Fault("industry-silent", "没有产业政策实施情况", _without("yh1")),
        Fault("projects-idle", "重点项目栏目停在2020年", _projects_idle),
        Fault("data-dead", "数据开放入口打不开", _data_dead),
        Fault("data-gone", "没有数据开放", _closing("sjkf")),
        Fault("consumption-silent", "没有促进消费的信息", _closing("cxf")),
        Fault("zone-budget-late", "1月20日批准的预算2月10日才公开（21日）", _on("ys2021", "2021-02-10")),
        Fault("zone-accounts-late", "8月27日批准的决算9月17日才公开（21日）", _on("js2020", "2021-09-17")),
        Fault("department-accounts-missing", "两个部门中一个没有决算", _without("shjs")),
        Fault("tables-missing", "一份部门决算没有报表", _tables_missing),
        Fault("department-budget-late", "2月5日批复的部门预算2月26日才公开（21日）", _on("shys", "2021-02-26")),
        Fault("debt-silent", "没有债务信息", _closing("zfzw")),
        Fault("powers-idle", "权责清单停在2020年", _without("qzqd-20210809")),
        Fault("delegation-silent", "没有减权放权的信息", _without("yh3")),
        Fault("plan-of-health-missing", "没有健康行动方案", _without("jk1")),
        Fault("measures-missing", "没有公共企事业单位信息公开的落实措施", _without("qsy1", "zd5")),
        Fault("complaints-without-term", "申诉制度没有写处理期限", _complaints_without_term),
        Fault("policy-without-interpretation", "一件规范性文件没有解读，只有旧办法的", _without("jd-zg2", "tj-zg2")),
        Fault("interpretation-late-saturday", "2月9日的文件2月20日（星期六上班）解读，第4日", _on("jd-zg1", "2021-02-20")),
        Fault("report-without-interpretation", "政府信息公开年度报告没有解读", _without("tj-nb")),
        Fault("interpretation-bare", "一篇解读没有背景、目的、举措", _bare),
        Fault("after-silent", "没有施行后解读", _without("sxh")),
        Fault("proposals-unanswered", "没有政协提案答复", _without("ta1")),
        Fault("overall-missing", "没有建议提案办理总体情况", _without("jyzt")),
        Fault("catalogue-nobody", "决策事项目录没有写承办单位", _catalogue_nobody),
        Fault("catalogue-unlinked", "决策事项目录没有链接", _catalogue_unlinked),
        Fault("zone-feedback-missing", "一次征求意见没有公布结果", _without("fk-gg")),
        Fault("reasons-missing", "一次采纳情况没有交代不予采纳的原因", _reasons_missing),
        Fault("meetings-closed", "没有代表列席会议，只有列席制度", _meetings_closed),
        Fault("regulation-old", "《政府信息公开条例》还是2007年的文本", _regulation_old),
        Fault("head-missing", "一件行政法规文本没有题注", _head_missing),
        Fault("clean-up-late", "清理结果2022年1月1日才公布", _on("ql2021", "2022-01-01")),
        Fault("validity-unmarked", "文件没有标明有效性", _unmarked),
        Fault("services-gone", "首页没有政务服务入口", _closing("bsfw")),
        Fault("badge-missing", "首页没有IPv6标识，只有一条推进改造的新闻（不能判定）", _badge_missing),
        Fault("ten-dead", "十个站内链接失效", _ten_dead),
        Fault("items-idle", "标准目录2020年编成后没有调整", _without("bz1")),
        Fault("ledger-old", "没有当年的任务台账，只有没有分工的要点和上一年的分解表", _ledger_old),
    )
}  # fmt: skip
