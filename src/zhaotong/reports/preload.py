"""What runs of reports need loaded, by name: the list that is given to whatever runs notebooks."""

from zhaotong.runs.preload import Preload


def begin_in_english() -> None:
    """Let kernels begin in the language of a new process, whatever the one that they are forked from has written."""
    from helpers.text.language import use_language  # 0.1 s with Babel, which all that imports papermill would pay

    use_language("en")


PRELOAD = Preload(
    modules=("zhaotong.reports.preloaded",),
    worker=("zhaotong.reports.page:exporter",),
    kernel=(
        "helpers.questions.growth.charts",  # with the libraries that take longest to load of what notebooks use
        "statsmodels.stats.weightstats",
        "zhaotong.reports.preload:begin_in_english",
    ),
)
