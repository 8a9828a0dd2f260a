"""Notes among colleagues stay among colleagues."""

from datetime import timedelta

import pytest

from tests.usecases.cases import journey
from tests.world import CENTER_HEAD, CLERK, NOW, OUTSIDER, RESIDENT, REVIEWER, SEAL_KEEPER, SENSITIVE_VERSION
from yimen.data.cases.models import Case, CaseNote, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.text import TextMissing, TextTooLong
from yimen.usecases.cases.actions import add_note
from yimen.usecases.cases.queries import get_case, get_own_case

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + timedelta(hours=8)
WORDS = "电话约了周三上午现场看。"


def test_colleagues_read_it_newest_first_and_the_applicant_never() -> None:
    case_id = journey.accepted()
    steps, texts = CaseStep.objects.count(), Outbox.objects.count()
    add_note(actor=CLERK, now=LATER, case_id=case_id, text="材料原件在窗口。")
    add_note(actor=REVIEWER, now=LATER + journey.HOUR, case_id=case_id, text=f"  {WORDS}\n")
    seen = get_case(actor=SEAL_KEEPER, today=LATER.date(), case_id=case_id)
    assert [(note.author, note.text) for note in seen.colleagues.notes] == [
        ("reviewer", WORDS),
        ("clerk", "材料原件在窗口。"),
    ]
    assert (CaseStep.objects.count(), Outbox.objects.count()) == (steps, texts)
    assert WORDS not in repr(get_own_case(actor=RESIDENT, case_id=case_id, today=LATER.date()))


def test_the_journal_keeps_who_and_when_and_not_what() -> None:
    add_note(actor=CLERK, now=LATER, case_id=journey.accepted(), text=WORDS)
    text = Entry.objects.get(act="cases.add_note").text
    assert WORDS not in text
    assert "text#" in text


def test_an_empty_and_an_endless_note_are_refused() -> None:
    case_id = journey.accepted()
    with pytest.raises(TextMissing):
        add_note(actor=CLERK, now=LATER, case_id=case_id, text=" \n ")
    with pytest.raises(TextTooLong):
        add_note(actor=CLERK, now=LATER, case_id=case_id, text="长" * 1001)


def test_out_of_scope_there_is_nothing_to_note() -> None:
    case_id = journey.accepted()
    with pytest.raises(NotFound):
        add_note(actor=OUTSIDER, now=LATER, case_id=case_id, text=WORDS)
    Case.objects.update(sensitive=True, version_id=SENSITIVE_VERSION)
    with pytest.raises(NotFound):
        add_note(actor=CENTER_HEAD, now=LATER, case_id=case_id, text=WORDS)
    with pytest.raises(NotAllowed):
        add_note(actor=SEAL_KEEPER, now=LATER, case_id=case_id, text=WORDS)
    assert CaseNote.objects.count() == 0
