"""Which time the head of a column or the cell of a row is: 2034年, 1—9月, 2034.09, FY2034, Jan-Sep 2034."""

import re
from dataclasses import replace

from helpers.reading.english.windows import english_windows
from helpers.reading.tables.english_units import english_rest
from helpers.reading.tables.heading_words import OF_YEAR, words_in
from helpers.reading.windows import PATTERN, Window, Windows


def time_told(words: str, windows: Windows) -> Window | None:
    """The time that a text is, and says nothing else; None where it is none."""
    bare = re.sub(r"\s*\[?YR\d{4}\]?|(?<=年)度$", "", words_in(words)).strip("（） ")
    if re.fullmatch(r"(?:19|20)\d\d(?:\.0)?", bare):
        bare = f"{bare[:4]}年"
    if (of_year := OF_YEAR.fullmatch(bare)) and not bare.endswith("年"):
        return Window(of_year[1], "year")
    if found := re.fullmatch(r"((?:19|20)\d\d)[-/.]?Q([1-4])", bare, re.IGNORECASE):
        return Window(f"{found[1]}Q{found[2]}", "quarter", clear=False)
    if found := re.fullmatch(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](?:2[89]|3[01])日?(?: 00:00:00)?", bare):
        return Window(f"{found[1]}-{int(found[2]):02}", "month", clear=False)  # the last day of what it is of
    dotted = r"\.(?=\d\d$|\d{1,2}月)"  # 2034.09, while 1932.5 is a number
    if found := re.fullmatch(rf"((?:19|20)\d\d)(?:[-/年]|{dotted})(0?[1-9]|1[0-2])月?", bare):
        return Window(f"{found[1]}-{int(found[2]):02}", "month", clear=int(found[2]) == 1)
    if re.fullmatch(r"(?:19|20)\d\d年末?", bare):
        return Window(bare[:4], "year")
    if bare.isascii() and (named := english_windows(bare)) and not english_rest(bare, named):
        year = named[0].year or windows.head.period[:4]
        clear = named[0].span not in ("month", "quarter")
        return Window(named[0].period(year), named[0].span, clear=clear) if year else None
    now = Window(bare[:4], "year") if re.match(r"(?:19|20)\d\d年", bare) else windows.head
    read = windows.read(bare, now) if re.fullmatch(PATTERN, bare) else None
    told = re.search("当月|单月|当季|单季", bare) or (read and read.period.endswith("-01"))
    return replace(read, clear=bool(told) or read.span not in ("month", "quarter")) if read else None
