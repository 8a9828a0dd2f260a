"""How answers are written: Chinese as it is, moments in Beijing time with their offset."""

from datetime import datetime
from typing import Any

from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from yimen.rules.calendar import BEIJING


class _HouseEncoder(NinjaJSONEncoder):
    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            return o.astimezone(BEIJING).isoformat(timespec="seconds")
        return super().default(o)


class ReadableRenderer(JSONRenderer):
    """Not as escapes and not in UTC: people read these answers, too."""

    encoder_class = _HouseEncoder
    json_dumps_params = {"ensure_ascii": False}
