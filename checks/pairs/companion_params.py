"""The parameters of `companion`: which documents need which companion, and how soon."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from checks.kind import BOUND, Params
from checks.workdays import Unit
from rules.subject import SubjectRef

COMPANION = "伴随文件"
USUALLY_EARLIER = 30


class CompanionParams(Params):
    """Parameters of `companion`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    of: SubjectRef = Field(description="应有伴随文件的对象（政策、征集公告）")
    with_: SubjectRef = Field(alias="companion", description="伴随文件（解读、征集结果）")
    mode: Literal["exists", "within", "linked"] = Field(
        default="exists", description="exists：有无；within：是否按时；linked：是否至少单向链接"
    )
    days: int | None = Field(
        default=None, ge=0, description="期限天数；自起算日的次日计", json_schema_extra=BOUND
    )
    unit: Unit = Field(default="working", description="工作日或自然日")
    start: Literal["published", "issued"] = Field(
        default="published", description="起算日：发布日期或成文日期"
    )
    closed: bool = Field(default=False, description="只评征集截止日早于判定日的")
    earlier: int = Field(
        default=USUALLY_EARLIER,
        ge=0,
        le=1000,
        description="伴随文件至多可比文件早发布多少天（征求意见总在文件之前）",
    )
    called: str = Field(
        default=COMPANION,
        min_length=1,
        description="结论中怎样称呼伴随文件（如 解读、采纳情况反馈）",
    )
    says: tuple[str, ...] = Field(
        default=(), description="伴随文件正文至少含其中一词，否则不算（如 采纳）"
    )
