"""The forecast as the report publishes it, which its record seals, or as a test where a period of it is over."""

from markupsafe import Markup

from helpers.questions.trend.afterwards import release_sentences
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.tables import forecast_table
from helpers.show.sealing import PublishedForecast
from helpers.text.citations import say
from helpers.text.language import _n, listed


def published_forecast(fitted: FittedModels) -> PublishedForecast | None:
    """The forecast in a table, to be sealed unless it is a test of a period that is over; None where there is none."""
    table = forecast_table(fitted)
    if table is None or fitted.after is None:
        return None
    return PublishedForecast(table, None if fitted.is_test else fitted.after.statement.content)


def over_sentences(fitted: FittedModels) -> list[Markup]:
    """That a forecast is a test, where a period that it is for is over, and what it may be held against."""
    after = fitted.after
    if after is None or not after.over:
        return []
    said = {"years": listed(after.over), "month": after.month}
    if after.came:
        message = _n(
            "%(years)s is over: this is a test made afterwards, with what came beside it.",
            "%(years)s are over: this is a test made afterwards, with what came beside it.",
            len(after.over),
        )
        return [say(message, **said), *release_sentences(after.came)]
    if after.known:
        message = _n(
            "%(years)s is over, so this is a test made afterwards; what came is published on another basis alone, and "
            "is not held against it.",
            "%(years)s are over, so this is a test made afterwards; what came is published on another basis alone, and "
            "is not held against it.",
            len(after.over),
        )
        return [say(message, **said)]
    message = _n(
        "%(years)s is over by now: this is a test made afterwards from what was known in %(month)s; what came later is "
        "not shown.",
        "%(years)s are over by now: this is a test made afterwards from what was known in %(month)s; what came later "
        "is not shown.",
        len(after.over),
    )
    return [say(message, **said)]
