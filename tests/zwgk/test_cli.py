"""The command line as a person uses it: what it says, where it writes, and the status it leaves with."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from demo.server import Response, serve
from tests.crawler.serving import article, html, rows
from tests.zwgk.command import AS_OF, DOWN, NAV, QUICK, RULESET, Ended, Folder, small_site
from zwgk import cli

# The site list


@pytest.mark.parametrize("command", ["audit", "crawl", "check"])
def test_a_missing_site_list(folder: Folder, command: str) -> None:
    assert "nowhere.yaml" in folder.refused(command, "nowhere.yaml")
    assert list(folder.path.iterdir()) == []


GOOD = "sites:\n  - id: a\n    name: 甲县\n    url: http://a.example/\n    level: county\n    rulesets: [national]\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ["list.yaml", "没有“sites”"]),
        ("sites: []\n", ["list.yaml:1:", "空的"]),
        ("sites:\n  - id: [\n", ["list.yaml:3:1", "不是合法的 YAML"]),
        (b"\xff\xfesites", ["list.yaml:1:1", "UTF-8"]),
        (GOOD.replace("level", "levl"), ["list.yaml:5:5", "levl", "是否为“level”"]),
        (GOOD.replace("http://a.example/", "ftp://a.example/"), ["list.yaml:4:", "url", "ftp://a.example/", "http://"]),
        (GOOD.replace("http://a.example/", "javascript:alert(1)"), ["list.yaml:4:", "url", "javascript:alert(1)"]),
        (GOOD.replace("http://a.example/", "'http://'"), ["list.yaml:4:", "url"]),
        (GOOD.replace("id: a", "id: ../a"), ["list.yaml:2:", "../a", "小写字母"]),
        (GOOD + GOOD.removeprefix("sites:\n"), ["list.yaml:7:", "a", "重复", "第 2 行"]),
        (GOOD.replace("county", "village"), ["list.yaml:5:", "village", "county"]),
    ],
)  # fmt: skip
def test_a_site_list_that_cannot_be_used(
    folder: Folder, content: str | bytes, words: list[str]
) -> None:
    folder.write("list.yaml", content)
    said = folder.refused("audit", "list.yaml")
    assert [word for word in words if word not in said] == []
    assert not (folder.path / "audit").exists()


def test_a_folder_in_place_of_a_site_list(folder: Folder) -> None:
    assert str(folder.path) in folder.refused("audit", folder.path)


def test_all_problems_are_told_at_once(folder: Folder) -> None:
    folder.write(
        "list.yaml",
        GOOD.replace("http://a", "ftp://a").replace("county", "village").replace("name", "nmae"),
    )
    said = folder.refused("audit", "list.yaml")
    assert {line.split(":")[1] for line in said.splitlines()} == {"2", "3", "4", "5"}


# Rulesets


def test_an_unknown_ruleset_names_the_nearest(folder: Folder) -> None:
    said = folder.refused("audit", folder.sites(DOWN), "-r", "boshan-2021")
    assert "boshan-2021" in said
    assert "是否为“boshan-2020”" in said


def test_an_unknown_ruleset_of_a_site_names_list_and_site(folder: Folder) -> None:
    said = folder.refused("audit", folder.sites(DOWN, rulesets="[boshan-20]"))
    assert [
        word
        for word in ("sites.yaml", "site-0", "boshan-20", "是否为“boshan-2020”")
        if word not in said
    ] == []


def test_a_site_without_rulesets(folder: Folder) -> None:
    said = folder.refused("audit", folder.sites(DOWN, rulesets="[]"))
    assert "site-0" in said
    assert "-r" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id: small\ntitle: [", ["own.yaml:3:", "YAML"]),
        ("", ["own.yaml", "空的"]),
        ("- a\n- b\n", ["own.yaml:1:", "不是规则集"]),
        (b"\x89PNG\r\n\x1a\n\x00", ["own.yaml"]),
        (RULESET.replace("points: 6", "points: 六"), ["own.yaml:18:", "points", "六"]),
        (RULESET.replace("check: column", "check: colum", 1), ["own.yaml:16:", "colum", "是否为“column”"]),
        (RULESET.replace("on_homepage: true", "on_homepag: true"), ["own.yaml:17:", "on_homepag", "是否为“on_homepage”"]),
        (RULESET.replace("name: 规划计划}", "name: [规划]}"), ["own.yaml:23:", "name", "应为文字"]),
        (RULESET.replace("small/2", "small/9"), ["own.yaml:20:", "没有条款", "9"]),
    ],
)  # fmt: skip
def test_a_damaged_ruleset(folder: Folder, content: str | bytes, words: list[str]) -> None:
    folder.write("own.yaml", content)
    said = folder.refused("audit", folder.sites(DOWN), "-r", "own.yaml", *AS_OF)
    assert [word for word in words if word not in said] == []
    assert not (folder.path / "audit").exists(), (
        "nothing is crawled for a ruleset that cannot be judged"
    )


def test_an_unknown_subject_is_found_before_the_crawl(folder: Folder) -> None:
    wrong = RULESET.replace("check: column", "check: documents", 1).replace(
        "{name: 政府信息公开, on_homepage: true}", "{subject: no-such-subject}"
    )
    folder.write("own.yaml", wrong)
    said = folder.refused("audit", folder.sites(DOWN), "-r", "own.yaml")
    assert "own.yaml:17:" in said
    assert "no-such-subject" in said


def test_a_missing_ruleset_file(folder: Folder) -> None:
    assert "rules/none.yaml" in folder.refused("audit", folder.sites(DOWN), "-r", "rules/none.yaml")


def test_two_rulesets_of_one_id(folder: Folder) -> None:
    folder.write("one.yaml", RULESET)
    folder.write("two.yaml", RULESET + "\n# another\n")
    assert "small" in folder.refused(
        "audit", folder.sites(DOWN), "-r", "one.yaml", "-r", "two.yaml"
    )


# Options


@pytest.mark.parametrize(
    "day", ["yesterday", "2024-02-30", "2024-4-1", "20240415", "2024-W16-1", "", "２０２４-01-01"]
)
def test_a_day_that_is_none(folder: Folder, day: str) -> None:
    said = folder.refused("audit", folder.sites(DOWN), "--as-of", day)
    assert "--as-of" in said
    assert "2024-04-15" in said


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ("DOWNLOAD_DELAY", "NAME=VALUE"),
        ("=3", "NAME=VALUE"),
        ("DOWNLOAD_DELAY=soon", "DOWNLOAD_DELAY=soon"),
        ("CONCURRENT_REQUESTS=none", "CONCURRENT_REQUESTS=none"),
        ("ROBOTSTXT_OBEY=perhaps", "ROBOTSTXT_OBEY=perhaps"),
        ('DOWNLOADER_MIDDLEWARES={"no.such.Class": 1}', "no"),
        ("SPIDER_MODULES=no_such_module", "no_such_module"),
    ],
)
def test_a_setting_that_cannot_be_used(folder: Folder, setting: str, word: str) -> None:
    said = folder.refused("audit", folder.sites(DOWN), *AS_OF, "-s", setting)
    assert word in said
    assert "-s" in said


@pytest.mark.parametrize("command", ["audit", "crawl", "check"])
def test_a_file_where_the_folder_should_be(folder: Folder, command: str) -> None:
    kept = folder.write("taken", "my notes")
    for out in ("taken", "taken/below"):
        said = folder.refused(command, folder.sites(DOWN), "-o", out)
        assert out in said
        assert "-o" in said
    assert kept.read_text(encoding="utf-8") == "my notes"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(folder: Folder) -> None:
    closed = folder.path / "closed"
    closed.mkdir(mode=0o500)
    assert "closed" in folder.refused("audit", folder.sites(DOWN), "-o", "closed")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no /proc here")
def test_a_folder_that_cannot_be_made(folder: Folder) -> None:
    assert "/proc/zwgk" in folder.refused("report", "-o", "/proc/zwgk")


# The store


def other_database(path: Path) -> None:
    """Another program's database."""
    connection = sqlite3.connect(path)
    connection.execute("create table contacts (name text)")
    connection.execute("insert into contacts values ('张三')")
    connection.commit()
    connection.close()


def newer_store(path: Path) -> None:
    """A store as a later version would write it."""
    connection = sqlite3.connect(path)
    connection.execute("create table store (version integer primary key)")
    connection.execute("insert into store values (999)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("command", ["audit", "crawl", "check"])
def test_a_store_that_is_none(folder: Folder, command: str) -> None:
    other_database(folder.path / "other.sqlite")
    newer_store(folder.path / "newer.sqlite")
    folder.write("short.txt", "只有几个字")
    folder.write("long.txt", "很多字" * 4000)
    before = {path.name: path.read_bytes() for path in folder.path.iterdir()}
    cases = {
        "not a url": "数据库地址",
        "sqlite:///other.sqlite": "另一程序",
        "sqlite:///newer.sqlite": "999",
        "sqlite:///short.txt": "short.txt",
        "sqlite:///long.txt": "long.txt",
        "sqlite://": "--store",
        "sqlite:///no/such/folder/x.sqlite": "x.sqlite" if command == "check" else "no/such/folder",
        "nodriver://host/name": "nodriver",
    }
    for store, word in cases.items():
        said = folder.refused(command, folder.sites(DOWN), "--store", store)
        assert word in said, store
    after = {path.name: path.read_bytes() for path in folder.path.iterdir() if path.is_file()}
    assert {name: after[name] for name in before} == before, (
        "not a byte of another program's file is touched"
    )


def test_a_password_is_not_repeated(folder: Folder) -> None:
    said = folder.refused("crawl", folder.sites(DOWN), "--store", "nodriver://me:geheim@host/name")
    assert "geheim" not in said


def test_check_without_a_store_makes_none(folder: Folder) -> None:
    said = folder.refused("check", folder.sites(DOWN), "-o", "out")
    assert "zwgk crawl" in said
    assert list((folder.path / "out").iterdir()) == []


def test_check_before_this_sites_crawl(folder: Folder, site: str) -> None:
    assert folder.run("crawl", folder.sites(site), *QUICK, *AS_OF).status == 0
    said = folder.refused("check", folder.sites(site, "http://b.example/", name="more.yaml"))
    assert "site-1" in said
    assert "zwgk crawl" in said


# Reports


def test_report_before_results(folder: Folder) -> None:
    said = folder.refused("report", "-o", "out")
    assert "results.json" in said
    assert "zwgk check" in said


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        '{"format": 1',
        "[]",
        "null",
        '"text"',
        '{"format": 99}',
        "{}",
        b"\xff\xfe",
        b"\x00",
        "[" * 100_000,
    ],
)
def test_a_damaged_results_document(folder: Folder, content: str | bytes) -> None:
    folder.write("damaged.json", content)
    assert "damaged.json" in folder.refused("report", "damaged.json", "-o", "out")
    assert not (folder.path / "out" / "index.html").exists()


def test_a_results_document_cut_short_is_no_report(folder: Folder, site: str) -> None:
    folder.write("own.yaml", RULESET)
    folder.run("audit", folder.sites(site), "-r", "own.yaml", *QUICK, *AS_OF)
    document = json.loads((folder.path / "audit" / "results.json").read_bytes())
    for name in ("sites", "rulesets", "as_of"):
        short = {key: value for key, value in document.items() if key != name}
        folder.write("short.json", json.dumps(short))
        assert name in folder.refused("report", "short.json", "-o", "out")


# Whole audits


def test_an_audit_with_an_unreadable_column_is_done(folder: Folder, site: str) -> None:
    folder.write("own.yaml", RULESET)
    ended = folder.run("audit", folder.sites(site), "-r", "own.yaml", *QUICK, *AS_OF)
    assert ended.status == 0, ended
    assert ended.out.splitlines()[-1] == f"报告：{Path('audit/index.html')}"
    assert (folder.path / "audit" / "index.html").is_file()
    document = results(folder)
    assert document["as_of"] == "2021-04-15"
    assert document["sites"][0]["crawl"]["fetches"] == {"http_error": 1, "ok": 4}
    assert [result["verdict"] for result in document["sites"][0]["results"]] == [
        "pass",
        "undetermined",
    ]
    assert [score["ruleset"] for score in document["sites"][0]["scores"]] == ["small"]


def results(folder: Folder, out: str = "audit") -> Any:
    """results.json of an output folder."""
    return json.loads((folder.path / out / "results.json").read_text(encoding="utf-8"))


def test_rulesets_by_id_and_path_together(folder: Folder, site: str) -> None:
    folder.write("own.yaml", RULESET)
    words = (
        "audit",
        folder.sites(site),
        "-r",
        "national",
        "-r",
        "own.yaml",
        "-r",
        "national",
        *QUICK,
        *AS_OF,
    )
    assert folder.run(*words).status == 0
    document = results(folder)
    assert [each["id"] for each in document["rulesets"]] == ["national", "small"]
    assert [score["ruleset"] for score in document["sites"][0]["scores"]] == ["national", "small"]


def test_a_sites_own_ruleset_lies_beside_its_list(folder: Folder, site: str) -> None:
    below = folder.path / "lists"
    below.mkdir()
    folder.write("lists/own.yaml", RULESET)
    listed = folder.sites(site, rulesets="[own.yaml]", name="lists/sites.yaml")
    assert folder.run("audit", listed, *QUICK, *AS_OF).status == 0
    assert results(folder)["rulesets"][0]["id"] == "small"


def test_a_site_that_is_down_does_not_stop_the_others(folder: Folder, site: str) -> None:
    folder.write("own.yaml", RULESET)
    words = (folder.sites(DOWN, site, rulesets="[own.yaml]"), *AS_OF)
    ended = folder.run("audit", *words, *QUICK, "--fail-under", "100")
    assert ended.status == 3
    assert "甲0县" in ended.err.splitlines()[-1]
    assert "甲1县" not in ended.err.splitlines()[-1]
    down, up = results(folder)["sites"]
    assert down["crawl"]["state"] == "failed"
    assert {result["verdict"] for result in down["results"]} == {"undetermined"}
    assert up["results"][0]["verdict"] == "pass"
    assert (folder.path / "audit" / "index.html").is_file()
    assert folder.run("check", *words).status == 3
    assert folder.run("crawl", *words, *QUICK).status == 3


def test_fail_under_passes_a_good_site(folder: Folder, site: str) -> None:
    folder.write("own.yaml", RULESET)
    words = ("audit", folder.sites(site), "-r", "own.yaml", *QUICK, *AS_OF, "--fail-under", "100")
    assert folder.run(*words).status == 0


def test_fail_under_fails_a_poor_site(folder: Folder) -> None:
    pages = small_site()
    del pages.pages["/down/"]  # now the site answers everything, and what is not there is missing
    folder.write("own.yaml", RULESET)
    with serve({"site": pages}) as serving:
        listed = folder.sites(serving.urls["site"])
        ended = folder.run(
            "audit", listed, "-r", "own.yaml", *QUICK, *AS_OF, "--fail-under", "60.5"
        )
    assert ended.status == 1
    assert "60.5" in ended.err
    assert results(folder)["sites"][0]["scores"][0]["score"] == 60
    assert folder.run("check", listed, "-r", "own.yaml", "--fail-under", "60").status == 0
    assert folder.run("check", listed, "-r", "own.yaml", "--fail-under", "60.1").status == 1


def test_the_three_steps_give_what_the_audit_gives(folder: Folder, site: str) -> None:
    folder.write("own.yaml", RULESET)
    words = (folder.sites(site), "-r", "own.yaml")
    assert folder.run("audit", *words, *QUICK, *AS_OF, "-o", "whole").status == 0
    crawled = folder.run(
        "crawl", *words, *QUICK, *AS_OF, "-o", "steps", "--store", "sqlite:///elsewhere.sqlite"
    )
    assert (crawled.status, crawled.out) == (0, "抓取结果：sqlite:///elsewhere.sqlite\n")
    checked = folder.run("check", *words, "-o", "steps", "--store", "sqlite:///elsewhere.sqlite")
    assert checked.status == 0
    assert checked.out.splitlines()[-1] == f"结果：{Path('steps/results.json')}"
    told = folder.run("report", "-o", "steps")
    assert (told.status, told.out) == (0, f"报告：{Path('steps/index.html')}\n")
    whole, steps = results(folder, "whole"), results(folder, "steps")
    assert [each["verdict"] for each in whole["sites"][0]["results"]] == [
        each["verdict"] for each in steps["sites"][0]["results"]
    ]
    assert whole["sites"][0]["scores"] == steps["sites"][0]["scores"]


def test_a_second_audit_says_what_is_new_changed_and_gone(folder: Folder) -> None:
    folder.write("own.yaml", RULESET)
    pages = small_site()
    del pages.pages["/down/"]
    pages.pages["/tzgg/2.html"] = article("关于公布节约用水名单的公告", "2020-04-02")
    both = {
        "/tzgg/1.html": ("关于开展春季植树活动的通知公告", "2020-03-01"),
        "/tzgg/2.html": ("关于公布节约用水名单的公告", "2020-04-02"),
    }
    pages.pages["/tzgg/"] = html(NAV + rows(both), "通知公告")
    with serve({"site": pages}) as serving:
        words = ("audit", folder.sites(serving.urls["site"]), "-r", "own.yaml", *QUICK, "--as-of")
        base = serving.urls["site"].rstrip("/")
        assert folder.run(*words, "2021-04-15").status == 0
        assert "changes" not in results(folder)["sites"][0]["crawl"]
        asked = len(serving.logs["site"].requests)
        assert folder.run(*words, "2021-04-15").status == 0
        assert len(serving.logs["site"].requests) == asked, "a finished crawl is reused"

        assert folder.run(*words, "2021-04-15", "--fresh").status == 0
        assert results(folder)["sites"][0]["crawl"]["changes"]["unchanged"] == 4
        assert "内容无变化（4 页）" in scorecard(folder)

        late = {"/tzgg/3.html": ("关于修订应急预案的公告", "2021-04-20")}
        pages.pages["/tzgg/"] = html(NAV + rows(both | late), "通知公告")
        pages.pages["/tzgg/1.html"] = article(
            *both["/tzgg/1.html"], "活动改期举行，请相互转告。" * 9
        )
        pages.pages["/tzgg/3.html"] = article(*late["/tzgg/3.html"])
        del pages.pages["/tzgg/2.html"]
        assert folder.run(*words, "2021-05-15").status == 0
    changes = results(folder)["sites"][0]["crawl"]["changes"]
    assert changes["since"] == "2021-04-15"
    assert changes["new"]["examples"] == [
        {"url": f"{base}/tzgg/3.html", "title": "关于修订应急预案的公告", "day": "2021-04-20"}
    ]
    assert [(each["url"], each["how"]) for kind in ("changed", "gone") for each in changes[kind]["examples"]] == [
        (f"{base}/tzgg/1.html", "正文"),
        (f"{base}/tzgg/2.html", "not_found"),
    ]  # fmt: skip
    assert "自 2021-04-15 上次抓取以来：新增 1，改动 1，消失 1，其余 2 页未变。" in scorecard(
        folder
    )
    before = (folder.path / "audit" / "results.json").read_bytes()
    assert folder.run("check", words[1], "-r", "own.yaml", "--as-of", "2021-05-15").status == 0
    assert (folder.path / "audit" / "results.json").read_bytes() == before


def scorecard(folder: Folder) -> str:
    """The scorecard of the only site."""
    return (folder.path / "audit" / "sites" / "site-0.html").read_text(encoding="utf-8")


def test_a_refused_command_loses_nothing(folder: Folder, site: str) -> None:
    folder.write("own.yaml", RULESET)
    listed = folder.sites(site)
    folder.run("audit", listed, "-r", "own.yaml", *QUICK, *AS_OF)
    before = {path: path.read_bytes() for path in sorted(folder.path.rglob("*")) if path.is_file()}
    folder.refused("audit", listed, "-r", "no-such", *AS_OF)
    folder.refused("audit", listed, "-r", "own.yaml", "-s", "DOWNLOAD_DELAY=x", "--fresh", *AS_OF)
    folder.refused("check", listed, "-r", "own.yaml", "--as-of", "x")
    folder.refused("report", "nothing.json")
    after = {path: path.read_bytes() for path in sorted(folder.path.rglob("*")) if path.is_file()}
    assert [path.name for path in before if after.get(path) != before[path]] == []


# As a process of its own


def process(folder: Folder, *words: str) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it, without a terminal and with a bare locale."""
    here = str(Path(cli.__file__).parents[1])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": here, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "zwgk.cli", *words], capture_output=True, encoding="utf-8", timeout=60,
        cwd=folder.path, env=environment, check=False,
    )  # fmt: skip


def test_a_process_leaves_with_the_same_status(folder: Folder) -> None:
    folder.write("own.yaml", RULESET)
    bad = process(folder, "audit", "none.yaml")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "none.yaml" in bad.stderr
    assert "Traceback" not in bad.stderr
    down = process(folder, "audit", folder.sites(DOWN), "-r", "own.yaml", *QUICK, *AS_OF)
    assert down.returncode == 3, down.stderr
    assert down.stdout.splitlines()[-1] == "报告：audit/index.html"


def test_checking_imports_no_crawler_engine(folder: Folder) -> None:
    """`check` and `report` use no network: the crawling library is not even loaded."""
    program = (
        "import sys; from zwgk.audit import run_check, run_report; print('scrapy' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert told.stdout.strip() == "False"


# Help


def test_help_names_every_command(folder: Folder) -> None:
    ended = folder.run("--help")
    assert ended.status == 0
    for command in ("audit", "crawl", "check", "report", "demo", "rules", "sites", "--version"):
        assert command in ended.out


@pytest.mark.parametrize(
    "command",
    ["audit", "crawl", "check", "report", "demo", "rules", "rules list", "rules show", "rules lint", "rules test",
     "rules coverage", "sites", "sites lint", "sites import"],
)  # fmt: skip
def test_each_command_has_help_in_chinese(folder: Folder, command: str) -> None:
    ended = folder.run(*command.split(), "--help")
    assert ended.status == 0
    assert any("\u4e00" <= char <= "\u9fff" for char in ended.out)


@pytest.mark.parametrize(
    "words",
    [("audit",), ("nosuch",), ("audit", "a.yaml", "--bogus"), ("audit", "a", "--fail-under", "x")],
)
def test_a_command_that_is_none(folder: Folder, words: tuple[str, ...]) -> None:
    assert folder.run(*words).status == 2


def test_the_version(folder: Folder) -> None:
    from importlib.metadata import version

    assert folder.run("--version") == Ended(0, f"zwgk {version('zwgk')}\n", "")


# Interruption


def test_ctrl_c_loses_nothing_and_says_how_to_go_on(folder: Folder) -> None:
    pages = small_site()
    pages.pages["/down/"] = Response(hang=True)
    folder.write("own.yaml", RULESET)
    with serve({"site": pages}) as serving:
        words = (
            "audit",
            folder.sites(serving.urls["site"]),
            "-r",
            "own.yaml",
            *QUICK,
            *AS_OF,
            "-s",
            "DOWNLOAD_TIMEOUT=3",
        )
        command = [sys.executable, "-m", "zwgk.cli", *words]
        here = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(cli.__file__).parents[1])}
        running = subprocess.Popen(
            command, cwd=folder.path, env=here, stderr=subprocess.PIPE, encoding="utf-8"
        )
        log = serving.logs["site"]
        deadline = time.monotonic() + 30
        while "/down/" not in log.targets() and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        try:
            _, err = running.communicate(timeout=30)
        finally:
            running.kill()
        assert running.returncode == 130, err
        assert "用同一命令继续" in err
        assert "Traceback" not in err
        asked = len(log.requests)
        del pages.pages["/down/"]
        ended = folder.run(*words)
        again = [record.target for record in log.requests[asked:]]
    assert ended.status == 0, ended
    assert "/zwgk/" not in again
    assert "/" not in again
    assert "/down/" in again
    assert results(folder)["sites"][0]["crawl"]["state"] == "complete"
