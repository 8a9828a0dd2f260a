"""Draws docs/house.svg, the floors and nouns of `.importlinter` as they are: `python scripts/house.py`."""

from configparser import ConfigParser
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "house.svg"

_INK, _QUIET, _BLUE, _LINE = "#1B2733", "#53616F", "#0F52A0", "#D5DCE4"
_WIDTH, _EDGE, _FLOOR, _GAP = 960, 32, 64, 8
_IN_A_ROW, _ROOM, _ROOM_WIDTH, _ROOM_HEIGHT = 7, 131, 112, 40
# What lives on each floor of the contract, from the roof down: number, color, words.
_LIVES = (
    ("roof", "#E9F1FB", "settings · root URLs · which gateways are real"),
    ("3", "#E8F5EC", "one outside event → one use-case call → its answer"),
    ("3", "#E8F5EC", "what web and api share: limits, addresses, request ids, how a refusal is worded"),
    ("2", "#FFF4E0", "verbs and questions: grant · transaction · idempotency · journal"),
    ("1", "#F5F7F9", "tables and constraints | PDF · signing · files · SMS · queue · PostgreSQL"),
    ("0", "#FDECEA", "the policy and the law as pure functions, standard library only"),
)


def page() -> str:
    """The whole picture."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    floors = _layers(contracts, "importlinter:contract:floors")
    nouns = [each for each in _layers(contracts, "importlinter:contract:usecases-nouns") if each != "shared"]
    top = 76
    parts = [
        _text(_EDGE, 36, "The house of Yimen", size=20, weight=600),
        _text(
            _EDGE,
            58,
            "A floor imports only what lies below it. Inside a floor, a noun imports only nouns before it.",
            color=_QUIET,
        ),
    ]
    for (number, color, lives), names in zip(_LIVES, floors, strict=True):
        parts += _floor(top, number, color, names.replace("yimen.", "").replace(" | ", " · "), lives)
        top += _FLOOR + _GAP
    top += 26
    parts.append(_text(_EDGE, top, "Nouns, the same name on every floor, in this order", size=14, weight=600))
    for at, noun in enumerate(reversed(nouns)):
        row, column = divmod(at, _IN_A_ROW)
        parts += _room(
            _EDGE + column * _ROOM, top + 14 + row * (_ROOM_HEIGHT + 12), noun, is_first=not column
        )
    rows = -(-len(nouns) // _IN_A_ROW)
    height = top + 14 + rows * (_ROOM_HEIGHT + 12) + 20
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        ' aria-label="The house: floors import only downward, nouns only those before them"'
        ' font-family="sans-serif">'
    )
    back = f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, back, *parts, "</svg>"]) + "\n"


def _layers(contracts: ConfigParser, section: str) -> list[str]:
    return contracts[section]["layers"].split("\n")[1:]


def _floor(top: int, number: str, color: str, names: str, lives: str) -> list[str]:
    return [
        _box(_EDGE, top, _WIDTH - 2 * _EDGE, _FLOOR, fill=color, edge=_LINE),
        _text(52, top + 38, number, size=15, color=_QUIET),
        _text(104, top + 28, names, size=16, weight=600),
        _text(104, top + 50, lives, color=_QUIET),
    ]


def _room(left: int, top: int, noun: str, *, is_first: bool) -> list[str]:
    middle = top + _ROOM_HEIGHT // 2
    look = f'fill="none" stroke="{_QUIET}" stroke-width="1.5"'
    arrow = f'<path d="M{left - 3} {middle} h-12 m5 -4 l-5 4 l5 4" {look}/>'
    place = f'x="{left + _ROOM_WIDTH // 2}" y="{middle + 5}" text-anchor="middle"'
    room = [
        _box(left, top, _ROOM_WIDTH, _ROOM_HEIGHT, fill="#ffffff", edge=_BLUE),
        f'<text {place} font-size="14" fill="{_BLUE}">{escape(noun)}</text>',
    ]
    return room if is_first else [arrow, *room]


def _box(left: int, top: int, width: int, height: int, *, fill: str, edge: str) -> str:
    place = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    return f'<rect {place} rx="6" fill="{fill}" stroke="{edge}"/>'


def _text(left: int, base: int, words: str, *, size: int = 13, color: str = _INK, weight: int = 400) -> str:
    return (
        f'<text x="{left}" y="{base}" font-size="{size}" font-weight="{weight}" fill="{color}">'
        f"{escape(words)}</text>"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
