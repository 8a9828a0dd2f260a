"""A content as texts of columns and back: what is written out changes nothing when it is read again."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.rules.item_contents import ItemContent, MaterialContent
from yimen.rules.item_details import ItemDetails
from yimen.rules.item_kinds import Audience, CaseKind, HandlingForm, NetDepth, Reach
from yimen.rules.items import ItemType
from yimen.rules.list_contents import texts_of, with_texts
from yimen.rules.list_fields import FIELD_SPECS, ListField
from yimen.rules.list_sheets import KnownItem, RowFate, plan_list
from yimen.rules.sheets import NO_CELL, Cell, CellKind, Sheet

_WORD = st.text("乡镇高龄津贴证明核发登记材料ABC123", min_size=1, max_size=12)
_LIMIT = st.sampled_from(["", "20", "15日", "即办", "1"])
_DETAILS = st.builds(
    ItemDetails,
    implementation_code=st.just(""),
    conditions=st.lists(_WORD, max_size=3, unique=True).map(tuple),
    case_kind=st.none() | st.sampled_from(CaseKind),
    audiences=st.lists(st.sampled_from(Audience), unique=True).map(
        lambda found: tuple(sorted(found, key=[*Audience].index))
    ),
    forms=st.lists(st.sampled_from(HandlingForm), unique=True).map(
        lambda found: tuple(sorted(found, key=[*HandlingForm].index))
    ),
    net_depth=st.lists(st.sampled_from(NetDepth), unique=True).map(
        lambda found: tuple(sorted(found, key=[*NetDepth].index))
    ),
    reach=st.none() | st.sampled_from(Reach),
    visits=st.none() | st.integers(0, 9),
    charged=st.none() | st.booleans(),
    result_name=_WORD,
    where=_WORD,
)
CONTENTS = st.builds(
    ItemContent,
    name=_WORD,
    department=_WORD,
    item_type=st.sampled_from([ItemType.BENEFIT, ItemType.PUBLIC_SERVICE, ItemType.FILING]),
    levels=st.sampled_from(["乡镇", "村", "乡镇、村", "县、乡镇"]),
    basis=_WORD,
    statutory=st.just(""),
    promised=_LIMIT,
    basic_code=st.just(""),
    source=_WORD,
    materials=st.lists(_WORD.map(lambda name: f"材料{name}"), max_size=4, unique=True).map(
        lambda names: tuple(MaterialContent(name=name) for name in names)
    ),
    details=_DETAILS.map(ItemDetails.to_json),
)


def _sheet(*rows: dict[ListField, str]) -> Sheet:
    heading = tuple(Cell(spec.label, CellKind.TEXT) for spec in FIELD_SPECS)
    cells = [
        tuple(
            Cell(text, CellKind.TEXT) if (text := row.get(spec.field, "")) else NO_CELL
            for spec in FIELD_SPECS
        )
        for row in rows
    ]
    return Sheet(name="清单", rows=(heading, *cells))


_COLUMNS = {at: spec.field for at, spec in enumerate(FIELD_SPECS, start=1)}


@settings(max_examples=80, deadline=None)
@given(content=CONTENTS)
def test_a_content_written_out_and_read_again_is_unchanged(content: ItemContent) -> None:
    texts = texts_of(content, code="CZ0001")
    plan = plan_list(
        _sheet(texts), heading_row=1, columns=_COLUMNS, known=[KnownItem(code="CZ0001", texts=texts)]
    )

    assert [(row.fate, row.findings) for row in plan.rows] == [(RowFate.UNCHANGED, ())]


@settings(max_examples=80, deadline=None)
@given(content=CONTENTS)
def test_a_content_made_of_its_own_texts_is_the_same_content(content: ItemContent) -> None:
    made = with_texts(None, {each: text for each, text in texts_of(content).items() if text})

    assert texts_of(made) == texts_of(content)
    assert made == replace(content, family=None)


def test_a_blank_cell_takes_nothing_away_and_a_material_keeps_its_details() -> None:
    base = ItemContent(
        name="高龄津贴",
        department="民政",
        item_type=ItemType.BENEFIT,
        levels="乡镇",
        promised="15日",
        materials=(MaterialContent(name="身份证", verified=False, details={"pages": 2}),),
    )
    after = with_texts(base, {ListField.PROMISED: "", ListField.MATERIALS: "身份证；银行卡"})

    assert after.promised == "15日"
    assert after.materials == (base.materials[0], MaterialContent(name="银行卡"))


def test_another_type_goes_its_own_way_again() -> None:
    base = ItemContent(
        name="甲", department="民政", item_type=ItemType.BENEFIT, levels="乡镇", steps="ACCEPT"
    )

    assert with_texts(base, {ListField.TYPE: "公共服务"}).steps == ""
