"""Issues a paper: freezes its facts, draws its check code, and takes its number last of all."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from yimen.data.documents.models import Paper
from yimen.data.orgs.models import Organ
from yimen.gateways.paper_facts import check_facts
from yimen.rules.calendar import beijing_date
from yimen.rules.documents import (
    CHECK_CODE_ALPHABET,
    CHECK_CODE_LENGTH,
    PAPER_LABELS,
    PAPER_WORDS,
    PaperKind,
    check_frozen,
    cn_date,
    paper_number,
)
from yimen.usecases.orgs.numbering import take_number
from yimen.usecases.shared.ids import new_id

ISSUE_JOB = "issue_paper_file"


def issue_paper(
    *,
    now: datetime,
    county_code: str,
    kind: PaperKind,
    organ: Organ,
    signing_organ: Organ,
    facts: Mapping[str, object],
    sensitive: bool,
    follow_up: tuple[str, Mapping[str, str]] | None = None,
) -> Paper:
    """A numbered paper with frozen facts, without its file (PENDING), to be written with the act's rows.

    Call it as the last thing of a core: it takes the row lock of the number series, per organ,
    kind and Beijing year, which every action takes last. It adds `organ_name`,
    `signer_name`, `title`, `issued_on`, `paper_no` and `check_code` to the facts; the caller gives
    the rest as words for the paper. Refuses (`PaperIncomplete`) facts that lack what the law makes
    the paper state (行政许可法 32, 38). The outcome should then name `issue_job(paper)`; the job of
    `follow_up` is asked for when the file is made.
    """
    today = beijing_date(now)
    check_code = make_check_code()
    frozen = {
        **facts,
        "organ_name": organ.name,
        "signer_name": signing_organ.name,
        "title": facts.get("title") or PAPER_LABELS[kind],
        "issued_on": cn_date(today),
        "check_code": check_code,
    }
    _refuse_incomplete(kind, frozen)
    serial = take_number(
        county_code=county_code, organ_id=organ.pk, series=kind.value, year=today.year, now=now
    )
    number = paper_number(organ.paper_mark, PAPER_WORDS[kind], today.year, serial)
    return Paper(
        id=new_id(now),
        county_code=county_code,
        kind=kind.value,
        organ=organ,
        signing_organ=signing_organ,
        year=today.year,
        serial=serial,
        paper_no=number,
        check_code=check_code,
        facts=frozen | {"paper_no": number},
        sensitive=sensitive,
        issued_at=now,
        follow_up={"job": follow_up[0], "ids": dict(follow_up[1])} if follow_up else None,
    )


def issue_job(paper: Paper) -> tuple[str, Mapping[str, str]]:
    """The job that makes the file of a paper, as an `Outcome` names it."""
    return ISSUE_JOB, {"paper_id": str(paper.pk)}


def make_check_code() -> str:
    """A random check code, 40 bits, without signs that are mistaken for others."""
    return "".join(secrets.choice(CHECK_CODE_ALPHABET) for _ in range(CHECK_CODE_LENGTH))


def _refuse_incomplete(kind: PaperKind, frozen: Mapping[str, object]) -> None:
    """Refuse now what the typesetter would refuse in a job, where nobody could mend it."""
    numbered = {**frozen, "paper_no": "?"}
    check_frozen(kind, numbered)
    check_facts(kind.value.lower(), {**numbered, "verify_url": "?"})
