"""What reports cost: one, and eighty, against papermill with nbconvert in several ways, and against the floor.

All ways make the same reports, in processes of their own, in turn, in one run. What counts is how they compare; seconds
are only for orientation. The other ways cost the same for each report, however many there are: they make fewer of them.

The floor is what no way can go below: the cells of the notebooks and the pages, in one process that has all loaded.

    python tests/benchmarks/reports.py                      # against papermill with nbconvert
    python tests/benchmarks/reports.py --against 1a6a01a    # against the same command of an earlier commit
"""

import argparse
import contextlib
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path

import psutil

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT / "tests"))

import net  # noqa: E402 - a script in that folder

BIN = Path(sys.executable).parent
NOTEBOOKS = ("00-brief", "01-growth", "02-investment", "03-trend", "04-peers")
PROVINCE = "530000"
ONE = ("report", "01-growth", "--language", "en", "--output-dir")
WAYS = ("ours", "commands", "commands, two at a time", "papermill in a pool", "floor")


def requests(count: int, observations) -> list:
    """The first of 16 prefectures by 5 notebooks."""
    from zhaotong.reports.notebooks import find_notebook
    from zhaotong.reports.requests import request_report

    prefectures = [code for code, row in observations.regions.iterrows() if row["parent"] == PROVINCE]
    wanted = [(name, region) for region in prefectures for name in NOTEBOOKS][:count]
    return [
        request_report(find_notebook(name), {"region": region, "language": "en"}, observations)
        for name, region in wanted
    ]


def ours(count: int, folder: Path) -> None:
    """All of them by one command, as a reader of the README would."""
    command = [BIN / "zhaotong", *sweep(count, folder)]
    done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    print(done.stdout.splitlines()[-1])


def sweep(count: int, folder: Path) -> list[str]:
    """The words of the command that makes all of them, each that does not stand yet."""
    asked = folder.with_suffix(".yml")
    entries = "".join(f"- {{notebook: {name}, region: '{region}', language: en}}\n" for name, region in given(count))
    asked.write_text(f"list:\n{entries}", encoding="utf-8")
    return ["sweep", str(asked), "--output-dir", str(folder)]


def by_command(notebook: str, region: str, folder: Path) -> None:
    executed = folder / f"{notebook}.{region}.ipynb"
    source = PROJECT / f"notebooks/{notebook}.ipynb"
    parameters = ["-r", "region", region, "-r", "language", "en"]
    for command in (
        [BIN / "papermill", "--no-progress-bar", source, executed, *parameters],
        [BIN / "jupyter", "nbconvert", "--to", "html", executed],
    ):
        subprocess.run(list(map(str, command)), check=True, capture_output=True)


def commands(count: int, folder: Path, at_once: int = 1) -> None:
    wanted = given(count)
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda pair: by_command(*pair, folder), wanted))


def given(count: int) -> list[tuple[str, str]]:
    regions = (PROJECT / "data/regions.csv").read_text(encoding="utf-8").splitlines()
    codes = [line.split(",")[0] for line in regions if f",{PROVINCE}," in f"{line},"]
    return [(name, region) for region in codes for name in NOTEBOOKS][:count]


def in_pool(count: int, folder: Path) -> None:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(by_papermill, given(count), [folder] * count))


def by_papermill(pair: tuple[str, str], folder: Path) -> None:
    import papermill
    from nbconvert import HTMLExporter

    notebook, region = pair
    executed = papermill.execute_notebook(
        PROJECT / f"notebooks/{notebook}.ipynb",
        folder / f"{notebook}.{region}.ipynb",
        {"region": region, "language": "en"},
        progress_bar=False,
    )
    html, _resources = HTMLExporter().from_notebook_node(executed)
    (folder / f"{notebook}.{region}.html").write_text(html, encoding="utf-8")


def floor(count: int, folder: Path, made: Path) -> None:
    """Prints its own seconds: what it loads before does not count."""
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    from helpers.figures.observations import load_observations
    from helpers.text.language import in_language
    from zhaotong.reports import make, preloaded  # noqa: F401
    from zhaotong.reports.digests import Inputs
    from zhaotong.reports.kernel import around
    from zhaotong.reports.requests import report_job
    from zhaotong.runs.notebook import ReadableTranslator

    observations = load_observations()
    inputs = Inputs(observations.folder)
    shell = InteractiveShell.instance()
    start = time.perf_counter()
    for request in requests(count, observations):
        shell.reset()
        shell.run_cell(around(request.language)[0], silent=True).raise_error()
        for cell in request.notebook.cells:
            if cell["cell_type"] == "code":
                sources = [cell["source"]]
                if "parameters" in cell["metadata"].get("tags", []):
                    sources.append(ReadableTranslator.codify(request.changed))
                for source in sources:
                    with capture_output():
                        shell.run_cell(source, store_history=True).raise_error()
        path = made / request.notebook.name / f"{request.stem(observations)}.ipynb"
        [task] = report_job(request, observations, folder, inputs=inputs).arguments
        run = {
            "made": datetime.now().astimezone().isoformat(timespec="seconds"),
            "version": task.version,
            "sealed_before": [],
        }
        with in_language(request.language):
            files, _record = make._contents(request, nbformat.read(path, 4), observations, inputs, task, run)
        for ending, content in files.items():
            (folder / f"{path.stem}.{ending}").write_bytes(content)
    print(time.perf_counter() - start)


def timed(way: str, count: int, folder: Path, made: Path) -> tuple[float, float]:
    """Seconds for these reports, and the most memory in MiB that a worker with its kernel took."""
    target = Path(tempfile.mkdtemp(dir=folder))
    command = [sys.executable, __file__, "--way", way, "--reports", str(count), "--folder", str(target)]
    start = time.perf_counter()
    process = subprocess.Popen([*command, "--made", str(made)], stdout=subprocess.PIPE, text=True)
    peak = 0.0
    while process.poll() is None:
        if way == "ours":
            peak = max(peak, memory(process.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - start
    out = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"{way} failed")
    return float(out.split()[-1]) if way == "floor" else seconds, peak


def again(count: int, made: Path, folder: Path) -> dict:
    """What the same sweep costs when nothing has changed, and what it makes after one new figure for one region."""
    copy = Path(shutil.copytree(PROJECT / "data", folder / f"data-{made.name}"))
    start = time.perf_counter()
    ours(count, made)
    unchanged = time.perf_counter() - start
    path = copy / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith("530300,gdp_growth_real,") and ",year," in line)
    code, indicator, _period, rest = lines[first].split(",", 3)
    lines.insert(first, f"{code},{indicator},1949,{rest}")
    path.write_text("".join(lines), encoding="utf-8")
    os.environ["ZHAOTONG_DATA"] = str(copy)
    (made / ".data").unlink()  # from now on they are reports of the copy
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            ours(count, made)
    finally:
        del os.environ["ZHAOTONG_DATA"]
    return {"seconds unchanged": unchanged, "after one new figure": said.getvalue().strip()}


def memory(pid: int) -> float:
    """The memory of the largest session below a process, in MiB; what is shared counts in parts."""
    sessions: dict[int, float] = {}
    for process in psutil.Process(pid).children(recursive=True) if psutil.pid_exists(pid) else []:
        try:
            leader = os.getsid(process.pid)
            rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        share = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
        sessions[leader] = sessions.get(leader, 0) + share / 1024
    return max(sessions.values(), default=0.0)


def one(folder: Path) -> dict[str, float]:
    """Seconds for one report: made by our command, left as it stands by it, made by papermill and nbconvert."""
    command = [str(BIN / "zhaotong"), *ONE, str(folder / "one")]
    return {
        "made": seconds_for(lambda: subprocess.run([*command, "--force"], check=True, capture_output=True)),
        "unchanged": seconds_for(lambda: subprocess.run(command, check=True, capture_output=True)),
        "theirs": seconds_for(lambda: by_command("01-growth", "530600", folder)),
    }


def seconds_for(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def compare(reports: int, others: int, pairs: int) -> dict:
    """Measure all ways in turn, several times over; seconds a report, ratios against ours, peak memory."""
    figures: dict = {"reports": reports, "reports of the other ways": others, "processors": os.cpu_count()}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        one(folder)  # once unmeasured: byte code and font tables
        figures["one"] = [one(folder) for _pair in range(pairs)]
        figures["many"] = []
        for pair in range(pairs):
            made = folder / f"made{pair}"
            seconds, peak = {}, 0.0
            for way in WAYS:
                count = reports if way == "ours" else others
                took, most = timed(way, count, folder, made)
                if way == "ours":  # some are left out, where nothing is recorded
                    count = figures["made"] = len(list(made.glob("*/*.html")))
                seconds[way], peak = took / count, max(peak, most)
                print(f"pair {pair + 1}: {way}: {took / count:.2f} s a report", file=sys.stderr)
                if way == "ours":
                    repeated = again(reports, made, folder)
            figures["many"].append({"seconds a report": seconds, "peak memory of a worker, MiB": peak, **repeated})
    return figures


def table(figures: dict) -> str:
    made, unchanged = ([each[what] / each["theirs"] for each in figures["one"]] for what in ("made", "unchanged"))
    lines = [
        "| what | ours / theirs, median | from | to | bar |",
        "| --- | --- | --- | --- | --- |",
        row("one report, made: papermill + nbconvert", made, "1/3"),
        row("one report that stands unchanged: papermill + nbconvert", unchanged, ""),
    ]
    bars = {"commands": "1/10", "commands, two at a time": "", "papermill in a pool": "1/4", "floor": "1.15"}
    for way, bar in bars.items():
        ratios = [
            pair["seconds a report"]["ours"]
            / (pair["seconds a report"][way] / (figures["processors"] if way == "floor" else 1))
            for pair in figures["many"]
        ]
        name = "floor, divided by processors" if way == "floor" else way
        lines.append(row(f"{figures['reports']} reports: {name}", ratios, bar))
    ratios = [
        pair["seconds unchanged"] / pair["seconds a report"]["commands"] / figures["made"] for pair in figures["many"]
    ]
    lines.append(row(f"{figures['reports']} reports unchanged: commands that make them", ratios, "1/150"))
    lines.append(f"\nAfter one new figure for one prefecture: {figures['many'][0]['after one new figure']}.")
    peak = max(pair["peak memory of a worker, MiB"] for pair in figures["many"])
    return "\n".join([*lines, "", f"Peak memory of a worker with its kernel: {peak:.0f} MiB (bar: 450)."])


def compare_states(commit: str, reports: int, pairs: int) -> str:
    """The same command of a commit and of the working tree, in turn: one report made, and many by one sweep."""
    ratios: dict[str, list[float]] = {"one report": [], f"{reports} reports": []}
    with tempfile.TemporaryDirectory() as folder:
        sources = {"before": Path(folder, "before"), "now": Path(folder, "now")}
        for state, source in sources.items():
            source.mkdir()
            net.put_source(source, commit if state == "before" else None)
        for pair in range(pairs + 1):  # the first is not counted: byte code and font tables
            took = {}
            for state in sorted(sources, reverse=pair % 2 == 0):  # neither is always the first
                made = Path(folder, f"{state}-{pair}")
                words = ([*ONE, str(made), "--force"], sweep(reports, made))
                took[state] = [seconds_for(partial(run_state, sources[state], each)) for each in words]
            for what, before, now in zip(ratios, took["before"], took["now"], strict=True):
                print(f"pair {pair}: {what}: {before:.1f} s before, {now:.1f} s now", file=sys.stderr)
                if pair:
                    ratios[what].append(now / before)
    lines = [f"| what | now / {commit}, median | from | to | bar |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *(row(what, found, "1") for what, found in ratios.items())])


def run_state(source: Path, words: list[str]) -> None:
    """Run the command of a state of the code."""
    command, environment = [*net.command_of(source), *words], net.environment_of(source)
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)


def row(name: str, ratios: list[float], bar: str) -> str:
    return f"| {name} | {statistics.median(ratios):.3f} | {min(ratios):.3f} | {max(ratios):.3f} | {bar} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=80, help="how many reports ours makes; up to 80")
    parser.add_argument("--others", type=int, default=10, help="how many the other ways make, which takes them longer")
    parser.add_argument("--pairs", type=int, default=3, help="how often all is measured")
    parser.add_argument("--against", metavar="COMMIT", help="compare with the command of a commit instead")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)  # what a process of the benchmark does
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--made", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        ways = {
            "ours": lambda: ours(asked.reports, asked.made),
            "commands": lambda: commands(asked.reports, asked.folder),
            "commands, two at a time": lambda: commands(asked.reports, asked.folder, 2),
            "papermill in a pool": lambda: in_pool(asked.reports, asked.folder),
            "floor": lambda: floor(asked.reports, asked.folder, asked.made),
        }
        ways[asked.way]()
        return
    if asked.against:
        print(compare_states(asked.against, asked.reports, asked.pairs))
        return
    figures = compare(asked.reports, min(asked.others, asked.reports), asked.pairs)
    shown = table(figures)
    target = PROJECT / "reports"
    target.mkdir(exist_ok=True)
    (target / "benchmark.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (target / "benchmark.md").write_text(shown + "\n", encoding="utf-8")
    print(shown)


if __name__ == "__main__":
    # One thread for linear algebra, for all ways alike: theirs gain most by it when several run at once.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
