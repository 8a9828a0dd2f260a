"""The part that tells what is late: nobody is left out of it."""

from django.template.loader import render_to_string

from yimen.usecases.supervision.late import LateUnit

_UNITS = [(LateUnit(code=f"13092{at}", name=f"第{at}处", count=1), f"/of/{at}/") for at in range(10)]
_LATE = {
    "cases_total": 10,
    "cases": {"shown": _UNITS[:8], "rest": _UNITS[8:]},
    "tasks": None,
    "reports": None,
}


def test_units_that_are_not_seen_at_once_unfold_with_their_links() -> None:
    page = render_to_string("supervise/parts/late.html", {"late": _LATE})
    assert "还有 2 处" in page
    assert all(f'href="{url}"' in page for _, url in _UNITS)


def test_on_a_wall_nothing_unfolds() -> None:
    page = render_to_string("supervise/parts/late.html", {"late": _LATE, "is_wall": True})
    assert "还有 2 处" in page
    assert "<details" not in page
    assert "第9处" not in page
