"""A place is backed up at work, lost whole, and comes back elsewhere: the same case goes on."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Up, free_port
from yimen.cli.up import program_environment
from yimen.gateways.postgres import Cluster

ROOT = Path(__file__).resolve().parents[2]

# The clerk has taken a case in; its receipt is made and signed; the journal is folded.
BEFORE = """
from tests import world
from tests.usecases.cases import journey
from yimen.usecases.journal.folding import fold
world.build()
case_id = journey.received()
journey.make_papers(world.NOW + journey.HOUR)
assert fold(actor=journey.SYSTEM, now=world.NOW + journey.HOUR)["number"] == 1
print(json.dumps(told(case_id)))
"""

# The same clerk accepts the same case; its paper is numbered, made, signed and found genuine.
AFTER = """
from tests import world
from tests.usecases.cases import journey
from yimen.usecases.cases import actions
before = told(case_id := UUID(sys.argv[2]))
later = world.NOW + 2 * journey.HOUR
actions.accept(actor=world.CLERK, now=later, case_id=case_id, verdicts=journey.VERDICTS)
journey.make_papers(later)
print(json.dumps([before, told(case_id)]))
"""

BOTH = """
import json
import sys
from pathlib import Path
from uuid import UUID
from yimen.usecases.hosting.database import shared_database
database = shared_database(Path(sys.argv[1]), None, wait=lambda _: None)
database.__enter__()
import django
django.setup()
from tests.world import COUNTY, NOW
from yimen.data.cases.models import Case, CasePaper
from yimen.gateways.installed import installed

def told(case_id):
    case = Case.objects.get(county_code=COUNTY, pk=case_id)
    files, signer = installed().files, installed().signer
    papers = CasePaper.objects.filter(county_code=COUNTY, case=case).select_related("paper")
    return {
        "id": str(case.pk),
        "state": case.state,
        "root": signer.root_certificate_pem().decode(),
        "papers": {
            each.paper.kind: signer.verify(files.read(each.paper.file_sha256), at=NOW).status.value
            for each in papers
        },
    }
"""

END = """
from django.db import connection
connection.close()
database.__exit__(None, None, None)
"""


class Installation:
    """Commands of one data folder, each a process of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        mine = {"YIMEN_DATA_DIR": str(data_dir), "YIMEN_DEMO": "0", "PORT": str(free_port())}
        django = {"DJANGO_SETTINGS_MODULE": "yimen.config.settings"}
        inherited = program_environment()
        search_path = os.pathsep.join((inherited["PYTHONPATH"], str(ROOT)))
        self._environment = {**inherited, **mine, **django, "PYTHONPATH": search_path}

    def yimen(self, *words: str, status: int = 0) -> str:
        return self._run("-m", "yimen", *words, status=status)

    def python(self, script: str, *words: str) -> str:
        return self._run("-c", BOTH + script + END, str(self.data_dir), *words, status=0)

    def _run(self, *words: str, status: int) -> str:
        done = subprocess.run(
            [sys.executable, *words], env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr


def destroy(data_dir: Path) -> None:
    link = data_dir / "postgres"
    if link.is_symlink():
        shutil.rmtree(link.readlink())
    shutil.rmtree(data_dir)


def test_a_lost_place_comes_back_and_the_same_case_goes_on(
    start_up: Callable[..., Up], scratch: Path
) -> None:
    old, new = Installation(scratch / "data"), Installation(scratch / "somewhere else")
    up = start_up()
    up.wait_ready()
    old.yimen("migrate")
    before = json.loads(old.python(BEFORE))
    assert (before["state"], before["papers"]) == ("RECEIVED", {"RECEIPT": "GENUINE"})
    backup = scratch / "yimen.tar"
    said = old.yimen("backup", str(backup))
    assert f"已备份到 {backup}" in said
    assert up.is_serving()
    assert "请先停下它" in old.yimen("restore", str(backup), "--replace", status=1)
    assert up.end() == 0
    destroy(up.data_dir)

    assert "已恢复到" in new.yimen("restore", str(backup))
    assert "日志完好" in new.yimen("journal", "verify")
    assert json.loads(new.yimen("check", "--json"))["problems"] == []
    restored, gone_on = json.loads(new.python(AFTER, before["id"]))
    assert restored == before
    assert gone_on["state"] == "REVIEWING"
    assert gone_on["papers"] == {"RECEIPT": "GENUINE", "ACCEPTANCE": "GENUINE"}
    assert gone_on["root"] == before["root"]
    assert "日志完好" in new.yimen("journal", "verify")
    # A backup of a place that stands still starts the database for itself, and stops it again.
    new.yimen("backup", str(scratch))
    assert len(list(scratch.glob("yimen-*.tar"))) == 1
    assert not Cluster(new.data_dir).is_running()
