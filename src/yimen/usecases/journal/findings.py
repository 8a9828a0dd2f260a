"""What a check of the journal finds, named so that a person can look at it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that does not hold: whose chain or which root, which entry, and what is wrong."""

    subject: str
    seq: int | None
    entry_id: str | None
    fault: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JournalReport:
    """What was looked at, and the first findings (at most 50)."""

    entries: int
    chains: int
    roots: int
    unfolded: int
    findings: tuple[Finding, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def digest_bytes(stored: str) -> bytes:
    """A stored digest as bytes; empty, which equals no digest, when somebody has put rubbish there."""
    try:
        return bytes.fromhex(stored)
    except ValueError:
        return b""
