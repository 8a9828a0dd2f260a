"""Every act that leaves a paper has left exactly one, with exactly one file, and the signature holds."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from yimen.gateways.files import BlobNotFound, DiskFileStore
from yimen.gateways.signing import PadesSigner, SignatureStatus

_PAPER_OF = {"TAKE_IN": "RECEIPT", "ACCEPT": "ACCEPTANCE", "GRANT": "GRANT"}
_ORDERED = "SELECT case_id::text, act FROM cases_step WHERE act = ANY(%s)"
_PAPERS = (
    "SELECT cp.case_id::text, p.kind, p.paper_no, p.state, p.file_sha256,"
    " (SELECT count(*) FROM documents_stored_file f WHERE position(p.paper_no || '.pdf' IN f.name) > 0)"
    " FROM documents_paper p LEFT JOIN cases_paper cp ON cp.paper_id = p.id"
)
Check = tuple[str, int, list[str]]


def check(data_dir: Path, connection: psycopg.Connection[tuple[object, ...]]) -> list[Check]:
    """Three promises: as many papers as were ordered, one file each, each file genuine."""
    ordered = Counter(
        (str(case_id), _PAPER_OF[str(act)])
        for case_id, act in connection.execute(_ORDERED, [list(_PAPER_OF)])
    )
    papers = connection.execute(_PAPERS).fetchall()
    made = Counter((str(row[0]), str(row[1])) for row in papers)
    uneven = [
        f"case {key[0]}: {key[1]} {made[key]} of {ordered[key]}"
        for key in made | ordered
        if made[key] != ordered[key]
    ]
    waiting = [f"{row[2]} is {row[3]}, files {row[5]}" for row in papers if row[3] != "READY" or row[5] != 1]
    signer, store = PadesSigner(data_dir / "keys"), DiskFileStore(data_dir / "files")
    bad = [f"{row[2]}: {said}" for row in papers if (said := _judge(signer, store, str(row[4]))) != "GENUINE"]
    return [
        ("every paper that an act orders is there once", sum(ordered.values()), uneven),
        ("every paper has its one file", len(papers), waiting),
        ("every file of a paper is genuine", len(papers), bad),
        ("every stored file lies on the disk whole", *_blobs(store, connection)),
    ]


def _judge(signer: PadesSigner, store: DiskFileStore, sha256: str) -> str:
    try:
        said = signer.verify(store.read(sha256), at=datetime.now(UTC))
    except BlobNotFound:
        return "no file"
    if said.sha256 != sha256:
        return "other bytes than its name says"
    return str(SignatureStatus(said.status).value)


def _blobs(store: DiskFileStore, connection: psycopg.Connection[tuple[object, ...]]) -> tuple[int, list[str]]:
    named = [str(row[0]) for row in connection.execute("SELECT DISTINCT sha256 FROM documents_stored_file")]
    return len(named), [sha256 for sha256 in named if not store.exists(sha256)]
