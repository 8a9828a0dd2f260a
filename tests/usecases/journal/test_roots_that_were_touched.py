"""Signed roots: forged, removed, emptied or rolled back, each is found and named."""

import pytest

from tests.usecases.journal.tampering import change, fold_now, found, write
from yimen.data.journal.models import Leaf, Root
from yimen.gateways.installed import Gateways
from yimen.usecases.journal.verifying import verify_journal

pytestmark = pytest.mark.usefixtures("real_db")


@pytest.fixture(autouse=True)
def three_roots(real_db: None) -> None:
    """Three folds, two entries each beside the fold's own."""
    for number in range(3):
        write(f"case {number}", times=2)
        fold_now(60 * (number + 1))
    assert Root.objects.count() == 3
    assert verify_journal().intact


def test_a_removed_leaf_in_the_middle_is_named_by_its_place() -> None:
    change("DELETE FROM journal_leaf WHERE root_id = 2 AND position = 1")
    assert found() == [("root/2", 2, "签名根缺少记录的条目")]


def test_a_removed_last_leaf_is_named_by_its_place() -> None:
    change("DELETE FROM journal_leaf WHERE root_id = 1 AND position = 1")
    assert found() == [("root/1", 2, "签名根缺少记录的条目")]


def test_all_leaves_of_a_root_gone_are_named() -> None:
    change("DELETE FROM journal_leaf WHERE root_id = 2")
    assert found() == [("root/2", 1, "签名根缺少记录的条目")]


def test_leaves_that_changed_places_are_named() -> None:
    change("UPDATE journal_leaf SET position = position + 100 WHERE root_id = 2")
    change("UPDATE journal_leaf SET position = 101 - position WHERE root_id = 2 AND position IN (100, 101)")
    change("UPDATE journal_leaf SET position = position - 100 WHERE root_id = 2 AND position >= 100")
    assert found() == [("root/2", None, "签名根与其记录不符")]


def test_a_forged_root_over_other_entries_has_no_valid_signature() -> None:
    change("UPDATE journal_root SET root = %s WHERE number = 3", "ab" * 32)
    assert found() == [
        ("root/3", None, "签名根与其记录不符"),
        ("root/3", None, "签名根的签名不符"),
        ("root/3", None, "签名根与库外副本不一致"),
    ]


def test_a_root_signed_with_rubbish_is_called_badly_signed() -> None:
    change("UPDATE journal_root SET signature = '***' WHERE number = 3")
    assert ("root/3", None, "签名根的签名不符") in found()


def test_a_removed_middle_root_is_named_alone() -> None:
    change("DELETE FROM journal_root WHERE number = 2")
    assert found() == [("root/2", None, "签名根缺失")]


def test_a_removed_last_root_is_known_outside() -> None:
    change("DELETE FROM journal_leaf WHERE root_id = 3")
    change("DELETE FROM journal_root WHERE number = 3")
    assert found() == [("root/3", None, "库外有而库内缺少的签名根，数据库可能被退回到旧状态")]


def test_a_database_rolled_back_to_yesterday_is_known_by_the_copies_outside() -> None:
    _roll_back_to_root_one()
    assert [(subject, fault[:12]) for subject, _, fault in found()] == [
        ("root/2", "库外有而库内缺少的签名根"),
        ("root/3", "库外有而库内缺少的签名根"),
    ]


def test_a_rolled_back_database_that_goes_on_folding_does_not_agree_with_the_copies() -> None:
    _roll_back_to_root_one()
    write("another")
    fold_now(240)
    assert ("root/2", None, "签名根与库外副本不一致") in found()


def test_a_lost_copy_outside_is_named(gateways: Gateways) -> None:
    gateways.roots._kept.pop(2)
    assert found() == [("root/2", None, "签名根缺少库外副本")]


def test_a_fold_that_was_killed_before_its_copy_is_mended_by_the_next(gateways: Gateways) -> None:
    gateways.roots._kept.pop(3)
    write("later")
    fold_now(240)
    assert verify_journal().intact


def test_an_entry_stands_in_one_root_only() -> None:
    ids = list(Leaf.objects.values_list("entry_id", flat=True))
    assert len(ids) == len(set(ids))


def _roll_back_to_root_one() -> None:
    change(
        "DELETE FROM journal_entry WHERE id IN (SELECT entry_id FROM journal_leaf WHERE root_id > 1)"
        " OR id NOT IN (SELECT entry_id FROM journal_leaf)"
    )
    change("DELETE FROM journal_leaf WHERE root_id > 1")
    change("DELETE FROM journal_root WHERE number > 1")
    change(
        "DELETE FROM journal_chain c"
        " WHERE NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.subject_id = c.subject_id)"
    )
