"""A changed, dropped, inserted or moved entry is found and named, before and after a fold."""

import json
from uuid import uuid4

import pytest

from tests.usecases.journal.tampering import change, fold_now, found, named, write
from yimen.data.journal.models import Entry
from yimen.gateways.digests import sm3_hex
from yimen.usecases.journal.verifying import verify_journal

pytestmark = pytest.mark.usefixtures("real_db")


def test_an_untouched_journal_is_intact_before_and_after_folds() -> None:
    write("one", times=3)
    write("two")
    assert verify_journal().intact
    fold_now()
    write("one")
    report = verify_journal()
    assert report.intact
    assert (report.roots, report.unfolded) == (1, 2)  # the entry after the fold, and the fold's own


def test_a_changed_text_is_named() -> None:
    subject = write("case", times=3)
    change("UPDATE journal_entry SET text = replace(text, 'case 1', 'case 9') WHERE seq = 2")
    assert found() == [(named(subject), 2, "记录被改动")]


def test_a_changed_text_that_is_no_json_any_more_is_named() -> None:
    subject = write("case", times=2)
    change("UPDATE journal_entry SET text = 'x' WHERE seq = 1")
    assert found() == [(named(subject), 1, "记录被改动")]


def test_a_changed_digest_is_named_even_if_it_is_rubbish() -> None:
    subject = write("case", times=3)
    change("UPDATE journal_entry SET digest = 'rubbish' WHERE seq = 2")
    assert found() == [(named(subject), 2, "记录被改动")]


def test_a_changed_text_with_a_fitting_digest_breaks_the_link_after_it() -> None:
    subject = write("case", times=3)
    _rewrite(seq=2, before="case 1", after="case 9")
    assert found() == [(named(subject), 3, "与前一条接不上")]


def test_a_changed_last_entry_with_a_fitting_digest_does_not_fit_the_head() -> None:
    subject = write("case", times=3)
    _rewrite(seq=3, before="case 2", after="case 9")
    assert found() == [(named(subject), 3, "最后一条记录与链头不符")]


def test_a_rewritten_chain_with_a_fitting_head_does_not_fit_its_root() -> None:
    write("case", times=2)
    fold_now()
    digest = _rewrite(seq=2, before="case 1", after="case 9")
    change("UPDATE journal_chain SET last_digest = %s WHERE subject_type = 'case'", digest)
    assert found() == [("root/1", None, "已入签名根的记录被改动")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET act = 'cases.refuse' WHERE seq = 2",
        "UPDATE journal_entry SET at = at + interval '1 day' WHERE seq = 2",
        "UPDATE journal_entry SET previous = 'ab' WHERE seq = 2",
    ],
    ids=["act", "at", "previous"],
)
def test_a_column_that_contradicts_its_text_is_named(statement: str) -> None:
    subject = write("case", times=2)
    change(statement)
    assert found() == [(named(subject), 2, "记录不属于这里")]


def test_a_dropped_middle_entry_is_named() -> None:
    subject = write("case", times=4)
    change("DELETE FROM journal_entry WHERE seq = 2")
    assert found() == [(named(subject), 2, "缺少一条记录")]


def test_a_dropped_last_entry_is_named_by_the_head() -> None:
    subject = write("case", times=3)
    change("DELETE FROM journal_entry WHERE seq = 3")
    assert found() == [(named(subject), 3, "末尾缺少记录")]


def test_a_dropped_last_entry_with_a_fitting_head_is_named_by_its_root() -> None:
    write("case", times=3)
    fold_now()
    entry = Entry.objects.get(subject_type="case", seq=3)
    change("DELETE FROM journal_entry WHERE id = %s", entry.pk)
    change(
        "UPDATE journal_chain SET last_seq = 2, last_digest = %s WHERE subject_type = 'case'", entry.previous
    )
    findings = verify_journal().findings
    assert [(f.subject, f.entry_id, f.fault) for f in findings] == [
        ("root/1", str(entry.pk), "已入签名根的记录被删除")
    ]


def test_a_whole_dropped_chain_is_named_by_its_head_and_by_its_root() -> None:
    subject = write("case")
    fold_now()
    change("DELETE FROM journal_entry WHERE subject_type = 'case'")
    assert found() == [
        (named(subject), 1, "末尾缺少记录"),
        ("root/1", None, "已入签名根的记录被删除"),
    ]


def test_an_inserted_entry_shifts_what_follows_and_is_named() -> None:
    subject = write("case", times=3)
    change("UPDATE journal_entry SET seq = seq + 10 WHERE seq >= 2")
    change("UPDATE journal_entry SET seq = seq - 9 WHERE seq >= 10")
    _insert_after(seq=1)
    change("UPDATE journal_chain SET last_seq = 4 WHERE subject_type = 'case'")
    assert (named(subject), 2, "记录被改动") in found() or (named(subject), 3, "记录不属于这里") in found()


def test_an_entry_appended_past_the_head_is_named() -> None:
    subject = write("case", times=2)
    _insert_after(seq=2)
    assert found() == [(named(subject), 3, "末尾多出记录")]


def test_an_entry_of_a_subject_without_a_head_is_named() -> None:
    subject = write("case")
    change("DELETE FROM journal_chain WHERE subject_type = 'case'")
    assert found() == [(named(subject), 1, "记录没有链头")]


def test_two_entries_that_changed_places_are_named() -> None:
    subject = write("case", times=3)
    change("UPDATE journal_entry SET seq = 100 - seq WHERE seq IN (2, 3)")
    change("UPDATE journal_entry SET seq = 101 - seq WHERE seq > 50 AND seq = 98")
    change("UPDATE journal_entry SET seq = 2 WHERE seq = 97")
    assert (named(subject), 2, "记录不属于这里") in found()


def test_two_subjects_that_swapped_their_only_entries_are_both_named() -> None:
    one, two = write("one"), write("two")
    fold_now()
    change(
        "UPDATE journal_entry SET seq = 7,"
        " subject_id = CASE subject_id WHEN %s THEN %s::uuid ELSE %s::uuid END"
        " WHERE subject_type = 'case'",
        one,
        two,
        one,
    )
    change("UPDATE journal_entry SET seq = 1 WHERE seq = 7")
    change(
        "UPDATE journal_chain c SET last_digest = e.digest FROM journal_entry e"
        " WHERE e.subject_id = c.subject_id AND c.subject_type = 'case'"
    )
    assert sorted(found()) == sorted((named(each), 1, "记录不属于这里") for each in (one, two))


def test_at_most_fifty_findings_are_told() -> None:
    for number in range(60):
        write(f"case {number}")
    change("UPDATE journal_entry SET text = 'x'")
    assert len(verify_journal().findings) == 50


def _rewrite(*, seq: int, before: str, after: str) -> str:
    """Change a text and give it the digest that fits; the digest."""
    entry = Entry.objects.get(subject_type="case", seq=seq)
    text = entry.text.replace(before, after)
    digest = sm3_hex(text.encode())
    change("UPDATE journal_entry SET text = %s, digest = %s WHERE id = %s", text, digest, entry.pk)
    return digest


def _insert_after(*, seq: int) -> None:
    """Put in an entry that fits the one before it."""
    before = Entry.objects.get(subject_type="case", seq=seq)
    told = json.loads(before.text) | {"seq": seq + 1, "previous": before.digest}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    change(
        "INSERT INTO journal_entry"
        " (id, county_code, subject_type, subject_id, seq, at, act, text, previous, digest)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        uuid4(),
        before.county_code,
        before.subject_type,
        before.subject_id,
        seq + 1,
        before.at,
        before.act,
        text,
        before.digest,
        sm3_hex(text.encode()),
    )
