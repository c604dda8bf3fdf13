"""What a passage has said so far and the next clause leaves unsaid: the place, the time, the subject."""

from dataclasses import dataclass, field, replace

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.one_offs import Moment
from helpers.reading.chinese.tokens import Token
from helpers.reading.vocabulary import Facet, Subject
from helpers.reading.windows import Window


@dataclass(frozen=True)
class Topic:
    """What a number is about.

    Attributes
    ----------
    subject
        None where it is no subject of the data.
    name
        What the text calls it; empty where it was not understood.
    clear
        Whether it was named, and nothing that stands beside the name narrows it.
    facet
        What of it was measured last, or is by its name.
    region, window
        Where an item of a list is a place or a time.
    """

    subject: Subject | None = None
    name: str = ""
    clear: bool = False
    facet: Facet | None = None
    region: str = ""
    window: Window | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a whole that a passage is about: a sector."""
        return self.subject is not None and Facet.SHARE in self.subject.codes


@dataclass(frozen=True)
class Base:
    """What a number is measured from, or a part of: a place, a time, another subject, a target."""

    kind: Kind
    text: str
    window: Window | None = None
    topic: Topic = field(default_factory=Topic)

    @property
    def is_place(self) -> bool:
        """Whether a distance from it is a gap, not a change in time."""
        return self.kind in (Kind.PLACE, Kind.SUBJECT, Kind.OTHER, Kind.TARGET)


@dataclass
class State:
    """What is carried from clause to clause.

    Attributes
    ----------
    region, window
        Of the clause.
    topic
        What the last number was about.
    main
        What the paragraph is about, to which a sentence without a subject returns.
    section
        What the heading names.
    lead
        The window that a sentence began with.
    paragraph_region
        The region to which each sentence returns.
    items
        What the numbers of the last list were about, in their order.
    recent
        What the numbers of the sentence were about that were levels.
    negative
        Whether the last growth was a decline.
    aim, sentence_aim
        TARGET, PLAN or FORECAST where a section, or a sentence, tells of what is to come.
    seen
        The subjects that the paragraph has named.
    windows, places
        The times, and the places, that a clause before listed, for a list of numbers.
    others
        The places other than that of the text of which the sentence has told a number.
    without
        Whether a part is taken out of what follows: 扣除.
    begun
        The window to which a new subject returns.
    compared
        What a clause before says that all is compared with: 与2019年相比.
    heading
        What the heading says, which a short name may go on: 一般公共预算, 收入.
    counted
        The numbers of years that a clause before spoke of: 近三年，.
    fresh
        Whether a sentence, or a part of it, has only begun.
    numbered
        Whether the sentence has had a number.
    former
        The last year that the text has counted from by name: 由2028年的.
    of_places
        What several places are counted by, of whom one is told of next: 8个市州GDP增速高于全省，其中.
    peers
        Among whom the sentence has told a place last: 全省.
    moment
        What the paragraph has said of when its numbers were counted.
    economy
        GDP, once the text has named it, which growth of nothing in particular is about.
    prices
        REAL or NOMINAL where a clause before said so of the next: 扣除价格因素，.
    """

    region: str
    window: Window
    topic: Topic = field(default_factory=Topic)
    main: Topic = field(default_factory=Topic)
    section: Topic = field(default_factory=Topic)
    lead: Window | None = None
    paragraph_region: str = ""
    items: list[Topic] = field(default_factory=list)
    recent: list[Topic] = field(default_factory=list)
    negative: bool = False
    aim: Kind | None = None
    sentence_aim: Kind | None = None
    seen: list[Topic] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    without: bool = False
    begun: Window | None = None
    compared: Base | None = None
    heading: str = ""
    counted: list[Token] = field(default_factory=list)
    fresh: bool = True
    numbered: bool = False
    former: Window | None = None
    of_places: Topic = field(default_factory=Topic)
    peers: Base | None = None
    moment: Moment = field(default_factory=Moment)
    economy: Topic = field(default_factory=Topic)
    prices: set[Kind] = field(default_factory=set)

    def copied(self) -> "State":
        """For what stands in brackets, after which the passage goes on as before."""
        return replace(self, items=list(self.items), recent=list(self.recent))

    def begin_paragraph(self, region: str, window: Window, text: str) -> None:
        """Nothing of the paragraph before holds but its heading."""
        self.moment = Moment(text)
        self.paragraph_region = self.region = region
        self.topic, self.main = self.section, self.section
        self.lead, self.seen = None, []
        self.window = window
        self._begin()

    def begin_sentence(self, window: Window) -> None:
        """A sentence without a subject is about what its paragraph is about, which is no longer sure."""
        strayed = self.lead is not None and (self.lead.period, self.lead.span) != (window.period, window.span)
        self.region = self.paragraph_region
        self.topic = replace(self.whole_or_topic, clear=False) if self.whole_or_topic.subject else Topic()
        self.window, self.lead = replace(window, clear=window.clear and not strayed), None
        self._begin()

    def part_sentence(self) -> None:
        """After a semicolon the time is again what the sentence began with."""
        self.window = self.lead or self.begun or self.window
        self.without, self.compared, self.fresh = False, None, True
        if self.topic.subject is None:
            self.topic = replace(self.whole_or_topic, clear=False) if self.whole_or_topic.subject else Topic()

    @property
    def whole_or_topic(self) -> Topic:
        """What a sentence that names nothing is about: the economy where its paragraph is on it, else what it is on."""
        first = self.seen[0] if self.seen else self.main
        if first.subject is not None and Facet.GROWTH_RANK in first.subject.codes:
            return first
        return self.main if self.main.name else self.topic

    def _begin(self) -> None:
        self.items, self.recent = [], []
        self.negative, self.sentence_aim, self.without = False, None, False
        self.windows, self.begun, self.compared = [], self.window, None
        self.places, self.others = [], []
        self.fresh, self.numbered, self.counted = True, False, []
        self.of_places, self.peers = Topic(), None
        self.moment.begin_sentence()

    @property
    def contexts(self) -> list[Subject]:
        """The subjects that a short name may be a part of, the nearest first."""
        found = [each.subject for each in (self.topic, *self.recent[::-1], self.main, *self.seen[::-1], self.section)]
        return list(dict.fromkeys(each for each in found if each is not None))
