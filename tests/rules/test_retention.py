"""How long each kind of data is kept: every kind has its line, and nothing lawless goes by itself."""

import datetime as dt

from yimen.rules.retention import KEPT_LABELS, RETENTION, Kept, kept_until, period_words

NOW = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
LINES = {line.kind: line for line in RETENTION}


def test_every_kind_has_one_line_with_its_reason_and_source() -> None:
    assert [line.kind for line in RETENTION] == list(Kept)
    assert set(KEPT_LABELS) == set(Kept)
    assert all(line.reason and line.source for line in RETENTION)


def test_cases_papers_and_the_journal_never_go_by_themselves() -> None:
    for kind in (Kept.CASES, Kept.PAPERS, Kept.JOURNAL, Kept.MESSAGE_MARKS):
        assert LINES[kind].period is None
        assert not LINES[kind].is_applied
        assert kept_until(LINES[kind], NOW) is None
        assert period_words(LINES[kind]) == "未定，保留"


def test_the_log_of_tries_is_kept_for_six_months_at_least() -> None:
    # 网络安全法 21: 不少于六个月; from 1 March to 1 September are 184 days, the longest six months.
    longest = dt.date(2026, 9, 1) - dt.date(2026, 3, 1)
    assert LINES[Kept.ATTEMPTS].period == longest
    assert period_words(LINES[Kept.ATTEMPTS]) == "尝试后 184 天"


def test_loose_files_are_the_sweeps_and_sessions_go_when_they_end() -> None:
    assert not LINES[Kept.LOOSE_FILES].is_applied
    assert kept_until(LINES[Kept.SESSIONS], NOW) == NOW
    assert period_words(LINES[Kept.SESSIONS]) == "会话到期即删除"
