"""The county's pages of oversight: figures that open, naming by hand, a rule with its preview."""

from django.urls import reverse

from tests.usecases.cases import overseeing
from tests.usecases.cases.overseeing import FORESTRY, TERMS
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, COUNTY, COUNTY_OFFICER, ITEM, NEIGHBOR_CLERK, OUTSIDER
from yimen.data.catalog.models import OversightRule

BOARD, ROWS, RULES = "manage:oversight", "manage:oversight_rows", "manage:oversight_rules"


def test_every_figure_opens_as_many_rows(db: None) -> None:
    overseeing.unnamed()
    client = as_actor(COUNTY_OFFICER)
    page = client.get(reverse(BOARD), {"year": "2026"}).content.decode()
    assert "未指定监管部门" in page
    rows = client.get(reverse(ROWS), {"pile": "TO_NAME", "year": "2026"}).content.decode()
    assert rows.count('name="referrals"') == 1
    assert "赵建国" not in rows


def test_the_office_names_a_department_for_the_ticked_ones(db: None) -> None:
    row = overseeing.unnamed()
    client, url = as_actor(COUNTY_OFFICER), reverse(ROWS) + "?pile=TO_NAME"
    told = {"referrals": [str(row.pk)], "organ_id": str(FORESTRY), "request_key": "k"}
    assert "已把 1 件转给沧县林业主管部门" in client.post(url, told, follow=True).content.decode()
    again = client.post(url, told | {"request_key": "other"})
    assert (again.status_code, "可能有同事先办了" in again.content.decode()) == (409, True)
    assert client.post(url, told | {"organ_id": ""}).status_code == 404


def test_a_rule_is_previewed_and_then_written(db: None) -> None:
    overseeing.unnamed()
    client, url = as_actor(COUNTY_OFFICER), reverse(RULES)
    told = {"items": [str(ITEM)], "organ_id": str(FORESTRY), **TERMS}
    page = client.post(url, told).content.decode()
    assert "新登记 1 个事项" in page
    assert "等着指定的 1 件决定" in page
    assert not OversightRule.objects.filter(county_code=COUNTY).exists()
    done = client.post(url, told | {"act": "CONFIRM", "request_key": "k"}, follow=True).content.decode()
    assert "已登记 1 个事项的监管部门" in done
    assert "沧县林业主管部门" in done
    same = client.post(url, told | {"act": "CONFIRM", "request_key": "other"})
    assert (same.status_code, "没有要改的" in same.content.decode()) == (409, True)


def test_what_is_typed_wrong_stands_at_its_field_and_what_was_ticked_stays(db: None) -> None:
    told = {"items": [str(ITEM)], "organ_id": str(FORESTRY), **TERMS, "handover_workdays": "99"}
    answer = as_actor(COUNTY_OFFICER).post(reverse(RULES), told)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#field-handover_workdays"' in page
    assert page.count(" checked") == 1


def test_the_head_of_a_center_looks_and_names_nobody(db: None) -> None:
    row = overseeing.unnamed()
    client = as_actor(CENTER_HEAD)
    assert "旧州镇" in client.get(reverse(BOARD), {"year": "2026"}).content.decode()
    page = client.get(reverse(ROWS), {"pile": "TO_NAME"}).content.decode()
    assert row.case.case_no in page
    assert 'name="organ_id"' not in page
    told = {"referrals": [str(row.pk)], "organ_id": str(FORESTRY)}
    assert client.post(reverse(ROWS) + "?pile=TO_NAME", told).status_code == 403
    assert client.get(reverse(RULES)).status_code == 403


def test_nobody_else_comes_in(db: None) -> None:
    for stranger in (CLERK, NEIGHBOR_CLERK, OUTSIDER):
        assert as_actor(stranger).get(reverse(BOARD)).status_code == 403
