"""The page that takes the register of delegations back: preview, then confirmation."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.usecases.catalog.adjusting.walks import begun
from tests.usecases.catalog.sheets.walks import with_real_sheets
from tests.web.portal.visits import text_of
from tests.web.sessions import as_actor
from tests.world import COUNTY_OFFICER, INSTANT_ITEM_CODE, TOWNSHIP
from yimen.data.catalog.models import Delegation

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(gateways: Any) -> Client:
    """Somebody of the county's office, with files read for real."""
    with_real_sheets()
    return as_actor(COUNTY_OFFICER)


def _sheet(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("登记.csv", "\n".join(["本系统编号,单位代码,承接", *rows]).encode())


def test_what_was_shown_is_kept_after_confirming_and_not_before(officer: Client) -> None:
    adjustment = begun()
    url = reverse("manage:register", args=[adjustment])
    sheet = _sheet(f"{INSTANT_ITEM_CODE},{TOWNSHIP},直接办结", f"CZ9999,{TOWNSHIP},直接办结")
    page = text_of(officer.post(url, {"act": "preview", "file": sheet, "request_key": "p"}))
    assert "A3" in page
    assert "没有编号为“CZ9999”的事项" in page
    assert not Delegation.objects.exists()
    (sealed,) = re.findall(r'name="rows" value="([^"]+)"', page)
    kept = officer.post(url, {"act": "keep", "rows": sealed, "request_key": "k"}, follow=True)
    assert kept.redirect_chain[0][0].startswith(reverse("manage:adjustment", args=[adjustment]))
    line = Delegation.objects.get(adjustment=adjustment)
    assert (line.unit_code, line.way, line.published_at) == (TOWNSHIP, "DIRECT", None)


@pytest.mark.parametrize("told", [{"act": "keep", "rows": "x"}, {"act": "keep"}, {"act": "preview"}])
def test_what_nobody_was_shown_is_not_kept(officer: Client, told: dict[str, str]) -> None:
    answer = officer.post(reverse("manage:register", args=[begun()]), told)
    assert answer.status_code >= 400
    assert "请" in text_of(answer)
    assert not Delegation.objects.exists()


def test_what_was_shown_for_one_adjustment_is_not_kept_in_another(officer: Client) -> None:
    sheet = _sheet(f"{INSTANT_ITEM_CODE},{TOWNSHIP},直接办结")
    first = reverse("manage:register", args=[begun()])
    page = text_of(officer.post(first, {"act": "preview", "file": sheet}))
    (sealed,) = re.findall(r'name="rows" value="([^"]+)"', page)
    other = reverse("manage:register", args=[begun(title="另一次")])
    assert officer.post(other, {"act": "keep", "rows": sealed}).status_code == 409
