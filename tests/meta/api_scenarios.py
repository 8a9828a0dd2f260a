"""What only programs do, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.uploads import PNG
from tests.world import CLERK
from yimen.data.documents.models import StoredFile


def _upload(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, name="扫描件.png", content=PNG, true_size=len(PNG))


def _contents() -> int:
    return StoredFile.objects.values("sha256").distinct().count()


SCENARIOS = {
    # the same picture brought twice waits under two keys, its bytes lie there once
    "documents.keep_upload": Scenario(prepare=_upload, only_one=_contents, winners=2, entries=2),
}
