"""Seeds the sample world part by part; each part is idempotent, so a second run changes nothing."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

from yimen.rules.errors import N_

# In this order: cases need people, people need places.
_PARTS: tuple[tuple[str, str, str], ...] = (
    ("yimen.cli.demo.places", "seed_places", N_("区划、工作日历、事项和样例地点")),
    ("yimen.cli.demo.people", "seed_people", N_("样例人员")),
    ("yimen.cli.demo.programme", "seed_programme", N_("沧州市 2020 年方案的任务，样例联系人和分任务")),
    ("yimen.cli.demo.dossiers", "seed_dossiers", N_("样例档案（沧县的中心和服务站）")),
    ("yimen.cli.demo.showcase", "seed_showcase", N_("样例示范点（沧县）")),
    ("yimen.cli.demo.lists", "seed_lists", N_("样例清单（旧州镇的事项数）")),
    ("yimen.cli.demo.oversight", "seed_oversight_rules", N_("样例监管部门")),
    ("yimen.cli.demo.cases", "seed_cases", N_("样例办件")),
    ("yimen.cli.demo.benefit_walks", "seed_benefits", N_("样例救助办件")),
    ("yimen.cli.demo.village", "seed_village", N_("样例村级代办")),
    ("yimen.cli.demo.family_walks", "seed_families", N_("样例即办、转办和备案办件")),
    ("yimen.cli.demo.oversight", "seed_oversight", N_("样例审批与监管衔接")),
    ("yimen.cli.demo.reports", "seed_reports", N_("样例月报（沧县）和标明“示例”的本年方案")),
)


def seed(now: datetime) -> Iterator[str]:
    """Seed all parts relative to `now` and tell what was done, part by part."""
    for module, function, label in _PARTS:
        count = getattr(import_module(module), function)(now)
        yield N_("{label}：{count}").format(label=label, count=count)
