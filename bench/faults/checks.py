"""Holds the recovered installation to what its clients were told."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import psycopg
from bench.faults import papers
from bench.faults.house import House
from bench.faults.ledger import Ledger, Told
from bench.faults.place import ROOT

Connection = psycopg.Connection[tuple[object, ...]]
_STATE_AFTER = {
    "SETTLE": "CLOSED",
    "TAKE_IN": "RECEIVED",
    "ACCEPT": "REVIEWING",
    "REVIEW": "DECIDING",
    "GRANT": "GRANTED",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One promise, what was counted for it, and the first offenders."""

    promise: str
    counted: int
    broken: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.broken


def check_all(house: House, ledger: Ledger) -> tuple[list[Finding], dict[str, int]]:
    """Every promise in turn, and the figures of the place."""
    with house.database() as connection:
        found = [*_of_cases(connection, ledger), *_of_rows(connection)]
        found += [_finding(*each) for each in papers.check(house.data_dir, connection)]
        facts = _facts(connection)
    facts["texts sent"] = len(_texts(house))
    found.append(_journal(house))
    found.append(_finding("a repeated key got the first answer", ledger.repeated, ledger.troubles))
    return found, facts


def _finding(promise: str, counted: int, broken: list[str]) -> Finding:
    return Finding(promise=promise, counted=counted, broken=tuple(broken[:10]))


def _of_cases(connection: Connection, ledger: Ledger) -> Iterator[Finding]:
    """The ledger of the clients against the rows."""
    rows = connection.execute("SELECT case_no, id::text, state FROM cases_case").fetchall()
    stored = {str(number): (str(case_id), str(state)) for number, case_id, state in rows}
    told = ledger.cases
    lost = [number for number, each in told.items() if not _is_kept(each, stored)]
    yield _finding("every acknowledged case is there under its number", len(told), lost)
    strange = [number for number in stored if number not in told]
    yield _finding("no case is there that nobody was told of", len(rows), strange)
    times = Counter(str(row[0]) for row in rows)
    doubled = [number for number, count in times.items() if count > 1]
    yield _finding("no number was given twice", len(rows), doubled)
    wrong = [
        f"{number} is {stored[number][1]} after {each.acts[-1]}"
        for number, each in told.items()
        if number in stored and stored[number][1] != _STATE_AFTER[each.acts[-1]]
    ]
    yield _finding("every case stands where its last answer said", len(told), wrong)
    steps: dict[str, list[str]] = {}
    for number, act in connection.execute(_STEPS):
        steps.setdefault(str(number), []).append(str(act))
    uneven = [
        f"{number}: told {each.acts}, kept {steps.get(number)}"
        for number, each in told.items()
        if steps.get(number) != each.acts
    ]
    yield _finding(
        "every acknowledged act is one step", sum(len(each.acts) for each in told.values()), uneven
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rows:
    """A promise that the rows alone can show: what is counted, and a query for the offenders."""

    promise: str
    counted: str
    offenders: str


_STEPS = """
    SELECT c.case_no, s.act FROM cases_step s JOIN cases_case c ON c.id = s.case_id
     ORDER BY c.case_no, s."order" """
_ROWS = (
    _Rows(
        promise="case numbers run without a gap",
        counted="SELECT count(*) FROM cases_case",
        offenders="""
            SELECT s.organ_id::text || ': last ' || s.last || ', cases ' || count(c.id)
              FROM orgs_number_series s LEFT JOIN cases_case c ON c.organ_id = s.organ_id
             WHERE s.series = 'CASE' GROUP BY s.id, s.organ_id, s.last
            HAVING count(c.id) <> s.last OR max(right(c.case_no, 6)::int) <> s.last""",
    ),
    _Rows(
        promise="paper numbers run without a gap",
        counted="SELECT count(*) FROM documents_paper",
        offenders="""
            SELECT s.series || ': last ' || s.last || ', papers ' || count(p.id)
              FROM orgs_number_series s LEFT JOIN documents_paper p
                ON p.organ_id = s.organ_id AND p.kind = s.series AND p.year = s.year
             WHERE s.series <> 'CASE' GROUP BY s.id, s.series, s.last
            HAVING count(p.id) <> s.last OR max(p.serial) <> s.last""",
    ),
    _Rows(
        promise="no case without all its materials",
        counted="SELECT count(*) FROM cases_material",
        offenders="""
            SELECT c.case_no FROM cases_case c
             WHERE (SELECT count(*) FROM cases_material m WHERE m.case_id = c.id)
                <> (SELECT count(*) FROM catalog_material v WHERE v.version_id = c.version_id)""",
    ),
    _Rows(
        promise="a case has as many journal entries as steps",
        counted="SELECT count(*) FROM journal_entry WHERE act LIKE 'cases.%'",
        offenders="""
            SELECT c.case_no FROM cases_case c
             WHERE (SELECT count(*) FROM journal_entry e
                     WHERE e.subject_type = 'case' AND e.subject_id = c.id AND e.act LIKE 'cases.%')
                <> (SELECT count(*) FROM cases_step s WHERE s.case_id = c.id)""",
    ),
    _Rows(
        promise="every request key that was used has its answer",
        counted="SELECT count(*) FROM journal_answered_request",
        offenders="SELECT action FROM journal_answered_request WHERE answer IS NULL",
    ),
    _Rows(
        promise="no job is left behind",
        counted="SELECT count(*) FROM procrastinate_jobs",
        offenders="""
            SELECT task_name || ' ' || status || ', attempts ' || attempts FROM procrastinate_jobs
             WHERE status IN ('todo', 'doing', 'failed') AND queueing_lock IS NULL""",
    ),
    _Rows(
        promise="every message was handed over",
        counted="SELECT count(*) FROM journal_outbox",
        offenders="SELECT topic || ', failures ' || failures FROM journal_outbox WHERE sent_at IS NULL",
    ),
)


def _is_kept(told: Told, stored: Mapping[str, tuple[str, str]]) -> bool:
    """Whether the number is there, and names the case that the client was led to."""
    found = stored.get(told.case_no)
    return found is not None and told.case_id in {"", found[0]}


def _of_rows(connection: Connection) -> Iterator[Finding]:
    for each in _ROWS:
        counted = connection.execute(each.counted.encode()).fetchone()
        broken = [str(row[0]) for row in connection.execute(each.offenders.encode()).fetchall()]
        yield _finding(each.promise, int(str(counted[0])) if counted else 0, broken)


def _journal(house: House) -> Finding:
    """`yimen journal verify` on the running place."""
    done = subprocess.run(
        [sys.executable, "-m", "yimen", "check", "--json"],
        env=dict(house.environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    verified = subprocess.run(
        [sys.executable, "-m", "yimen", "journal", "verify"],
        env=dict(house.environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    problems = json.loads(done.stdout)["problems"] if done.stdout.startswith("{") else [done.stderr[-500:]]
    broken = [*problems, *([] if verified.returncode == 0 else [verified.stdout[-500:]])]
    return _finding("yimen check and yimen journal verify find nothing", 1, broken)


def _texts(house: House) -> list[str]:
    """What the demo's outbox holds; a text that was sent while its worker was killed stands there twice."""
    outbox = house.data_dir / "demo" / "messages.jsonl"
    return outbox.read_text(encoding="utf-8").splitlines() if outbox.exists() else []


def _facts(connection: Connection) -> dict[str, int]:
    statements = {
        "papers": "SELECT count(*) FROM documents_paper",
        "journal entries": "SELECT count(*) FROM journal_entry",
        "stored files": "SELECT count(*) FROM documents_stored_file",
        "messages": "SELECT count(*) FROM journal_outbox",
    }
    found = {}
    for name, statement in statements.items():
        row = connection.execute(statement.encode()).fetchone()
        found[name] = int(str(row[0])) if row else 0
    return found
