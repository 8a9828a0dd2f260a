"""A sheet for the wall is set once; another fact is another sheet; what is asked for least goes first."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from yimen.gateways.kept_sheets import KeepingTypesetter

AT = datetime(2026, 11, 16, tzinfo=UTC)


class Counting:
    """A typesetter that counts what it sets."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Mapping[str, object], datetime]] = []

    @property
    def set(self) -> int:
        return len(self.asked)

    def typeset(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        self.asked.append((kind, facts, at))
        return b"%PDF paper"

    def typeset_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        self.asked.append((kind, facts, at))
        return b"%PDF " + str(facts["title"]).encode()

    def unprintable(self, text: str) -> str:
        return text


def test_a_sheet_is_set_once_for_all_processes(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    facts = {"title": "第 1 版"}
    one = KeepingTypesetter(first, tmp_path / "sheets").typeset_sheet("wall_list", facts, AT)
    other = KeepingTypesetter(second, tmp_path / "sheets").typeset_sheet("wall_list", facts, AT)
    assert one == other == "%PDF 第 1 版".encode()
    assert (first.set, second.set) == (1, 0)
    (kept,) = (tmp_path / "sheets").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_another_fact_time_kind_or_font_is_another_sheet(tmp_path: Path) -> None:
    inner = Counting()
    keeping = KeepingTypesetter(inner, tmp_path / "sheets", site_fonts=tmp_path / "fonts")
    for kind, title, at in (
        ("wall_list", "第 1 版", AT),
        ("wall_list", "第 2 版", AT),
        ("poster", "第 1 版", AT),
        ("wall_list", "第 1 版", AT.replace(day=17)),
    ):
        keeping.typeset_sheet(kind, {"title": title}, at)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "仿宋.ttf").write_bytes(b"font")
    KeepingTypesetter(inner, tmp_path / "sheets", site_fonts=tmp_path / "fonts").typeset_sheet(
        "wall_list", {"title": "第 1 版"}, AT
    )
    assert inner.set == 5


def test_papers_and_what_people_take_along_are_not_kept(tmp_path: Path) -> None:
    inner = Counting()
    keeping = KeepingTypesetter(inner, tmp_path / "sheets")
    keeping.typeset("receipt", {}, AT)
    keeping.typeset_sheet("take_along", {"title": "带去"}, AT)
    keeping.typeset_sheet("take_along", {"title": "带去"}, AT)
    assert inner.set == 3
    assert keeping.unprintable("x") == "x"
    assert not (tmp_path / "sheets").exists()


def test_what_was_asked_for_longest_ago_goes_first(tmp_path: Path) -> None:
    keeping = KeepingTypesetter(Counting(), tmp_path, most_sheets=2)
    left = tmp_path / ".new-killed"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    for number in (1, 2):
        keeping.typeset_sheet("poster", {"title": number}, AT)
    held = {path.read_bytes(): path for path in tmp_path.iterdir()}
    assert left not in held.values(), "what a killed writer left goes, too"
    os.utime(held[b"%PDF 1"], (9, 9))
    os.utime(held[b"%PDF 2"], (5, 5))
    keeping.typeset_sheet("poster", {"title": 3}, AT)
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"%PDF 1", b"%PDF 3"]


def test_a_disk_that_fails_costs_no_sheet(tmp_path: Path) -> None:
    (tmp_path / "sheets").write_bytes(b"a file where the folder should be")
    keeping = KeepingTypesetter(Counting(), tmp_path / "sheets")
    assert keeping.typeset_sheet("poster", {"title": 1}, AT) == b"%PDF 1"
