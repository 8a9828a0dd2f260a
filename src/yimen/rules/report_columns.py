"""The columns of the monthly table (annex 8) as data: a figure of the records, or a thing to ask.

The annex itself was not found. The columns follow from the fourteen tasks and 三(四); every print says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_

STAND_IN = N_("原件附件未找到，本表按方案推定")
MOST_ASKED = 6
ANSWER_LENGTH = 500


class AnswerKind(StrEnum):
    """What an asked cell takes."""

    COUNT = "COUNT"
    WORDS = "WORDS"


ANSWER_KIND_LABELS: dict[AnswerKind, str] = {
    AnswerKind.COUNT: N_("数"),
    AnswerKind.WORDS: N_("文字"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportColumn:
    """A column: with `indicator` the system fills it, with `asked` a person does.

    `group` is the heading above, `task` the task that it tells of, `hint` what the form says.
    """

    key: str
    heading: str
    group: str
    unit: str = ""
    task: int | None = None
    indicator: str = ""
    asked: AnswerKind | None = None
    hint: str = ""
    optional: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether a person has to tell it."""
        return self.asked is not None


_PLACES, _CONTENT, _PEOPLE, _RULES, _WORK = (
    N_("场地规范化"),
    N_("内容精细化"),
    N_("队伍专业化"),
    N_("管理制度和示范"),
    N_("办件和问题"),
)


def _figure(key: str, heading: str, group: str, task: int | None, unit: str = N_("个")) -> ReportColumn:
    return ReportColumn(key=key, heading=heading, group=group, task=task, unit=unit, indicator=key)


COLUMNS: tuple[ReportColumn, ...] = (
    _figure("townships_due", N_("应建中心"), _PLACES, 1),
    _figure("centers_built", N_("已建中心"), _PLACES, 1),
    _figure("villages_due", N_("应建服务站"), _PLACES, 1),
    _figure("stations_built", N_("已建服务站"), _PLACES, 1),
    _figure("coverage", N_("覆盖率"), _PLACES, 1, "%"),
    _figure("area_places", N_("面积达标"), _PLACES, 2),
    _figure("own_room_places", N_("专门用房"), _PLACES, 2),
    _figure("plaque_places", N_("牌匾达标"), _PLACES, 3),
    _figure("mark_places", N_("挂标识"), _PLACES, 3),
    _figure("one_door_places", N_("大厅（窗口）达标"), _PLACES, 4),
    _figure("equipment_places", N_("设施齐全"), _PLACES, 5),
    _figure("zone_places", N_("公开专区"), _PLACES, 6),
    _figure("items_approval", N_("承接审批事项"), _CONTENT, 7, N_("项次")),
    _figure("items_public", N_("承接公共服务"), _CONTENT, 7, N_("项次")),
    _figure("lists_townships", N_("乡镇公布清单"), _CONTENT, 8),
    _figure("lists_villages", N_("村级公布清单"), _CONTENT, 8),
    _figure("seals_in_use", N_("启用专用章"), _CONTENT, 9),
    ReportColumn(
        key="enriched",
        heading=N_("新开展的服务"),
        group=_CONTENT,
        task=10,
        asked=AnswerKind.WORDS,
        hint=N_("党务、电商、金融等；没有可以不填"),
        optional=True,
    ),
    _figure("network_places", N_("政务外网覆盖"), _CONTENT, 11),
    _figure("items_online", N_("网办事项"), _CONTENT, 11, N_("项次")),
    ReportColumn(
        key="promotions",
        heading=N_("“冀时办”推广"),
        group=_CONTENT,
        task=11,
        unit=N_("场"),
        asked=AnswerKind.COUNT,
        hint=N_("当月办了几场推广活动；没有就填 0"),
    ),
    ReportColumn(
        key="trainings",
        heading=N_("培训次数"),
        group=_PEOPLE,
        task=12,
        unit=N_("次"),
        asked=AnswerKind.COUNT,
        hint=N_("当月办了几次业务培训；没有就填 0"),
    ),
    ReportColumn(
        key="trained",
        heading=N_("培训人次"),
        group=_PEOPLE,
        task=12,
        unit=N_("人次"),
        asked=AnswerKind.COUNT,
        hint=N_("这些培训一共到了多少人次"),
    ),
    _figure("institutions_places", N_("制度上墙"), _RULES, 13),
    _figure("showcase_townships", N_("乡镇示范点"), _RULES, None),
    _figure("showcase_villages", N_("村级示范点"), _RULES, None),
    _figure("cases_received", N_("当月办件量"), _WORK, None, N_("件")),
    _figure("cases_ended", N_("当月办结"), _WORK, None, N_("件")),
    _figure("in_time_rate", N_("按期率"), _WORK, None, "%"),
    _figure("good_rate", N_("满意率"), _WORK, None, "%"),
    ReportColumn(
        key="problems",
        heading=N_("存在的问题"),
        group=_WORK,
        asked=AnswerKind.WORDS,
        hint=N_("没有就写“无”"),
    ),
)
COLUMN_BY_KEY: Mapping[str, ReportColumn] = {column.key: column for column in COLUMNS}
ASKED: tuple[ReportColumn, ...] = tuple(column for column in COLUMNS if column.is_asked)
FILLED: tuple[ReportColumn, ...] = tuple(column for column in COLUMNS if not column.is_asked)
