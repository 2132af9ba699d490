"""The schemas in an editor: what the language server for YAML completes and underlines with them.

It is the server that editors start themselves; here a few messages of its protocol (LSP 3.17)
stand for the editor. It needs Node.js with npm.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.projects import REPOSITORY

SETTINGS = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))
FILE = "briefings/2024/2024-11-27-x.yml"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The language server, installed as locked."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("there is no Node.js with npm here")
    folder = tmp_path_factory.mktemp("editor")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(REPOSITORY / "requirements/editor" / name, folder)
    for _ in range(3):  # what comes over a network may take a second try
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            break
    assert done.returncode == 0, done.stderr
    return folder / "node_modules/yaml-language-server/bin/yaml-language-server"


class Editor:
    """An editor with one file open."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._server = subprocess.Popen(
            ["node", str(program), "--stdio"],  # noqa: S607 - asked for above
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._folder = folder
        self._number = 0
        self.problems: dict[str, list[str]] = {}

    def start(self) -> None:
        root = self._folder.as_uri()
        # Editors resolve the schemas' paths against the folder that is open.
        found = {(self._folder / s).as_uri(): g for s, g in SETTINGS["yaml.schemas"].items()}
        self._settings = {"yaml": {"schemas": found, "validate": True, "completion": True}}
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": {}})
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": self._settings})

    def open(self, path: str, text: str) -> str:
        uri = (self._folder / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        return uri

    def complete(self, uri: str, line: int, column: int) -> dict[str, str]:
        """Labels and what stands beside them; asked for until the server has read the schema."""
        place = {"line": line, "character": column}
        items: list[dict[str, Any]] = []
        for _ in range(100):
            answer = self.ask(
                "textDocument/completion", {"textDocument": {"uri": uri}, "position": place}
            )
            items = answer["items"] if isinstance(answer, dict) else answer or []
            if items:
                break
            time.sleep(0.1)
        return {item["label"]: json.dumps(item, ensure_ascii=False) for item in items}

    def wait_for_problems(self, uri: str) -> list[str]:
        while not self.problems.get(uri):
            self._receive()
        return self.problems[uri]

    def ask(self, method: str, parameters: object) -> Any:  # noqa: ANN401 - what the server answers
        self._number += 1
        self._send(method, parameters, self._number)
        while True:
            message = self._receive()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _send(self, method: str, parameters: object, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": parameters}
        self._write(message if number is None else {**message, "id": number})

    def _write(self, message: object) -> None:
        data = json.dumps(message).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._server.stdout is not None
        length = 0
        while (line := self._server.stdout.readline()).strip():
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            said = [one["message"] for one in message["params"]["diagnostics"]]
            self.problems[message["params"]["uri"]] = said
        elif "id" in message and "method" in message:  # the server asks the editor
            wanted = message["params"].get("items", []) if message.get("params") else []
            result = [self._settings.get(item.get("section", "")) for item in wanted]
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": result or None})
        return message

    def close(self) -> None:
        self._server.kill()
        self._server.communicate()


@pytest.fixture
def editor(program: Path, tmp_path: Path) -> Iterator[Editor]:
    shutil.copytree(REPOSITORY / "schemas", tmp_path / "schemas")
    opened = Editor(program, tmp_path)
    opened.start()
    yield opened
    opened.close()


def test_fields_are_completed_and_explained(editor: Editor) -> None:
    found = editor.complete(editor.open(FILE, "title: x\n\n"), 1, 0)
    assert {"summary", "countries", "judgements", "watch", "sources"} <= set(found)
    assert "The bottom line, at most 60 words." in found["summary"]


@pytest.mark.parametrize(
    ("field", "label", "name"),
    [
        ("countries", "KZ", "Kazakhstan"),
        ("organisations", "csto", "CSTO"),
        ("people", "vladimir-putin", "Vladimir Putin"),
        ("topics", "uranium", "uranium"),
    ],
)
def test_codes_and_ids_are_completed_with_names(
    field: str, label: str, name: str, editor: Editor
) -> None:
    found = editor.complete(editor.open(FILE, f"{field}:\n  - \n"), 1, 4)
    assert label in found
    assert name in found[label]


def test_values_of_a_list_are_completed(editor: Editor) -> None:
    found = editor.complete(editor.open(FILE, "judgements:\n  - likelihood: \n"), 1, 16)
    assert "very likely" in found


def test_mistakes_are_underlined(editor: Editor) -> None:
    text = "titel: x\ntype: novel\ncountries: [KZ, Norway, anything]\n"
    said = " ".join(editor.wait_for_problems(editor.open(FILE, text)))
    assert "titel" in said
    assert "Value is not accepted" in said
    assert "anything" not in said  # a name or an alias may be any text


def test_entities_have_their_own_fields(editor: Editor) -> None:
    path = "briefings/entities/organisations.yml"
    found = editor.complete(editor.open(path, "x:\n  name: y\n  \n"), 2, 2)
    assert {"members", "headquarters"} <= set(found)
    assert "roles" not in found
