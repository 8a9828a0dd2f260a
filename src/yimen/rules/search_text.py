"""What was typed, taken apart: chatter without weight, ages found in numbers, readings folded together."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_QUERY = 64  # longer ones are cut: nobody means more, and a million characters must cost nothing

# Reads a text aloud: one syllable for each Chinese sign in it, none for other signs.
Reader = Callable[[str], Sequence[str]]
Span = tuple[int, int]

CHINESE = re.compile("[一-鿿㐀-䶿\U00020000-\U0003ffff]")
_RUNS = re.compile(r"[一-鿿㐀-䶿\U00020000-\U0003ffff]+|[a-z0-9]+")
# How people ask and what they say around it; names nothing by itself. The longest counts first.
_CHATTER = (
    "请问一下|我想问一下|想问一下|问一下|咨询一下|打听一下|请问|麻烦问|麻烦|劳驾|你好|您好|同志|师傅|我想|我要|想要|俺想|俺要|想问"
    "|怎么申请|怎么办理|如何办理|如何申请|怎么弄|怎么办|咋办|咋弄|咋整|怎么|如何|怎样|咋"
    "|去哪里办|去哪儿办|去哪办|在哪办|上哪办|去哪里|去哪儿|去哪|在哪里|在哪儿|在哪|上哪|哪里办|哪里|哪儿|找谁|找哪个"
    "|需要什么材料|要什么材料|什么材料|要带啥|带什么|带啥|要什么证|要啥证|要啥|啥证|要什么|什么手续|啥手续|手续|材料|条件|流程"
    "|需要|可以|能不能|可不可以|是不是|有没有|要不要|用不用|行不行|能|可以吗|行吗|吗|呢|啊|呀|吧|不|没有|没|有"
    "|办理|申请|申办|审批|办|一下|多少|什么|啥|哪个|多久|几天|现在|今年|我们|咱们|俺们|咱|我家|俺家|俺|我|你|他|她"
    "|的话|的|了|是|在|和|与|及|或|等|就|也|都|还|给|要|想|这|那|个|把|被|让|去|到|来|用"
)
_CHATTER_WORDS = re.compile("|".join(sorted(_CHATTER.split("|"), key=len, reverse=True)))
# Words that stand in many names: they tell little of what is meant.
_LIGHT_WORDS = re.compile(
    "许可证|许可|登记|备案|审核|认定|证明|证书|证件|证|补贴|补助|津贴|贷款|报名|注册|老人|孩子|小孩|村里|农村|家里|自己|人"
)
_LIGHT = 0.4
_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SPOKEN_AGE = re.compile(
    r"(?<![0-9])([0-9]{2,3})(?![0-9])|一百[零〇]?([一二三四五六七八九])|(一百|百)(?=岁)|([五六七八九])十([一二三四五六七八九]?)(?!十)"
)
# What a number before such a sign counts is no age.
_NO_AGE = re.compile(r"[块元亩斤天号年月日万千百只头米平方个家户套吨公里%]|多块|多亩|来块")
_AGE_WORDS = ((80, 130, "@80"), (65, 79, "@65"), (60, 64, "@60"))
_WORD_OF_AGE = "周岁"


def normalize(text: str) -> str:
    """Full-width signs as half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def pieces(text: str) -> list[str]:
    """Pairs of Chinese signs that stand side by side; whole words of letters and digits."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if run.isascii():
            found.append(run)
        else:
            found.extend(run[at : at + 2] for at in range(len(run) - 1))
    return found


def gapped(text: str) -> list[str]:
    """Pairs of Chinese signs with one other between them: what is left when that one is wrong."""
    return [
        run[at] + run[at + 2]
        for run in _RUNS.findall(text)
        if not run.isascii()
        for at in range(len(run) - 2)
    ]


def chinese_only(text: str) -> str:
    """The Chinese signs of a text, in their order: each has one syllable."""
    return "".join(CHINESE.findall(text))


@lru_cache(maxsize=4096)  # there are some four hundred syllables
def fold_syllable(syllable: str) -> str:
    """One syllable folded as `fold` does."""
    return fold(syllable)


def fold(letters: str) -> str:
    """Pinyin without the differences that the ear does not hear here: z/zh, n/l, in/ing."""
    for heard, folded in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n")):
        letters = letters.replace(heard, folded)
    return letters


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A query made ready: how much each sign tells (0 is chatter), the ages in it and where they stand."""

    text: str
    weights: tuple[float, ...]
    ages: tuple[tuple[str, Span], ...]

    @property
    def total(self) -> float:
        """The weight of all that was said."""
        return sum(self.weights)


def read_query(query: str) -> Asked:
    """The query cut to length and made ready; a text of nothing but chatter weighs nothing."""
    text = normalize(query[:MAX_QUERY]).strip()[:MAX_QUERY]
    weights = [1.0 if sign.isalnum() else 0.0 for sign in text]
    for found in _LIGHT_WORDS.finditer(text):
        weights[found.start() : found.end()] = [_LIGHT] * (found.end() - found.start())
    for found in _CHATTER_WORDS.finditer(text):
        weights[found.start() : found.end()] = [0.0] * (found.end() - found.start())
    ages = tuple(_ages(text))
    for _, (begin, end) in ages:
        weights[begin:end] = [1.0] * (end - begin)
    return Asked(text=text, weights=tuple(weights), ages=ages)


def _ages(text: str) -> list[tuple[str, Span]]:
    """Ages that open something (60 pension, 65 card, 80 allowance) and where they stand with 岁."""
    found = []
    for match in _SPOKEN_AGE.finditer(text):
        begin, end = match.span()
        number = _number(match)
        word = next((word for least, most, word in _AGE_WORDS if least <= number <= most), "")
        if not word or _NO_AGE.match(text, end) or (begin and text[begin - 1] in "几第零0123456789."):
            continue
        while end < len(text) and text[end] in _WORD_OF_AGE:
            end += 1
        found.append((word, (begin, end)))
    return found


def _number(match: re.Match[str]) -> int:
    digits, over, hundred, tens, ones = match.groups()
    if digits:
        return int(digits)
    if hundred:
        return 100
    return 100 + _DIGITS[over] if over else 10 * _DIGITS[tens] + _DIGITS.get(ones, 0)
