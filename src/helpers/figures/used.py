"""What a process has used of the figures: a notebook that does not list its sources itself is told what they are."""

questions: set[tuple[str, str, str, str]] = set()  # what figures were asked for by, see `Observations.figures_of`
rows: set[int] = set()  # those of the series that were selected


def forget() -> None:
    """Begin anew: what the process has used from which this one was forked is none of its matter."""
    questions.clear()
    rows.clear()
