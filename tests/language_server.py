"""A YAML language server, as editors start it: a file is opened, and completed and explained at a place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.programs import missing

_NAME = "yaml-language-server"


def _command() -> str:
    """The server of the checkout's `.node` folder, of BRIEFING_YAML_SERVER, or of this machine."""
    own = ROOT / ".node" / "node_modules" / ".bin" / _NAME
    found = os.environ.get("BRIEFING_YAML_SERVER") or (str(own) if own.is_file() else shutil.which(_NAME))
    return found or missing(f"{_NAME} is not installed", "run: npm install --prefix .node yaml-language-server")


class LanguageServer:
    """Speaks the Language Server Protocol with a process."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process, self._root, self._number = process, root, 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        about: dict[str, Any] = {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}
        self._ask("initialize", about)
        self._send({"method": "initialized", "params": {}})

    def completions(self, text: str, mark: str) -> dict[str, str]:
        """What is proposed at a mark of a text, which is taken out: labels with what is said of each."""
        found = self._at("textDocument/completion", text, mark)
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _words(item.get("documentation", "")) for item in items}

    def hover(self, text: str, mark: str) -> str:
        """What is said of the place of a mark."""
        return _words((self._at("textDocument/hover", text, mark) or {}).get("contents", ""))

    def faults(self, text: str) -> list[str]:
        """What the server finds in a text."""
        file = self._open(text)
        while file not in self._diagnostics:
            self._receive()
        return [one["message"] for one in self._diagnostics.pop(file)]

    def _open(self, text: str) -> str:
        """Open a text as a file of its own, which need not be there."""
        self._number += 1
        file = (self._root / f"story.{self._number}.yaml").as_uri()
        item = {"uri": file, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        return file

    def _at(self, method: str, text: str, mark: str) -> Any:
        before, after = text.split(mark)
        file = self._open(before + after)
        place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self._ask(method, {"textDocument": {"uri": file}, "position": place})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            answer = self._receive()
            if answer.get("id") == self._number and "method" not in answer:
                assert "error" not in answer, answer
                return answer.get("result")

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        size = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        message: dict[str, Any] = json.loads(self._process.stdout.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:  # the server asks for settings
            items = (message.get("params") or {}).get("items") or [{}]
            asked = message["method"] == "workspace/configuration"
            self._send({"id": message["id"], "result": [_settings(item) for item in items] if asked else None})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()


def _settings(item: dict[str, Any]) -> dict[str, Any]:
    on = {"completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}}
    return on if item.get("section") == "yaml" else {}


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("value", ""))
    return " ".join(map(_words, value)) if isinstance(value, list) else str(value)


@contextmanager
def language_server(root: Path) -> Iterator[LanguageServer]:
    """Start a server for a folder, and end it."""
    command = [_command(), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield LanguageServer(process, root)
        finally:
            process.kill()
