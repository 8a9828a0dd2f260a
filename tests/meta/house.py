"""What the meta tests look at: the source files, their trees, and the order of the house."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "yimen"
TESTS = ROOT / "tests"
NOUNS = (
    "journal",
    "orgs",
    "people",
    "catalog",
    "documents",
    "places",
    "cases",
    "feedback",
    "programme",
    "showcase",
    "reports",
    "supervision",
)
LOWER_FLOORS = ("rules", "data", "gateways", "usecases")


def source_files(*floors: str) -> list[Path]:
    """The Python files of these floors (all of them without arguments), migrations left out."""
    places = [SOURCE / floor for floor in floors] or [SOURCE]
    return sorted(p for place in places for p in place.rglob("*.py") if "migrations" not in p.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """The path as a reader would type it."""
    return str(path.relative_to(ROOT))


def module_name(path: Path) -> str:
    """The dotted name of a source file."""
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> list[tuple[int, str]]:
    """Every module that a file names in an import, with its line, late imports included."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found
