"""What it costs to load and check the figures: as many as the project has, a quarter of a million, and 5,000.

Each load is a process of its own, cold (nothing is kept on disk yet) and warm; what `zhaotong check` does besides, the
X-ray of all figures, is timed apart. One report of one region is made from 5,000 figures and from all, in turn: their
ratio is what more figures cost it.

    python tests/benchmarks/load.py
"""

import argparse
import csv
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
FEW, MANY = 5_000, 250_000
PARENT = 4  # the column of data/regions.csv that says what contains a region
LOAD = """
import sys, time
from pathlib import Path
from helpers.figures import kept
from helpers.figures.observations import load_observations
kept.FOLDER = Path(sys.argv[2])
start = time.perf_counter()
observations = load_observations(sys.argv[1])
print(time.perf_counter() - start)
"""
CHECK = LOAD.replace("import sys", "from helpers.checks.xray import xray\nimport sys").replace(
    "print(", "xray(observations)\nprint("
)
BARS = {"all": (1.5, 0.5), "many": (None, 3.0)}  # seconds, cold and warm


def table(path: Path) -> list[list[str]]:
    """The header and the rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: list[list[str]]) -> None:
    """A table with these rows, the header first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def few(folder: Path) -> Path:
    """A copy of data/ with the first figures of Yunnan, its prefectures and the nation."""
    shutil.copytree(PROJECT / "data", folder)
    header, *rows = table(folder / "observations.csv")
    of_these = [row for row in rows if row[0].startswith("53") or row[0] == "100000"]
    write(folder / "observations.csv", [header, *of_these[:FEW]])
    return folder


def many(folder: Path) -> Path:
    """A copy of data/ in which made-up regions have the same figures again, until there are enough."""
    shutil.copytree(PROJECT / "data", folder)
    header, *rows = table(folder / "observations.csv")
    names, *regions = table(folder / "regions.csv")
    recorded = {row[0] for row in rows}
    copied, figures, unused = list(regions), list(rows), iter(range(700_000, 1_000_000))
    for _copy in range(1, -(-MANY // len(rows))):
        codes = {row[0]: str(next(unused)) for row in regions if row[0] in recorded}
        for code, *others in regions:
            if code in codes:
                parent = codes.get(others[PARENT - 1], others[PARENT - 1])
                copied.append([codes[code], *others[: PARENT - 1], parent, *others[PARENT:]])
        figures += [[codes[row[0]], *row[1:]] for row in rows]
    write(folder / "observations.csv", [header, *figures])
    write(folder / "regions.csv", [names, *copied])
    return folder


def seconds(script: str, folder: Path, kept: Path) -> float:
    """How long a script takes with a data folder and with what is kept in a folder, imports aside."""
    command = [sys.executable, "-c", script, str(folder), str(kept)]
    environment = {"ZHAOTONG_DATA": str(folder), "PYTHONPATH": str(PROJECT / "src"), "PATH": str(BIN)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(done.stdout.split()[-1])


def report(folder: Path, output: Path) -> float:
    """How long the command takes that makes one report of one region."""
    words = ["report", "01-growth", "--language", "en", "--force", "--data", folder, "--output-dir", output]
    start = time.perf_counter()
    subprocess.run(list(map(str, [BIN / "zhaotong", *words])), check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Time all of it and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, help="how often each is timed; the median counts")
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        folders = {"all": PROJECT / "data", "many": many(base / "many"), "few": few(base / "few")}
        for label, folder in folders.items():
            figures = len(table(folder / "observations.csv")) - 1
            cold = statistics.median(seconds(LOAD, folder, base / f"cold-{label}-{at}") for at in range(times))
            seconds(LOAD, folder, base / "kept")
            warm = statistics.median(seconds(LOAD, folder, base / "kept") for _ in range(times))
            checked = statistics.median(seconds(CHECK, folder, base / "kept") for _ in range(times))
            bars = " ".join(f"(at most {bar:g})" if bar else "(no bar)" for bar in BARS.get(label, ()))
            print(
                f"{figures:>8,} figures: cold {cold:.2f} s, warm {warm:.2f} s, warm and checked {checked:.2f} s {bars}"
            )
        pairs = [
            (report(folders["few"], base / "few-out"), report(folders["all"], base / "all-out"))
            for _ in range(times + 1)
        ]
        ratio = statistics.median(everything / little for little, everything in pairs[1:])  # the first fills the caches
        print(
            f"one report: {pairs[-1][0]:.2f} s from {FEW:,} figures, {pairs[-1][1]:.2f} s from all: ratio {ratio:.2f}"
        )


if __name__ == "__main__":
    main()
