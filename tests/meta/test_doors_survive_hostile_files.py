"""Every form answers hostile texts, every door for files a hostile one: no bug, nothing half-written."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.hostile_files import BadFile, bad_files
from tests.meta.crawling import Sending, all_sendings, client_of
from tests.meta.crowd import Crowd
from tests.meta.file_doors import DOORS, all_doors
from tests.meta.house import source_files
from tests.meta.test_pages_survive_hostile_texts import fault_of, faults_of_texts
from yimen.data.documents.models import StoredFile

_READS = re.compile(r"request\.FILES")
_TURNS = 6  # each door gets every sixth file, the next door the next ones
_GETS_ALL = {"portal:apply_materials"}


def test_every_place_that_reads_files_is_known() -> None:
    found = {
        path.as_posix().partition("/web/")[2]
        for path in source_files("web")
        if _READS.search(path.read_text(encoding="utf-8"))
    }
    assert found - {"shared/stale_forms.py"} == set(DOORS)


def test_every_form_answers_hostile_texts_and_every_door_hostile_files(crowd: Crowd) -> None:
    """Both in one test: to read every form of every page costs as much as to send them."""
    forms = list(all_sendings(crowd))
    faults = [*faults_of_texts(forms), *_faults_of_files(all_doors(crowd, forms))]
    assert faults == []


def _faults_of_files(doors: list[Sending]) -> list[str]:
    faults: list[str] = []
    assert set(DOORS.values()) <= {each.page for each in doors}
    for turn, sending in enumerate(doors):
        client = client_of(sending.who, sending.cookies)
        for at, (why, bad) in enumerate(bad_files().items()):
            if sending.page in _GETS_ALL or (at + turn) % _TURNS == 0:
                fault = _fault(client, sending, bad)
                faults += [f"{sending.page} {sending.button} {why}: {fault}"] if fault else []
    return faults


def _fault(client: Client, sending: Sending, bad: BadFile) -> str:
    before = StoredFile.objects.count()
    answer, after = _hand_in(client, sending, bad)
    if answer.status_code >= 400 and after != before:
        return "refused, and yet something was kept"
    if not bad.taken and after > before:
        return "kept what may not be kept"
    return fault_of(answer)


def _hand_in(client: Client, sending: Sending, bad: BadFile) -> tuple[HttpResponseBase, int]:
    """Send the file in every field that takes one; whatever changed is counted and taken back."""
    name, value = sending.button
    said: dict[str, Any] = sending.form.base | ({name: value} if name else {})
    for field in sending.form.files:
        said[field] = SimpleUploadedFile("x", bad.content)
        said[field]._name = bad.name  # as it comes over the wire, not as Django would clean it
    atomic = transaction.atomic()
    atomic._from_testcase = True
    with atomic:
        answer = client.post(sending.form.action, said)
        after = StoredFile.objects.count()
        transaction.set_rollback(True)
    return answer, after
