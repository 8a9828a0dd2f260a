"""The query set, its two halves, and how well a ranking answers them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).parent / "search_queries"
_DEPTH = 3
# Topics whose items are benefits: a wrong first hit there costs somebody money or time that they lack.
BENEFIT_TOPICS = frozenset({"relief", "disability", "elderly", "children"})
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, kw_only=True, slots=True)
class MeantQuery:
    """A query and the short names of the items that answer it, best first; none when nothing does."""

    query: str
    topic: str
    kind: str
    items: tuple[str, ...]

    @property
    def is_test(self) -> bool:
        """Whether it belongs to the half that is only counted: the first byte of its digest is odd."""
        return bool(sha256(self.query.encode()).digest()[0] % 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a search gave: short names best first, and how many of them it is sure of."""

    names: tuple[str, ...]
    sure: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Over some queries: how many, the share with a right item among the first three, the mean of 1/rank."""

    count: int
    recall: float
    mrr: float


def read_queries(name: str = "queries") -> tuple[MeantQuery, ...]:
    """One of the sets: `queries` stood before the ranking, `later` and `spoken` came after."""
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(
        MeantQuery(query=query, topic=topic, kind=kind, items=() if items == "-" else tuple(items.split("|")))
        for query, topic, kind, items in rows
    )


def rank_of(query: MeantQuery, answer: Answer) -> int:
    """At which place the first right item stands, 0 for none; where nothing is right, 1 for no sure hit."""
    if not query.items:
        return int(answer.sure == 0)
    return next((at for at, name in enumerate(answer.names, start=1) if name in query.items), 0)


def measure(queries: Iterable[MeantQuery], ask: Callable[[str], Answer]) -> Figures:
    """The figures of these queries."""
    return figures_of([rank_of(each, ask(each.query)) for each in queries])


def figures_of(ranks: Sequence[int]) -> Figures:
    """The figures of these places."""
    count = len(ranks)
    return Figures(
        count=count,
        recall=sum(0 < rank <= _DEPTH for rank in ranks) / max(1, count),
        mrr=sum(1 / rank for rank in ranks if rank) / max(1, count),
    )
