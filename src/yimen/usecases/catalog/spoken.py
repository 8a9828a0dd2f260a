"""What the project knows of how people speak: its tables of words and meanings, read once a process."""

from functools import cache
from importlib.resources import files

from yimen.rules.search import Meanings, parse_meanings, parse_synonyms


@cache
def seed_meanings() -> Meanings:
    """The tables `concepts.tsv` and `meanings.tsv`."""
    return parse_meanings(_read("concepts.tsv"), _read("meanings.tsv"))


@cache
def seed_synonyms() -> dict[str, tuple[str, ...]]:
    """The table `synonyms.tsv`, each word with what it leads to in the order of the table."""
    return parse_synonyms(_read("synonyms.tsv"))


def _read(name: str) -> str:
    return files("yimen").joinpath("data", "catalog", "seed", name).read_text(encoding="utf-8")
