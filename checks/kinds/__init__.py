"""The check kinds, one file each. A file here that defines `KIND` is a check kind; nothing else
registers it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from checks.kind import CheckKind


@cache
def registry() -> dict[str, CheckKind]:
    """Every check kind by name.

    Raises RuntimeError when two files claim one name, which is a mistake in this package.
    """
    kinds: dict[str, CheckKind] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        kind: CheckKind = importlib.import_module(f"{__name__}.{module.name}").KIND
        if kind.name in kinds:
            raise RuntimeError(f"two check kinds are named {kind.name}")
        kinds[kind.name] = kind
    return kinds
