"""The CMS families, one file each: a file here that defines `FAMILY` is a family, nothing else registers it.

A family is recognised by evidence on the page, never by host name, and page by page: a site may mix families.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from crawler.cms.family import Family, PageView

_LAST = "generic"


@cache
def families() -> tuple[Family, ...]:
    """Every family by name, the generic reader last."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name != _LAST)
    modules = [importlib.import_module(f"{__name__}.{name}") for name in (*names, _LAST)]
    return tuple(module.FAMILY for module in modules if hasattr(module, "FAMILY"))


@cache
def _by_name() -> dict[str, Family]:
    return {family.name: family for family in families()}


def family_of(page: PageView) -> Family:
    """The family that reads this page: the first whose traits the page shows."""
    return next(family for family in families() if family.recognises(page))


def family_named(name: str) -> Family:
    """The family of that name, for reading the feed that it asked for. Raises KeyError for a name that is none."""
    return _by_name()[name]
