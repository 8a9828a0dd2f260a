"""Writes a note among colleagues to a case."""

from datetime import datetime
from uuid import UUID

from yimen.rules.access import Actor, NotFound, require
from yimen.rules.opinions import NOTE_LENGTH
from yimen.rules.text import clean_text
from yimen.usecases.cases.handing import write_note
from yimen.usecases.cases.scope import CaseKey, case_named, cases_of
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("cases.add_note")
def add_note(
    *, actor: Actor, now: datetime, case_id: CaseKey, text: str, request_key: str | None = None
) -> UUID:
    """Add a note that colleagues with the case in their scope read; its id.

    It is no part of the file, is never shown to the applicant and starts nothing; the journal keeps
    who and when, and of the text a salted digest. Refuses an empty text, one over 1000 characters,
    and a case out of scope.
    """
    require(actor, "cases.add_note")
    said = clean_text(text, field="text", max_length=NOTE_LENGTH)

    def core() -> Outcome:
        case = cases_of(actor, actor.county_code).filter(case_named(case_id)).first()
        if case is None:
            raise NotFound
        note = write_note(case, actor, now, said)
        record = Record(
            county_code=case.county_code,
            subject_type="case",
            subject_id=case.pk,
            act="cases.add_note",
            facts={"case_no": case.case_no, "note_id": str(note.pk)},
            personal={"text": said},
        )
        return Outcome(answer={"note_id": str(note.pk)}, record=record)

    answer = perform(
        action="cases.add_note",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"case_id": str(case_id), "text": said},
        core=core,
    )
    return UUID(str(answer["note_id"]))
