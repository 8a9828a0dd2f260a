"""Words that officers add to search, and what may be kept of a query that found nothing."""

import re
from collections.abc import Callable

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.search_text import CHINESE, read_query
from yimen.rules.text import clean_line

WORD_LENGTH = 20
MISS_LENGTH = 12
_LEAST_SIGNS = 2


class WordTooVague(RuleViolation):
    """A word that says nothing by itself: 怎么办, one single sign."""

    code = "catalog.word_too_vague"
    template = N_("“{word}”太笼统，查什么都会碰上。请写一个说得清是什么事的词，至少两个字。")
    refusal = Refusal.INVALID


class WordLooksPersonal(RuleViolation):
    """A word with a long number or something that looks like a name."""

    code = "catalog.word_looks_personal"
    template = N_("“{word}”里像有号码或者人名。说法里不能有个人信息，请只写事情。")
    refusal = Refusal.INVALID


class WordKnown(RuleViolation):
    """The word leads to this item already."""

    code = "catalog.word_known"
    template = N_("“{word}”已经能查到“{item}”，不用再加。")
    refusal = Refusal.CONFLICT


class WordLeadsNowhere(RuleViolation):
    """The item that a word shall lead to is not offered."""

    code = "catalog.word_leads_nowhere"
    template = N_("这个事项不在现行清单里(可能已经暂停或取消)，群众查到了也办不成。请另选一个事项。")
    refusal = Refusal.INVALID


def clean_word(value: str, *, field: str = "word") -> str:
    """The word as search compares it: half width, lower case, no spaces.

    Refuses an empty one, more than twenty signs, nothing but chatter or one sign (`WordTooVague`), and
    what looks like personal data (`WordLooksPersonal`).
    """
    word = clean_line(value, field=field, max_length=WORD_LENGTH).lower().replace(" ", "")
    if re.search("[0-9]{5}", word) or _TELLS_WHO.search(word):
        raise WordLooksPersonal(field=field, word=word)
    asked = read_query(word)
    if sum(weight > 0 for weight in asked.weights) < _LEAST_SIGNS:
        raise WordTooVague(field=field, word=word)
    return word


# What comes before a name, an address or a number of somebody.
_TELLS_WHO = re.compile(
    "我叫|名叫|叫做|姓名|本人|我是|身份证号|证件号|手机号|电话号|号码|住址|家住|住在|微信号|先生|女士"
)
_LONG_NUMBER = re.compile(r"[0-9]{5}|(?:[0-9][- ]?){7}|@|https?:|www[.]")
# Surnames that hardly begin another word, wherever they stand; and those that do, at the beginning.
_SURNAMES = frozenset(
    "王李张刘陈赵吴徐孙胡朱郭何罗郑谢韩唐冯于董程曹袁邓许沈曾彭吕苏蒋蔡贾魏薛潘杜戴姜范廖邹熊"
)
_FIRST_SURNAMES = _SURNAMES | frozenset(
    "杨黄周高林马梁宋萧傅卢丁叶阎余夏钟汪田任方石姚谭金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)


def keepable(query: str, is_known: Callable[[str], bool]) -> str:
    """What may be kept of a query that found nothing: its Chinese words without numbers; empty for nothing.

    Nothing is kept of a query with a long number, with words that come before a name or an address, with
    something that looks like a name, or with more than twelve telling signs: whoever tells a long
    story tells about somebody. `is_known` says whether a pair of signs stands in a name or a word of the
    catalogue; 许可 is then no Mr Xu. Source: 个人信息保护法 6 (收集个人信息限于最小范围).
    """
    asked = read_query(query)
    text = asked.text
    if _LONG_NUMBER.search(text) or _TELLS_WHO.search(text):
        return ""
    told = [at for at, weight in enumerate(asked.weights) if weight and CHINESE.match(text[at])]
    words = "".join(text[at] for at in told)
    if not _LEAST_SIGNS <= len(words) <= MISS_LENGTH or any(
        sign.isalpha() and sign.isascii() for sign in text
    ):
        return ""
    for at, sign in enumerate(words[:-1]):
        surnames = _SURNAMES if at else _FIRST_SURNAMES
        if (
            sign in surnames
            and not is_known(words[at : at + 2])
            and not (at and is_known(words[at - 1 : at + 1]))
        ):
            return ""
    return words
