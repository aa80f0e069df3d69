"""How long a saved change takes to be seen in a browser by `briefing preview`, and what memory 200 saves take.

    uv run --group test benchmarks/preview.py

A copy of the flagship edition is shown in Chromium. Times run from the write of the file to the first frame that shows
the change; memory is that of the process that serves and of the one that makes whole editions.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

TIMES, SAVES = 21, 200
SENTENCE = "Those that lapse drop out."
# Notes the time of the first frame in which the slides show a text, or a colour.
WATCH = """
window.seenAt = {};
window.soughtText = '';
const look = () => {
  const slides = document.querySelector('main');
  const wanted = window.soughtText;
  if (wanted && slides && !(wanted in window.seenAt) && slides.innerHTML.includes(wanted)) {
    window.seenAt[wanted] = 0;
    requestAnimationFrame(() => setTimeout(() => { window.seenAt[wanted] = Date.now(); }));
  }
};
new MutationObserver(look).observe(document.querySelector('main'), {childList: true, subtree: true});
"""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the address of a preview of a folder, and the number of its process."""
    command = [sys.executable, "-m", "briefing", "preview", str(folder), "--lang", "en", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.terminate()
        process.wait(20)


def seconds(browser: Any, path: Path, content: str, wanted: str) -> float:
    """Write a file and return the seconds until the slides show what is wanted."""
    browser.execute_script("window.soughtText = arguments[0]; delete window.seenAt[arguments[0]]", wanted)
    start = time.time()
    path.write_text(content, encoding="utf-8")
    while time.time() - start < 60:
        seen = browser.execute_script("return window.seenAt[window.soughtText]")
        if seen:
            return float(seen / 1000 - start)
        time.sleep(0.02)
    raise SystemExit(f"{wanted!r} was not seen within a minute")


def settled(browser: Any) -> None:
    """Wait until pages, letter and proof are made too."""
    for _ in range(600):
        if browser.execute_script("return document.getElementById('status').textContent") == "Up to date.":
            return
        time.sleep(0.1)


def processor(pid: int) -> float:
    """Return the seconds of a processor that the serving process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> tuple[float, ...]:
    """Return the megabytes of a process and of its children."""
    children = [one for task in Path(f"/proc/{pid}/task").iterdir() for one in (task / "children").read_text().split()]
    return tuple(
        int(line.split()[1]) / 1024
        for one in [str(pid), *children]
        for line in Path(f"/proc/{one}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    )


def main() -> None:
    """Measure, and print medians and memory."""
    from tests.proof.html_report.browser import chromium

    with TemporaryDirectory() as place, chromium() as browser:
        folder = Path(place) / "beijing"
        shutil.copytree(ROOT / "data" / "beijing", folder)
        story, settings = folder / "story.en.yaml", folder / "briefing.toml"
        text, options = story.read_text(encoding="utf-8"), settings.read_text(encoding="utf-8")
        assert text.count(SENTENCE) == 1
        with served(folder) as (address, pid):
            browser.get(address)
            while not browser.execute_script("return document.querySelectorAll('.slide svg').length"):
                time.sleep(0.2)
            settled(browser)
            browser.execute_script(WATCH)
            sentences, themes, taken = [], [], []
            for number in range(TIMES):
                words = f"Those that lapse drop o{'abcdefghijklmnopqrstuvwxyz'[number]}t."
                begun = processor(pid)
                sentences.append(seconds(browser, story, text.replace(SENTENCE, words), words))
                taken.append(processor(pid) - begun)
                settled(browser)
            for number in range(TIMES):
                name = ("wine", "ink")[number % 2]
                themes.append(seconds(browser, settings, _themed(options, name), _highlight(name)))
                settled(browser)
            print(f"a changed sentence  median {statistics.median(sentences):.2f} s, worst {max(sentences):.2f} s")
            print(f"a changed sentence takes {statistics.median(taken):.2f} s of a processor")
            print(f"a changed theme     median {statistics.median(themes):.2f} s, worst {max(themes):.2f} s")
            before = memory(pid)
            for number in range(SAVES):
                words = f"Those that lapse drop o{'abcdefghijklmnopqrstuvwxyz'[number % 26]}t."
                story.write_text(text.replace(SENTENCE, words), encoding="utf-8")
                time.sleep(0.3)
            settled(browser)
            print(f"memory in MB before {SAVES} saves {before}, after {memory(pid)}; load {os.getloadavg()[0]:.1f}")


def _highlight(theme: str) -> str:
    line = next(
        one for one in (ROOT / "assets" / "themes" / f"{theme}.toml").read_text().splitlines() if "highlight =" in one
    )
    return line.split('"')[1].upper()


def _themed(options: str, name: str) -> str:
    lines = [line for line in options.splitlines() if not line.startswith("theme =")]
    at = lines.index("[edition]")
    return "\n".join([*lines[: at + 1], f'theme = "{name}"', *lines[at + 1 :], ""])


if __name__ == "__main__":
    main()
