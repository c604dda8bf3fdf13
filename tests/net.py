"""The net for changes that must not show: every report as two states of the code make it, held against each other.

    python tests/net.py make /tmp/before 1a6a01a     # the reports of a commit
    python tests/net.py make /tmp/after              # and those of the working tree
    python tests/net.py compare /tmp/before /tmp/after

Made are all notebooks with all presets, a sweep over prefectures, what a comparison says, and what the command answers
where it refuses. Compared are pages, workbooks, records and pictures byte for byte, and notebooks by their outputs.
Left aside is what no two runs share: the time, the seconds, the version, and the digests that a record keeps of code
and translations.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import takewhile, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).parents[1]
_TIME = re.compile(rb'<time datetime="[^"<>]+T[^"<>]+">([^<]+)</time>')
_DAY = re.compile(rb'<time datetime="[-0-9]+">[^<]+</time>|content="\d{4}/\d\d/\d\d"')
_ISO_TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+[+-]\d\d:\d\d")
_PASSING = ("made", "seconds", "version", "digests", "messages")  # what of a record is about the run or the code

REPORTS = ("report all", "sweep notebooks/sweeps/prefectures.yml")
COMPARED = ("01-growth/zhaotong.en.html", "01-growth/china.en.html")
WORDS = (
    "--help",
    "report --help",
    "notebooks",
    *(f"parameters {name}" for name in ("01-growth", "02-investment", "05-counties", "06-promotion", "08-audit")),
    "parameters 07-business-climate",
    "parameters explore",
    "check",
    "report 01-grwth",
    "report 01-growth -p regoin Qujing",
    "report 01-growth -p region Qujng",
    "report 01-growth -p first_year 1890",
    "report 01-growth -p first_year 2020 -p last_year 2010",
    "report 01-growth -p as_of 1980-01",
    "report 03-trend -p indicator gdp_grwth",
    "report 05-counties -p region Qujing",
    "report 05-counties -p quarter 1999Q1",
    "report 06-promotion -p stage sleeping",
    "report 06-promotion -p stage built",
    "report 06-promotion -p threshold -3",
    "report 07-business-climate -p days sundays",
    "report 07-business-climate -p region Qujing",
    "report 08-audit -p topic weather",
    "report 08-audit -p source nobody",
    "report explore -p form pie",
    "report explore -p trend perhaps",
)


def make(folder: Path, commit: str | None, brief: bool) -> None:
    """Make the reports of a commit, or of the working tree, into a folder that is new."""
    folder.mkdir(parents=True)
    with TemporaryDirectory() as scratch:
        source = Path(scratch)
        put_source(source, commit)
        command = command_of(source)
        environment = environment_of(source) | {"PYTHONHASHSEED": "0", "COLUMNS": "200"}

        def run(words: str, must: bool = False) -> str:
            done = subprocess.run(
                [*command, *words.split()], cwd=source, env=environment, capture_output=True, text=True
            )
            if must and done.returncode:
                sys.exit(f"{words}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
            return f"$ {words}\n{done.stdout}{done.stderr}exit code {done.returncode}\n".replace(str(source), "")

        for words in REPORTS[:1] if brief else REPORTS:
            run(f"{words} --output-dir {folder}", must=True)
        one, other = (folder / name for name in COMPARED)
        texts = [*map(run, WORDS), run(f"compare {one} {other} --output {folder}/compared.html", must=True)]
        compared = folder / "compared.html"
        compared.write_text(compared.read_text("utf-8").replace(str(folder), ""), encoding="utf-8")
        (folder / "words.txt").write_text("\n".join(texts).replace(str(folder), ""), encoding="utf-8")


def command_of(source: Path) -> list[str]:
    """How the command of a state of the code is called, whatever its modules are named."""
    script = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]["zhaotong"]
    module, function = script.split(":")
    return [sys.executable, "-c", f"from {module} import {function}; {function}()"]


def environment_of(source: Path) -> dict[str, str]:
    """The environment in which Python finds the modules of a state of the code, and before them what it found first."""
    paths = filter(None, [os.environ.get("PYTHONPATH"), str(source / "src")])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def put_source(folder: Path, commit: str | None) -> None:
    """The files of a commit or, without one, those of the working tree that git knows or would take."""
    git = ["git", "-C", str(PROJECT)]
    if commit:
        content = subprocess.run([*git, "archive", commit], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            archive.extractall(folder, filter="data")
        return
    listed = subprocess.run([*git, "ls-files", "-co", "--exclude-standard", "-z"], check=True, capture_output=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (PROJECT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((PROJECT / name).read_bytes())


def compare(one: Path, other: Path, endings: tuple[str, ...]) -> int:
    """Print every file that differs and where; the number of them.

    Parameters
    ----------
    endings
        compare files with these endings alone; all where there are none
    """
    mine, its = (
        {
            str(path.relative_to(folder)): path
            for path in folder.rglob("*")
            if path.is_file() and (not endings or path.suffix in endings)
        }
        for folder in (one, other)
    )
    differing = 0
    for name in sorted(mine.keys() | its.keys()):
        if name not in mine or name not in its:
            place = f"only in {one if name in mine else other}"
        else:
            read = _READERS.get(Path(name).suffix, _lines)
            place = _first_difference(read(mine[name]), read(its[name]))
        if place:
            differing += 1
            print(f"{name}: {place}")
    print(f"{len(mine)} files, {differing} differ")
    return differing


def _first_difference(mine: Iterator[str], its: Iterator[str]) -> str:
    for number, (one, other) in enumerate(zip_longest(mine, its, fillvalue="(ended)"), start=1):
        if one != other:
            same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
            start = max(0, same - 40)
            return f"part {number}\n    - {one[start : start + 160]}\n    + {other[start : start + 160]}"
    return ""


def _lines(path: Path) -> Iterator[str]:
    yield from path.read_bytes().decode("utf-8", "replace").splitlines()


def _page(path: Path) -> Iterator[str]:
    yield from _ISO_TIME.sub(b"", _DAY.sub(b"", _TIME.sub(b"", path.read_bytes()))).decode().splitlines()


def _record(path: Path) -> Iterator[str]:
    record = json.loads(path.read_bytes())
    for name, value in record.items():
        if name not in _PASSING:
            yield f"{name} = {json.dumps(value, ensure_ascii=False)}"


def _outputs(path: Path) -> Iterator[str]:
    for cell in json.loads(path.read_bytes())["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).get("application/vnd.zhaotong.result+json", {}).pop("messages", None)
            yield json.dumps(output, ensure_ascii=False)


def _workbook(path: Path) -> Iterator[str]:
    [made] = _TIME.findall(path.with_suffix(".html").read_bytes())
    with zipfile.ZipFile(path) as book:
        for name in sorted(book.namelist()):
            if name != "docProps/core.xml":
                yield f"{name}: {book.read(name).replace(made, b'').decode('utf-8', 'replace')}"


_READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".html": _page,
    ".json": _record,
    ".ipynb": _outputs,
    ".xlsx": _workbook,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    making = verbs.add_parser("make", help="make the reports of a commit, or of the working tree")
    making.add_argument("folder", type=lambda text: Path(text).resolve())
    making.add_argument("commit", nargs="?")
    making.add_argument("--brief", action="store_true", help="leave out the sweep: a fifth of the reports")
    comparing = verbs.add_parser("compare", help="hold two folders of reports against each other")
    comparing.add_argument("folders", nargs=2, type=Path)
    comparing.add_argument("--only", action="append", default=[], metavar=".html", help="files with this ending alone")
    options = parser.parse_args()
    if options.verb == "make":
        make(options.folder, options.commit, options.brief)
    else:
        sys.exit(1 if compare(*options.folders, tuple(options.only)) else 0)


if __name__ == "__main__":
    main()
