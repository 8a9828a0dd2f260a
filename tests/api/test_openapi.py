"""The description of the API: sound, complete in words and examples, and the one that is committed."""

import importlib.util
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from django.test import Client
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from tests.api.calling import Caller, token_of
from tests.api.committed import TOLD
from tests.meta.house import ROOT
from tests.world import CLERK
from yimen.api.shared.describing import REFUSALS, TAGS
from yimen.rules.access import POST_ROLES
from yimen.rules.exchange import EVENT_LABELS


def _operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in TOLD["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def _parts(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is sent and what is answered when all went well, as JSON."""
    bodies = {"request": operation.get("requestBody", {})}
    bodies |= {status: told for status, told in operation["responses"].items() if status.startswith("2")}
    for name, body in bodies.items():
        if "application/json" in body.get("content", {}):
            yield name, body["content"]["application/json"]


def _examples(part: dict[str, Any]) -> list[Any]:
    told = [each["value"] for each in part.get("examples", {}).values()]
    return [*told, part["example"]] if "example" in part else told


def test_the_description_is_openapi_3_1() -> None:
    assert TOLD["openapi"].startswith("3.1")
    assert [str(error) for error in OPENAPI_31_VALIDATOR.iter_errors(TOLD)] == []
    assert TOLD["servers"][0]["url"] == "/"


def test_every_operation_has_a_name_a_word_a_tag_and_its_door() -> None:
    told = list(_operations())
    names = [operation["operationId"] for _, operation in told]
    assert len(names) == len(set(names))
    for call, operation in told:
        assert operation["summary"], call
        assert operation.get("description"), call
        assert set(operation["tags"]) <= set(TAGS), call
        assert operation["security"] in ([], [{"token": []}]), call
        assert ("401" in operation["responses"]) == bool(operation["security"]), call


def test_every_call_shows_an_example_that_fits_its_schema() -> None:
    for call, operation in _operations():
        for name, part in _parts(operation):
            examples = _examples(part)
            assert examples, f"{call} {name}: write src/yimen/api/v1/examples/{operation['operationId']}.json"
            validator = jsonschema_rs.validator_for({**part["schema"], "components": TOLD["components"]})
            for example in examples:
                found = [
                    f"{error.instance_path}: {error.message}" for error in validator.iter_errors(example)
                ]
                assert found == [], f"{call} {name}"


def test_what_is_sent_to_neighbors_is_described_too() -> None:
    sent = TOLD["webhooks"]["case"]["post"]["requestBody"]["content"]["application/json"]
    validator = jsonschema_rs.validator_for({**sent["schema"], "components": TOLD["components"]})
    assert list(validator.iter_errors(sent["example"])) == []
    assert set(TOLD["components"]["schemas"]["CaseNotice"]["properties"]["type"]["enum"]) == set(EVENT_LABELS)


def test_who_may_call_is_the_grant_table() -> None:
    told = {operation["operationId"]: operation.get("x-who-may") for _, operation in _operations()}
    assert told["grant_case"] == ["APPROVER"]
    assert told["find_items"] is None
    assert set(told["read_me"] or ()) == {party.value for party in POST_ROLES}


def test_the_page_for_people_shows_every_call(db: None, settings: Any) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    page = Client().get("/api/v1/").content.decode()
    for call, operation in _operations():
        assert f'id="{operation["operationId"]}"' in page, call
        assert call.partition(" ")[2] in page
    assert "谁能办：审批人员" in page
    assert "Idempotency-Key: $(uuidgen)" in page


def test_every_refusal_is_a_problem_with_an_example_and_shared() -> None:
    for call, operation in _operations():
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert answer["$ref"].startswith("#/components/responses/"), (call, status)
    schema = {**TOLD["components"]["schemas"]["Problem"], "components": TOLD["components"]}
    validator = jsonschema_rs.validator_for(schema)
    for told in TOLD["components"]["responses"].values():
        assert list(validator.iter_errors(told["content"]["application/problem+json"]["example"])) == []


def test_the_sentences_of_the_examples_are_those_that_are_answered(db: None) -> None:
    clerk = Caller(token_of(CLERK))
    answers = {
        400: clerk.post_raw("/verification", b"{"),
        401: Caller().get("/me"),
        404: clerk.get("/items/CZ9999"),
        413: clerk.post_raw("/verification", b" " * (2 * 1024 * 1024)),
        422: clerk.get("/items", limit=0),
    }
    for status, answer in answers.items():
        _, code, sentence = REFUSALS[status]
        assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (
            status,
            code,
            sentence,
        )


def test_the_committed_description_is_the_one_that_is_served(db: None) -> None:
    path = ROOT / "scripts" / "openapi.py"
    spec = importlib.util.spec_from_file_location("openapi_script", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run python scripts/openapi.py"
    assert Client().get("/api/v1/openapi.json").json() == TOLD
