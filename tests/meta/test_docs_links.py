"""Every link and picture of the documents leads somewhere, and the three journeys name what the pages say."""

import re
from pathlib import Path

import pytest

from tests.meta.house import ROOT, SOURCE

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)"')
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_BOLD = re.compile(r"\*\*([^*\n]+?)…?\*\*")
_WORDS = {".html", ".py", ".tsv"}
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")])


def _slug(heading: str) -> str:
    """The name under which GitHub links to a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def _anchors(document: Path) -> set[str]:
    words = document.read_text()
    return {_slug(each) for each in _HEADING.findall(words)} | set(_ANCHOR.findall(words))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    broken = []
    for link in _LINK.findall(_CODE.sub("", document.read_text())):
        if link.startswith(("http:", "https:", "tel:", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {link.rsplit("/", 1)[-1] for each in DOCUMENTS for link in _LINK.findall(each.read_text())}
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert [each.name for each in pictures if each.name not in shown] == []
    assert [each.name for each in pictures if each.stat().st_size > 200 * 1024] == []


def test_what_the_journeys_tell_to_press_stands_in_the_program() -> None:
    program = "\n".join(each.read_text() for each in SOURCE.rglob("*") if each.suffix in _WORDS)
    told = set(_BOLD.findall((ROOT / "docs" / "use" / "journeys.md").read_text())) - {"粗体"}
    assert len(told) > 40
    assert sorted(each for each in told if each not in program) == []
