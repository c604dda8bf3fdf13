"""The sealed forecasts of a report, which its record keeps: former ones stay as they are, new ones are added."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers.text.language import _
from helpers.text.messages import InputError, shortened

FORECASTS = "forecasts"  # where in a record they stand


def sealed_in(path: Path) -> tuple[dict[str, Any], ...]:
    """The sealed forecasts of the record of a report, as they stand there; none where there is no record.

    Raises
    ------
    InputError
        The record cannot be read: what it sealed, if anything, would be lost when the report is made anew.
    """
    try:
        record = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError) as error:
        raise InputError(_broken(path, str(error))) from None
    found = record.get(FORECASTS, []) if isinstance(record, dict) else None
    if not isinstance(found, list):
        raise InputError(_broken(path, _("it is no record")))
    return tuple(found)


def _broken(path: Path, reason: str) -> str:
    words = _(
        "%(file)s: the record is broken (%(reason)s), and forecasts that it may have sealed cannot be read; "
        "restore it, or remove it to begin anew"
    )
    return words % {"file": path, "reason": shortened(reason)}


def with_sealed(former: Iterable[Any], published: Iterable[dict[str, Any]], made: str) -> list[Any]:
    """All that a record is to keep: what was sealed before, untouched, and what is published now and was not yet.

    Parameters
    ----------
    published
        The content of each forecast.
    made
        When the report was made.
    """
    from helpers.models.sealing import SealedForecast, SealError, repeats, seal  # with pandas, not for reading records

    kept = list(former)
    for content in published:
        known = []
        for each in kept:
            try:
                known.append(SealedForecast.read(each).content)
            except SealError:
                continue
        sealed = seal(content, made)
        if not any(repeats(sealed, each) for each in known):
            kept.append(sealed)
    return kept
