"""The description of the API as it is committed; `test_openapi` holds it to the one that is served.

To read it takes a moment, to make it seconds, in every process that gathers the tests.
"""

import json
from typing import Any

from tests.meta.house import ROOT

TOLD: dict[str, Any] = json.loads((ROOT / "docs" / "use" / "openapi.json").read_text(encoding="utf-8"))
