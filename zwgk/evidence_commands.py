"""`zwgk evidence`: look at archived evidence, compare it with what results.json says, and pack a site for ReplayWeb.page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reports.hostile import clean

if TYPE_CHECKING:
    from reports.evidence.verifying import Checked, Piece
    from reports.model import Report

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_MISMATCH, _BAD_INPUT = 1, 2
_MOST_TOLD = 50

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]", help="审计文件夹；默认当前文件夹（有 results.json 时）或 audit"
    ),
]


@app.command()
def show(
    site: Annotated[str, typer.Argument(metavar="SITE", help="网站的 id")],
    target: Annotated[
        str,
        typer.Argument(metavar="RULE|URL|SHA256", help="规则编号、网址，或 SHA-256 的前 8 位以上"),
    ],
    folder: Folder = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="把收到时的原件保存为这个文件")
    ] = None,
) -> None:
    """列出证据的摘录、抓取时间和 SHA-256，并从存档取出原件核对；不符时以状态 1 退出。"""
    from reports.evidence.verifying import named

    root = _folder(folder)
    report = _report(root)
    _known_site(report, site)
    found = named(report, site, target)
    if not found:
        raise _bad(f"网站 {site} 没有与“{target}”对应的证据；可写规则编号、网址或 SHA-256 的前几位")
    bodies: dict[tuple[str, str], Checked] = {}
    for piece, checked in _checked(root, found, bodies):
        _tell_piece(piece, checked)
    if save is not None:
        _save(save, bodies)
    if any(checked.state.value != "sound" for checked in bodies.values()):
        raise typer.Exit(_MISMATCH)


@app.command()
def verify(
    folder: Folder = None,
    site: Annotated[str, typer.Option("--site", metavar="ID", help="只核对这个网站")] = "",
) -> None:
    """逐一核对全部证据的存档：重算 SHA-256，与 results.json 比对；有不符的以状态 1 退出。"""
    from reports.evidence.verifying import STATES, State, check, pieces

    root = _folder(folder)
    report = _report(root)
    if site:
        _known_site(report, site)
    counts: Counter[State] = Counter()
    told = unarchived = 0
    seen: set[tuple[str, str]] = set()
    for piece in pieces(report, site):
        evidence = piece.evidence
        if not evidence.archive:
            unarchived += 1
            continue
        key = (evidence.archive, evidence.sha256)
        if key in seen:
            continue
        seen.add(key)
        checked = check(root, evidence)
        counts[checked.state] += 1
        if checked.state is not State.SOUND:
            told += 1
            if told <= _MOST_TOLD:
                _say(
                    f"{STATES[checked.state]}：{piece.site_id} {piece.finding.rule} "
                    f"{evidence.address.text}（{evidence.archive}）：{checked.detail}"
                )
    if told > _MOST_TOLD:
        _say(f"……另有 {told - _MOST_TOLD} 份，不再逐一列出")
    words = "，".join(f"{STATES[state]} {counts[state]} 份" for state in State if counts[state])
    without = f"；另有 {unarchived} 条证据没有存档" if unarchived else ""
    _say(f"核对存档 {sum(counts.values())} 份：{words or '没有可核对的'}{without}")
    if told:
        raise typer.Exit(_MISMATCH)


@app.command()
def wacz(
    folder: Folder = None,
    site: Annotated[
        str, typer.Option("--site", metavar="ID", help="网站的 id；只有一个网站时可不写")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="输出的 .wacz 文件；默认 网站id.wacz"),
    ] = None,
) -> None:
    """把网站最近一次抓取打包成 WACZ，可在 ReplayWeb.page 里回放。"""
    from crawler.snapshot.wacz import write_wacz

    root = _folder(folder)
    report = _report(root)
    sites = {each.id: each.name for each in report.outlines}
    if not site and len(sites) == 1:
        site = next(iter(sites))
    if not site:
        raise _bad(f"请用 --site 写明网站：{_some(sites)}")
    _known_site(report, site)
    target = out or Path(f"{site}.wacz")
    if target.suffix != ".wacz":
        raise _bad(f"-o {target} 应以 .wacz 结尾：回放程序按后缀认文件")
    summary = write_wacz(root, site, target, f"{sites[site]} 抓取存档（判定日 {report.as_of}）")
    for trouble in summary.troubles:
        _warn(trouble)
    borrowed = f"，含以前抓取的原件 {summary.originals} 份" if summary.originals else ""
    _say(f"{target}：记录 {summary.records} 条，页面 {summary.pages} 个{borrowed}")


def _folder(given: Path | None) -> Path:
    if given is not None:
        return given.parent if given.name == "results.json" else given
    return Path() if Path("results.json").is_file() else Path("audit")


def _report(root: Path) -> Report:
    from zwgk.audit import RESULTS, read_results

    return read_results(root / RESULTS)[0]


def _known_site(report: Report, site: str) -> None:
    known = [each.id for each in report.outlines]
    if site not in known:
        raise _bad(f"results.json 里没有 id 为“{site}”的网站；有：{_some(known)}")


def _some(names: object) -> str:
    listed = [str(each) for each in names]  # type: ignore[attr-defined]
    return "、".join(listed[:20]) + (f" 等 {len(listed)} 个" if len(listed) > 20 else "")


def _checked(
    root: Path, found: list[Piece], bodies: dict[tuple[str, str], Checked]
) -> Iterator[tuple[Piece, Checked | None]]:
    """Each piece with what comparing its body gave, None where it has none; the same body is compared once."""
    from reports.evidence.verifying import check

    for piece in found:
        evidence = piece.evidence
        if not evidence.archive:
            yield piece, None
            continue
        key = (evidence.archive, evidence.sha256)
        if key not in bodies:
            bodies[key] = check(root, evidence)
        yield piece, bodies[key]


def _tell_piece(piece: Piece, checked: Checked | None) -> None:
    from reports.evidence.verifying import STATES
    from reports.wording import verdict_words

    evidence, finding = piece.evidence, piece.finding
    _say(f"{finding.rule}　{finding.title}　{verdict_words(finding.verdict).word}")
    _say(f"  摘录：{evidence.quote or '（无）'}")
    if evidence.note:
        _say(f"  说明：{evidence.note}")
    _say(f"  网址：{evidence.address.text}")
    _say(f"  抓取：{evidence.fetched_at or '（未抓取）'}")
    _say(f"  SHA-256：{evidence.sha256 or '（无）'}")
    if checked is None:
        _say("  存档：无")
        return
    told = f"：{checked.detail}" if checked.detail else ""
    _say(f"  存档：{evidence.archive}　{STATES[checked.state]}{told}")


def _save(path: Path, bodies: dict[tuple[str, str], Checked]) -> None:
    records = {
        checked.record.sha256: checked.record for checked in bodies.values() if checked.record
    }
    if len(records) != 1:
        raise _bad(
            f"--save 只能保存一份原件，这里有 {len(records)} 份；请用网址或 SHA-256 指明是哪一份"
        )
    (record,) = records.values()
    path.write_bytes(record.body)
    _say(f"原件已保存：{path}（{len(record.body)} 字节）")


def _bad(message: str) -> typer.Exit:
    _warn(message)
    return typer.Exit(_BAD_INPUT)


def _say(text: str) -> None:
    # What a site calls itself may hold what a terminal obeys.
    typer.echo(clean(text))


def _warn(text: str) -> None:
    typer.echo(clean(text), err=True)
