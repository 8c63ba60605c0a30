"""The score table (得分表): one sheet a ruleset, a line a site with its rank, score and range, and what it earned of each
indicator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from reports.arrange import League, Standing, leagues
from reports.files import report_file
from reports.model import FindingOutline, Report, Ruleset, SiteOutline, is_open
from reports.office.folder import ReportFolder
from reports.office.score_formulas import Points, columns_of, worked
from reports.office.sheets import Book, Linked, Sheet, Value, notes, sheet_names
from reports.wording import CRAWL_STATES, FINDINGS, KINDS, LEVELS, SCORINGS, verdict_words

NOTES = "说明"
_HEAD_ROWS = 2
_NAMES = 2
_COUNTED = ("fail", "partial", "undetermined", "manual", "pass")
_PLACE = (
    ("名次", 7),
    ("网站", 20),
    ("并列", 7),
    ("名次区间", 9),
    ("级别", 7),
    ("类型", 7),
    ("得分", 8),
    ("最低", 8),
    ("最高", 8),
    ("等级", 8),
    ("单项否决", 9),
)
_SUMS = (("已判得分", 9), ("已判分值", 9), ("待定分值", 9))
_END = (("抓取", 9), ("备注", 22))
_PAIR = 8


@dataclass(frozen=True, slots=True)
class Earned:
    """Points of one site under one indicator: earned of what was decided, and what is open still."""

    earned: float
    decided: float
    pending: float


@dataclass(frozen=True, slots=True)
class _Line:
    site: SiteOutline
    standing: Standing | None
    ties: int
    why: str


def earned_by(findings: Sequence[FindingOutline]) -> Earned:
    """The points of some rules, rounded to two decimals as results.json has them."""
    decided = [each for each in findings if each.verdict in ("pass", *FINDINGS)]
    return Earned(
        earned=round(sum(each.points for each in decided), 2),
        decided=round(sum(each.max_points for each in decided), 2),
        pending=round(sum(each.max_points for each in findings if is_open(each)), 2),
    )


def write_scores(report: Report, path: Path, *, folder: Path | None = None) -> None:
    """Write the workbook: a sheet for each ruleset and a sheet 说明.

    Sites stand by rank, equal scores share one; sites without a score stand last, with the reason. Numbers are numbers,
    sums over indicators are formulas over the cells that they sum. `folder` is the report's folder, whose scorecards
    the sites' names link to. Raises ReportError when the file cannot be written.
    """
    with report_file(path) as temporary:
        book = Book(temporary, report, "政务公开得分表")
        beside = ReportFolder(folder)
        tables = leagues(report)
        names = sheet_names((league.ruleset.title for league in tables), (NOTES,))
        made = [
            _sheet(book, name, league, beside) for name, league in zip(names, tables, strict=True)
        ]
        lost = [words for sheet in made for words in sheet.losses.sentences(sheet.name)]
        notes(book, _notes(report, dict(zip(names, tables, strict=True)), lost), "得分表说明")
        book.close()


def indicators_of(ruleset: Ruleset, sites: Sequence[SiteOutline]) -> list[tuple[str, str]]:
    """The indicators that rules of the ruleset stand under: (id, title), the ruleset's own order first."""
    titles = dict(ruleset.indicators)
    used = {f.indicator for site in sites for f in site.findings if f.ruleset == ruleset.id}
    named = [name for name, _ in ruleset.indicators if name in used]
    others = sorted(used - set(named))
    return [(name, titles.get(name) or name or "其他规则") for name in (*named, *others)]


def _sheet(book: Book, name: str, league: League, folder: ReportFolder) -> Sheet:
    made = book.sheet(name)
    lines = _lines(league)
    indicators = indicators_of(league.ruleset, [line.site for line in lines])
    heads = [*_PLACE, *((verdict_words(code).word, 8) for code in _COUNTED), *_SUMS]
    heads += [*columns_of(league.ruleset), *_END]
    first = len(heads)
    heads += [(word, _PAIR) for _ in indicators for word in ("得分", "分值", "待定")]
    widths = [width for _, width in heads]
    sheet = made.sheet
    sheet.freeze_panes(_HEAD_ROWS, _NAMES)
    sheet.set_row(0, 40)
    sheet.set_row(1, 22)
    for place in range(first):
        made.put(0, place, league.ruleset.title if place == 1 else "", "head")
    for number, (_, title) in enumerate(indicators):
        place = first + 3 * number
        sheet.merge_range(0, place, 0, place + 2, "", book.style("head"))
        made.put(0, place, title, "head")
    made.heads(1, [heading for heading, _ in heads], widths)
    for number, line in enumerate(lines, start=_HEAD_ROWS):
        sheet.set_row(number, 20)
        for place, (value, style) in enumerate(_place(line, folder, columns_of(league.ruleset))):
            made.put(number, place, value, style)
        _points(made, number, first, line, league.ruleset, indicators)
    last = _HEAD_ROWS + len(lines) - 1
    sheet.autofilter(1, 0, max(last, 1), len(heads) - 1)
    if lines:
        _shades(book, made, first, len(indicators), last)
    made.print_setup(widths, (0, 1), _NAMES)
    return made


def _lines(league: League) -> list[_Line]:
    shared = Counter(standing.rank for standing in league.standings)
    return [
        _Line(each.site, each, shared[each.rank] if shared[each.rank] > 1 else 0, "")
        for each in league.standings
    ] + [_Line(site, None, 0, why) for site, why in league.unscored]


def _place(
    line: _Line, folder: ReportFolder, worked_in: Sequence[object]
) -> Iterator[tuple[Value, str]]:
    standing, site = line.standing, line.site
    card = folder.scorecard(site)
    yield standing.rank if standing else None, "number"
    yield Linked(site.name, f"external:{card}") if card else site.name, "name"
    yield line.ties or None, "number"
    span = f"{standing.best}–{standing.worst}" if standing else ""
    yield (span if standing and standing.best != standing.worst else ""), "word"
    yield LEVELS.get(site.level, site.level), "word"
    yield KINDS.get(site.kind, site.kind), "word"
    score = standing.score if standing else None
    yield score.score if score else None, "strong"
    yield score.low if score else None, "score"
    yield score.high if score else None, "score"
    yield score.grade if score else "未评分", "word"
    yield _veto(standing), "word"
    counts = standing.counts if standing else {}
    for code in _COUNTED:
        yield (counts.get(code, 0) if standing else None), "number"
    for _ in (*_SUMS, *worked_in):
        yield None, "number"  # taken by `_points`
    yield CRAWL_STATES.get(site.crawl.state, (site.crawl.state, ""))[0], "word"
    yield line.why, "word"


def _veto(standing: Standing | None) -> str:
    if standing is None:
        return ""
    if standing.score.vetoed:
        return "已否决"
    return f"{standing.score.veto_open} 项未定" if standing.score.veto_open else ""


def _points(
    made: Sheet,
    row: int,
    first: int,
    line: _Line,
    ruleset: Ruleset,
    indicators: Sequence[tuple[str, str]],
) -> None:
    """Points by indicator; the sums over them, and the score from these, as formulas."""
    by_indicator: dict[str, list[FindingOutline]] = {}
    for finding in line.site.findings:
        # A veto weighs nothing, whatever points it was given.
        if finding.ruleset == ruleset.id and not (finding.veto and ruleset.scoring == "deduction"):
            by_indicator.setdefault(finding.indicator, []).append(finding)
    earned = [earned_by(by_indicator.get(name, ())) for name, _ in indicators]
    sums = (
        sum(each.earned for each in earned),
        sum(each.decided for each in earned),
        sum(each.pending for each in earned),
    )
    number = made.book.style("number")
    last = first - len(_END) - len(columns_of(ruleset))
    for part, total in enumerate(sums):
        cells = [
            xl_rowcol_to_cell(row, first + 3 * index + part) for index in range(len(indicators))
        ]
        place = last - len(_SUMS) + part
        if cells:
            made.sheet.write_formula(row, place, f"={'+'.join(cells)}", number, round(total, 2))
        else:
            made.put(row, place, 0, "number")
    if line.standing is not None and indicators:
        points = [
            Points(
                name,
                each.earned,
                each.decided,
                each.pending,
                tuple(xl_rowcol_to_cell(row, first + 3 * index + part) for part in range(3)),
            )
            for index, ((name, _), each) in enumerate(zip(indicators, earned, strict=True))
        ]
        totals = [xl_rowcol_to_cell(row, last - len(_SUMS) + part) for part in range(2)]
        own = [xl_rowcol_to_cell(row, last + at) for at in range(len(columns_of(ruleset)))]
        for at, formula in enumerate(worked(ruleset, points, totals, own)):
            made.sheet.write_formula(row, last + at, formula.text, number, formula.value)
    for index, each in enumerate(earned):
        for part, value in enumerate((each.earned, each.decided, each.pending)):
            # Nothing to earn and nothing earned: an empty cell says it better than 0 of 0.
            shown = None if (not each.decided and part < 2) or (not value and part == 2) else value
            made.put(row, first + 3 * index + part, shown, "number")


def _shades(book: Book, made: Sheet, first: int, indicators: int, last: int) -> None:
    """What was lost stands out by darkness and weight, not by colour alone, so that it does in grey as well."""
    steps = (
        ("<0.6", {"bg_color": "#4A5A6A", "font_color": "#FFFFFF", "bold": True}),
        ("<0.8", {"bg_color": "#B4C0CC", "bold": True}),
        ("<1", {"bg_color": "#E3E9EF"}),
    )
    sheet, top = made.sheet, _HEAD_ROWS
    for index in range(indicators):
        place = first + 3 * index
        got, of = (f"${xl_col_to_name(place + part)}{top + 1}" for part in (0, 1))
        for bound, properties in steps:
            rule = f"=AND(ISNUMBER({of}),{of}>0,{got}/{of}{bound})"
            sheet.conditional_format(
                top,
                place,
                last,
                place,
                {
                    "type": "formula",
                    "criteria": rule,
                    "format": book.condition(**properties),
                    "stop_if_true": True,
                },
            )
    headings = [heading for heading, _ in _PLACE]
    grade = headings.index("等级")
    sheet.conditional_format(
        top,
        grade,
        last,
        grade,
        {"type": "cell", "criteria": "==", "value": '"不合格"', "format": book.condition(**steps[0][1])},
    )  # fmt: skip
    score = headings.index("得分")
    sheet.conditional_format(
        top,
        score,
        last,
        score,
        {
            "type": "data_bar",
            "bar_color": "#B4C0CC",
            "min_type": "num",
            "max_type": "num",
            "min_value": 0,
            "max_value": 100,
        },
    )


def _notes(report: Report, tables: dict[str, League], lost: list[str]) -> Iterator[str]:
    yield f"判定日 {report.as_of}。由 {report.tool} {report.version} 根据 results.json 生成。"
    for name, league in tables.items():
        ruleset = league.ruleset
        grades = "，".join(f"{grade} {bound:g} 分起" for grade, bound in ruleset.grades)
        scoring = SCORINGS.get(ruleset.scoring, ruleset.scoring)
        yield f"工作表“{name}”：规则集 {ruleset.id}，{scoring}；{grades or '未写等级'}。"
    yield "名次：得分相同的网站名次相同，“并列”写明共几家；单项否决的网站排在其他网站之后；未评分的列在最后并注明原因。"
    yield "最低、最高：未能判定和待人工判定的规则全部不得分、全部得分时的得分。"
    yield "名次区间：这些规则判定后可能的名次，空白表示不会变。"
    yield "加权得分制：得分 = 已判得分 ÷ 已判分值 × 100（results.json 中各规则的得分保留两位小数，重算时末位可差 0.01）。"
    yield (
        "扣分制：各指标失分 = 分值 − 得分，超过该指标扣分上限的部分不计，合为“计入扣分”；"
        "全部规则都不适用的指标，其分值从 100 分的“基准分”中除去；"
        "得分 =（基准分 − 计入扣分）÷ 基准分 × 100，高于加分门槛的再加“加分”（以上限为限）。"
        "单项否决不影响得分，只定等级。"
    )
    yield "“复算得分”由本行单元格用公式算出，与“得分”相差不应超过 0.02。"
    yield "每个指标三列：得分、已判规则的分值、待定规则的分值；空白表示没有。三个合计列是公式，可核对。"
    yield "底色：得分不到分值六成为深底白字，不到八成为中灰，有失分为浅灰；打印成黑白也能分辨。"
    yield from lost
