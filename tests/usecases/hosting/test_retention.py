"""What a run would take, what it takes, and what stays whatever its age."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from tests.usecases.cases import journey
from tests.world import CENTER_HEAD, COUNTY, ID, NOW
from yimen.data.cases.models import Case, Draft, DraftFile
from yimen.data.documents.models import Paper
from yimen.data.journal.models import AnsweredRequest, Entry, Outbox
from yimen.data.people.models import Attempt, OneTimeCode
from yimen.rules.access import NotAllowed, system_actor
from yimen.rules.retention import Kept
from yimen.usecases.hosting import retention
from yimen.usecases.hosting.retention import apply_retention, preview_retention

CLOCK = system_actor("test retention")
YEARS_LATER = NOW + timedelta(days=3650)


def _leave_things() -> None:
    """One of each, as of NOW; a case with its papers, too."""
    journey.granted()
    journey.draft(now=NOW)
    Outbox.objects.all().update(sent_at=None, payload={"phone": "13800000001", "text": "字"})
    Attempt.objects.create(id=ID("try"), way="PASSWORD", key="x", at=NOW, ok=False)
    OneTimeCode.objects.create(
        id=ID("code"), phone="13800000001", digest="x", sent_at=NOW, expires_at=NOW + timedelta(minutes=5)
    )
    AnsweredRequest.objects.create(
        id=ID("answer"),
        county_code=COUNTY,
        asker=ID("x"),
        request_key="k",
        action="a",
        body_digest="d",
        at=NOW,
    )
    Session.objects.create(session_key="s" * 32, session_data="", expire_date=NOW + timedelta(hours=8))


def _over(now_plus: timedelta) -> dict[Kept, int | None]:
    return {row.kind: row.over for row in preview_retention(actor=CLOCK, now=NOW + now_plus)}


def test_the_preview_counts_what_is_over_and_changes_nothing(db: None) -> None:
    _leave_things()
    young = _over(timedelta(minutes=1))
    assert {kind: n for kind, n in young.items() if n} == {}
    week = _over(timedelta(days=7))
    assert (week[Kept.SESSIONS], week[Kept.ONE_TIME_CODES], week[Kept.ATTEMPTS]) == (1, 1, 0)
    old = _over(timedelta(days=3650))
    assert old[Kept.DRAFTS] == old[Kept.ATTEMPTS] == 1
    assert old[Kept.CASES] is None
    assert old[Kept.LOOSE_FILES] is None
    assert Draft.objects.count() == 1
    assert not Entry.objects.filter(act="hosting.apply_retention").exists()


def test_each_kind_goes_when_its_own_period_is_over(db: None) -> None:
    _leave_things()
    for days, kind in ((31, Kept.ANSWERED_REQUESTS), (181, Kept.DRAFTS), (185, Kept.ATTEMPTS)):
        before = _over(timedelta(days=days - 2))[kind]
        assert before == 0, kind
        assert (_over(timedelta(days=days))[kind] or 0) > 0, kind


def test_a_run_takes_what_is_over_and_leaves_one_entry(db: None) -> None:
    _leave_things()
    texts = Outbox.objects.count()
    cases, papers = Case.objects.count(), Paper.objects.count()
    entries = Entry.objects.count()
    removed = apply_retention(actor=CLOCK, now=YEARS_LATER).removed
    assert removed[Kept.DRAFTS] == 1
    assert removed[Kept.UNSENT_TEXTS] == texts
    for model in (Draft, DraftFile, Attempt, OneTimeCode, AnsweredRequest, Session):
        assert not model.objects.exists(), model  # type: ignore[attr-defined]
    assert [row.payload for row in Outbox.objects.all()] == [{}] * texts
    assert (Case.objects.count(), Paper.objects.count()) == (cases, papers)
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.get(act="hosting.apply_retention")
    assert '"DRAFTS":1' in entry.text.replace(" ", "")


def test_a_second_run_finds_nothing_and_writes_nothing(db: None) -> None:
    _leave_things()
    apply_retention(actor=CLOCK, now=YEARS_LATER)
    assert not any(apply_retention(actor=CLOCK, now=YEARS_LATER).removed.values())
    assert Entry.objects.filter(act="hosting.apply_retention").count() == 1


def test_one_run_takes_a_bounded_number_and_the_next_goes_on(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(3):
        Attempt.objects.create(id=ID(f"try:{at}"), way="PASSWORD", key="x", at=NOW, ok=False)
    monkeypatch.setattr(retention, "BATCH", 2)
    taken = [apply_retention(actor=CLOCK, now=YEARS_LATER).removed[Kept.ATTEMPTS] for _ in range(3)]
    assert taken == [2, 1, 0]


def test_nobody_at_a_desk_clears_anything(db: None) -> None:
    with pytest.raises(NotAllowed):
        apply_retention(actor=CENTER_HEAD, now=NOW)
    with pytest.raises(NotAllowed):
        preview_retention(actor=CENTER_HEAD, now=NOW)
