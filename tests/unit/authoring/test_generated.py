"""Files that are made from the code are those that the code makes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest
import yaml

from bench.suggest import own_registry
from generator.authoring.json_schema import schemas
from tests.site.markers import fields_of, fields_of_schema
from tests.site.projects import REPOSITORY, run

REGISTRY = own_registry()
SCHEMAS = schemas(REGISTRY)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_for_editors_are_current(name: str) -> None:
    """`briefing schema --to schemas` writes them."""
    assert json.loads((REPOSITORY / "schemas" / name).read_text("utf-8")) == SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_editors_complete_codes_and_ids_of_this_sites_own_registry() -> None:
    records = SCHEMAS["briefing.schema.json"]["$defs"]
    choices = {
        name.removesuffix("-reference"): {
            choice["const"]: choice["description"] for choice in record["anyOf"][:-1]
        }
        for name, record in records.items()
        if name.endswith("-reference")
    }
    assert choices["country"]["KZ"] == "Kazakhstan"
    assert choices["organisation"]["csto"] == "CSTO"
    assert choices["person"]["vladimir-putin"] == "Vladimir Putin"
    assert choices["topic"]["uranium"] == "uranium"
    for kind, known in choices.items():
        for reference in known:
            assert len(REGISTRY.find(reference, kind)) == 1


def test_without_a_site_the_schema_is_that_of_any(tmp_path: Path) -> None:
    done = run(tmp_path, "briefing", "schema")
    assert json.loads(done.stdout) == schemas()["briefing.schema.json"]


def test_the_template_of_the_catalogs_is_current(tmp_path: Path) -> None:
    """`make messages` writes it."""
    written = tmp_path / "messages.pot"
    arguments = (
        "extract --mapping-file locales/babel.cfg --keywords N_ --keywords briefings_message"
        " --add-location file --sort-by-file --no-wrap --omit-header --output-file"
    )
    subprocess.run(
        [Path(sys.executable).parent / "pybabel", "--quiet", *arguments.split(), written, "."],
        cwd=REPOSITORY / "generator",
        check=True,
    )
    assert written.read_text("utf-8") == (REPOSITORY / "generator/locales/messages.pot").read_text(
        "utf-8"
    )


def plain(file: Path) -> dict[str, object]:
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        _, head, body = text.split("---\n", 2)
        return {**yaml.load(head, yaml.CBaseLoader), "body": body}  # noqa: S506 - plain text only
    loaded: dict[str, object] = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - as above
    return loaded


def briefings() -> list[dict[str, object]]:
    return [plain(file) for file in sorted((REPOSITORY / "briefings").glob("2*/*"))]


def test_the_sites_own_files_hold_against_the_schemas() -> None:
    check = jsonschema.Draft202012Validator(text_only(SCHEMAS["briefing.schema.json"]))
    for briefing in briefings():
        assert [error.message for error in check.iter_errors(briefing)] == []
    for name, schema in SCHEMAS.items():
        if name != "briefing.schema.json":
            entities = REPOSITORY / "briefings/entities" / name.replace(".schema.json", ".yml")
            check = jsonschema.Draft202012Validator(text_only(schema))
            assert [error.message for error in check.iter_errors(plain(entities))] == []


def text_only(schema: Any) -> Any:  # noqa: ANN401 - a part of a schema is any JSON
    """The schema with numbers and truth values as text, since the files are read as text."""
    if isinstance(schema, dict):
        if str(schema.get("type")) in {"number", "boolean", "integer"}:
            return {"type": "string"}
        return {key: text_only(value) for key, value in schema.items()}
    return [text_only(item) for item in schema] if isinstance(schema, list) else schema


def test_the_sites_own_briefings_use_every_field() -> None:
    used = {field for briefing in briefings() for field in fields_of(briefing)}
    assert fields_of_schema() - used == set()


def test_at_least_seven_briefings_have_the_length_of_a_piece() -> None:
    lengths = [len(str(b["body"]).split()) for b in briefings() if b.get("status") != "draft"]
    assert sum(400 <= length <= 900 for length in lengths) >= 7


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"typ": "alert"}, "'typ' does not match"),
        ({"type": "alarm"}, "'alarm' is not valid"),
        ({"countries": "KZ"}, "is not of type 'array'"),
        ({"title": "x" * 111}, "is too long"),
    ],
)
def test_the_schema_catches_what_the_check_catches(change: dict[str, object], message: str) -> None:
    check = jsonschema.Draft202012Validator(text_only(SCHEMAS["briefing.schema.json"]))
    errors = [error.message for error in check.iter_errors({**briefings()[1], **change})]
    assert len(errors) == 1
    assert message in errors[0]


def test_every_field_is_described() -> None:
    for schema in SCHEMAS.values():
        for record in (schema, *schema.get("$defs", {}).values()):
            for name, field in record.get("properties", {}).items():
                assert field.get("description"), (record.get("title"), name)
