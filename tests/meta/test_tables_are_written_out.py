"""The page of the transition tables says what they say, the picture of the house shows the house."""

import importlib.util

import pytest

from tests.meta.house import ROOT


@pytest.mark.parametrize("name", ["case_tables", "house"])
def test_what_a_script_writes_out_is_what_stands(name: str) -> None:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), f"run python scripts/{name}.py"
