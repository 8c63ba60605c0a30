"""The settings that a person gives with `-s NAME=VALUE`, judged before anything is asked for.

A value that Scrapy would choke on half-way, or take for something else, is refused with a message that names it: of the
kind that the setting's default is, and a number that is one.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scrapy.settings import Settings

# What is counted, and so at least one; any other number may be zero.
_AT_LEAST_ONE = ("CONCURRENT_REQUESTS", "ZWGK_PAGES", "ZWGK_BROWSER_SECONDS")
# What Scrapy's or our default of is whole, yet a fraction is as good.
_FRACTIONS = (
    "DOWNLOAD_DELAY",
    "DOWNLOAD_TIMEOUT",
    "ZWGK_MINUTES",
    "ZWGK_MEGABYTES",
    "ZWGK_BROWSER_SECONDS",
)
_LEVELS = ("CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG")


class SettingError(ValueError):
    """A `-s NAME=VALUE` that cannot be used; the message names it and says what would be right."""


def check_overrides(settings: Settings, overrides: Mapping[str, str]) -> None:
    """Judge the overrides against the settings as they are without them.

    Raises SettingError for a value of the wrong kind, and for a name that is no setting but one letter or two from one.
    """
    for name, value in overrides.items():
        if name not in settings:
            alike = difflib.get_close_matches(
                name.upper(), [str(known) for known in settings], 1, 0.85
            )
            if alike:
                raise SettingError(f"-s {name}={value}：没有这项设置，是否为 {alike[0]}？")
            continue
        wanted = _wrong(settings, name, settings.get(name), value)
        if wanted:
            raise SettingError(f"-s {name}={value}：应为{wanted}")


def _wrong(settings: Settings, name: str, default: Any, value: str) -> str:
    """What the value should be, where it is not; "" where it will do."""
    if isinstance(default, bool):
        return _unless(settings, "getbool", name, value, " True 或 False")
    if isinstance(default, (int, float)):
        return _wrong_number(name, value, whole=isinstance(default, int))
    if isinstance(default, dict) or hasattr(default, "maxpriority"):
        return _unless(settings, "getdict", name, value, ' JSON 写的键值对，如 {"键": 值}')
    if name == "LOG_LEVEL" and value not in _LEVELS:
        return f" {'、'.join(_LEVELS)} 之一"
    return "" if value.isprintable() else "一行文字"


def _wrong_number(name: str, value: str, *, whole: bool) -> str:
    least = 1 if name.startswith(_AT_LEAST_ONE) else 0
    whole = whole and name not in _FRACTIONS
    try:
        number = int(value) if whole else float(value)
    except ValueError:
        number = -1
    if name == "DOWNLOAD_TIMEOUT":  # 0 would be no time at all
        return "" if 0 < number < math.inf else "大于 0 的数"
    return "" if least <= number < math.inf else f"不小于 {least} 的{'整数' if whole else '数'}"


def _unless(settings: Settings, getter: str, name: str, value: str, wanted: str) -> str:
    trial = settings.copy()
    try:
        trial.set(name, value, priority="cmdline")
        getattr(trial, getter)(name)
    except (ValueError, TypeError):
        return wanted
    return ""
