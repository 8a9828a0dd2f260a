"""`POST /cases`: opens a case by the one act that the token's post may do."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Status
from pydantic import Discriminator, Field, RootModel, Tag

from yimen.api.shared.answers import ACTS, answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.keys import RequestKey
from yimen.api.shared.types import Body, Code, Line, MaterialKey, Words
from yimen.api.v1.acts.act import kept
from yimen.api.v1.acts.done import CaseOpened, case_url, tell
from yimen.api.v1.acts.materials import FileKey, FileKeys, MaterialMark, reasons_of, verdicts_of
from yimen.api.v1.cases.routing import router
from yimen.rules.case_forms import IdentityCheck, Without
from yimen.rules.consents import ConsentWay, Relation
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.cases.actions import file_for_neighbor, settle, take_in, take_in_lacking
from yimen.usecases.cases.consents import ConsentTold
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.intake import Intake, Scan
from yimen.usecases.cases.neighbor_filing import NeighborFiling, Photograph

COUNTER_CASE: dict[str, Any] = {
    "act": "TAKE_IN",
    "item_code": "CZ0010",
    "village_code": "130921100201",
    "applicant": {"name": "赵建国", "id_no": "11010519491231002X", "phone": "13800000001"},
    "request": "采伐自留山杨树 12 株",
    "identity_check": "IN_PERSON",
    "materials": [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "PASS"}],
}


class Applicant(Body):
    """Who applies, as their identity card says; a telephone may be missing."""

    name: Line
    id_no: Line
    phone: Line = ""


class Representative(Body):
    """Who came for the applicant, with a letter of authority."""

    name: Line
    id_no: Line
    phone: Line = ""
    relation: Line = ""


class ScannedMark(MaterialMark):
    """A mark, with scans of what was laid on the counter, if any were made."""

    scans: FileKeys


class _AtCounter(Body):
    item_code: Code = Field(description="事项编码，见 GET /items")
    village_code: Code = Field(description="12 位村(社区)区划代码")
    applicant: Applicant
    request: Words = Field("", description="申请内容，最多 1000 字")
    identity_check: IdentityCheck = Field(
        description="怎样核对的身份：IN_PERSON 本人到场，BY_REPRESENTATIVE 代理人到场，"
        "UNIFIED_ID 统一身份认证，AT_VILLAGE 村级代办员当面核对"
    )
    representative: Representative | None = Field(None, description="代理人到场时填")
    materials: list[ScannedMark] = Field(
        default_factory=list, max_length=999, description="这个事项的每一样材料都要点"
    )
    visit_id: UUID | None = Field(None, description="同一个人一次办几件事时，几件用同一个自编的 UUID")


class TakeIn(_AtCounter):
    """Taken in at the counter, everything required is there; the receipt goes out."""

    act: Literal["TAKE_IN"] = "TAKE_IN"


class TakeInLacking(_AtCounter):
    """Taken in at the counter, something lacks: all of it is told at once, by one notice."""

    act: Literal["TAKE_IN_LACKING"]


class Settle(_AtCounter):
    """An instant service: done and closed at once; nothing is scanned."""

    act: Literal["SETTLE"]
    result: Words = Field(description="办了什么、交付了什么，最多 500 字")


class HandedIn(Body):
    """One material as it was handed in at the village: photographed, or a word why not."""

    key: MaterialKey
    photos: FileKeys
    without: Without | None = Field(None, description="没有照片的：BRING 纸质材料带到乡里，NONE 还没有")


class ConsentGiven(Body):
    """How the applicant, or somebody for them, agreed to be helped."""

    way: ConsentWay = Field(description="SIGNED 当场手写签名，PHOTO 纸质委托书拍照，LINK 短信链接同意")
    file: FileKey | None = Field(None, description="签名或委托书的照片；LINK 不用")
    consent_id: UUID | None = Field(None, description="LINK：发链接时得到的编号")
    giver_name: Line = Field("", description="不是本人同意的，写明是谁")
    relation: Relation | None = Field(None, description="和本人的关系")


class FileForNeighbor(Body):
    """Filed by a village proxy for a neighbor, and handed over to the township."""

    act: Literal["FILE_FOR_NEIGHBOR"]
    item_code: Code
    applicant: Applicant
    request: Words = ""
    materials: list[HandedIn] = Field(default_factory=list, max_length=999)
    consent: ConsentGiven
    card_seen: bool = Field(description="代办员当面核对了本人身份证原件")


def _act_of(given: Any) -> Any:
    """The act that is asked for; without a word, what a counter does most."""
    if isinstance(given, Mapping):
        return given.get("act", "TAKE_IN")
    return getattr(given, "act", "TAKE_IN")


class OpenCase(
    RootModel[
        Annotated[
            Annotated[TakeIn, Tag("TAKE_IN")]
            | Annotated[TakeInLacking, Tag("TAKE_IN_LACKING")]
            | Annotated[Settle, Tag("SETTLE")]
            | Annotated[FileForNeighbor, Tag("FILE_FOR_NEIGHBOR")],
            Discriminator(_act_of),
        ]
    ]
):
    """A new case by one of the acts that open one; without `act` it is taken in at the counter."""


@router.post(
    "",
    auth=Post(),
    response=answers({201: CaseOpened}, *ACTS),
    operation_id="open_case",
    summary="收一件",
    openapi_extra={
        "requestBody": {"content": {"application/json": {"examples": {"窗口收件": {"value": COUNTER_CASE}}}}}
    },
)
def open_case(
    request: CallRequest, response: HttpResponse, payload: OpenCase, key: RequestKey = None
) -> Status[dict[str, Any]]:
    """按岗位能做的那一步开一件，返回办件编号、查询码和随后出具的文书。

    `TAKE_IN` 窗口收件(不写 `act` 时就是它)，出具收件凭证；`TAKE_IN_LACKING` 窗口收件并一次性告知补正；
    `SETTLE` 当场办结(即办事项，窗口和村级代办员都能做)，不收扫描件；`FILE_FOR_NEIGHBOR` 村级代办员替邻居
    提交，交给乡镇。事项用编码、村用区划代码、材料用它在材料清单里的序号来指，不用内部标识。
    """
    done = _OPENERS[type(payload.root)](request, payload.root, key)
    response.headers["Location"] = case_url(done.case_no)
    return Status(201, tell(done, response) | {"check_code": done.check_code})


def _told(payload: _AtCounter) -> dict[str, str]:
    told = {**payload.applicant.dict(), "request": payload.request}
    came = payload.representative
    return told | ({} if came is None else {f"acting_{name}": text for name, text in came.dict().items()})


def _intake(payload: _AtCounter) -> Intake:
    return Intake(
        item_code=payload.item_code,
        village_code=payload.village_code,
        told=_told(payload),
        identity_check=payload.identity_check.value,
        verdicts=verdicts_of(payload.materials),
        reasons=reasons_of(payload.materials),
        scans=[
            Scan(material_id=each.key, upload=Upload(kept_id=file))
            for each in payload.materials
            for file in each.scans
        ],
        visit_id=payload.visit_id,
    )


def _take_in(request: CallRequest, payload: TakeIn, key: str | None) -> CaseDone:
    return take_in(actor=request.auth, now=request.now, intake=_intake(payload), request_key=key)


def _take_in_lacking(request: CallRequest, payload: TakeInLacking, key: str | None) -> CaseDone:
    return take_in_lacking(actor=request.auth, now=request.now, intake=_intake(payload), request_key=key)


def _settle(request: CallRequest, payload: Settle, key: str | None) -> CaseDone:
    return settle(
        actor=request.auth,
        now=request.now,
        item_code=payload.item_code,
        village_code=payload.village_code,
        fields=_told(payload),
        identity_check=payload.identity_check.value,
        result=payload.result,
        verdicts=verdicts_of(payload.materials),
        visit_id=payload.visit_id,
        request_key=key,
    )


def _file_for_neighbor(request: CallRequest, payload: FileForNeighbor, key: str | None) -> CaseDone:
    consent = payload.consent
    sent = NeighborFiling(
        item_code=payload.item_code,
        told={**payload.applicant.dict(), "request": payload.request},
        photographs=[
            Photograph(material_id=each.key, upload=Upload(kept_id=file))
            for each in payload.materials
            for file in each.photos
        ],
        without={each.key: each.without for each in payload.materials if each.without is not None},
        consent=ConsentTold(
            way=consent.way.value,
            upload=kept(consent.file),
            giver_name=consent.giver_name,
            relation=consent.relation.value if consent.relation else "",
            consent_id=consent.consent_id,
        ),
        card_seen=payload.card_seen,
    )
    return file_for_neighbor(actor=request.auth, now=request.now, sent=sent, request_key=key)


_OPENERS: dict[type, Callable[[CallRequest, Any, str | None], CaseDone]] = {
    TakeIn: _take_in,
    TakeInLacking: _take_in_lacking,
    Settle: _settle,
    FileForNeighbor: _file_for_neighbor,
}
