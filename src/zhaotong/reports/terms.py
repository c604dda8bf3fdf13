"""The words that pages use and readers may not know: what each is called in a text, and what it means, in one line.

A term is two messages. The first has the ways in which texts put it, separated by `|`; a glossary shows the first of
them. What is marked here by `_` is translated where a page uses it.
"""


def _(message: str) -> str:
    return message


TERMS = (
    (
        _("year-on-year|year on year|on a year earlier|on the year before"),
        _("Compared with the same period of the year before."),
    ),
    (
        _("real, at constant prices|real GDP|real growth|in real terms|constant prices|comparable prices"),
        _("Of quantities alone: all years are reckoned at the same prices, so that a rise of prices does not count."),
    ),
    (
        _("current prices|nominal|nominal terms"),
        _("The prices of the year itself; what grows at current prices may have grown dearer only."),
    ),
    (
        _("percentage point|points above|points below|points more|points less|points faster|points a year"),
        _("The unit of a difference between two percentages."),
    ),
    (_("year to date|year-to-date"), _("From the start of the year to the end of the month or quarter that is named.")),
    (_("two-year average"), _("The one rate a year that makes the same growth as the rates of two years together.")),
    (
        _("chained|chain"),
        _("Growth rates of successive years multiplied together, which gives the growth over all of them."),
    ),
    (
        _("first release|first published|first announced"),
        _("A figure as it was published at first, before any revision."),
    ),
    (
        _("revised|revision"),
        _("Published anew in the place of an earlier figure, as a rule after a yearly check or an economic census."),
    ),
    (
        _("figures of one release|one release|same release|shared release|different releases"),
        _("All first published, or all revised in the same round; only such figures are held against each other."),
    ),
    (_("vintage"), _("The month of what a source knew; what was revised later is not in it.")),
    (
        _("economic census|census"),
        _("A count of all firms every five years, after which output of earlier years is often put higher or lower."),
    ),
    (
        _("rounding|printed digits"),
        _("A printed figure stands for every value that would be printed alike; so does what is computed from it."),
    ),
    (_("implied|derived only"), _("Worked out from other published figures, and not itself published.")),
    (
        _("weakly supported|weak source|source is weak"),
        _("Known only from a source that published itself or filled gaps, or from a copy of unknown standing."),
    ),
    (_("suspect|suspected error"), _("Most likely an error; kept as it was published, and marked.")),
    (
        _("prefecture"),
        _("The level between province and county: a city with the land around it, or an autonomous prefecture."),
    ),
    (_("county|counties"), _("The level below the prefecture: counties, county-level cities and urban districts.")),
    (_("peer"), _("A region that another is compared with: of its level and province, or on one list with it.")),
    (_("benchmark"), _("A region whose growth another's is held against, as a rule its province or the nation.")),
    (
        _("GDP per head|output per head"),
        _("Gross domestic product over the number of residents: what is made in a place, not what people earn."),
    ),
    (
        _("contribution to growth|to the growth of all|to the growth of the whole|most of the growth"),
        _("A part adds to the growth of the whole its share in the year before, times its own growth."),
    ),
    (
        _("fixed-asset investment|investment in fixed assets"),
        _("The value of building work and of lasting equipment bought within a time."),
    ),
    (
        _("chanye investment|productive industries"),
        _("Investment in productive industries: farming, energy, tourism and more; wider than industrial investment."),
    ),
    (
        _("agreed investment|investment agreed|signed (agreed)"),
        _("The money that contracts name, to be spent over years."),
    ),
    (_("paid in"), _("Money of an agreed investment that has arrived.")),
    (
        _("market entity|market entities"),
        _("Whoever is registered to do business: companies, sole traders and farmers' cooperatives."),
    ),
    (
        _("flow and stock|a flow|a stock"),
        _("A flow is counted over a time (firms registered in a year), a stock at one moment (firms that there are)."),
    ),
    (_("median"), _("The value in the middle: as many are above it as below.")),
    (_("interval"), _("The range that should hold what is estimated, or what comes, as often as its percentage says.")),
    (
        _("trend|straight line"),
        _("The straight line that comes closest to the figures of all years; it describes them and explains nothing."),
    ),
    (_("residual"), _("How far the figure of a year lies from the line.")),
    (_("autocorrelation"), _("How much neighbouring years resemble each other: zero is not at all, one is wholly.")),
    (
        _("Durbin-Watson"),
        _("A test of whether neighbouring residuals are alike: about two if they are not, near zero if they are."),
    ),
    (_("backtest"), _("Past years forecast from what was recorded before them, and held against what came.")),
    (_("scaled error"), _("The error of a forecast as a multiple of the usual change from one year to the next.")),
    (
        _("correlation|association"),
        _("How far two series move together, from minus one to one; it tells nothing of causes."),
    ),
    (_("p-value|p ="), _("How often chance alone would bring a result as striking as this one.")),
    (
        _("convergence|towards each other|catching up|catch up"),
        _("The smaller or poorer grow faster, so that the distance narrows."),
    ),
    (
        _("standard deviation of the logs"),
        _("How many times larger some are than others; it stays the same where all grow at one rate."),
    ),
    (
        _("Theil's index"),
        _("A measure of inequality that splits into what lies between groups and within them; zero is equality."),
    ),
    (
        _("mixture of peers|synthetic region"),
        _("A weighted average of peers that moved as the region did up to a given year, to show what might have been."),
    ),
)

# By language: words in which a term stands and means nothing of the kind.
OTHER_WORDS = {"en": ("population census",), "zh": ("不同比", "相同比", "同比较", "同比例", "不同级", "人口普查")}
