"""The first page of a pre-filing as data: its sections, fields, hints and errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from yimen.http.nul import without_nul
from yimen.rules.case_forms import REQUEST_LENGTH
from yimen.rules.catalog import Family
from yimen.usecases.orgs.queries import Place, RegionView
from yimen.web.portal.drafts import field_labels

# A text beyond all limits comes back cut: enough to see what it was, not enough to choke a phone.
_LONGEST_SHOWN = 3 * REQUEST_LENGTH


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What stands in the fields, and what is wrong with it."""

    values: dict[str, str]
    errors: dict[str, str]

    def field(self, name: str, **more: Any) -> dict[str, Any]:
        """A field as `parts/field.html` takes it."""
        shown = {
            "kind": "text",
            "name": name,
            "label": field_labels()[name],
            "value": without_nul(self.values.get(name, "")[:_LONGEST_SHOWN]),
            "error": self.errors.get(name, ""),
        }
        return shown | more


def make_sections(
    shown: Shown, place: Place | None, villages: Sequence[RegionView], family: Family
) -> list[dict[str, Any]]:
    """Who, where, what; what an item of the family wants to be told."""
    return [_who(shown), _where(shown, place, villages), _what(shown, family)]


def _who(shown: Shown) -> dict[str, Any]:
    return {
        "title": gettext("申请人"),
        "words": gettext("谁的事就写谁。替家里人填，也写他本人的。"),
        "fields": [
            shown.field("name", autocomplete="name", width="18", maxlength="30"),
            shown.field("id_no", hint=gettext("18 位，末位是 X 的照写"), width="18", maxlength="40"),
            shown.field(
                "phone",
                hint=gettext("办到哪一步，发短信到这个号"),
                type="tel",
                inputmode="tel",
                autocomplete="tel-national",
                width="18",
                maxlength="40",
            ),
        ],
    }


def _where(shown: Shown, place: Place | None, villages: Sequence[RegionView]) -> dict[str, Any]:
    """The villages of one township; another township is chosen on a page of its own."""
    section: dict[str, Any] = {
        "title": gettext("在哪个村"),
        "words": gettext("事情发生在哪个村，就交给那个乡镇办。"),
        "fields": [],
        "change_label": gettext("选乡镇和村"),
        "error": shown.errors.get("village_code", ""),
        "anchor": "field-village_code",
    }
    if place is None or not villages:
        return section
    options = [{"value": each.code, "label": each.short_name} for each in villages]
    known = shown.values.get("village_code", "") in {each["value"] for each in options}
    name = gettext("{county}{township}的村（社区）").format(
        county=place.county_name, township=place.township_name
    )
    field = shown.field(
        "village_code",
        kind="select",
        label=name,
        options=options,
        placeholder="" if known else gettext("请选择"),
    )
    return section | {
        "fields": [field],
        "change_label": gettext("不在这个乡镇，换一个"),
        "error": "",
        "anchor": "",
    }


def _what(shown: Shown, family: Family) -> dict[str, Any]:
    hint = gettext("照平常说的写：在哪里，是什么，有多少，打算怎么做。")
    if family is Family.DISCLOSURE:
        # What a request must say (政府信息公开条例 29): features to search by, and the form wanted.
        hint = gettext("要什么信息：名称、文号，或者哪一年、哪件事；要纸质还是电子的，自取、邮寄还是网上看。")
    return {
        "title": gettext("要什么信息") if family is Family.DISCLOSURE else gettext("要办什么"),
        "words": "",
        "fields": [
            shown.field(
                "request",
                kind="textarea",
                hint=hint,
                rows=5,
                maxlength=str(REQUEST_LENGTH),
            )
        ],
    }
