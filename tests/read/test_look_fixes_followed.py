"""What the message on a theme, a template or its mapping proposes is read when it is followed."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.assets import asset
from briefing.errors import Finding
from briefing.read.report import ALIKE, MOST, Report
from briefing.read.template_folder import template
from briefing.read.theme_file import theme
from tests.following import named
from tests.read.steps import Case, Step, Words, case, follow, found, put, swap
from tests.read.test_template_files import DEFAULT, MACROS, WORD, bare, entities, packed, strict, swollen, typed

THEME, COMPANY, MAP = "own.toml", "company.pptx", "company.layouts.toml"
INK = asset("themes/ink.toml").read_text(encoding="utf-8")
SAVE = "open it in PowerPoint and save it as PowerPoint Presentation (<>)"


def theme_of(project: Path) -> object:
    return theme(project / THEME)


def template_of(project: Path) -> object:
    (path,) = (path for path in project.iterdir() if path.suffix in (".pptx", ".potx", ".ppt"))
    return template(path)


def line(start: str) -> str:
    """The line of the theme that begins so."""
    return next(text for text in INK.splitlines() if text.startswith(start))


ACCENT, GLYPH = line("accent"), 'glyph = "'
THEME_CASES = [
    case(swap(THEME, ACCENT, 'accent = "blue"'), (f"{THEME}, line", "'blue' has not the right form",
         "write a colour by six digits, 0 to 9 and A to F, as <>"),
         swap(THEME, 'accent = "blue"', 'accent = "<0>"')),
    case(swap(THEME, ACCENT, "accent = 3"), (f"{THEME}, line", "3 is not text", "put it in quotation marks"),
         swap(THEME, "accent = 3", ACCENT)),
    case(swap(THEME, ACCENT, ACCENT.replace("accent", "acent")), (f"{THEME}, line", "the key 'acent' is unknown",
         "did you mean '<>'?"), swap(THEME, "acent", "<0>")),
    case(swap(THEME, f"{ACCENT}\n", ""), (f"{THEME}, line", "'accent' is missing", "add <>"),
         lambda project, words: swap(THEME, "[light]\n", f"[light]\n{ACCENT.replace('accent', words[0], 1)}\n")(
             project, words)),
    case(swap(THEME, line("name"), f'{line("name")}\nground = "grey"'), (f"{THEME}, line",
         "'grey' may not stand here", "one of: <>, <>"), swap(THEME, '"grey"', '"<0>"'),
         swap(THEME, '"grey"', '"<1>"')),
    case(swap(THEME, GLYPH, f"{GLYPH}abc"), (f"{THEME}, line", "has more than 2 characters",
         "shorten it to <>"), swap(THEME, f"{GLYPH}abc", GLYPH)),
]  # fmt: skip


def saved() -> Step:
    """What an office program does that saves the file as what a fix names."""
    return put("company<0>", packed())


def twice(project: Path, words: Words) -> None:
    """A file that holds two parts of one name."""
    with warnings.catch_warnings(), zipfile.ZipFile(project / COMPANY, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("_rels/.rels", archive.read("_rels/.rels"))


def company(change: Callable[[dict[str, bytes]], None]) -> Step:
    return put(COMPANY, packed(change))


def mapping(text: str) -> Step:
    return put(MAP, text)


def test_a_mismatch_of_every_row_is_gone_once_all_are_mended() -> None:
    """Of alike ones five are listed, and the last says how many more there are."""
    report = Report()
    for row in range(2, 10):
        report.add(f"a.csv, line {row}, column value", "'x' is not a number", "write 1")
    (*listed, last) = found(Path(), lambda _: report.stop_if_any())
    assert (len(listed), last.where) == (ALIKE, "a.csv, column value")
    (more,) = named("'x' is not a number, in <> more lines too", last.what)
    assert len(listed) + int(more) == len(report)


def test_the_mismatches_that_are_not_listed_come_once_those_above_are_mended() -> None:
    """As many as a message counts are found in the next round."""

    def collected(first: int) -> tuple[Finding, ...]:
        report = Report()
        for row in range(first, MOST + 4):
            report.add(f"a.csv, line {row}", f"{row} is wrong", "write 1")
        return found(Path(), lambda _: report.stop_if_any())

    (*listed, last) = collected(0)
    (count,) = named("and <> more mismatches", last.what)
    assert last.fix == "correct those above first"
    assert len(collected(len(listed))) == int(count)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEMPLATE_CASES = [
    case(put(COMPANY, OLD), (COMPANY, "the file is encrypted, or of the old format .ppt",
         f"remove its password in PowerPoint, or {SAVE}"), saved()),
    case(put(COMPANY, b"text"), (COMPANY, "its zip cannot be read", SAVE), saved()),
    case(company(bare), (COMPANY, "the file is a zip, but no presentation", SAVE), saved()),
    case(company(typed(WORD)), (COMPANY, "the file is no presentation", "give a <> or a <>"), saved()),
    case(company(typed(MACROS)), (COMPANY, "the file is no template for a deck: it holds macros", SAVE), saved()),
    case(company(strict), (COMPANY, "the file is in the strict form of Open XML", SAVE), saved()),
    case(company(entities), (f"{COMPANY}, ppt/theme/theme1.xml", "its XML declares entities", SAVE), saved()),
    case(twice, (COMPANY, "the file holds two parts of one name", SAVE), saved()),
    case(company(swollen), (COMPANY, "the file would unpack to", "give a template without large media; …"),
         put(COMPANY, packed())),
    case(mapping("[cover]\nlayuot = 'x'\n"), (f"{MAP}, line 2, cover.layuot", "the key 'layuot' is unknown",
         "did you mean '<>'?"), swap(MAP, "layuot", "<0>")),
    case(mapping("[cover]\nground = 'grey'\n"), (f"{MAP}, line 2, cover.ground", "'grey' may not stand here",
         "one of: <>, <>"), swap(MAP, "grey", "<0>"), swap(MAP, "grey", "<1>")),
    case(mapping("[cover]\nbody = [1, 2, 3, 0]\n"), (f"{MAP}, line 2, cover.body", "a width or a height is not above",
         "give x, y, width and height"), swap(MAP, "3, 0]", "3, 4]")),
    case(mapping("[cover]\nbody = [1, 2, 3, 9000]\n"), (f"{MAP}, line 2, cover.body", "9000 is too large",
         "write <> or less"), swap(MAP, "9000", "<0>")),
    case(mapping("[colours]\naccnt = 'accent1'\n"), (f"{MAP}, line 2, colours.accnt", "there is no colour 'accnt'",
         "known: <>, …"), swap(MAP, "accnt", "<0>")),
    case(mapping("[colours]\naccent = 'accent11'\n"), (f"{MAP}, line 2, colours.accent", "there is no slot 'accent11'",
         "known: <>, …"), swap(MAP, "accent11", "<0>")),
]  # fmt: skip


@pytest.mark.parametrize("one", THEME_CASES, ids=lambda one: one.name)
def test_the_fix_of_a_theme_works_when_it_is_followed(one: Case, tmp_path: Path) -> None:
    right = tmp_path / "right"
    right.mkdir()
    (right / THEME).write_text(INK, encoding="utf-8")
    follow(one, right, tmp_path, theme_of)


@pytest.mark.parametrize("one", TEMPLATE_CASES, ids=lambda one: one.name)
def test_the_fix_of_a_template_works_when_it_is_followed(one: Case, tmp_path: Path) -> None:
    right = tmp_path / "right"
    right.mkdir()
    (right / COMPANY).write_bytes(DEFAULT.read_bytes())
    follow(one, right, tmp_path, template_of)
