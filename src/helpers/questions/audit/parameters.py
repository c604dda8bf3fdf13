"""The parameters that only the audit takes: which relations are looked at."""

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.errors import NotRecordedError, about
from helpers.parameters.types import Known
from helpers.questions.audit.relations import load_relations, relations_about
from helpers.questions.audit.repeated import repeated_figures
from helpers.text.language import _
from helpers.text.typed import in_each_language


class _Selection(Known):
    """One of the codes that narrow down the relations, or "all"."""

    def words(self, value: Any, observations: Observations) -> str:
        return _("all") if value == "all" else value


class _Source(_Selection):
    listed_by = "sources"

    @property
    def allowed(self) -> str:
        return _('a source of data/sources.csv, or "all"')

    def known(self, observations: Observations) -> Iterable[str]:
        return ["all", *observations.sources.index]

    @property
    def label(self) -> str:
        return _("source")

    def words(self, value: Any, observations: Observations) -> str:
        return super().words(value, observations) if value == "all" else observations.source(value).title


class _Topic(_Selection):
    listed_by = "topics"

    @property
    def allowed(self) -> str:
        return _('a topic of data/relations.yml, or "all"')

    def known(self, observations: Observations) -> Iterable[str]:
        return ["all", *load_relations(observations).topics]

    def called(self, observations: Observations) -> Mapping[str, Iterable[str]]:
        topics = load_relations(observations).topics  # read once for all of them
        return {"all": ["all", *in_each_language(lambda: _("all"))]} | {
            code: [code, each.en, each.zh] for code, each in topics.items()
        }

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        region, source = values["region"], values.get("source", "all")
        stated = relations_about(load_relations(observations), observations, region, value, source)
        if not stated.relations and not repeated_figures(observations, region, value, source):
            message = _(
                'no relation of topic "%(topic)s" and source "%(source)s" is stated for %(region)s, and '
                "no two sources print one figure of it"
            )
            said = {"topic": value, "source": source, "region": observations.region(region).coded_name}
            raise NotRecordedError(about(_(", ").join(("topic", "source")), message % said))
        return value

    @property
    def label(self) -> str:
        return _("topic")

    def words(self, value: Any, observations: Observations) -> str:
        topics = load_relations(observations).topics
        return super().words(value, observations) if value == "all" else str(topics[value])


Source = _Source()
Topic = _Topic()
