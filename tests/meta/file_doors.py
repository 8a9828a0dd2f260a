"""Every form that takes files, also of the pages that show theirs only after a step or in another state."""

from collections.abc import Iterator

from django.urls import reverse

from tests.meta.crawling import Sending, client_of, sendings_on
from tests.meta.crowd import Crowd
from tests.usecases.cases import benefit_journey, village
from tests.web.desk.test_intake import FORM as INTAKE
from tests.web.desk.test_intake_list import FORM as LIST
from tests.world import CLERK, REVIEWER, VILLAGE_PROXY
from yimen.data.cases.models import Case
from yimen.rules.access import Actor

# Where the web reads files, and on which page each of these doors stands.
DOORS = {
    "portal/materials.py": "portal:apply_materials",
    "portal/correcting.py": "portal:correct",
    "portal/verify.py": "portal:verify",
    "desk/intake.py": "desk:intake",
    "desk/intake_list.py": "desk:intake_list",
    "desk/forms/reading.py": "desk:case",
    "desk/forms/correcting.py": "desk:case",
    "desk/seals.py": "desk:seal_paper",
    "manage/list_import.py": "manage:list_imports",
    "manage/programme_draft.py": "manage:programme_draft",
    "supervise/drawing.py": "supervise:drawing",
    "manage/items.py": "manage:item_edit",
    "manage/register_import.py": "manage:register",
    "manage/report_files.py": "manage:report_answers",
    "manage/report_templates.py": "manage:report_templates",
    "desk/hanging.py": "desk:hang",
    "desk/dossier_photos.py": "desk:dossier_photos",
    "desk/village_intake.py": "desk:village_file",
    "desk/village_supplement.py": "desk:village_supplement",
}
_NO_ACTS = {"BACK", "TO_RECORD_OBJECTION", "AGAIN"}


def all_doors(crowd: Crowd, forms: list[Sending]) -> list[Sending]:
    """One way to send each form with a field for files, of these and of those that are opened first."""
    found = [*_more(crowd), *forms]
    doors: dict[tuple[object, ...], Sending] = {}
    for each in found:
        fields = tuple(sorted(name.split("-")[0] for name in each.form.files))
        if fields and each.button[1] not in _NO_ACTS:
            doors.setdefault((each.page, fields, each.button[1].split("-")[0]), each)
    return list(doors.values())


def _more(crowd: Crowd) -> Iterator[Sending]:
    intake, listing = reverse("desk:intake"), reverse("desk:intake_list")
    yield from _posted("desk:intake", CLERK, intake, {**INTAKE, "act": "NEXT"})
    yield from _posted("desk:intake_list", CLERK, listing, {**LIST, "act": "PREVIEW", "text": ""})
    supplement = reverse("desk:village_supplement", args=[village.noticed()])
    yield from _opened("desk:village_supplement", VILLAGE_PROXY, supplement)
    noticed = reverse("desk:case", args=[Case.objects.get(case_no=crowd.noticed_no).pk])
    yield from _opened("desk:case", CLERK, f"{noticed}?doing=SUPPLEMENT")
    visiting = reverse("desk:case", args=[benefit_journey.reviewed()])
    yield from _opened("desk:case", REVIEWER, visiting)


def _opened(name: str, who: Actor, url: str) -> Iterator[Sending]:
    yield from sendings_on(name, who, client_of(who, {}).get(url).content.decode(), url)


def _posted(name: str, who: Actor, url: str, said: dict[str, str]) -> Iterator[Sending]:
    yield from sendings_on(name, who, client_of(who, {}).post(url, said).content.decode(), url)
