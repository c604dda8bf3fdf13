"""The reports as a site: whole, with every link leading somewhere, and never over a folder that is none."""

import errno
import os
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from conftest import PROJECT
from made_up_reports import CHART, put, record
from test_browser import CHROMIUM, browser  # noqa: F401 - a fixture
from test_commands import run  # noqa: F401 - a fixture
from test_index import many_places, two_places

from helpers.text.language import LANGUAGES
from helpers.text.messages import InputError
from zhaotong.reports import site
from zhaotong.reports.digests import Inputs
from zhaotong.reports.freshness import CURRENT, OUTDATED, Standing
from zhaotong.reports.index import put_index
from zhaotong.reports.policy import INDEX_STYLE
from zhaotong.reports.site import make_site

DATA = PROJECT / "data"
URL = "https://example.org/"
GONE = '<link class="beside" rel="alternate" href="gone.html">\n'  # of a report that stood beside it once


@pytest.fixture(autouse=True)
def up_to_date(monkeypatch):
    """Reports that are made up count as current, unless their record says otherwise."""
    monkeypatch.setattr(Standing, "state", lambda _self, record: record.get("state", CURRENT))


@pytest.fixture
def reports(tmp_path) -> Path:
    folder = tmp_path / "reports"
    two_places(folder)
    put_index(folder, DATA)
    return folder


def links_of(folder: Path) -> dict[Path, list[str]]:
    """The links and files that each page asks for."""
    found = {}
    for path in folder.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        found[path] = [each.get("href") or each.get("src") for each in page.select("[href], [src]")]
    return found


def dead(folder: Path) -> list[tuple[Path, str]]:
    """The links of the pages of a site that lead to no file of it, or to no place in its page."""
    lost = []
    for path, links in links_of(folder).items():
        for link in links:
            address, anchor = urldefrag(link)
            target = (path.parent / unquote(address)).resolve() if address else path
            if link.startswith(("data:", "http")):
                continue
            inside = target.is_file() and target.is_relative_to(folder.resolve())
            if not inside or (anchor and f'id="{anchor}"' not in target.read_text(encoding="utf-8")):
                lost.append((path, link))
    return lost


def test_it_holds_pages_workbooks_and_the_way_to_them(reports, tmp_path):
    made = make_site(tmp_path / "site", reports, DATA)
    names = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    stems = {
        f"{stem}.{language}"
        for stem in ("00-brief/zhaotong", "01-growth/zhaotong", "01-growth/china")
        for language in LANGUAGES
    }
    assert names == {
        *(f"{stem}.{end}" for stem in stems for end in ("html", "xlsx")),
        *("index.html", "index.zh.html", "404.html", "style.css", ".nojekyll", ".zhaotong-site"),
    }
    assert dead(made.folder) == []
    assert len(made.reports) == len(stems)


def test_pages_share_one_style_and_keep_their_own_rules_by_hash(reports, tmp_path):
    page = reports / "00-brief/zhaotong.en.html"
    own = page.read_text(encoding="utf-8")
    style = re.search("<style>(.*?)</style>", own, re.DOTALL)[1]
    changed = own.replace(site.policy(style), site.policy(style + "#own {}")).replace(style, style + "#own {}")
    page.write_text(changed, encoding="utf-8")
    foreign = reports / "01-growth/china.en.html"
    foreign.write_text(
        own.replace(style, "#former {}").replace(site.policy(style), site.policy("#former {}")), encoding="utf-8"
    )
    folder = make_site(tmp_path / "site", reports, DATA).folder
    assert (folder / "style.css").read_text(encoding="utf-8") == INDEX_STYLE
    soup = BeautifulSoup((folder / "00-brief/zhaotong.en.html").read_text(encoding="utf-8"), "html.parser")
    assert soup.select_one("link[rel=stylesheet]")["href"] == "../style.css"
    assert soup.style.string == "#own {}"
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy == site.policy("#own {}", shared=True)
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'self' 'sha256-")
    former = (folder / "01-growth/china.en.html").read_text(encoding="utf-8")
    assert "<style>#former {}</style>" in former, "made with another style, it keeps it"
    assert site.policy("#former {}") in former
    assert "stylesheet" not in former


def test_pages_lead_to_the_front_page_and_to_their_other_language_as_they_stand(reports, tmp_path):
    page = reports / "00-brief/zhaotong.en.html"
    html = page.read_text(encoding="utf-8").replace("</head>", f"{GONE}</head>")
    html = html.replace("<header>", '<header><nav class="beside"><a href="gone.html">gone</a></nav>')
    page.write_text(html, encoding="utf-8")
    for path in reports.glob("01-growth/china.zh.*"):
        path.unlink()
    folder = make_site(tmp_path / "site", reports, DATA).folder
    assert dead(folder) == []
    soup = BeautifulSoup((folder / "00-brief/zhaotong.en.html").read_text(encoding="utf-8"), "html.parser")
    assert [(each["href"], each.text) for each in soup.select("header nav.beside a")] == [
        ("zhaotong.zh.html", "中文"),
        ("../index.html", "All reports"),
    ]
    assert [each["href"] for each in soup.select("link[rel=alternate]")] == ["zhaotong.zh.html"]
    chinese = BeautifulSoup((folder / "00-brief/zhaotong.zh.html").read_text(encoding="utf-8"), "html.parser")
    assert [each["href"] for each in chinese.select("header nav a")] == ["zhaotong.en.html", "../index.zh.html"]
    alone = BeautifulSoup((folder / "01-growth/china.en.html").read_text(encoding="utf-8"), "html.parser")
    assert [each["href"] for each in alone.select("header nav a")] == ["../index.html"]


def test_with_many_regions_and_an_address_all_is_listed_for_search_engines(tmp_path):
    many_places(tmp_path / "reports", Inputs(DATA))
    put(tmp_path / "reports", "zhaotong", record("00-brief", "zh", "530600"))
    folder = make_site(tmp_path / "site", tmp_path / "reports", DATA, URL).folder
    assert dead(folder) == []
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = [each.text for each in ElementTree.parse(folder / "sitemap.xml").findall("s:url/s:loc", space)]
    pages = {f"{URL}{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.html")}
    assert sorted(listed) == sorted(pages - {f"{URL}404.html"})
    assert (folder / "robots.txt").read_text(encoding="utf-8").endswith(f"Sitemap: {URL}sitemap.xml\n")
    missing = BeautifulSoup((folder / "404.html").read_text(encoding="utf-8"), "html.parser")
    assert [each["href"] for each in missing.select("a")] == [f"{URL}index.html", f"{URL}index.zh.html"]
    make_site(folder, tmp_path / "reports", DATA, f"{URL}growth")
    assert not (folder / "robots.txt").exists(), "it is looked for at the root alone"
    make_site(folder, tmp_path / "reports", DATA)
    assert not (folder / "sitemap.xml").exists(), "it would hold no addresses"


def test_a_second_run_replaces_the_first_and_leaves_what_is_not_its_own(reports, tmp_path):
    folder = make_site(tmp_path / "site", reports, DATA).folder
    (folder / "CNAME").write_text("example.org", encoding="utf-8")
    (folder / "index.html").write_text("changed", encoding="utf-8")
    for path in reports.glob("01-growth/china.*"):
        path.unlink()
    for _time in range(2):
        make_site(folder, reports, DATA)
        assert (folder / "CNAME").read_text(encoding="utf-8") == "example.org"
        assert (folder / "index.html").read_text(encoding="utf-8") != "changed"
        assert not list(folder.glob("01-growth/china.*"))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["reports", "site"], "nothing is left beside it"


def test_a_folder_that_is_no_site_stays_as_it_is(reports, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match="is no site and stays as it is"):
        make_site(mine, reports, DATA)
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]
    for folder in (reports, tmp_path, Path("/")):
        with pytest.raises(InputError, match=r"holds the reports|is no site"):
            make_site(folder, reports, DATA)
    (tmp_path / "link").symlink_to(mine)
    with pytest.raises(InputError, match="is no site"):
        make_site(tmp_path / "link", reports, DATA)
    (tmp_path / "empty").mkdir()
    assert (make_site(tmp_path / "empty", reports, DATA).folder / "index.html").exists()


@pytest.mark.parametrize("step", ["write", "rename"])
def test_a_disk_that_is_full_leaves_the_former_site(reports, tmp_path, monkeypatch, step):
    folder = make_site(tmp_path / "site", reports, DATA).folder
    rename = os.rename

    def fail(source, target) -> None:
        if step == "write" or "-new-" in str(source):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rename(source, target)

    monkeypatch.setattr(*((site.shutil, "copyfile") if step == "write" else (site.os, "rename")), fail)
    with pytest.raises(InputError, match=r"site cannot be written: No space left on device$"):
        make_site(folder, reports, DATA)
    assert (folder / "index.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reports", "site"]


def test_the_command_tells_what_is_outdated_and_what_is_missing(run, reports, tmp_path):  # noqa: F811
    put(reports, "qujing", record("00-brief", "en", "530300", state=OUTDATED))
    failed = reports / ".failed/03-trend/zhaotong.en.json"
    failed.parent.mkdir(parents=True)
    failed.write_text('{"status": "failed", "message": "it failed"}', encoding="utf-8")
    code, out, err = run("site", tmp_path / "site", "--reports", reports)
    assert code == 0
    assert out.splitlines() == [os.path.relpath(tmp_path / "site/index.html"), "7 reports are in it"]
    assert err.splitlines() == [
        "00-brief/qujing.en.html was made from older data or code; "
        "to renew it: zhaotong report 00-brief -p region 530300",
        "03-trend/zhaotong.en is not in it: it failed",
    ]
    assert "zhaotong report" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--reports", "nowhere"], "no report stands in nowhere: zhaotong report all makes them"),
        (["--url", "example.org"], "--url example.org: an address such as https://example.org/zhaotong/ is expected"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(run, reports, tmp_path, options, words):  # noqa: F811
    where = [] if "--reports" in options else ["--reports", reports]
    code, _out, err = run("site", tmp_path / "site", *where, *options)
    assert (code, err) == (2, f"{words}\n")
    assert not (tmp_path / "site").exists()


class Quiet(SimpleHTTPRequestHandler):
    """A server that keeps no log."""

    def log_message(self, *_arguments) -> None:
        pass


@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")
def test_in_a_browser_it_is_styled_from_disk_and_from_a_server_and_asks_for_nothing_else(browser, reports, tmp_path):  # noqa: F811
    put(reports, "zhaotong", record("00-brief", "en", "530600"), CHART)
    folder = make_site(tmp_path / "site", reports, DATA).folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for root in (folder.as_uri(), f"http://127.0.0.1:{server.server_port}"):
            context = browser.new_context(color_scheme="dark", viewport={"width": 390, "height": 900})
            page, asked, said = context.new_page(), [], []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(f"{root}/index.html")
            page.locator(".finding a").click()
            page.wait_for_url("**/00-brief/zhaotong.en.html")
            assert page.evaluate("getComputedStyle(document.querySelector('header p')).borderTopStyle") == "solid"
            page.get_by_role("link", name="中文").click()
            page.wait_for_url("**/00-brief/zhaotong.zh.html")
            page.get_by_role("link", name="全部报告").click()
            page.wait_for_url("**/index.zh.html")
            assert [url for url in asked if not url.startswith((f"{root}/", "data:"))] == []
            assert said == []
            context.close()
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto((folder / "404.html").as_uri())
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        context.close()
    finally:
        server.shutdown()
        server.server_close()
