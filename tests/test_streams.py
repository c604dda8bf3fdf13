"""Whatever becomes of its standard streams, a command ends, with the code of its work, and leaves what it made."""

import io
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from encodings.aliases import aliases
from itertools import product
from pathlib import Path

import pytest
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st
from made_up_reports import put, record
from made_up_runs import notebook_of
from stream_matrix import BROKEN, STREAMS

from zhaotong.cli import streams
from zhaotong.cli.streams import Spout

ENCODINGS = ("utf-8", "ascii", "latin-1", "gbk", "utf-16")
TRIVIAL = "print('安')"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small notebook, and with a report that a command can be asked about."""
    folder = tmp_path_factory.mktemp("streams")
    (folder / "notebooks").mkdir()
    notebook_of(folder / "notebooks/small.ipynb", "# 昭通\n" + TRIVIAL)
    put(folder / "reports", "zhaotong", record("00-brief", "en", "530600"))
    return folder


def telling(place: Path) -> list[list[str]]:
    """Commands whose output is all that they do; all but check, which takes seconds."""
    page = str(place / "reports/00-brief/zhaotong.en.html")
    return [
        ["--help"],
        ["--version"],
        ["notebooks"],
        ["parameters", "01-growth"],
        ["lint", "01-growth"],
        ["why", page],
        ["compare", page, page],
        ["forecasts"],
    ]


def run_all_of(cases: list[dict], place: Path) -> list[tuple[dict, dict]]:
    """How commands ended on streams of some kinds."""
    wanted = [{"stdout": "file", "stderr": "file", "encoding": "utf-8", **case} for case in cases]
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("stream_matrix.py")],
        input=json.dumps(wanted),
        cwd=place,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"ZHAOTONG_LANGUAGE": "zh"},
    )
    return list(zip(wanted, json.loads(done.stdout), strict=True))


def held_to_what_is_said_to_files(found: list[tuple[dict, dict]]) -> None:
    """A command that says all to a file ends as then, but where it is not heard; who wants no more is no failure."""
    to_files = {str(case["command"]): ended for case, ended in found if case["stdout"] == case["stderr"] == "file"}
    for case, ended in found:
        usual = to_files[str(case["command"])]
        unheard = bool(usual["stdout"]) and usual["code"] == 0 and case["stdout"] not in ("file", "broken pipe")
        assert ended["code"] == (1 if unheard else usual["code"]), case
        if case["stderr"] == "file":
            told = ended["stderr"].removeprefix(usual["stderr"])
            assert told.startswith("标准输出未能写完整：") == unheard, case
            assert len(told.splitlines()) == unheard, case
    assert sum(ended["code"] == 0 and bool(ended["stdout"]) for ended in to_files.values()) > 0


@pytest.mark.slow
def test_a_command_whose_output_is_all_that_it_does_says_by_its_code_whether_it_was_heard(place):
    cases = [
        *({"command": command, "stdout": out} for command, out in product(telling(place), STREAMS)),
        *({"command": ["notebooks"], "stdout": out, "stderr": err} for out, err in product(STREAMS, BROKEN)),
    ]
    held_to_what_is_said_to_files(run_all_of(cases, place))


@pytest.mark.slow
def test_letters_that_an_encoding_lacks_are_escaped(place):
    cases = [
        *({"command": command, "encoding": "latin-1"} for command in telling(place)),
        *({"command": ["notebooks"], "encoding": each, "stdout": kind} for each, kind in product(ENCODINGS, STREAMS)),
    ]
    for case, ended in run_all_of(cases, place):
        assert "Traceback" not in ended["stderr"], case
        if case["command"] == ["notebooks"] and case["stdout"] == "file":
            assert ended["code"] == 0
            chinese = "增长有多快" in ended["stdout"]
            assert chinese == (case["encoding"] != "latin-1"), case
            assert chinese or r"\u589e\u957f" in ended["stdout"]


def test_wrong_usage_is_wrong_on_any_stream(place):
    cases = [
        {"command": ["report", "no-such"], "stdout": out, "stderr": err, "encoding": "latin-1"}
        for out, err in zip(STREAMS, reversed(STREAMS), strict=True)
    ]
    for case, ended in run_all_of(cases, place):
        assert ended["code"] == 2, case


def test_what_a_command_writes_is_written_whoever_hears_of_it(place, tmp_path):
    cases = []
    for number, kind in enumerate(BROKEN):
        common = {"stdout": kind, "stderr": kind, "stdin": "closed"}
        folder = tmp_path / str(number)
        folder.mkdir()
        cases += [
            common | {"command": ["template", str(folder / "figures.csv")]},
            common | {"command": ["new", "mine", "--notebooks", str(folder)]},
            common | {"command": ["site", str(folder / "site"), "--reports", str(place / "reports")]},
        ]
    for case, ended in run_all_of(cases, place):
        assert ended["code"] == 0, (case, ended)
    for number, _kind in enumerate(BROKEN):
        folder = tmp_path / str(number)
        for made in ("figures.csv", "mine.ipynb", "site/index.html"):
            assert (folder / made).stat().st_size > 0


def report_case(place: Path, folder: Path, out: str, err: str) -> dict:
    options = ["--notebooks", str(place / "notebooks"), "--output-dir", str(folder / f"{out}, {err}")]
    return {"command": ["report", "small", "--language", "zh", *options], "stdout": out, "stderr": err}


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([("closed", "broken pipe"), ("full", "closed")], id="each"),
        pytest.param([*product(STREAMS, STREAMS)], id="any", marks=pytest.mark.slow),
    ],
)
def test_a_report_is_made_whoever_hears_of_it(place, tmp_path, pairs):
    for case, ended in run_all_of([report_case(place, tmp_path, *pair) for pair in pairs], place):
        assert ended["code"] == 0, (case, ended)
        folder = tmp_path / f"{case['stdout']}, {case['stderr']}"
        [page] = folder.glob("small/*.html")
        assert "安" in page.read_text(encoding="utf-8")
        assert page.with_suffix(".json").exists()
        assert (folder / "index.html").exists()
        assert not list(folder.glob("small/.making-*"))


ZHAOTONG = f"{Path(sys.executable).with_name('python')} -c 'from zhaotong.cli.start import main; main()'"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ZHAOTONG notebooks >/dev/full", 1),
        ("ZHAOTONG notebooks >&-", 1),
        ("ZHAOTONG notebooks <&- 2>&-", 0),
        ("set -o pipefail; ZHAOTONG notebooks | true", 0),
        ("ZHAOTONG nonsense >&- 2>&- <&-", 2),
        ("PYTHONIOENCODING=latin-1 ZHAOTONG notebooks", 0),
        ("PYTHONCOERCECLOCALE=0 PYTHONUTF8=0 LC_ALL=C ZHAOTONG notebooks", 0),
    ],
)
def test_streams_as_a_shell_gives_them(tmp_path, line, code):
    with (tmp_path / "said").open("wb") as file:
        done = subprocess.run(
            ["bash", "-c", line.replace("ZHAOTONG", ZHAOTONG)], stdout=file, stderr=file, cwd=PROJECT, timeout=600
        )
    assert done.returncode == code
    assert b"Traceback" not in (tmp_path / "said").read_bytes()


def test_a_pipe_that_is_set_not_to_wait_gets_all_the_same():
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    said = b"".join(b"%d\n" % number for number in range(50_000))
    spout = Spout(writer, closed=False)
    with ThreadPoolExecutor(1) as thread, spout:
        heard = thread.submit(lambda: b"".join(iter(lambda: os.read(reader, 4096), b"")))
        assert spout.write(said) == len(said)
        os.close(writer)
        assert heard.result() == said
    os.close(reader)
    assert spout.failure is None


def text_encodings() -> list[str]:
    """All that Python can write text in."""
    found = []
    for name in sorted(set(aliases.values())):
        with suppress(LookupError, UnicodeError, TypeError):
            io.TextIOWrapper(io.BytesIO(), name).write("a")
            found.append(name)
    return found


@given(text=st.text(st.characters() | st.sampled_from("昭通\udc80\\\n")), encoding=st.sampled_from(text_encodings()))
def test_no_text_raises_in_any_encoding(text, encoding):
    with open(os.devnull, "wb") as nowhere:
        safe = streams._safe(nowhere.fileno(), io.TextIOWrapper(io.BytesIO(), encoding), closed=False)
        safe.write(text)
        safe.flush()
