"""What the style sheets say of paper."""

import re
from pathlib import Path

_STATIC = Path(__file__).resolve().parents[2] / "src" / "yimen" / "web" / "shared" / "static"
_EVERY_SHEET = re.compile(r"^@page\s*\{", re.MULTILINE)


def test_the_usual_sheet_stands_in_the_first_file_where_it_undoes_no_other() -> None:
    """Between files Chromium takes the later size, named or not: a wide table would be cut at A4's edge."""
    files = {each.name: each.read_text(encoding="utf-8") for each in _STATIC.rglob("*.css")}
    assert [name for name, text in files.items() if _EVERY_SHEET.search(text)] == ["base.css"]
    assert any("@page report-sheet" in text for text in files.values())
