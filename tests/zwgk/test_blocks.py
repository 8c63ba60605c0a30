"""Blocks are laid out on a terminal and plain in a pipe; neither lets a text command the terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from zwgk.blocks import Block, Grid, Heading, Passage, print_blocks

LONG = "标题含“解读”“图解”“一图读懂”之一的文件，" * 20
BLOCKS: list[Block] = [
    Heading("boshan-2020/9  专栏", ("6 分",)),
    Passage("条款", ("原话。",), quoted=True),
    Passage("检查什么", (LONG, "第二句。")),
    Passage("没有内容", ()),
    Grid("参数", ("名称", "分值"), (("甲\n乙", "6"), ("[bold]丙[/bold]", "10")), frozenset({1})),
    Grid("没有行", ("名称",), ()),
]


def printed(blocks: list[Block], *, terminal: bool, width: int = 60) -> str:
    out = io.StringIO()
    print_blocks(blocks, Console(file=out, force_terminal=terminal, width=width, highlight=False))
    return out.getvalue()


def test_in_a_pipe_nothing_is_wrapped_coloured_or_drawn() -> None:
    text = printed(BLOCKS, terminal=False)
    assert text == (
        "boshan-2020/9 专栏 6 分\n\n"
        "条款\n  原话。\n\n"
        f"检查什么\n  {LONG}\n  第二句。\n\n"
        "参数\n名称\t分值\n甲；乙\t6\n[bold]丙[/bold]\t10\n"
    )


def test_on_a_terminal_every_word_is_kept_within_the_width() -> None:
    text = printed(BLOCKS, terminal=True)
    assert "…" not in text
    assert "没有内容" not in text
    assert "没有行" not in text
    assert "[bold]丙[/bold]" in text
    assert "".join(text.split()).count("之一的文件，") == 20
    plain = printed(BLOCKS, terminal=True, width=60).replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert all(cell_len(row) <= 70 for row in plain.splitlines())


@pytest.mark.parametrize("terminal", [True, False])
def test_no_text_commands_the_terminal(terminal: bool) -> None:
    evil = "\x1b]0;evil\x07\x9b2J\u202e"
    blocks: list[Block] = [
        Heading(evil, (evil,)),
        Passage(evil, (evil,)),
        Passage(evil, (evil,), quoted=True),
        Grid(evil, (evil,), ((evil,),)),
    ]
    text = printed(blocks, terminal=terminal)
    assert "\x1b]" not in text
    assert not set("\x07\x9b\u202e") & set(text)
