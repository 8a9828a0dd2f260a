"""Where an item's facts come from, in words for people, and which of them nobody has verified."""

import re
from typing import Final

from yimen.rules.errors import N_

UNVERIFIED_WORDS: Final = N_("未核实")
_PARTS: dict[str, str] = {
    "materials": N_("申请材料"),
    "basis": N_("依据"),
    "days": N_("时限"),
    "level": N_("办理层级"),
}
_CLAIM = re.compile("^(?:(?P<parts>[a-z/]+): *)?from general knowledge, unverified$")
_ADDRESS = re.compile(r"\s*https?://\S+")


def unverified_parts(source: str) -> frozenset[str]:
    """Which parts of a row its source column calls unverified: materials, basis, days, level."""
    found: set[str] = set()
    for piece in source.split("|"):
        claim = _CLAIM.match(piece.strip())
        if claim is not None:
            found.update((claim["parts"] or "/".join(_PARTS)).split("/"))
    return frozenset(found & set(_PARTS))


def source_words(source: str) -> str:
    """The sources in one sentence, without addresses, and what is still to be verified; may be empty."""
    pieces = (piece.strip() for piece in source.split("|"))
    named = [_ADDRESS.sub("", piece).strip() for piece in pieces if piece and not _CLAIM.match(piece)]
    parts = unverified_parts(source)
    told = [N_("资料来源：{names}。").format(names=";".join(named))] if named else []
    if parts:
        words = "、".join(_PARTS[part] for part in _PARTS if part in parts)
        told.append(N_("其中{parts}尚未核实，以窗口答复为准。").format(parts=words))
    return "".join(told)
