"""What runs of reports need loaded, by name: the list that is given to whatever runs notebooks."""

from zhaotong.runs.preload import Preload


def begin_in_no_language() -> None:
    """Let kernels begin as a new process does, whatever the one that they are forked from has written."""
    from helpers.text.language import forget_language  # 0.1 s with Babel, which all that imports papermill would pay

    forget_language()


PRELOAD = Preload(
    modules=("zhaotong.reports.preloaded",),
    worker=("zhaotong.reports.page:exporter",),
    kernel=(
        "helpers.questions.growth.charts",  # with the libraries that take longest to load of what notebooks use
        "statsmodels.stats.weightstats",
        "zhaotong.reports.preload:begin_in_no_language",
    ),
)
