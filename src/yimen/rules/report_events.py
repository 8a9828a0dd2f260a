"""What a line of the history of a monthly report tells."""

from enum import StrEnum

from yimen.rules.errors import N_


class EventKind(StrEnum):
    """One thing that happened to a report, or was said about it."""

    ANSWERED = "ANSWERED"
    FILED = "FILED"
    COMMENTED = "COMMENTED"
    SENT_BACK = "SENT_BACK"
    ACCEPTED = "ACCEPTED"
    FROZEN = "FROZEN"
    RESTATED = "RESTATED"
    EXCEPTED = "EXCEPTED"
    CARRIED = "CARRIED"
    REMINDED = "REMINDED"


EVENT_KIND_LABELS: dict[EventKind, str] = {
    EventKind.ANSWERED: N_("填写了"),
    EventKind.FILED: N_("报出了"),
    EventKind.COMMENTED: N_("说明"),
    EventKind.SENT_BACK: N_("退回了"),
    EventKind.ACCEPTED: N_("接收了"),
    EventKind.FROZEN: N_("冻结了"),
    EventKind.RESTATED: N_("开始重报"),
    EventKind.EXCEPTED: N_("开了补报"),
    EventKind.CARRIED: N_("登记了报送方式"),
    EventKind.REMINDED: N_("催报"),
}
