"""`yimen department`: how a place without the demo gets the organs that entrust and confirm."""

import argparse

import pytest

from tests.world import TOWNSHIP
from yimen.cli import departments, staff
from yimen.data.orgs.models import Organ
from yimen.data.people.models import Post
from yimen.rules.access import NotFound

pytestmark = pytest.mark.django_db
COUNTY_CODE = "130921000000"


def _run(command: object, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)  # type: ignore[attr-defined]
    status: int = command.run(parser.parse_args(words))  # type: ignore[attr-defined]
    return status


def test_a_department_is_registered_once(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert _run(departments, "open", COUNTY_CODE, "残联", "沧县残疾人联合会", "沧县残") == 0
    organ = Organ.objects.get(department="残联", region__code=COUNTY_CODE)
    assert (organ.name, organ.paper_mark) == ("沧县残疾人联合会", "沧县残")
    assert "已登记：沧县残疾人联合会" in capsys.readouterr().out


def test_a_township_has_no_department_and_nothing_is_left() -> None:
    with pytest.raises(NotFound):
        _run(departments, "open", TOWNSHIP, "残联", "旧州镇残联", "旧州残")
    assert not Organ.objects.filter(department="残联").exists()


def test_somebody_is_appointed_at_the_department(capsys: pytest.CaptureFixture[str]) -> None:
    _run(staff, "appoint", "county_officer", "county_approver", COUNTY_CODE, "--department", "民政")
    post = Post.objects.select_related("organ").get(
        account__login_name="county_officer", role="COUNTY_APPROVER"
    )
    assert post.organ.name == "沧县民政局"
    assert "已任命：沧县民政局 县级确认人员" in capsys.readouterr().out


def test_a_department_that_nobody_registered_is_named() -> None:
    with pytest.raises(staff.UnknownDepartment) as refused:
        _run(staff, "appoint", "county_officer", "county_approver", COUNTY_CODE, "--department", "气象")
    assert "yimen department open" in refused.value.sentence()
