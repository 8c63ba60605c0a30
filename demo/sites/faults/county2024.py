"""Faults and near misses of the county of 2024, as Tianjia'an's list of that year would find them."""

from __future__ import annotations

from demo.sites.content.base import doc, run
from demo.sites.content.shift import later
from demo.sites.faults.fault import Fault, add, drop_blocks, redate, resort
from demo.sites.model import Block, Cell, Column, Document, SiteContent, Table


def _text(block: Block) -> str:
    """What a block says, for finding it by its words."""
    if isinstance(block, Table):
        return "".join(c.text if isinstance(c, Cell) else c for row in block.rows for c in row)
    return block if isinstance(block, str) else block.text


def _remove(*keys: str) -> Fault:
    def plant(site: SiteContent) -> None:
        for key in keys:
            site.remove_document(key)

    return Fault("", "", plant)


def _livelihood_in_news_only(site: SiteContent) -> None:
    for quarter in "一二三四":
        item = site.document(f"jz{quarter}")
        item.title = item.title.replace("、民生实事和重大工程项目", "和重大工程项目")
    title = f"{site.area.name}召开民生实事推进会通报项目进展情况"
    add(site, "yw", doc(site.area, "yw-ms", "2024-06-20", title))


def _open_days_only_announced(site: SiteContent) -> None:
    for item in site.column("zfkfr").documents:
        if item.published.year == 2024:
            item.title = f"关于举办{item.title}的公告"


def _duties_idle(site: SiteContent) -> None:
    for item in site.column("jgzn").documents:
        item.published = later(item.published, -2)
    title = f"{site.area.name}召开机构改革动员部署会"
    add(site, "yw", doc(site.area, "yw-jg", "2024-06-25", title))
    resort(site)


def _points_missing(site: SiteContent) -> None:
    item = site.document("jd-gf5")
    item.blocks = [block for block in item.blocks if "利益点" not in _text(block)]


def _library_off_homepage(site: SiteContent) -> None:
    site.entries.remove("zcwjk")
    site.off_home.add("zcwjk")


def _policy(site: SiteContent, key: str, day: str, name: str, term: str) -> Document:
    """A normative document with a term of its own, and its interpretation."""
    area = site.area
    return doc(
        area,
        key,
        day,
        name,
        "第一条 为规范有关管理工作，制定本办法。",
        f"第二条 {term}",
        issued=day,
        number=f"{area.sign}政办规〔{day[:4]}〕9号",
        issuer=area.office,
        pad=1,
    )


def _expired_unmarked(site: SiteContent) -> None:
    add(
        site,
        "xzgfxwj",
        _policy(
            site,
            "gfx1",
            "2019-06-10",
            f"{site.area.name}户外招牌设置管理暂行办法",
            "本办法自2019年7月1日起施行，有效期五年。",
        ),
    )


def _expired_marked(site: SiteContent) -> None:
    add(
        site,
        "xzgfxwj",
        _policy(
            site,
            "gfx2",
            "2018-06-11",
            f"{site.area.name}小餐饮登记管理暂行办法（已失效）",
            "本办法自2018年7月1日起施行，有效期五年。",
        ),
    )


def _thin(site: SiteContent) -> None:
    found = run(
        site.area,
        "kb",
        "关于{year}年{month}月行政强制事项的情况说明",
        "2024-03-29 2024-06-28 2024-09-27",
    )
    for item in found:
        month = item.published.month
        item.blocks = [f"{item.published.year}年{month}月无行政强制信息，特此说明。"]
    add(site, "xzcf", *found)


def _not_thin(site: SiteContent) -> None:
    """Short texts that are no abuse: a budget without a fund, good news, a table."""
    area = site.area
    none = doc(
        area,
        "nt1",
        "2024-03-01",
        f"{area.name}民政局2024年政府性基金预算情况说明",
        "本单位无政府性基金预算，特此说明。",
        pad=0,
    )
    good = doc(
        area,
        "nt2",
        "2024-07-26",
        f"{area.name}2024年上半年安全生产情况",
        "2024年上半年，全区未发生较大以上生产安全事故。",
        pad=0,
    )
    table = Table([["事项", "件数"], ["食品经营许可", "12"]])
    short = doc(
        area,
        "nt3",
        "2024-08-30",
        "2024年8月行政许可办理情况说明",
        "现将8月办理情况公布。",
        table,
        pad=0,
    )
    add(site, "bmys", none)
    add(site, "jdjc", good)
    add(site, "xzxk", short)


def _one_matter_in_news_only(site: SiteContent) -> None:
    site.remove_column("ycbyj")
    title = f"{site.area.name}召开“高效办成一件事”事项清单落实情况推进会"
    add(site, "yw", doc(site.area, "yw-yjs", "2024-07-18", title))


def _evaluation_announced(site: SiteContent) -> None:
    for key in ("pg1", "pg2"):
        site.remove_document(key)
    title = "关于开展2024年度重大行政决策执行情况评估工作的通知"
    add(site, "jcpg", doc(site.area, "pg-tz", "2024-05-20", title))


def _without_guide(site: SiteContent) -> None:
    column = site.column("ggqsy")
    column.blocks = drop_blocks(column.blocks, "服务指南")


def _library_tools(site: SiteContent) -> None:
    column = site.column("zcwjk")
    column.form, column.children = "", []


def _not_gathered(site: SiteContent) -> None:
    for column in site.column("zcwjk").walk():
        column.documents = [item for item in column.documents if item.key != "gf1"]


def _unlabelled(site: SiteContent) -> None:
    item = site.document("gf3")
    item.official, item.number, item.issued = False, "", None
    item.blocks = [b for b in item.blocks if "年9月22日" not in _text(b)]


def _leaked(site: SiteContent) -> None:
    item = site.document("bt1")
    for block in item.blocks:
        if isinstance(block, Table):
            block.rows[1][2] = "370399199003071238"


def _repealed_unmarked(site: SiteContent) -> None:
    area = site.area
    number = site.document("gf10").number
    name = f"{area.name}基本医疗保险门诊统筹实施细则"
    add(
        site,
        "gfqlqd",
        doc(
            area,
            "fz1",
            "2024-06-07",
            f"{area.government}关于废止部分行政规范性文件的决定",
            f"根据《{area.name}小型水库安全管理办法》等规定，决定废止下列文件：",
            f"1.《{name}》（{number}）",
            issuer=area.government,
            pad=0,
        ),
    )


def _doubled_columns(site: SiteContent) -> None:
    area = site.area
    statutory = site.column("fdzdgknr")
    statutory.children += [
        Column(
            "tjxx2",
            "统计信息",
            documents=run(
                area, "tjb", f"{area.name}{{year}}年{{month}}月工业运行数据", "2024-05-15"
            ),
        ),
        Column(
            "ghjh2",
            "规划计划",
            documents=run(area, "ghb", f"{area.name}{{year}}年供水规划", "2024-04-16"),
        ),
    ]


def _empty_columns(site: SiteContent) -> None:
    names = (
        ("zhcs", "智慧城市"),
        ("szxc", "数字乡村"),
        ("lsfz", "绿色发展"),
        ("xfwq", "消费维权"),
        ("kjcx", "科技创新"),
    )
    empty = [Column(key, name, placeholder="栏目建设中，敬请期待……") for key, name in names]
    site.column("fdzdgknr").children += empty


def _repeated(site: SiteContent) -> None:
    found = run(
        site.area,
        "cf",
        f"{site.area.name}开展第{{n}}次爱国卫生清洁行动情况通报",
        "2024-04-12 2024-05-17 2024-06-14",
    )
    for key in ("ylws", "zfcg", "jdjc", "zdjsxm"):
        add(site, key, *found)


def _twice_listed(site: SiteContent) -> None:
    """A policy under its kind, its topic and the decisions: good practice."""
    add(site, "jycy", site.document("gf6"))
    add(site, "xyjg", site.document("gf6"))


def _unavailable(*keys: str) -> Fault:
    def plant(site: SiteContent) -> None:
        for key in keys:
            site.behaviours[key] = "unavailable"

    return Fault("", "", plant)


def _redating(key: str, day: str) -> Fault:
    return Fault("", "", lambda site: redate(site, key, day))


_ALL = (
    Fault("investment-silent", "没有扩大有效投资的政策", _remove("xc2", "jd-xc2").plant),
    Fault("livelihood-news-only", "民生实事只有推进会新闻，没有进展", _livelihood_in_news_only),
    Fault("one-matter-guide-missing", "“一件事”没有办事指南", _remove("yjs2").plant),
    Fault("open-days-announced", "政府开放日只有公告，没有活动", _open_days_only_announced),
    Fault("duties-idle", "机构职能停在2022年，机构改革只有动员会新闻", _duties_idle),
    Fault(
        "interpretation-fourth-day",
        "2月7日的文件2月19日才解读（春节，第4个工作日）",
        _redating("jd-gf1", "2024-02-19").plant,
    ),
    Fault("points-missing", "一篇解读没有利益点、创新点", _points_missing),
    Fault("pictures-missing", "没有图片、视频解读", _remove("tj-gf5").plant),
    Fault("library-off-homepage", "首页没有政策文件库的入口", _library_off_homepage),
    Fault("payments-missing", "惠农补贴只有实施方案，没有发放明细", _remove("bt1").plant),
    Fault("expired-unmarked", "一件2019年的文件有效期届满，页面仍标“有效”", _expired_unmarked),
    Fault("expired-marked", "一件过期文件标题注明已失效（近似情形）", _expired_marked),
    Fault("thin-three", "三个季度各发一件“本月无此类信息”的说明", _thin),
    Fault("short-but-sound", "空表说明、安全生产情况、表格说明都很短（近似情形）", _not_thin),
    Fault("one-matter-news-only", "没有“高效办成一件事”专栏，只有推进会新闻", _one_matter_in_news_only),
    Fault("decision-unheard", "一件重大行政决策没有征求意见", _remove("zj3", "fk-zj3").plant),
    Fault("evaluation-announced", "只有开展评估的通知，没有评估结果", _evaluation_announced),
    Fault("powers-idle", "权责清单2024年未更新", _remove("qzqd-20200807").plant),
    Fault("basic-catalogue-idle", "主动公开基本目录停在2023年", _remove("jbml20").plant),
    Fault("enterprises-no-guide", "公共企事业单位栏目没有服务指南", _without_guide),
    Fault(
        "enterprises-idle",
        "公共企事业单位信息停在2023年",
        _redating("ggqsy-20201130", "2023-11-30").plant,
    ),
    Fault("policy-uninterpreted", "一件规范性文件没有解读", _remove("jd-gf6").plant),
    Fault("only-a-picture", "一件规范性文件只有图解，没有文字解读", _remove("jd-gf5").plant),
    Fault("no-interviews", "没有在线访谈和宣讲，只有新闻发布会", _remove("ft1", "ft2", "ft3", "ft4").plant),
    Fault("document-unlabelled", "文件库里一件文件没有文号和成文日期", _unlabelled),
    Fault("document-not-gathered", "一件规范性文件没有收入政策文件库", _not_gathered),
    Fault("library-bare", "政策文件库没有检索，没有分类", _library_tools),
    Fault("payee-identity", "补贴发放明细里有完整的身份证号", _leaked),
    Fault("repealed-unmarked", "清理决定废止的文件，页面仍标“有效”", _repealed_unmarked),
    Fault("columns-doubled", "目录里有两组同名栏目", _doubled_columns),
    Fault("statutory-empty-five", "目录里有五个空白栏目", _empty_columns),
    Fault("repeated-three", "三件稿件各列入四个无关栏目", _repeated),
    Fault("policy-twice-listed", "一件文件同时列入文件、就业、信用栏目（近似情形）", _twice_listed),
    Fault("library-unavailable", "政策文件库打不开（503）", _unavailable("zcwjk", "zcwjk-zh", "zcwjk-jj").plant),
    Fault("duties-unavailable", "机构职能打不开（503）", _unavailable("jgzn").plant),
    Fault("payments-unavailable", "惠民惠农补贴打不开（503）", _unavailable("hmhnbt").plant),
)  # fmt: skip

#: Every fault and near miss by id.
FAULTS_2024: dict[str, Fault] = {fault.id: fault for fault in _ALL}
