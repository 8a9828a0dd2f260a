"""The part that tells what is late: nobody is left out of it."""

from datetime import date

from django.template.loader import render_to_string

from yimen.usecases.supervision.late import LateTask, LateTasks, LateTaskUnit, LateUnit

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


def _unit(*numbers: int, due: int) -> LateTaskUnit:
    tasks = tuple(LateTask(number=each, title=f"任务{each}") for each in numbers)
    return LateTaskUnit(code="130922", name="青县", tasks=tasks, due=due)


def _page(unit: LateTaskUnit) -> str:
    found = LateTasks(month=date(2026, 11, 1), total=unit.count, units=(unit,))
    lines = [(each, f"/register/{each.number}/") for each in unit.tasks]
    some = [{"view": unit, "url": "/register/", "tasks": lines}]
    late = _LATE | {
        "tasks": found,
        "some_tasks": {"shown": [] if unit.is_all else some, "rest": []},
        "all_tasks": {"shown": [(unit, "/register/")] if unit.is_all else [], "rest": []},
    }
    return render_to_string("supervise/parts/late.html", {"late": late})


def test_a_unit_that_struck_off_some_of_its_tasks_links_those_that_are_late() -> None:
    page = _page(_unit(1, 3, due=3))
    assert 'href="/register/1/"' in page
    assert 'href="/register/3/"' in page
    assert "一项都没有销号" not in page


def test_a_unit_that_struck_off_nothing_says_so_and_opens_its_register() -> None:
    page = _page(_unit(1, 2, 3, due=3))
    assert "到期的任务一项都没有销号的" in page
    assert 'href="/register/"' in page
    assert "/register/1/" not in page
