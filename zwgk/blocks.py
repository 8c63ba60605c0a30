"""What a command prints: headings, passages and grids, laid out on a terminal and plain in a pipe.

In a pipe a passage is indented lines and a grid is rows with tabs between the cells, neither wrapped nor coloured, so
that grep, cut and a spreadsheet can read them. All text is cleaned of what a terminal would obey.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from reports.hostile import clean, line


@dataclass(frozen=True, slots=True)
class Heading:
    """A title with notes beside it."""

    title: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences under a title; `quoted` are another's own words. Without lines nothing is printed."""

    title: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under a title. `numbers` are the columns (from 0) set to the right. Without rows nothing is printed."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


Block = Heading | Passage | Grid


def print_blocks(blocks: Iterable[Block], console: Console) -> None:
    """Print the blocks as fits where they go."""
    apart = False
    for block in blocks:
        if not isinstance(block, Heading) and not (
            block.lines if isinstance(block, Passage) else block.rows
        ):
            continue
        if apart:
            console.file.write("\n")
        apart = True
        if console.is_terminal:
            console.print(_laid_out(block))
        else:
            console.file.writelines(f"{plain}\n" for plain in _plain(block))


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield line("  ".join((block.title, *block.notes)))
    elif isinstance(block, Passage):
        yield line(block.title)
        yield from (f"  {line(each)}" for each in block.lines)
    else:
        yield line(block.title)
        for row in (block.columns, *block.rows):
            yield "\t".join("；".join(line(part) for part in cell.split("\n")) for cell in row)


def _laid_out(block: Block) -> RenderableType:
    if isinstance(block, Heading):
        title = Text(line(block.title), style="bold")
        return Group(title, *(Text(line(note), style="dim") for note in block.notes))
    if isinstance(block, Passage):
        return _passage(block)
    return _grid(block)


def _passage(block: Passage) -> RenderableType:
    lines = [Text(line(each)) for each in block.lines]
    if block.quoted:
        return Panel(
            Group(*lines), title=Text(line(block.title)), title_align="left", box=box.ROUNDED
        )
    bulleted = Table.grid(padding=(0, 1))
    bulleted.add_column()
    bulleted.add_column(overflow="fold")
    for each in lines:
        bulleted.add_row("·", each)
    return Group(Text(line(block.title), style="bold cyan"), Padding(bulleted, (0, 0, 0, 1)))


def _grid(block: Grid) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, title_justify="left", header_style="bold")
    for at, column in enumerate(block.columns):
        table.add_column(
            Text(line(column)), justify="right" if at in block.numbers else "left", overflow="fold"
        )
    for row in block.rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    return Group(Text(line(block.title), style="bold cyan"), table)
