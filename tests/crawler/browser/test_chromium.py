"""Finding a browser: what is missing is said before anything is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from crawler.browser.chromium import BrowserError, find_chromium, version_of
from crawler.overrides import SettingError
from crawler.run import make_settings
from crawler.snapshot.facts import Outcome
from tests.crawler.browser.chromium import needs_chromium
from tests.crawler.serving import QUICK, crawl_one, html, served
from zwgk.cli import app


def program(folder: Path, name: str, code: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
@pytest.mark.usefixtures("_extra")
def test_the_systems_chromium_is_found_by_its_usual_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program(tmp_path, name, "echo 'Chromium 156.0.1 built on Debian'")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() == path
    assert version_of(path) == "Chromium 156.0.1"


@pytest.fixture
def _extra() -> None:
    pytest.importorskip("playwright")


@pytest.mark.usefixtures("_extra")
def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrowserError, match="ZWGK_CHROMIUM"):
        find_chromium()
    with pytest.raises(BrowserError, match="没有这个可执行文件"):
        find_chromium("/nowhere/chromium")
    with pytest.raises(BrowserError, match="不能运行"):
        version_of(program(tmp_path, "broken", "exit 3"))
    monkeypatch.setattr("crawler.browser.chromium.find_spec", lambda _name: None)
    with pytest.raises(BrowserError, match=r"pip install 'zwgk\[browser\]'"):
        find_chromium()


def test_no_browser_is_used_unless_asked_for() -> None:
    assert not make_settings({}).getbool("ZWGK_BROWSER")
    assert make_settings({"ZWGK_BROWSER": "True"}).getbool("ZWGK_BROWSER")


@pytest.mark.parametrize(
    ("name", "value"), [("ZWGK_BROWSER", "auto"), ("ZWGK_BROWSER_SECONDS", "0")]
)
def test_a_wrong_setting_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        make_settings({name: value})


@pytest.mark.usefixtures("_extra")
@pytest.mark.parametrize("asked", [["--browser"], ["-s", "ZWGK_BROWSER=True"]])
def test_asked_for_but_missing_is_bad_input(asked: list[str], tmp_path: Path) -> None:
    with served({"/": html("x")}) as (url, serving):
        sites = tmp_path / "sites.yaml"
        sites.write_text(
            f"sites:\n- {{id: a, name: 某县, url: '{url}', level: county, rulesets: [national]}}\n",
            encoding="utf-8",
        )
        command = [
            "audit",
            str(sites),
            "-o",
            str(tmp_path / "out"),
            "--as-of",
            "2021-04-15",
            *asked,
        ]
        run = CliRunner().invoke(app, [*command, "-s", "ZWGK_CHROMIUM=/nowhere/chromium"])
        assert serving.logs["site"].requests == []
    assert isinstance(run.exception, SettingError)
    assert "/nowhere/chromium" in str(run.exception)


@pytest.mark.usefixtures("_extra")
def test_one_that_does_not_start_leaves_the_page_to_be_shown_another_time(tmp_path: Path) -> None:
    path = program(tmp_path, "chromium", '[ "$1" = --version ] && echo "Chromium 1.2" || exit 1')
    shell = html('<div id="app"></div><script>let a = 1</script>')
    with served({"/": shell}) as (url, serving):
        settings = {**QUICK, "ZWGK_BROWSER": "True", "ZWGK_CHROMIUM": str(path)}
        snapshot, _ = crawl_one(url, tmp_path, settings)
        assert snapshot.settings["ZWGK_BROWSER"] == "Chromium 1.2"
        [home] = snapshot.fetches
        assert (home.outcome, "启动失败" in home.detail) == (Outcome.SCRIPT_SHELL, True)
        asked = len(serving.logs["site"].requests)
        crawl_one(url, tmp_path, settings)
        assert len(serving.logs["site"].requests) > asked


@needs_chromium
def test_the_browser_found_says_its_version() -> None:
    assert version_of(find_chromium())[-1].isdigit()
