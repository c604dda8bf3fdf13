"""Time one report, everything included, against plain papermill followed by nbconvert.

Both make the default report of a notebook, each as a stranger would: in processes of its own, in turn, in one run.
What is printed is their ratio; seconds are only for orientation.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parents[2]
NOTEBOOK = "01-growth"
PAIRS = 3
BIN = Path(sys.executable).parent


def timed(*commands: list) -> float:
    start = time.perf_counter()
    for command in commands:
        subprocess.run(list(map(str, command)), check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        executed = Path(folder) / "executed.ipynb"
        ours = [BIN / "zhaotong", "report", NOTEBOOK, "--language", "en", "--output-dir", folder]
        papermill = [BIN / "papermill", "--no-progress-bar", PROJECT / f"notebooks/{NOTEBOOK}.ipynb", executed]
        nbconvert = [BIN / "jupyter", "nbconvert", "--to", "html", executed]
        timed(ours)  # once unmeasured: byte code and font tables
        pairs = [(timed(ours), timed(papermill, nbconvert)) for _pair in range(PAIRS)]
    ratios = sorted(mine / theirs for mine, theirs in pairs)
    for mine, theirs in pairs:
        print(f"zhaotong report {mine:5.1f} s   papermill + nbconvert {theirs:5.1f} s   ratio {mine / theirs:.2f}")
    print(
        f"median ratio over {PAIRS} pairs: {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


if __name__ == "__main__":
    main()
