"""How long `explore` takes to answer a choice: from the change of a field to every part ready in the kernel.

The bar is half a second on a two-core machine. What the browser adds, some tens of milliseconds, is not counted.
"""

import argparse
import statistics
import time
from collections.abc import Callable

from helpers.figures.observations import load_observations
from helpers.parameters.values import check_values, resolve
from helpers.questions.explore.view import View
from helpers.questions.explore.widgets import Explorer
from helpers.text.language import use_language
from zhaotong.reports.notebooks import find_notebook

BAR = 0.5
CHINA, ZHAOTONG = "100000", "530600"
# From a view, one field changed.
CHOICES = {
    "another region": ({}, {"region": "530300"}),
    "another indicator": ({}, {"indicator": "gdp_current"}),
    "several regions": ({}, {"benchmarks": "530300,530400,530100,530000,100000"}),
    "a shorter window": ({}, {"first_year": 2005}),
    "an earlier vintage": ({}, {"as_of": "2021-03"}),
    "no trend": ({}, {"trend": "off"}),
    "as a table": ({}, {"form": "table"}),
    "quarters": ({"region": CHINA}, {"span": "quarter"}),
    "months": ({"region": CHINA, "indicator": "industrial_va_growth_real"}, {"span": "month"}),
    "an index": ({}, {"base": 2015}),
    "an index of levels": ({"indicator": "gdp_current"}, {"base": 2015}),
    "logarithmic": ({"indicator": "gdp_current"}, {"scale": "log"}),
    "a scatter of regions": ({}, {"form": "scatter"}),
    "a scatter of years": ({"form": "scatter"}, {"dots": "years"}),
    "another second": ({"form": "scatter"}, {"second": "population_resident"}),
    "the map": ({}, {"form": "map"}),
    "ranks": ({}, {"form": "ranks"}),
    "ranks of provinces": ({"region": "530000"}, {"form": "ranks"}),
}


def seconds(action: Callable[[], object]) -> tuple[float, float]:
    """How long something takes, and how much of that a processor works on it; a busy machine makes the two differ."""
    started = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - started[0], time.process_time() - started[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often each choice is made; the median counts")
    rounds = parser.parse_args().rounds
    use_language("en")
    observations = load_observations()
    declarations = find_notebook("explore").declarations
    parameters = resolve(declarations, check_values(declarations, {}, observations), observations)
    first = seconds(lambda: Explorer(observations, parameters))
    print(f"{'first draw':<20}{first[0]:6.3f} s, computing {first[1]:.3f} s")
    explorer = Explorer(observations, parameters)
    medians = []
    for name, (start, changes) in CHOICES.items():
        taken = []
        for _round in range(rounds):
            explorer.look(**vars(View(**{"region": ZHAOTONG} | start)))
            taken.append(seconds(lambda changes=changes: explorer.look(**changes)))
        medians.append([statistics.median(each) for each in zip(*taken, strict=True)])
        whole, computing = medians[-1]
        print(f"{name:<20}{whole:6.3f} s, computing {computing:.3f} s: {whole / BAR:.2f} of the bar")
    slowest = [max(each) for each in zip(*medians, strict=True)]
    print(f"{'slowest median':<20}{slowest[0]:6.3f} s, computing {slowest[1]:.3f} s; the bar is {BAR} s")


if __name__ == "__main__":
    main()
