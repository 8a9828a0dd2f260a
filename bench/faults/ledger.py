"""What the clients were told: kept outside the installation, it is what the database is held against."""

import threading
from dataclasses import dataclass, field


@dataclass(kw_only=True, slots=True)
class Told:
    """One case as its client knows it: the acts that were acknowledged, in order.

    The desk names a case by its id in the address of its page, the API by its number only.
    """

    case_no: str
    case_id: str = ""
    acts: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Ledger:
    """Everything that was acknowledged, and everything that should not have been said."""

    cases: dict[str, Told] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    answers: int = 0
    cut_off: int = 0
    not_reached: int = 0
    repeated: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def created(self, *, case_no: str, case_id: str, act: str) -> Told:
        """A new case was acknowledged; a number that somebody else was told already is a trouble."""
        with self._lock:
            if case_no in self.cases:
                self.troubles.append(f"{case_no}: acknowledged to two requests")
            told = Told(case_id=case_id, case_no=case_no, acts=[act])
            self.cases[case_no] = told
            self.answers += 1
            return told

    def acted(self, told: Told, act: str) -> None:
        """An act on the case was acknowledged."""
        with self._lock:
            told.acts.append(act)
            self.answers += 1

    def lost_answer(self, *, reached: bool) -> None:
        """A request got no answer and will be sent again with its key; `reached`: it may have been done."""
        with self._lock:
            self.cut_off += reached
            self.not_reached += not reached

    def repeat(self, *, first: str, again: str) -> None:
        """An acknowledged request was sent again with its key; the answers must be the same."""
        with self._lock:
            self.repeated += 1
            if first != again:
                self.troubles.append(f"the same key was answered {first} and then {again}")

    def trouble(self, words: str) -> None:
        """Something was said that an honest client should never hear."""
        with self._lock:
            self.troubles.append(words)
