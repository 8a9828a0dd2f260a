"""Folding takes each settled entry once, late commits included, and signs what it took."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction

from tests.usecases.journal.tampering import change, fold_now, found, named, write
from tests.world import CLERK, NOW
from yimen.data.journal.models import Entry, Leaf, Root
from yimen.gateways.installed import Gateways
from yimen.rules.access import NotAllowed
from yimen.usecases.journal.folding import fold
from yimen.usecases.journal.verifying import verify_journal

pytestmark = pytest.mark.usefixtures("real_db")


class Late(threading.Thread):
    """Writes an entry in a transaction that stays open until it is told to commit."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self.wrote = threading.Event()
        self.may_commit = threading.Event()

    def run(self) -> None:
        """Write, wait, commit."""
        try:
            with transaction.atomic():
                self._work()
                self.wrote.set()
                self.may_commit.wait(20)
        finally:
            self.wrote.set()
            connections.close_all()


def test_a_row_that_commits_late_is_folded_later_and_then_guarded() -> None:
    late = Late(lambda: write("late"))
    late.start()
    assert late.wrote.wait(20)
    write("early")
    fold_now(60)
    assert not Entry.objects.filter(text__contains="late 0").exists()
    late.may_commit.set()
    late.join(20)
    entry = Entry.objects.get(text__contains="late 0")
    assert not Leaf.objects.filter(entry_id=entry.pk).exists()
    fold_now(120)
    assert Leaf.objects.get(entry_id=entry.pk).root_id == Root.objects.latest("number").number
    assert verify_journal().intact
    change("UPDATE journal_entry SET text = replace(text, 'late 0', 'late 1') WHERE id = %s", entry.pk)
    assert found() == [(named(entry.subject_id), 1, "记录被改动")]


def test_an_entry_of_the_time_of_an_open_transaction_waits_for_it() -> None:
    """What was written after an open transaction began stays out until that one has ended."""
    late = Late(lambda: write("late"))
    late.start()
    assert late.wrote.wait(20)
    write("early")
    assert fold_now(60)["leaves"] == 0
    late.may_commit.set()
    late.join(20)
    assert fold_now(120)["leaves"] == 2


def test_nothing_new_makes_no_root_and_no_entry() -> None:
    write("case")
    assert fold_now(60)["number"] == 1
    before = Entry.objects.count()
    assert fold_now(120)["number"] is None
    assert (Root.objects.count(), Entry.objects.count()) == (1, before)


def test_two_folds_at_once_take_each_entry_once() -> None:
    write("case", times=5)
    answers: list[dict[str, object]] = []

    def go() -> None:
        try:
            answers.append(fold_now(60))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(answers) == 3
    assert (
        Leaf.objects.filter(entry_id__in=Entry.objects.filter(subject_type="case").values("id")).count() == 5
    )
    assert verify_journal().intact


def test_each_root_is_copied_outside_and_names_the_one_before(gateways: Gateways) -> None:
    write("one")
    fold_now(60)
    write("two")
    fold_now(120)
    first, second = Root.objects.order_by("number")
    assert second.previous_root == first.root
    assert gateways.roots.highest() == 2


def test_entries_restored_from_another_cluster_are_folded_too() -> None:
    """Their transaction numbers lie far ahead of this cluster's counter."""
    write("restored")
    change("UPDATE journal_entry SET xid = '999999999999'")
    assert fold_now(60)["leaves"] == 1


def test_only_the_system_folds() -> None:
    with pytest.raises(NotAllowed):
        fold(actor=CLERK, now=NOW)


def test_an_office_at_work_raises_no_false_alarm() -> None:
    """Entries that are written while the journal is read belong to a later look."""
    stop = threading.Event()

    def work() -> None:
        try:
            while not stop.is_set():
                write("busy")
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        reports = [verify_journal() for _ in range(15)]
    finally:
        stop.set()
        worker.join(30)
    assert all(report.intact for report in reports)
