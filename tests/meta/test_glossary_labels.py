"""Every word that an enum of the rules shows to people stands in the glossary, beside its member."""

import importlib
import re
import unicodedata
from enum import Enum

from tests.meta.house import ROOT, module_name, source_files

GLOSSARY = ROOT / "docs" / "glossary.md"
PARTED = " / "


def _plain(word: str) -> str:
    """The word whatever the width of its punctuation."""
    return unicodedata.normalize("NFKC", word)


def _labels() -> set[tuple[str, str]]:
    """`Enum.MEMBER` and its word, from every table `…_LABELS` of the rules."""
    found = set()
    for path in source_files("rules"):
        module = importlib.import_module(module_name(path))
        for name, table in vars(module).items():
            if name.endswith("_LABELS") and isinstance(table, dict):
                members = [key for key in table if isinstance(key, Enum)]
                found |= {(f"{type(key).__name__}.{key.name}", _plain(str(table[key]))) for key in members}
    return found


def _rows() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def _named() -> set[tuple[str, str]]:
    """Each identifier with the word beside it: several words of a cell go with as many identifiers."""
    found = set()
    for words, identifiers, *_ in _rows():
        said = words.split(PARTED)
        names = re.findall(r"`([A-Za-z_.]+)`", identifiers)
        pairs = zip(said, names, strict=False) if len(said) > 1 else ((words, name) for name in names)
        found |= {(name, _plain(word)) for word, name in pairs}
    return found


def test_every_label_stands_in_the_glossary_beside_its_member() -> None:
    labels = _labels()
    assert len(labels) > 100
    assert sorted(labels - _named()) == []


def test_the_glossary_gives_no_member_another_word() -> None:
    members = {name for name, _ in _labels()}
    assert sorted(pair for pair in _named() - _labels() if pair[0] in members) == []


def test_as_many_words_as_identifiers() -> None:
    uneven = []
    for words, identifiers, *_ in _rows():
        parts = words.split(PARTED)
        if len(parts) > 1 and len(parts) != len(re.findall(r"`[A-Za-z_.]+`", identifiers)):
            uneven.append(words)
    assert uneven == []
