"""LibreOffice, which opens what the reports write and writes what people send back; many machines have none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

_SOFFICE = shutil.which("soffice")

needs_libreoffice = pytest.mark.skipif(_SOFFICE is None, reason="没有安装 LibreOffice（soffice）")


def convert(files: Iterable[Path], kind: str, folder: Path) -> None:
    """Write files anew in a folder, in a format that LibreOffice names so (pdf, xlsx)."""
    assert _SOFFICE is not None
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [_SOFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir", str(folder),
         *map(str, files)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
