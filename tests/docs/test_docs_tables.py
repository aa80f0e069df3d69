"""Tables of docs/ that list what the code has list all of it, and the glossary explains words of users alone."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable

from pydantic import BaseModel

from briefing.assets import asset
from briefing.dispatch.schedule import PRESETS
from briefing.dispatch.settings.toml_schema import DispatchForm
from briefing.wording import of
from tests.conftest import ROOT
from tests.docs.pages import DOCS, pages

MOST_ROWS = 40
GLOSSARY = DOCS / "glossary.md"


def keys(form: type[BaseModel]) -> set[str]:
    """A form of settings → the keys that it takes, those of its tables included."""
    found: set[str] = set()
    for name, field in form.model_fields.items():
        inner = {part for part in typing.get_args(field.annotation) if isinstance(part, type)} | {field.annotation}
        forms = [one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)]
        found |= set().union(*map(keys, forms)) if forms else {field.alias or name}
    return found


def test_the_guide_to_mailing_tells_every_key_of_the_dispatch_settings() -> None:
    table = (DOCS / "how-to" / "mailing.md").read_text(encoding="utf-8")
    table = table.partition("## Every key of dispatch.toml")[2].partition("| table | keys |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z_]+)`", table)) == keys(DispatchForm)
    assert set(re.findall(r'`"([a-z-]+)"`', table.split("`preset`")[1].split(")")[0])) == set(PRESETS)


def glossary() -> list[str]:
    """The words that the glossary explains."""
    rows = re.findall(r"^\| ([^|-][^|]*) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)[1:]
    assert len(rows) <= MOST_ROWS
    return [word for row in rows for word in row.split(", ")]


def unused(words: Iterable[str], text: str) -> list[str]:
    """Those of the words that stand nowhere in a text, in the singular or the plural."""
    return [word for word in words if not re.search(rf"\b{re.escape(word.removesuffix('y'))}", text, re.IGNORECASE)]


def test_the_glossary_explains_words_of_users_alone() -> None:
    starter = [path for path in asset("project").rglob("*") if path.suffix in (".toml", ".yaml", ".csv", ".json")]
    files = [
        *starter,
        *(page for page in pages() if page != GLOSSARY),
        ROOT / "assets" / "schemas" / "story.schema.json",
    ]
    texts = [*(path.read_text(encoding="utf-8") for path in files), *of("en").language.phrases.values()]
    assert unused(glossary(), "\n".join(texts)) == []
    assert unused(["edition", "widget factory"], "\n".join(texts)) == ["widget factory"]
