"""Typing errors in Chinese: words that sound like known ones, and how a query should be written."""

from collections.abc import Iterator

from yimen.rules.search_index import Index, sound_pairs
from yimen.rules.search_meanings import outermost
from yimen.rules.search_text import CHINESE, Asked, Span, fold_syllable

_LONGEST_WORD = 12


def sounds_in(index: Index, text: str) -> dict[int, str]:
    """How each pair of Chinese signs side by side sounds, by where it begins; empty without a reader."""
    where = [match.start() for match in CHINESE.finditer(text)]
    syllables = index.read("".join(text[at] for at in where))
    if len(syllables) != len(where):
        return {}
    pairs = zip(where, where[1:], sound_pairs(syllables), strict=False)
    return {at: sound for at, after, sound in pairs if after == at + 1}


def heard_right(index: Index, asked: Asked) -> tuple[str, tuple[Span, ...]]:
    """The text with words put right that sound like known ones and share a sign with them, and where.

    坎树 is 砍树. Where a known word or a number stands nothing is put right, nor a pair of signs that some
    name has; a sign of chatter proves nothing (八十了 is not 死了).
    """
    text = asked.text
    chosen: list[tuple[Span, str]] = []
    for span, word in sorted(_alike(index, asked), key=lambda each: each[0][0] - each[0][1]):
        if all(span[1] <= other[0] or other[1] <= span[0] for other, _ in chosen):
            chosen.append((span, word))
    for (begin, end), word in chosen:
        text = text[:begin] + word + text[end:]
    return text, tuple(span for span, _ in chosen)


def _alike(index: Index, asked: Asked) -> Iterator[tuple[Span, str]]:
    text = asked.text
    known = [*_known(index, text), *(span for _, span in asked.ages)]
    for run in _chinese_runs(text):
        syllables = [fold_syllable(each) for each in index.read(text[slice(*run)])]
        if len(syllables) != run[1] - run[0]:
            continue
        for begin in range(*run):
            for end in range(begin + 2, min(run[1], begin + _LONGEST_WORD) + 1):
                if text[begin:end] in index.pairs or any(begin < to and at < end for at, to in known):
                    continue
                sound = " ".join(syllables[begin - run[0] : end - run[0]])
                for word in index.spoken.get(sound, ()):
                    if any(word[at - begin] == text[at] and asked.weights[at] for at in range(begin, end)):
                        yield (begin, end), word


def _known(index: Index, text: str) -> list[Span]:
    """Where words of two signs and more stand that are known as they are typed."""
    found = [
        (begin, end)
        for begin in range(len(text))
        for end in range(begin + 2, min(len(text), begin + _LONGEST_WORD) + 1)
        if text[begin:end] in index.known
    ]
    return outermost(found)


def _chinese_runs(text: str) -> list[Span]:
    runs: list[Span] = []
    for at, sign in enumerate(text):
        if not CHINESE.match(sign):
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def spell(index: Index, name: str, text: str) -> str:
    """The text as it would be written if a name was meant: what sounds alike, one wrong sign in between."""
    sounds, heard = sounds_in(index, text), sounds_in(index, name)
    by_sound = {sound: name[at : at + 2] for at, sound in heard.items()}
    by_ends = {name[at] + name[at + 2]: name[at : at + 3] for at in range(len(name) - 2)}
    signs = list(text)
    for at, sound in sounds.items():
        pair = text[at : at + 2]
        if pair in index.pairs or "".join(signs[at : at + 2]) in name:
            continue
        if sound in by_sound:
            signs[at : at + 2] = by_sound[sound]
        elif text[at] + text[at + 2 : at + 3] in by_ends:
            signs[at : at + 3] = by_ends[text[at] + text[at + 2]]
    return "".join(signs)
