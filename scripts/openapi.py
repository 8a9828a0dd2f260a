"""Writes docs/use/openapi.json, the description of the API as it is: `python scripts/openapi.py`."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "use" / "openapi.json"


def page() -> str:
    """The whole file."""
    from yimen.api.v1.api import describe

    return json.dumps(describe(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
