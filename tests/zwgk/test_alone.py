from __future__ import annotations

from pathlib import Path

import pytest

from zwgk.alone import alone_in
from zwgk.jobs import AuditError


def test_a_folder_is_crawled_into_by_one_at_a_time(tmp_path: Path) -> None:
    with alone_in(tmp_path):
        with pytest.raises(AuditError, match="另一次审计正在向"), alone_in(tmp_path):
            pass
        with pytest.raises(AuditError), alone_in(tmp_path):
            pass  # who was refused does not free it
    with alone_in(tmp_path):
        pass
    assert [each.name for each in tmp_path.iterdir()] == [".zwgk-lock"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".zwgk-lock").mkdir()
    with pytest.raises(AuditError, match="不能写"), alone_in(tmp_path):
        pass
