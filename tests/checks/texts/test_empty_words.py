from __future__ import annotations

import pytest

from checks.texts.empty_words import says_none


@pytest.mark.parametrize(
    "text",
    [
        "本月无行政处罚信息，特此说明。",
        "2024年第三季度，田家庵区商务局无行政强制信息，特此说明。\n田家庵区商务局\n2024年10月8日",
        "暂无相关信息",
        "截至目前，本单位暂未开展此项工作，无相关内容。",
        "经梳理，2024年度田家庵区朝阳街道没有行政许可事项。特此说明。二〇二四年十二月三日",
        "本季度无更新",
        "无",
        "暂无。",
        "本月无",
    ],
)
def test_texts_that_say_nothing(text: str) -> None:
    assert says_none(text)


@pytest.mark.parametrize(
    "text",
    [
        "本期抽检食品30批次，均合格，无不合格信息。",
        "2024年，全区未发生生产安全事故。",
        "我区无障碍设施建设项目共12个",
        "2024年共办理行政许可125件，无行政处罚信息。",
        "会议强调，没有规矩不成方圆，要加强信息公开工作，推动各项任务落实到位。",
        "无偿献血者可凭证享受优待",
        "无为",
        "",
        "没有" * 2000,
    ],
)
def test_texts_that_say_something(text: str) -> None:
    assert not says_none(text)
