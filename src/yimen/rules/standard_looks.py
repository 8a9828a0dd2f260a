"""The single looks of which each standard is made; sources stand beside the terms in `standards.py`."""

from collections.abc import Callable, Iterator, Sequence

from yimen.rules.errors import N_
from yimen.rules.institutions import OURS, Institution, version_words
from yimen.rules.place_facts import (
    BOARD_PARTS,
    DEDICATED,
    FACTS_BY_KEY,
    OUTSIDE,
    PUBLISHED_KINDS,
    Value,
    is_outdated,
)
from yimen.rules.standard_words import OPEN, OUTDATED, SHORT, SOFTLY_SHORT, SOUND, Finding, Ground, Look

CENTER_AREA, STATION_AREA = 50, 20  # square metres
PLAQUE_WIDTH, PLAQUE_HEIGHT = 60, 40  # centimetres
# A tape measure in a village: what rounds to the whole centimetre is that centimetre (our own choice).
_MEASURED = 0.5
MOVED = N_("搬了地方，要重新看")
REQUIRED = ("open_counter", "computer", "printer", "camera", "telephone", "seats", "rack")
ENCOURAGED = ("terminal", "nursing_room", "ramp")


def _one(ground: Ground, key: str, judge: Callable[[Value], Look]) -> Look:
    """What one fact says, unless nobody recorded it or it tells of premises that were left."""
    fact = ground.facts.get(key)
    if fact is None:
        return Look(OPEN, FACTS_BY_KEY[key].label, (key,))
    if is_outdated(key, fact, ground.moved_at):
        return Look(OUTDATED, MOVED, (key,))
    return judge(fact.value)


def _yes(ground: Ground, key: str, lacking: str, finding: Finding = "SHORT") -> Look:
    def judge(value: Value) -> Look:
        if value is True:
            return Look(SOUND, "", (key,))
        return Look(finding, lacking, (key,))

    return _one(ground, key, judge)


def area(ground: Ground) -> Iterator[Look]:
    """At least 50 square metres in a center and 20 in a station, as a rule."""
    least = CENTER_AREA if ground.is_center else STATION_AREA

    def judge(value: Value) -> Look:
        has = float(str(value))
        words = N_("{has} 平方米，一般不少于 {least} 平方米").format(has=f"{has:g}", least=least)
        return Look(SOUND if has >= least else SOFTLY_SHORT, words, ("area",))

    yield _one(ground, "area", judge)


def own_room(ground: Ground) -> Iterator[Look]:
    """A fixed room for this and nothing else."""

    def judge(value: Value) -> Look:
        if value == DEDICATED:
            return Look(SOUND, N_("专门用房"), ("premises",))
        return Look(SHORT, N_("房屋合用或者不固定"), ("premises",))

    yield _one(ground, "premises", judge)


def plaque(ground: Ground) -> Iterator[Look]:
    """The plaque hangs, names the place as it is called today, and looks as the scheme says as a rule."""
    hangs = _yes(ground, "plaque", N_("没有牌匾"))
    yield hangs
    if hangs.finding != SOUND:
        return
    yield _plaque_words(ground)
    for key, wanted in (("plaque_width", PLAQUE_WIDTH), ("plaque_height", PLAQUE_HEIGHT)):
        yield _measure(ground, key, wanted)
    yield _yes(ground, "plaque_lines", N_("没有按样式分两行"), SOFTLY_SHORT)
    yield _yes(ground, "plaque_colors", N_("颜色、字体不合样式"), SOFTLY_SHORT)
    yield _yes(ground, "plaque_metal", N_("不是钛金弧面牌"), SOFTLY_SHORT)


def _plaque_words(ground: Ground) -> Look:
    keys = ("plaque_words",)

    def judge(value: Value) -> Look:
        said = "".join(str(value).split())
        if said == ground.name:
            return Look(SOUND, said, keys)
        if said == ground.facts["plaque_words"].name:
            words = N_("名称改成了“{name}”，牌匾上还是“{said}”").format(name=ground.name, said=said)
            return Look(OUTDATED, words, keys)
        words = N_("牌匾上是“{said}”，应当是“{name}”").format(name=ground.name, said=said)
        return Look(SHORT, words, keys)

    return _one(ground, "plaque_words", judge)


def _measure(ground: Ground, key: str, wanted: int) -> Look:
    def judge(value: Value) -> Look:
        has = float(str(value))
        words = N_("{label} {has} 厘米，原则上 {wanted} 厘米").format(
            label=FACTS_BY_KEY[key].label, has=f"{has:g}", wanted=wanted
        )
        fits = wanted - _MEASURED <= has < wanted + _MEASURED
        return Look(SOUND if fits else SOFTLY_SHORT, words, (key,))

    return _one(ground, key, judge)


def mark(ground: Ground) -> Iterator[Look]:
    """The mark 河北政务服务 in a conspicuous place."""
    yield _yes(ground, "mark", N_("没有“河北政务服务”标识"))


def one_door(ground: Ground) -> Iterator[Look]:
    """A center: one hall, and every department that should be in it is; a station: one counter."""
    if not ground.is_center:
        yield _yes(ground, "one_counter", N_("不是一个窗口对外"))
        return
    yield _yes(ground, "hall", N_("没有一站式服务大厅"))

    def judge(value: Value) -> Look:
        outside = [
            each["department"]
            for each in (value if isinstance(value, list) else [])
            if isinstance(each, dict) and each["state"] == OUTSIDE
        ]
        if outside:
            words = N_("还在外面办的：{names}").format(names=N_("、").join(outside))
            return Look(SHORT, words, ("windows",))
        return Look(SOUND, N_("应进的窗口都进了"), ("windows",))

    yield _one(ground, "windows", judge)


def equipment(ground: Ground) -> Iterator[Look]:
    """All seven kinds of equipment, as a rule."""
    for key in REQUIRED:
        lacking = N_("没有{label}").format(label=FACTS_BY_KEY[key].label)
        yield _yes(ground, key, lacking, SOFTLY_SHORT)


def extras(ground: Ground) -> Iterator[Look]:
    """At least one of what is encouraged; a place without any lacks nothing that is asked."""
    found = [_yes(ground, key, "") for key in ENCOURAGED]
    sound = [look for look in found if look.finding == SOUND]
    if sound:
        for look in sound:
            yield Look(SOUND, N_("有{label}").format(label=FACTS_BY_KEY[look.keys[0]].label), look.keys)
        return
    gaps = [look for look in found if look.finding != SHORT]
    yield from gaps or [Look(SHORT, N_("一样也没有"), ENCOURAGED)]


def zone(ground: Ground) -> Iterator[Look]:
    """A zone that shows all seven kinds of information."""
    yield from _list_of(ground, "zone", "zone_kinds", PUBLISHED_KINDS, N_("没有政务公开专区"))


def staff_board(ground: Ground) -> Iterator[Look]:
    """A board that says who works here, whether they are present, and how to reach them."""
    yield from _list_of(ground, "board", "board_parts", BOARD_PARTS, N_("没有去向牌"))


def _list_of(
    ground: Ground, there: str, key: str, wanted: Sequence[tuple[str, str]], lacking: str
) -> Iterator[Look]:
    hangs = _yes(ground, there, lacking)
    yield hangs
    if hangs.finding != SOUND:
        return

    def judge(value: Value) -> Look:
        shown = value if isinstance(value, list) else []
        missing = [words for each, words in wanted if each not in shown]
        if missing:
            return Look(SHORT, N_("缺：{parts}").format(parts=N_("、").join(missing)), (key,))
        return Look(SOUND, N_("内容齐全"), (key,))

    yield _one(ground, key, judge)


def network(ground: Ground) -> Iterator[Look]:
    """The government's own network reaches the place."""
    yield _yes(ground, "network", N_("没有接通政务外网"))


def institutions(ground: Ground) -> Iterator[Look]:
    """All eight hang in the version that is in force; an older one was right once."""
    fact = ground.facts.get("posted")
    posted = fact.value if fact is not None and isinstance(fact.value, dict) else {}
    outdated = fact is not None and is_outdated("posted", fact, ground.moved_at)
    for each in Institution:
        yield _posted(each, posted.get(each.value), ground, outdated=outdated)


def _posted(each: Institution, number: int | None, ground: Ground, *, outdated: bool) -> Look:
    keys = ("posted",)
    if number is None:
        return Look(OPEN, each.label, keys)
    if outdated:
        return Look(OUTDATED, MOVED, keys)
    if number < 0:
        return Look(SHORT, N_("没有挂{label}").format(label=each.label), keys)
    current = ground.institutions.get(each.value, OURS)
    if number != current:
        words = N_("{label}挂的是{old}，现行的是{new}，要换张").format(
            label=each.label, old=version_words(number), new=version_words(current)
        )
        return Look(OUTDATED, words, keys)
    return Look(SOUND, N_("八项都是现行版"), keys)
