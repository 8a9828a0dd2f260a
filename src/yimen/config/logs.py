"""JSON log lines with the request's id and without personal data."""

import json
import logging
from datetime import UTC, datetime

from yimen.http.request_id import current_request_id


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request id, and the trace if any."""

    def format(self, record: logging.LogRecord) -> str:
        """Render one record."""
        line: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := current_request_id():
            line["request_id"] = request_id
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
