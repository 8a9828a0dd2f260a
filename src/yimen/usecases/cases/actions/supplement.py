"""Takes in what a one-time notice asked for, when all of it is there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from yimen.data.cases.models import Case, CaseFile, CaseMaterial, CaseNotice
from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor, Party, require
from yimen.rules.case_forms import Verdict
from yimen.rules.case_notices import check_complete
from yimen.rules.cases import Act
from yimen.rules.documents import check_upload_count
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.disclosing import begin_answering
from yimen.usecases.cases.evidence import Upload, store
from yimen.usecases.cases.messages import tell_supplemented
from yimen.usecases.cases.noticing import read_notices
from yimen.usecases.cases.paper_orders import order_supplement_receipt
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey, county_of_case
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action

Files = Mapping[str, Sequence[Upload]]


class PaperAtCounterOnly(RuleViolation):
    """Paper can be handed in only where somebody takes it."""

    code = "cases.paper_at_counter_only"
    template = N_("纸质材料要送到窗口，由窗口登记补齐。在这里请拍照上传。")


@action("cases.supplement")
def supplement(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    files: Files,
    on_paper: Collection[str] = (),
    request_key: str | None = None,
) -> CaseDone:
    """CORRECTING → RECEIVED, when every material of the last notice is there (domain.md §3.2).

    `files` gives the uploads per material (its id in the version, or its number in the list), `on_paper`
    names what the clerk took on paper. The day of the last of it is the day of receipt: permits have five
    workdays again to accept, an information request (→ REVIEWING) its whole time. The corrected materials
    wait for a new verdict, the notices count as answered, a receipt of its own goes out. Refuses materials
    that are still out; what nobody asked for; paper away from the counter; files that no upload may be.
    """
    require(actor, "cases.supplement")
    county = county_of_case(actor, case_id)
    given = {str(key): tuple(uploads) for key, uploads in files.items() if uploads}
    paper_ids = frozenset(str(each) for each in on_paper)
    stored = {key: _store(uploads, actor, now, county) for key, uploads in given.items()}

    def core(case: Case) -> Done:
        if paper_ids and actor.party is not Party.CLERK:
            raise PaperAtCounterOnly(field="on_paper")
        notices = read_notices(case)
        rows, by_id, paper = _read_keys(case, stored, paper_ids)
        check_complete(_asked_for(notices), {*by_id, *paper})
        brought = _keep_files(case, rows, by_id, paper, now)
        _answer(case, notices, now)
        case.supplemented_at = now
        columns, clocks = begin_answering(case, now)
        return Done(
            changed=("supplemented_at", *columns),
            facts={
                "notice": notices[-1].order if notices else None,
                "files": [each.sha256 for rows in stored.values() for each in rows],
                "on_paper": [*sorted(paper)],
            },
            paper=order_supplement_receipt(
                case, actor, brought, files={key: len(each) for key, each in by_id.items()}
            ),
            messages=(tell_supplemented(case, center_of(case).name),),
            writes=clocks,
        )

    return act_on_case(
        act=Act.SUPPLEMENT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "files": {key: [each.digest for each in uploads] for key, uploads in given.items()},
            "on_paper": [*sorted(paper_ids)],
        },
        core=core,
    )


def _store(uploads: Sequence[Upload], actor: Actor, now: datetime, county: str) -> list[StoredFile]:
    return [store(each, actor=actor, now=now, county_code=county) for each in uploads]


_Stored = Mapping[str, Sequence[StoredFile]]


def _read_keys(
    case: Case, stored: _Stored, on_paper: Collection[str]
) -> tuple[list[CaseMaterial], _Stored, set[str]]:
    """The materials of the case, and what came for them by their ids, whichever key it came under."""
    rows = list(CaseMaterial.objects.filter(county_code=case.county_code, case=case).order_by("order"))
    ids = {str(key): str(row.material_id) for row in rows for key in (row.order, row.material_id)}
    by_id = {ids.get(key, key): files for key, files in stored.items()}
    return rows, by_id, {ids.get(key, key) for key in on_paper}


def _asked_for(notices: Sequence[CaseNotice]) -> dict[str, str]:
    """What the last notice lists: whoever wrote it had looked at all materials anew."""
    last = notices[-1] if notices else None
    return {str(each["material_id"]): str(each["name"]) for each in (last.materials if last else ())}


def _keep_files(
    case: Case,
    rows: Sequence[CaseMaterial],
    stored: _Stored,
    on_paper: Collection[str],
    now: datetime,
) -> list[CaseMaterial]:
    """Put the files to their materials, which wait for a verdict again; the corrected rows."""
    brought = [row for row in rows if str(row.material_id) in {*stored, *on_paper}]
    count = CaseFile.objects.filter(county_code=case.county_code, case_material__case=case).count()
    for row in brought:
        row.verdict, row.reason = Verdict.PENDING.value, ""
        for file in stored.get(str(row.material_id), ()):
            check_upload_count(count)
            count += 1
            file.county_code = case.county_code
            file.save(force_insert=True)
            CaseFile.objects.create(
                id=new_id(now), county_code=case.county_code, case_material=row, file=file
            )
    mine = CaseMaterial.objects.filter(county_code=case.county_code)
    mine.bulk_update(brought, ["verdict", "reason"])
    return brought


def _answer(case: Case, notices: Sequence[CaseNotice], now: datetime) -> None:
    open_ids = [each.pk for each in notices if each.answered_at is None]
    CaseNotice.objects.filter(county_code=case.county_code, pk__in=open_ids).update(answered_at=now)
