"""Two who stamp the same paper at once, and two who bring its scan."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.uploads import PNG
from tests.usecases.cases import journey
from tests.world import SEAL_KEEPER
from yimen.data.documents.models import Paper
from yimen.data.seals.models import SealUse
from yimen.rules.documents import PaperKind
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.seals.record_use import record_use


def _stamping() -> dict[str, Any]:
    paper = Paper.objects.get(case_papers__case=journey.granted(), kind=PaperKind.GRANT.value)
    return {"actor": SEAL_KEEPER, "now": LATER, "paper_id": paper.pk, "copies": "3", "purpose": "送达申请人"}


def _record_use(_: Any) -> Twice:
    return both(**_stamping())


def _attach_scan(_: Any) -> Twice:
    use = record_use(**_stamping())
    scan = Upload(name="盖章件.png", content=PNG, true_size=len(PNG))
    return both(actor=SEAL_KEEPER, now=LATER, use_id=use.use_id, scan=scan)


SCENARIOS = {
    "seals.record_use": Scenario(prepare=_record_use, only_one=SealUse.objects.count),
    "seals.attach_scan": Scenario(prepare=_attach_scan, only_one=SealUse.objects.exclude(scan=None).count),
}
