"""A folder to run the command in, and a site to run it on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server import serve
from tests.zwgk.command import Folder, small_site


@pytest.fixture
def folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Folder:
    """An empty working folder."""
    return Folder(tmp_path, capsys, monkeypatch)


@pytest.fixture
def site() -> Iterator[str]:
    """The base URL of the small site."""
    with serve({"site": small_site()}) as serving:
        yield serving.urls["site"]
