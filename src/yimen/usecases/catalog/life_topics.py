"""What happens in a life, and which items belong to it: every item in force stands under at least one."""

import re
from dataclasses import dataclass

from yimen.rules.errors import N_
from yimen.usecases.catalog.catalogue import ItemHit, current_catalogue


@dataclass(frozen=True, kw_only=True, slots=True)
class _Occasion:
    """An occasion of life; items belong to it by words of their names or by their department."""

    key: str
    label: str
    text: str
    words: str = ""
    departments: frozenset[str] = frozenset()


# An item may belong to several: whoever looks from either side shall find it.
_OCCASIONS = (
    _Occasion(
        key="birth",
        label=N_("生孩子"),
        text=N_("生育登记、上户口、给孩子参保"),
        words="生育|出生|独生子女|计划生育|城乡居民基本医疗保险参保登记",
    ),
    _Occasion(
        key="school",
        label=N_("上学"),
        text=N_("入学、休学、幼儿园、残疾儿童康复"),
        words="入学|休学|幼儿园|残疾儿童",
        departments=frozenset({"教育"}),
    ),
    _Occasion(
        key="work",
        label=N_("找工作"),
        text=N_("就业登记、失业金、公益岗位、创业贷款"),
        words="就业|失业|职业|公益性岗位|创业|灵活就业",
    ),
    _Occasion(
        key="shop",
        label=N_("开店"),
        text=N_("个体户、小餐饮、小作坊、合作社、广告牌"),
        words="个体工商户|合作社|小作坊|小餐饮|小摊点|户外广告|烟花爆竹|占道|创业担保",
        departments=frozenset({"市场监管"}),
    ),
    _Occasion(
        key="marriage",
        label=N_("成家落户"),
        text=N_("户口、居住证、生育登记"),
        words="户口|居住证|生育登记|再生育",
    ),
    _Occasion(
        key="house",
        label=N_("盖房"),
        text=N_("宅基地、规划许可、危房改造、租房"),
        words="宅基地|规划许可|危房|建筑物|建设用地|租赁住房|住房恢复|业主|施工",
        departments=frozenset({"自然资源", "住房城乡建设"}),
    ),
    _Occasion(
        key="farm",
        label=N_("种地养殖"),
        text=N_("承包地、农机、砍树、检疫、养蜂"),
        words="承包|土地经营权|农机|农业机械|拖拉机|林木|检疫|养蜂|集体经济组织|农民专业合作社",
        departments=frozenset({"林业和草原", "农业农村"}),
    ),
    _Occasion(
        key="pension",
        label=N_("养老"),
        text=N_("养老保险、领钱、认证、高龄津贴、社保卡"),
        words="养老|高龄|老年|社会保障卡|社保|参保",
    ),
    _Occasion(
        key="illness",
        label=N_("看病"),
        text=N_("医保、报销、异地就医、医疗救助"),
        words="医疗|医保|就医|报销|慢特病|病残",
        departments=frozenset({"医疗保障"}),
    ),
    _Occasion(
        key="disability",
        label=N_("残疾"),
        text=N_("残疾人证、补贴、辅助器具"),
        words="残疾|无障碍",
        departments=frozenset({"残联"}),
    ),
    _Occasion(
        key="hardship",
        label=N_("家里有困难"),
        text=N_("低保、特困、临时救助、孤儿、受灾、法律援助"),
        words="最低生活保障|特困|救助|孤儿|无人抚养|困境|艾滋病|灾害|法律援助|补贴|扶助",
    ),
    _Occasion(
        key="army",
        label=N_("当兵退役"),
        text=N_("兵役登记、优待证、建档"),
        words="兵役|退役|优抚|优待证",
        departments=frozenset({"退役军人事务", "人民武装部"}),
    ),
    _Occasion(
        key="dispute",
        label=N_("有纠纷"),
        text=N_("调解、仲裁、法律援助、林权争议"),
        words="纠纷|争议|调解|仲裁|法律",
        departments=frozenset({"司法行政"}),
    ),
    _Occasion(
        key="death",
        label=N_("身后事"),
        text=N_("注销户口、丧葬补助、公墓、注销保险"),
        words="死亡|丧葬|墓地|注销登记|残疾人证注销",
    ),
)
# Whatever happens in no life alone: what a village writes out, what the Party keeps, what everyone may ask.
_REST = _Occasion(key="other", label=N_("开证明和其他"), text=N_("村里开证明、代办、党员关系、信息公开"))


@dataclass(frozen=True, kw_only=True, slots=True)
class LifeTopic:
    """An occasion with its items, by code."""

    key: str
    label: str
    text: str
    items: tuple[ItemHit, ...]


def list_life_topics() -> tuple[LifeTopic, ...]:
    """Every occasion that has items, in the order of a life; no item is left out. One statement."""
    items = tuple(current_catalogue().items.values())
    found = [(each, tuple(item for item in items if _belongs(item, each))) for each in _OCCASIONS]
    placed = {item.code for _, members in found for item in members}
    found.append((_REST, tuple(item for item in items if item.code not in placed)))
    return tuple(
        LifeTopic(key=each.key, label=each.label, text=each.text, items=members)
        for each, members in found
        if members
    )


def find_life_topic(key: str) -> LifeTopic | None:
    """The occasion with this key, or None."""
    return next((topic for topic in list_life_topics() if topic.key == key), None)


def _belongs(item: ItemHit, occasion: _Occasion) -> bool:
    if item.department in occasion.departments:
        return True
    return bool(occasion.words) and re.search(occasion.words, item.name) is not None
