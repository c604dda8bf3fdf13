"""What unpublished figures must lie between, from sums, weights, ranks and rounding: bounds, never a point.

Unknowns have intervals; relations among them are linear: a total, a weighted mean, an order. For each unknown the least
and the greatest value that all of them allow are two linear programmes. Where nothing fits, the relations that cannot
hold together are named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import linprog

from helpers.figures.printed import Rounded
from helpers.text.language import _
from helpers.text.messages import RefusedError

_SLACK = 1e-9  # of the larger end: what is left over from binary fractions
_INFEASIBLE, _UNBOUNDED = 2, 3  # what the solver says


@dataclass(frozen=True)
class Relation:
    """A linear statement: the sum of coefficient times unknown lies between two ends.

    Attributes
    ----------
    terms
        The coefficient of each unknown, by its name.
    low, high
        The ends; infinite where one is open.
    why
        On what it rests, in a sentence: a publication or an assumption.
    """

    terms: Mapping[str, float]
    low: float
    high: float
    why: str


class ConflictError(RefusedError):
    """Relations that cannot hold together."""

    def __init__(self, relations: list[Relation]):
        reasons = dict.fromkeys(relation.why for relation in relations)
        super().__init__(_("these cannot all hold: %(reasons)s") % {"reasons": _("; ").join(reasons)})
        self.relations = relations


@dataclass(frozen=True)
class Bound:
    """What a number must lie between.

    Attributes
    ----------
    low, high
        The ends; infinite where nothing bounds it.
    assumptions
        On what they rest, in sentences, in the order in which they were stated.
    """

    low: float
    high: float
    assumptions: tuple[str, ...]


@dataclass
class Unpublished:
    """Unknown numbers and what is known of them.

    Attributes
    ----------
    names
        The unknowns, in the order in which they were stated.
    relations
        What is known, in that order; the interval of an unknown is a relation as well.
    """

    names: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def unknown(self, name: str, low: float, high: float, why: str) -> None:
        """State an unknown with the interval that it is known, or assumed, to lie in."""
        self.names.append(name)
        self.relation({name: 1.0}, low, high, why)

    def known(self, name: str, figure: Rounded, why: str) -> None:
        """State a published figure: anything that its printed digits stand for."""
        self.unknown(name, figure.low, figure.high, why)

    def relation(self, terms: Mapping[str, float], low: float, high: float, why: str) -> None:
        """State that a weighted sum of unknowns lies between two ends.

        Raises
        ------
        ValueError
            It names an unknown that is not stated.
        """
        if missing := [name for name in terms if name not in self.names]:
            raise ValueError(f"no such unknown: {', '.join(missing)}")
        self.relations.append(Relation(dict(terms), low, high, why))

    def mean(self, weights: Mapping[str, float], figure: Rounded, why: str, tolerance: float = 0.0) -> None:
        """State that a weighted mean of unknowns is a published figure, but for a tolerance to either side."""
        whole = sum(weights.values())
        terms = {name: weight / whole for name, weight in weights.items()}
        self.relation(terms, figure.low - tolerance, figure.high + tolerance, why)

    def order(self, names: list[str], why: str) -> None:
        """State that each unknown is at least the next: a ranking, the highest first."""
        for larger, smaller in pairwise(names):
            self.relation({larger: 1.0, smaller: -1.0}, 0.0, float("inf"), why)

    def bound(self, terms: Mapping[str, float]) -> Bound:
        """The least and the greatest value of a weighted sum of unknowns; for one of them, of that unknown.

        Raises
        ------
        ConflictError
            Nothing fits what is stated.
        """
        low, high = self._extreme(terms, 1.0), self._extreme(terms, -1.0)
        if low is None or high is None:
            raise ConflictError(self._conflicting())
        return Bound(low, high, tuple(dict.fromkeys(relation.why for relation in self.relations)))

    def bounds(self) -> dict[str, Bound]:
        """What each unknown must lie between.

        Raises
        ------
        ConflictError
            Nothing fits what is stated.
        """
        return {name: self.bound({name: 1.0}) for name in self.names}

    def _extreme(self, terms: Mapping[str, float], sign: float) -> float | None:
        """The least (or, for a sign of -1, greatest) value of a weighted sum; None where nothing fits."""
        result = self._solve(self.relations, {name: sign * weight for name, weight in terms.items()})
        if result.status == _UNBOUNDED:
            # The solver may say so of what has no solution at all.
            return None if self._solve(self.relations, {}).status == _INFEASIBLE else -sign * float("inf")
        if result.status == _INFEASIBLE:
            return None
        return sign * float(result.fun)

    def _solve(self, relations: list[Relation], objective: Mapping[str, float]) -> Any:
        at = {name: place for place, name in enumerate(self.names)}
        rows, ends = [], []
        for relation in relations:
            row = np.zeros(len(at))
            for name, weight in relation.terms.items():
                row[at[name]] += weight
            for side, end in ((1.0, relation.high), (-1.0, -relation.low)):
                if np.isfinite(end):
                    rows.append(side * row)
                    ends.append(end + _SLACK * max(1.0, abs(end)))
        goal = np.zeros(len(at))
        for name, weight in objective.items():
            goal[at[name]] = weight
        matrix = {"A_ub": np.array(rows), "b_ub": np.array(ends)} if rows else {}
        return linprog(goal, bounds=(None, None), method="highs", **matrix)

    def _conflicting(self) -> list[Relation]:
        """Relations that cannot hold together, none of which could be left out for that."""
        kept = list(self.relations)
        for relation in self.relations:
            fewer = [each for each in kept if each is not relation]
            if self._solve(fewer, {}).status == _INFEASIBLE:
                kept = fewer
        return kept
