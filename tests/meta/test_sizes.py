"""Files and functions stay small enough to read; the allow-list is empty and stays so."""

import ast

from tests.meta.house import TESTS, shown, source_files, tree_of

MOST_LINES_OF_A_FILE = 500
MOST_LINES_OF_A_FUNCTION = 60


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    files = source_files() + sorted(TESTS.rglob("*.py"))
    long = {
        shown(path): lines
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES_OF_A_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = {}
    for path in source_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    long[f"{shown(path)}:{node.name}"] = lines
    assert long == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = [shown(path) for path in source_files() if not ast.get_docstring(tree_of(path))]
    assert silent == []


def test_every_public_function_and_class_says_what_it_is() -> None:
    silent = []
    for path in source_files():
        for node in tree_of(path).body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            if not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{shown(path)}:{node.name}")
    assert silent == []
