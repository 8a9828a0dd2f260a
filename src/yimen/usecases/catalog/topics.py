"""Six topics of life under which every item stands exactly once."""

import re
from dataclasses import dataclass

from yimen.rules.errors import N_
from yimen.usecases.catalog.catalogue import ItemHit, current_catalogue


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sorting:
    """A topic, and by which departments or words of names items belong to it."""

    key: str
    label: str
    icon: str
    text: str
    departments: frozenset[str] = frozenset()
    words: str = ""


# In the order in which items are sorted; what nothing else takes stands under the last.
_SORTINGS = (
    _Sorting(
        key="care",
        label=N_("残疾优抚"),
        icon="care",
        text=N_("残疾人证、补贴、优待证"),
        departments=frozenset({"残联", "退役军人事务", "人民武装部"}),
        words="残疾|优抚",
    ),
    _Sorting(
        key="relief",
        label=N_("困难救助"),
        icon="people",
        text=N_("低保、特困、临时救助"),
        words="最低生活保障|特困|救助|孤儿|无人抚养|困境儿童|艾滋病|公共租赁|危房|法律援助|自然灾害",
    ),
    _Sorting(
        key="pension",
        label=N_("社保就业"),
        icon="person",
        text=N_("参保、领钱、社保卡、找工作"),
        departments=frozenset({"人力资源社会保障", "税务、人社、医保", "民政(老龄)"}),
        words="老年|高龄|养老",
    ),
    _Sorting(
        key="health",
        label=N_("医保生育"),
        icon="check",
        text=N_("参保、报销、异地就医、生育登记"),
        departments=frozenset({"医疗保障", "卫生健康"}),
    ),
    _Sorting(
        key="land",
        label=N_("种地盖房"),
        icon="tree",
        text=N_("宅基地、农机、砍树、物业"),
        departments=frozenset({"农业农村", "自然资源", "林业和草原", "住房城乡建设"}),
    ),
    _Sorting(
        key="license",
        label=N_("开店证件"),
        icon="shop",
        text=N_("个体户、居住证、村里开证明"),
    ),
)
# The order on the page: what most people of a township come for stands first.
_SHOWN = ("land", "pension", "health", "relief", "care", "license")


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A topic with its items, by code; `icon` names a drawing of the portal."""

    key: str
    label: str
    icon: str
    text: str
    items: tuple[ItemHit, ...]


def list_topics() -> tuple[Topic, ...]:
    """The six topics; every item in force stands under exactly one. One statement."""
    sorted_items: dict[str, list[ItemHit]] = {sorting.key: [] for sorting in _SORTINGS}
    for item in current_catalogue().items.values():
        sorted_items[topic_of(name=item.name, department=item.department)].append(item)
    by_key = {sorting.key: sorting for sorting in _SORTINGS}
    return tuple(
        Topic(
            key=key,
            label=by_key[key].label,
            icon=by_key[key].icon,
            text=by_key[key].text,
            items=tuple(sorted_items[key]),
        )
        for key in _SHOWN
    )


def find_topic(key: str) -> Topic | None:
    """The topic with this key, or None."""
    return next((topic for topic in list_topics() if topic.key == key), None)


def topic_labels() -> dict[str, str]:
    """The topics by key, in the order in which they are shown."""
    labels = {sorting.key: sorting.label for sorting in _SORTINGS}
    return {key: labels[key] for key in _SHOWN}


def topic_of(*, name: str, department: str) -> str:
    """The key of the one topic under which an item of this name and department stands."""
    for sorting in _SORTINGS[:-1]:
        if department in sorting.departments:
            return sorting.key
        if sorting.words and re.search(sorting.words, name):
            return sorting.key
    return _SORTINGS[-1].key
