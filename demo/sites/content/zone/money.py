"""What a development zone has and spends: budgets, accounts, debts, its own and those of its departments."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.model import Area, Column, Document, Heading, Table

_APPROVED = "区财政金融局于2021年2月5日批复本部门2021年预算。"


def budget(area: Area) -> Document:
    """The zone's budget, published exactly 20 natural days after its approval."""
    return doc(
        area,
        "ys2021",
        "2021-02-09",
        f"{area.name}2021年政府预算公开",
        f"{area.name}2021年政府预算草案已于2021年1月20日经云岭市第十九届人民代表大会第五次会议批准，现予公开。",
        Heading("一、一般公共预算"),
        Table(
            [
                ["项目", "预算数（万元）"],
                ["一般公共预算收入", "128000"],
                ["一般公共预算支出", "203000"],
            ]
        ),
        issuer=f"{area.name}财政金融局",
        attachments=("政府预算表.xls",),
    )


def accounts(area: Area) -> Document:
    """The zone's accounts of the year before, published exactly 20 natural days after their approval."""
    return doc(
        area,
        "js2020",
        "2021-09-16",
        f"{area.name}2020年政府决算公开",
        f"{area.name}2020年政府决算已于2021年8月27日经云岭市人大常委会批准，现予公开。",
        issuer=f"{area.name}财政金融局",
        attachments=("政府决算表.xls",),
    )


def debt(area: Area) -> Document:
    """The limit and the balance of the zone's debt."""
    return doc(
        area,
        "zw2020",
        "2021-03-05",
        f"{area.name}2020年地方政府债务限额和余额情况",
        "截至2020年12月31日，地方政府债务限额为10.25亿元。",
        "截至2020年12月31日，地方政府债务余额为9.86亿元，其中一般债务3.11亿元，专项债务6.75亿元。",
        issuer=f"{area.name}财政金融局",
    )


def _department(area: Area, key: str, day: str, name: str, what: str) -> Document:
    word = "预算" if "预算" in what else "决算"
    return doc(
        area,
        key,
        day,
        f"{area.name}{name}{what}",
        Heading("一、部门职责"),
        "承担本系统的规划、指导和监督工作。",
        *([_APPROVED] if word == "预算" else []),
        Heading(f"二、收支{word}总表"),
        Table([["项目", "金额（万元）"], ["收入总计", "1820.4"], ["支出总计", "1820.4"]]),
        Heading("三、“三公”经费情况"),
        "公务接待费1.2万元，无因公出国（境）费用。",
        issuer=f"{area.name}{name}",
        pad=1,
    )


def departments(area: Area) -> list[Document]:
    """Budgets and accounts of two departments."""
    rows = (
        ("ajys", "2021-02-24", "应急管理局", "2021年部门预算"),
        ("shys", "2021-02-25", "社会事业局", "2021年部门预算"),
        ("ajjs", "2021-09-22", "应急管理局", "2020年部门决算"),
        ("shjs", "2021-09-23", "社会事业局", "2020年部门决算"),
    )
    return [_department(area, *row) for row in rows]


def finance(area: Area) -> Column:
    """财政信息 with its parts."""
    return Column(
        "czxx",
        "财政信息",
        [
            Column("zfyjs", "政府预决算", documents=[accounts(area), budget(area)]),
            Column("bmyjs", "部门预决算", documents=list(reversed(departments(area)))),
            Column("zfzw", "地方政府债务", documents=[debt(area)]),
        ],
    )
