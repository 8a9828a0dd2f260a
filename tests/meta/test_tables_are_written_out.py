"""The page of the transition tables says what the tables say."""

import importlib.util

from tests.meta.house import ROOT


def test_the_page_of_the_tables_is_the_tables() -> None:
    path = ROOT / "scripts" / "case_tables.py"
    spec = importlib.util.spec_from_file_location("case_tables", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run python scripts/case_tables.py"
