"""A county's own form: mapped by likeness, mended by hand, filled in its own looks."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from tests.usecases.reports.foreign import FOREIGN_HEADINGS, foreign_form
from tests.usecases.reports.months import MONTH, accepted, this_year
from tests.world import CENTER_HEAD, COUNTY_OFFICER, NOW, OUTSIDER
from yimen.gateways.installed import install
from yimen.gateways.spreadsheets import FileSpreadsheets
from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.programme import ChangedMeanwhile, NothingToChange
from yimen.rules.report_templates import MappedTwice, NoHeadingsFound, UnknownTarget
from yimen.usecases.reports.template_files import (
    MonthAfterForm,
    fill_template,
    get_template,
    list_templates,
)
from yimen.usecases.reports.templates import (
    FormIsSigned,
    TemplateWithdrawn,
    keep_template,
    map_template,
    withdraw_template,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_sheets(gateways: Any) -> None:
    """The real reader and writer: the looks of a file are the matter."""
    install(replace(gateways, spreadsheets=FileSpreadsheets()))


def _kept(**more: Any) -> Any:
    content = more.pop("content", None) or foreign_form()
    told = {"actor": COUNTY_OFFICER, "now": NOW, "name": "沧县汇总表.xlsx", "content": content}
    return keep_template(**(told | {"true_size": len(content)} | more))


@pytest.mark.usefixtures("real_sheets")
def test_a_form_of_other_words_comes_back_filled_for_four_fifths_and_more() -> None:
    accepted()
    template_id = _kept()
    view = get_template(actor=COUNTY_OFFICER, template_id=template_id)
    assert view.head_row == 3
    assert view.percent >= 80
    filled = fill_template(actor=COUNTY_OFFICER, now=NOW, template_id=template_id, month=MONTH)
    sheet = read_workbook(filled.content, true_size=len(filled.content)).sheets[0]
    assert sheet.at(1, 1).text == "沧县乡镇政务服务进展表"
    names = [sheet.at(row, 2).text for row in (4, 5, 6)]
    assert names == ["兴济镇", "旧州镇", "合计"], "the lines stand where their names stood"
    trainings = FOREIGN_HEADINGS.index("组织培训（次）") + 1
    assert (sheet.at(5, trainings).text, sheet.at(6, trainings).text) == ("1", "1")
    asked = range(3, len(FOREIGN_HEADINGS) + 1)
    written = [column for column in asked if sheet.at(5, column).text]
    assert len(written) >= 0.8 * len(asked)
    formula = len(FOREIGN_HEADINGS)
    assert sheet.at(5, formula).kind.value == "FORMULA"


@pytest.mark.usefixtures("real_sheets")
def test_the_mapping_is_mended_by_hand() -> None:
    this_year()
    template_id = _kept()
    before = get_template(actor=COUNTY_OFFICER, template_id=template_id)
    told: dict[str, Any] = {"actor": COUNTY_OFFICER, "now": NOW, "template_id": template_id, "revision": 1}
    with pytest.raises(NothingToChange):
        map_template(mapping=before.mapping, **told)
    with pytest.raises(MappedTwice):
        map_template(mapping={"C": "coverage", "D": "coverage"}, **told)
    with pytest.raises(UnknownTarget):
        map_template(mapping={"C": "rate_of_luck"}, **told)
    assert map_template(mapping={"B": "unit", "C": "coverage"}, **told) == 2
    with pytest.raises(ChangedMeanwhile):
        map_template(mapping={"B": "unit"}, **told)
    assert list_templates(actor=COUNTY_OFFICER)[0].mapping == {"B": "unit", "C": "coverage"}


@pytest.mark.usefixtures("real_sheets")
def test_others_do_not_see_it_and_what_is_no_table_is_refused() -> None:
    this_year()
    template_id = _kept()
    with pytest.raises(NotAllowed):
        get_template(actor=CENTER_HEAD, template_id=template_id)
    stranger = replace(OUTSIDER, party=COUNTY_OFFICER.party, scope_code="130922000000")
    assert list_templates(actor=stranger) == ()
    with pytest.raises(NotFound):
        fill_template(actor=stranger, now=NOW, template_id=template_id, month=MONTH)
    with pytest.raises(NoHeadingsFound):
        _kept(content=foreign_form(headings=("姓名", "电话", "地址")))


@pytest.mark.usefixtures("real_sheets")
def test_a_form_is_withdrawn_once_and_what_was_over_by_then_can_still_be_had_in_it() -> None:
    accepted()
    template_id, fresh = _kept(), _kept(name="新表.xlsx")
    told: dict[str, Any] = {"actor": COUNTY_OFFICER, "now": NOW, "template_id": template_id}
    with pytest.raises(NotAllowed):
        withdraw_template(**(told | {"actor": CENTER_HEAD}))
    with pytest.raises(NotFound):
        withdraw_template(**(told | {"actor": replace(COUNTY_OFFICER, scope_code="130922000000")}))
    assert withdraw_template(**told) == template_id
    with pytest.raises(TemplateWithdrawn):
        withdraw_template(**told)
    with pytest.raises(TemplateWithdrawn):
        map_template(**told, mapping={"B": "unit"}, revision=1)
    assert [each.template_id for each in list_templates(actor=COUNTY_OFFICER)] == [fresh, template_id]
    assert fill_template(**told, month=MONTH).content
    with pytest.raises(MonthAfterForm):
        fill_template(**told, month=NOW.date().replace(day=1))


@pytest.mark.usefixtures("real_sheets")
def test_a_form_under_a_digital_signature_is_refused_since_filling_would_break_it() -> None:
    this_year()
    target = io.BytesIO(foreign_form())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(FormIsSigned):
        _kept(content=target.getvalue())
