"""A village proxy files for a neighbor: received in the village, handed over to the township."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from yimen.data.cases.models import Case, CaseFile, CaseMaterial, Consent
from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor, require
from yimen.rules.case_forms import EvidenceKind, Without
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.uploads import check_upload_count
from yimen.usecases.cases.acting import CaseDone, Done
from yimen.usecases.cases.consents import keep_given, use_linked
from yimen.usecases.cases.evidence import keep, store
from yimen.usecases.cases.messages import tell_filed_by_proxy
from yimen.usecases.cases.neighbor_filing import CheckedFiling, NeighborFiling, check_filing
from yimen.usecases.cases.opening import Filing, Opened, file_case
from yimen.usecases.cases.paper_orders import order_village_receipt
from yimen.usecases.cases.places import find_station
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

_Key = UUID | int  # a material by its id in the version, or by its number in the list
_Pictures = Sequence[tuple[_Key, StoredFile]]


@action("cases.file_for_neighbor")
def file_for_neighbor(
    *, actor: Actor, now: datetime, sent: NeighborFiling, request_key: str | None = None
) -> CaseDone:
    """Open the neighbor's case (SUBMITTED) from one submission, whole: it needs no draft and no second call.

    What was handed in is received here and handed over to the township's list 待收件; nothing is
    accepted or decided in a village (design §4). Leaves the 收件凭证, and a message with number and
    check code. Refuses, in the order of the page: a township without a clerk, a wrong answer, a card
    not seen, a required material without picture or word, and no consent that holds.
    """
    require(actor, "cases.file_for_neighbor")
    check_upload_count(len(sent.photographs) - 1)  # the last one is one more than the others
    county, upload = actor.county_code, sent.consent.upload
    pictures = [
        (each.material_id, store(each.upload, actor=actor, now=now, county_code=county))
        for each in sent.photographs
    ]
    paper = store(upload, actor=actor, now=now, county_code=county) if upload else None
    checked: list[CheckedFiling] = []

    def filing() -> Filing:
        checked.append(check_filing(actor, now, sent))
        return checked[0].filing

    def core(opened: Opened) -> Done:
        case = opened.write_now()
        _put_pictures(case, pictures, sent.without, now)
        return _hand_over(case, actor, _keep_consent(case, checked[0], paper, actor, now))

    return file_case(
        act=Act.SUBMIT,
        action="cases.file_for_neighbor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body=sent.body(),
        filing=filing,
        core=core,
    )


def _put_pictures(case: Case, pictures: _Pictures, without: Mapping[_Key, Without], now: datetime) -> None:
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    by_material = {key: row for row in rows for key in (row.material_id, row.order)}
    for material_id, stored in pictures:
        stored.save(force_insert=True)
        CaseFile.objects.create(
            id=new_id(now),
            county_code=case.county_code,
            case_material=by_material[material_id],
            file=stored,
        )
    pictured = {material_id for material_id, _ in pictures}
    for material_id, mark in without.items():
        if mark is Without.NONE and material_id not in pictured:
            row = by_material[material_id]
            row.reason = N_("村里收件时还没有")
            write_back(row, ["reason"], county_code=case.county_code)


def _keep_consent(
    case: Case, checked: CheckedFiling, paper: StoredFile | None, actor: Actor, now: datetime
) -> Consent:
    if checked.linked is not None:
        use_linked(checked.linked, case)
        return checked.linked
    if paper is not None:
        keep(case, EvidenceKind.CONSENT, paper, actor, now=now, note=checked.giver.name)
    return keep_given(case, checked.way, checked.giver, paper, actor=actor, now=now)


def _hand_over(case: Case, actor: Actor, consent: Consent) -> Done:
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    files = CaseFile.objects.filter(county_code=case.county_code)
    materials = list(rows.prefetch_related(Prefetch("files", files)).order_by("order"))
    station = find_station(case.village)
    return Done(
        facts={"consent_id": str(consent.pk), "consent_way": consent.way},
        personal={"giver_name": consent.giver_name},
        paper=order_village_receipt(case, actor, materials, station_name=station),
        messages=(tell_filed_by_proxy(case, station),),
    )
