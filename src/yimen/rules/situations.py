"""Situations 情形: two or three questions whose answers make up the exact list of materials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yimen.rules.item_details import Choice, Situation


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What the answers so far say: materials that are needed, that may be, and that are not.

    `ended` is the choice with which there is nothing to apply for, else None; `notes` are those of the
    choices made. `is_complete` says that every question is answered, or that one answer ended it.
    """

    needed: tuple[str, ...]
    perhaps: tuple[str, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    ended: Choice | None
    is_complete: bool


def read_answers(situations: Sequence[Situation], given: Mapping[str, str]) -> dict[int, int]:
    """The answers in the parts `s1=2&s2=1` of an address: question and choice counted from 1.

    What names no question or no choice of it is passed over: an address may be old.
    """
    answers = {}
    for number, situation in enumerate(situations, start=1):
        text = given.get(f"s{number}", "")
        if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= len(situation.choices):
            answers[number] = int(text)
    return answers


def select_materials(
    names: Sequence[str], situations: Sequence[Situation], answers: Mapping[int, int]
) -> Selection:
    """The materials that the answers ask for, in their order.

    A material that no choice names is always needed. One that choices name is needed as soon as one of
    them is chosen, left out once every question that names it is answered otherwise, and perhaps needed
    until then. An answer that `ends` leaves nothing to bring.
    """
    chosen = {
        number: situation.choices[answers[number] - 1]
        for number, situation in enumerate(situations, start=1)
        if number in answers
    }
    ended = next((choice for choice in chosen.values() if choice.ends), None)
    notes = tuple(choice.note for choice in chosen.values() if choice.note)
    if ended is not None:
        return Selection(
            needed=(), perhaps=(), left_out=tuple(names), notes=notes, ended=ended, is_complete=True
        )
    asked_for = {name for choice in chosen.values() for name in choice.materials}
    named = {number: named_by(situation) for number, situation in enumerate(situations, start=1)}
    open_names = {name for number, each in named.items() if number not in chosen for name in each}
    conditional = {name for each in named.values() for name in each}
    needed = tuple(name for name in names if name in asked_for or name not in conditional)
    perhaps = tuple(name for name in names if name in open_names - asked_for)
    left_out = tuple(name for name in names if name not in needed and name not in perhaps)
    return Selection(
        needed=needed,
        perhaps=perhaps,
        left_out=left_out,
        notes=notes,
        ended=None,
        is_complete=len(chosen) == len(situations),
    )


def named_by(situation: Situation) -> frozenset[str]:
    """The materials that any choice of a question names."""
    return frozenset(name for choice in situation.choices for name in choice.materials)
