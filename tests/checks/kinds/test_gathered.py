from __future__ import annotations

import pytest

from checks.kinds import registry
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from tests.checks.build import Said, Tree, address, column, context, doc, judge, lost, site, words

VOCABULARY = words(("政策文件", "政府文件"), ("文件库", "政策文件库"), ("旅游",))
POLICY = {"title": {"any": ["办法"], "none": ["解读"]}, "columns": ["政策文件"], "anywhere": True}
DOGS = "博山区人民政府关于印发《博山区养犬管理办法》的通知"
CATS = "博山区养猫管理办法"


def said_of(documents: list[Document], columns: list[Tree], **more: object) -> Said:
    tree = site(columns, documents, **more)
    return judge("gathered", tree, context(vocabulary=VOCABULARY), of=POLICY, column="文件库")


def both(title: str, *where: str) -> Document:
    return doc(title, "2023-05-06", where)


@pytest.mark.parametrize(
    ("where", "verdict"),
    [
        ((["政策文件", "政策文件库"], ["政策文件", "政策文件库"]), Verdict.PASS),
        ((["政策文件", "政策文件库"], ["政策文件"]), Verdict.PARTIAL),
        ((["政策文件"], ["政策文件"]), Verdict.FAIL),
        ((["政策文件库"], ["政策文件库"]), Verdict.PASS),
    ],
)
def test_each_policy_is_looked_for(where: tuple[list[str], list[str]], verdict: Verdict) -> None:
    documents = [both(title, *columns) for title, columns in zip((DOGS, CATS), where, strict=True)]
    said = said_of(documents, [column("政策文件"), column("政策文件库")])
    assert said.verdict is verdict
    if verdict is Verdict.PARTIAL:
        assert said.share == 0.5
        assert CATS in said.reason


@pytest.mark.parametrize(
    "held",
    [
        doc("博山区养犬管理办法", "2023-05-08", "政策文件库"),
        doc("养犬新规（博政发〔2023〕8号）", "2023-05-08", "政策文件库"),
        doc(DOGS, "2023-05-08", "政策文件库", url=address("另一地址")),
    ],
)
def test_an_entry_under_another_address_is_the_same_document(held: Document) -> None:
    policy = doc(DOGS, "2023-05-06", "政策文件", number="博政发〔2023〕8号")
    assert (
        said_of([policy, held], [column("政策文件"), column("政策文件库")]).verdict is Verdict.PASS
    )


def test_what_lies_below_the_column_lies_in_it() -> None:
    below = column("政策文件库", children=[column("城市管理")])
    assert said_of([both(DOGS, "城市管理")], [below]).verdict is Verdict.PASS


def test_without_the_column_nothing_is_gathered() -> None:
    policy = both(DOGS, "政策文件")
    said = said_of([policy], [column("政策文件")])
    assert (said.verdict, said.code) == (Verdict.FAIL, "no_column")
    lost_library = [lost(anchor="政策文件库")]
    assert (
        said_of([policy], [column("政策文件")], unread=lost_library).verdict is Verdict.UNDETERMINED
    )
    elsewhere = [lost(anchor="旅游")]
    assert said_of([policy], [column("政策文件")], unread=elsewhere).verdict is Verdict.FAIL


def test_a_list_that_was_not_read_to_its_end_may_hold_it() -> None:
    columns = [column("政策文件"), column("政策文件库", complete=False)]
    assert said_of([both(DOGS, "政策文件")], columns).verdict is Verdict.UNDETERMINED


def test_only_the_period_s_own_documents_are_asked_for() -> None:
    columns = [column("政策文件"), column("政策文件库")]
    old = doc(DOGS, "2022-12-31", "政策文件")
    foreign = doc("安徽省养犬管理办法", "2023-05-06", "政策文件", source="安徽省人民政府")
    assert said_of([old, foreign], columns).verdict is Verdict.NOT_APPLICABLE


def test_it_says_what_it_checks() -> None:
    kind = registry()["gathered"]
    said = kind.explain(kind.params.model_validate({"of": POLICY, "column": "文件库"}), words())
    assert "文件库" in said.checked[0]
