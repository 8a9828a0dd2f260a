"""Every high-volume row carries its county, and each unique constraint on it names the county."""

from django.apps import apps
from django.db import models
from django.db.models import UniqueConstraint

HIGH_VOLUME = (
    "journal",
    "documents",
    "places",
    "cases",
    "seals",
    "feedback",
    "programme",
    "showcase",
    "indicators",
    "reports",
    "supervision",
    "exchange",
)
# Instance-wide by design (docs/rules/journal.md): signed roots and their leaves span all counties.
INSTANCE_WIDE = {"Root", "Leaf"}


def _high_volume_models() -> list[type[models.Model]]:
    found = [m for noun in HIGH_VOLUME for m in apps.get_app_config(noun).get_models()]
    assert {m.__name__ for m in found} >= INSTANCE_WIDE
    return [m for m in found if m.__name__ not in INSTANCE_WIDE]


def test_every_high_volume_table_has_a_six_digit_county_code() -> None:
    lengths = {m.__name__: m._meta.get_field("county_code").max_length for m in _high_volume_models()}
    assert set(lengths.values()) == {6}


def test_every_unique_constraint_of_a_high_volume_table_contains_the_county() -> None:
    wrong = []
    for model in _high_volume_models():
        wrong += [
            constraint.name
            for constraint in model._meta.constraints
            if isinstance(constraint, UniqueConstraint) and "county_code" not in constraint.fields
        ]
        for field in model._meta.get_fields():
            single = getattr(field, "unique", False) and not getattr(field, "primary_key", False)
            if single and not field.auto_created:
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_primary_keys_are_uuids_made_by_us() -> None:
    for model in _high_volume_models():
        key = model._meta.pk
        assert isinstance(key, models.UUIDField), model
        assert not key.has_default(), model


def test_every_constraint_and_index_has_a_name_of_ours() -> None:
    for noun in (
        "journal",
        "orgs",
        "people",
        "catalog",
        "documents",
        "places",
        "cases",
        "seals",
        "feedback",
        "programme",
        "showcase",
        "indicators",
        "reports",
        "supervision",
        "exchange",
    ):
        for model in apps.get_app_config(noun).get_models():
            for thing in (*model._meta.constraints, *model._meta.indexes):
                assert thing.name.startswith(f"{noun}_"), thing.name
