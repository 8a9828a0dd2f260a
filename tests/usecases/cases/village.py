"""Walks of a village: what a proxy files for a neighbor, and how the consent comes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.uploads import JPEG, PNG
from tests.world import CLERK, ID, NOW, PENSION_ITEM_CODE, VILLAGE_PROXY
from yimen.rules.access import PUBLIC, Actor
from yimen.rules.case_forms import Without
from yimen.usecases.cases import actions
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.cases.consents import ConsentTold
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.neighbor_filing import NeighborFiling, Photograph

CARD, HOUSEHOLD = ID("material:pension:1"), ID("material:pension:2")
NEIGHBOR_ID = "130921195003079002"
OLD_ID = "130921194003079016"  # 86 years old in the world's November
NEIGHBOR_PHONE = "13800000031"
TOLD = {"name": "孙秀英", "id_no": NEIGHBOR_ID, "phone": NEIGHBOR_PHONE, "request": ""}
SIGNATURE = Upload(name="签名.png", content=PNG, true_size=len(PNG))
SIGNED = ConsentTold(way="SIGNED", upload=SIGNATURE)


def photograph(material_id: UUID, content: bytes = JPEG) -> Photograph:
    """A picture of a material."""
    upload = Upload(name="照片.jpg", content=content, true_size=len(content))
    return Photograph(material_id=material_id, upload=upload)


def filing(*, actor: Actor = VILLAGE_PROXY, now: datetime = NOW, **changed: Any) -> dict[str, Any]:
    """What the proxy sends: the card photographed, the household book on its way."""
    sent: dict[str, Any] = {
        "item_code": PENSION_ITEM_CODE,
        "told": TOLD,
        "photographs": (photograph(CARD),),
        "without": {HOUSEHOLD: Without.BRING},
        "consent": SIGNED,
        "card_seen": True,
    }
    key = {"request_key": changed.pop("request_key")} if "request_key" in changed else {}
    return {"actor": actor, "now": now, "sent": NeighborFiling(**(sent | changed)), **key}


def filed(**changed: Any) -> CaseDone:
    """A case that a proxy filed and that waits for the township."""
    return actions.file_for_neighbor(**filing(**changed))


def told(**changed: str) -> Mapping[str, str]:
    """The neighbor's answers, some of them otherwise."""
    return TOLD | changed


DAUGHTER_PHONE = "13800000032"


def asked(*, now: datetime = NOW, **changed: Any) -> tuple[UUID, str]:
    """A link that is out: the consent's id and its token."""
    from yimen.data.journal.models import Outbox

    call: dict[str, Any] = {"item_code": PENSION_ITEM_CODE, "told": TOLD, "giver_phone": DAUGHTER_PHONE}
    done = actions.ask_consent(actor=VILLAGE_PROXY, now=now, **(call | changed))
    message = Outbox.objects.get(topic="cases.consent_asked", subject_id=done.consent_id)
    return done.consent_id, message.payload["text"].split("/consent/")[1].split("/")[0]


def answering(token: str, answer: str = "YES", **changed: Any) -> dict[str, Any]:
    """What the daughter far away says."""
    said = {"giver_name": "李芳", "relation": "CHILD"} if answer == "YES" else {}
    call = {"actor": PUBLIC, "now": NOW, "token": token, "answer": answer, "address": "192.0.2.7"}
    return call | said | changed


def linked(**changed: Any) -> tuple[ConsentTold, str]:
    """A consent by link that was given, and its token."""
    consent_id, token = asked(**changed)
    actions.answer_consent(**answering(token))
    return ConsentTold(way="LINK", consent_id=consent_id), token


def noticed(**changed: Any) -> UUID:
    """A case that a proxy filed and whose household book the township asks for."""
    case_id = filed(**changed).case_id
    later = NOW + timedelta(hours=1)
    actions.receive(actor=CLERK, now=later, case_id=case_id, identity_check="AT_VILLAGE")
    actions.issue_one_time_notice(
        actor=CLERK,
        now=later + timedelta(hours=1),
        case_id=case_id,
        verdicts={str(CARD): "PASS", str(HOUSEHOLD): "MISSING"},
    )
    return case_id
