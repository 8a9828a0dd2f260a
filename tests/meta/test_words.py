"""Labels, documentation and the glossary keep step with the code."""

import ast
import importlib
import re
from enum import Enum
from pathlib import Path

from tests.meta.house import ROOT, module_name, shown, source_files, tree_of
from tests.meta.scenarios import all_actions
from yimen.cli.main import COMMANDS
from yimen.config import environment
from yimen.rules.access import GRANTS

GLOSSARY = ROOT / "docs" / "glossary.md"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _enums() -> list[type[Enum]]:
    found = []
    for path in source_files("rules"):
        module = importlib.import_module(module_name(path))
        found += [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Enum) and value.__module__ == module.__name__
        ]
    return found


def _label_tables() -> dict[tuple[type[Enum], str], str]:
    """Chinese labels by enum and member: members of two StrEnums with one value are equal as keys."""
    labels: dict[tuple[type[Enum], str], str] = {}
    for path in source_files("rules"):
        for value in vars(importlib.import_module(module_name(path))).values():
            if isinstance(value, dict) and value and all(isinstance(k, Enum) for k in value):
                said = {k: v for k, v in value.items() if isinstance(v, str) and CHINESE.search(v)}
                labels |= {(type(k), k.name): v for k, v in said.items()}
    return labels


def test_every_enum_value_that_people_meet_has_a_chinese_label() -> None:
    labels = _label_tables()
    unlabelled = []
    for kind in _enums():
        for member in kind:
            label = labels.get((kind, member.name)) or getattr(member, "label", "")
            if not CHINESE.search(str(label)):
                unlabelled.append(f"{kind.__name__}.{member.name}")
    assert unlabelled == []


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/operate/settings.md").read_text(encoding="utf-8")
    assert [v.name for v in environment.variables() if f"`{v.name}`" not in text] == []


def test_every_command_is_documented() -> None:
    pages = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "docs/operate").glob("*.md"))
    assert [name for name in COMMANDS if f"yimen {name}" not in pages] == []


def test_every_action_stands_in_the_grant_table() -> None:
    actions = all_actions()
    assert actions
    assert set(actions) <= set(GRANTS)


def _rows() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if not set(row[0]) <= {"-", ":", " "} and row[0] != "中文"]


def test_the_glossary_has_five_filled_columns() -> None:
    rows = _rows()
    assert len(rows) > 60
    assert [row[0] for row in rows if len(row) != 5 or not all(row[:4])] == []


def _identifiers() -> set[str]:
    names: set[str] = set()
    for path in source_files():
        for node in ast.walk(tree_of(path)):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    names.add(name)
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    names.add(name)
        names |= {path.stem, path.parent.name}
    return names


def test_every_identifier_of_the_glossary_stands_in_the_source() -> None:
    known = _identifiers()
    words = {word for name in known for word in (name, name.lower())}
    missing = []
    for row in _rows():
        named = re.findall(r"`([A-Za-z_.]+)`", row[1])
        missing += [f"{row[0]}: {name}" for name in named if not set(name.split(".")) <= words]
    assert missing == []


def test_no_word_that_the_glossary_forbids_stands_in_the_source() -> None:
    forbidden = {word for row in _rows() for word in re.findall(r"`([a-z_]+)`", row[4])}
    assert forbidden
    any_of_them = re.compile(rf"(?<![a-z])({'|'.join(sorted(forbidden))})(?![a-z])")
    used = {
        f"{shown(path)}: {word}" for path in source_files() for word in any_of_them.findall(_code_words(path))
    }
    assert used == set()


def _code_words(path: Path) -> str:
    names = []
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                names.append(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.append(name)
    return " ".join(names).lower()
