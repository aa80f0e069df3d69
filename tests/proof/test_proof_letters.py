"""A mailed letter: faults made in it one at a time are found, each by its rule, and a good one is silent."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from briefing.assets import asset
from briefing.model.document import Mailing
from briefing.pipeline.build import editions
from briefing.proof.letter_bars import bars_in
from briefing.proof.letter_checks import BARS, FILES, PICTURE
from briefing.proof.proving import Proof, prove
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.letter import picture
from tests.proof.mutations.change import edited

STEM = "example-city.en"
LEDGER = f"{STEM}.ledger.json"
LINK = "https://files.example.org/t/9f3a71c2/"


@pytest.fixture(scope="module")
def mailed() -> dict[str, bytes]:
    """The starter's brief and letter as they leave: the brief attached once and linked once, with a picture."""
    mailing = Mailing(("brief",), {"brief": LINK}, picture=True)
    (made,) = editions(asset("project"), only=["brief", "letter"], mailing=mailing)
    return dict(made.files)


def proof_of(files: dict[str, bytes], *, deep: bool = False) -> Proof:
    outputs = {name: data for name, data in files.items() if name != LEDGER}
    return prove(outputs, (LEDGER, files[LEDGER]), Tables(asset("project")), deep=deep)


def rules(files: dict[str, bytes], suffix: str) -> set[str]:
    """What is found in the file of a suffix."""
    return {one.rule for one in proof_of(files).findings if one.location.file == STEM + suffix}


def of_one_colour(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        out = io.BytesIO()
        Image.new("RGB", opened.size, "#FFFFFF").save(out, "PNG")
    return out.getvalue()


def test_a_good_one_is_silent(mailed: dict[str, bytes]) -> None:
    proof = proof_of(mailed, deep=True)
    assert proof.findings == ()
    assert "numbers drawn in the picture of a letter: in the ledger, but not read from it" in proof.done


ALT = "Slope chart: Library visits rose 37% in four years. Library visits: 1.37-fold; Cycle paths: 2.5-fold."
FAULTS: dict[str, tuple[str, str, Callable[[bytes], bytes]]] = {
    "no alternative text": (".html", PICTURE.id, edited(f' alt="{ALT}"', "")),
    "an empty alternative text": (".html", PICTURE.id, edited(ALT, " ")),
    "a picture of one colour": (".png", PICTURE.id, of_one_colour),
    "half a picture": (".png", "file-unreadable", lambda data: data[: len(data) // 2]),
    "no picture at all": (".png", "file-unreadable", lambda _: b"GIF89a"),
    "another picture": (".png", "edition-changed", lambda data: data + b"\0"),
    "another file named": (".html", FILES.id, edited(f"{STEM}.pdf", f"{STEM}.pptx", 0)),
    "another file named in the plain form": (".txt", FILES.id, edited(f"{STEM}.pdf", f"{STEM}.pptx", 0)),
    "a file of another entity named": (".txt", FILES.id, edited(f"{STEM}.pdf", "example-city-sample-town.en.pdf", 0)),
    "a digit of the alternative text": (".html", "number-untraced", edited("paths: 2.5-fold", "paths: 2.6-fold")),
    "a number of the alternative text": (".html", "number-lost", edited("; Cycle paths: 2.5-fold", "")),
    "a digit of what it shows in the plain form": (".txt", "number-untraced", edited("of the 2019", "of the 2018")),
    "a digit above the picture": (".html", "number-untraced", edited("multiple of the 2019", "multiple of the 2018")),
    "a digit of its source": (".html", "number-untraced", edited("30 Jun 2024.", "30 Jun 2025.")),
    "a digit of an address in the plain form": (".txt", "number-untraced", edited("9f3a71c2", "9f3a71c3")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_by_its_rule(mailed: dict[str, bytes], fault: str) -> None:
    suffix, rule, change = FAULTS[fault]
    before = mailed[STEM + suffix]
    after = change(before)
    assert after != before
    assert rule in rules({**mailed, STEM + suffix: after}, suffix)


def exchanged(data: bytes, one: int, other: int) -> bytes:
    """Two bars in each other's place."""
    text, marked = data.decode(), "{at}"
    for before, after in ((f"{one}px", marked), (f"{other}px", f"{one}px"), (marked, f"{other}px")):
        text = text.replace(f"height:{before};font-size:0", f"height:{after};font-size:0")
    for before, after in ((str(one), marked), (str(other), str(one)), (marked, str(other))):
        text = text.replace(f'<td height="{before}" bgcolor', f'<td height="{after}" bgcolor')
    return text.encode()


BAR_FAULTS: dict[str, Callable[[bytes], bytes]] = {
    "a bar is taller": edited('<td height="59" bgcolor', '<td height="66" bgcolor'),
    "a bar is flatter": edited('<td height="113" bgcolor', '<td height="78" bgcolor'),
    "two bars are exchanged": lambda data: exchanged(data, 59, 78),
    "a bar is gone": edited('class="bar"', 'class="gone"'),
    "an earlier bar is the strong one": lambda data: data.replace(b'class="latest"', b'class="bar"').replace(
        b'class="bar"', b'class="latest"', 1
    ),
}


def test_bars_that_draw_other_values_are_found() -> None:
    (made,) = editions(asset("project"), only=["letter"])
    files, name = dict(made.files), f"{STEM}.html"
    assert re.findall(rb'<td height="(\d+)" bgcolor', files[name]) == [b"97", b"59", b"78", b"113", b"132"]
    assert proof_of(files).findings == ()
    for fault, change in BAR_FAULTS.items():
        after = change(files[name])
        assert after != files[name]
        assert BARS.id in rules({**files, name: after}, ".html"), fault


def test_bars_in_rows_are_compared_with_their_values() -> None:
    rows = "".join(f'<td width="{wide}%"><td height="14" class="bar"></td></td>' for wide in (80, 40, 20))
    found = bars_in(rows)
    assert found is not None
    assert found.draw([4.0, 1.0, 2.0])
    assert not found.draw([4.0, 1.0, 3.0])
    assert bars_in("<td>words</td>") is None


def test_bars_of_values_that_are_millions_apart_are_compared_by_the_longest() -> None:
    lengths = [1] * 40 + [132, 97]  # one pixel shows what is too small to be drawn
    found = bars_in("".join(f'<td class="zero"><td class="bar" height="{tall}"></td></td>' for tall in lengths))
    assert found is not None
    assert found.draw([0.02] * 40 + [4_389_736.8, 3_220_484.1])
    assert not found.draw([0.02] * 40 + [3_220_484.1, 4_389_736.8])


def test_the_last_bar_may_lead_next_to_one_below_zero_which_is_written_after_it() -> None:
    def letter(*leads: int) -> str:
        def row(kind: str, values: list[int]) -> str:
            bars = (f'<td class="{"latest" if at in leads else "bar"}" height="{tall}"></td>' * bool(tall)
                    for at, tall in enumerate(values))  # fmt: skip
            return "".join(f'<td class="{kind}">{bar}</td>' for bar in bars)

        return row("zero", [0, 0, 40, 90]) + row("under", [50, 20, 0, 0])

    values = [-5.0, -2.0, 4.0, 9.0]
    both, wrong = bars_in(letter(1, 3)), bars_in(letter(1))
    assert both is not None
    assert wrong is not None
    assert both.draw(values)
    assert not wrong.draw(values)
    assert wrong.draw(values, named=1)  # the one that the story highlights may lead in its place
    assert not wrong.draw(values, named=2)


def test_no_bar_has_to_lead_where_the_last_value_is_zero() -> None:
    bars = ['<td class="bar" height="80"></td>', '<td class="latest" height="132"></td>', ""]
    found = bars_in("".join(f'<td class="zero">{bar}</td>' for bar in bars))
    assert found is not None
    assert found.draw([8.0, 13.2, 0.0])  # the highest leads, as it has its value over it
    assert not found.draw([8.0, 13.2, 0.1])
    assert not found.draw([8.0, 0.0, 13.2])


def test_a_picture_that_the_edition_lacks_is_found(mailed: dict[str, bytes]) -> None:
    files = {name: data for name, data in mailed.items() if not name.endswith(".png")}
    files[LEDGER] = files[LEDGER].replace(f'"{STEM}.png"'.encode(), b'"other.png"')
    (found,) = [one for one in proof_of(files).findings if one.rule == PICTURE.id]
    assert found.what == f"the edition has no {STEM}.png to show there"


def test_a_letter_in_a_folder_may_name_what_was_not_built() -> None:
    (made,) = editions(asset("project"), only=["letter"])
    assert f"{STEM}.pptx" in made.files[f"{STEM}.txt"].decode()
    assert proof_of(dict(made.files)).findings == ()


def test_a_letter_of_somebody_else_is_asked_for_words_alone() -> None:
    letters = {"a.html": b'<p>a.pdf</p><img src="cid:x" alt="A chart."><img src="cid:y">', "b.png": of_one_colour(PNG)}
    found = [one for one in prove(letters).findings if one.rule in (PICTURE.id, FILES.id)]
    assert [(one.location.file, one.what) for one in found] == [
        ("a.html", "it has no alternative text"),
        ("b.png", "it is of one colour: nothing was drawn"),
    ]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(wide: int, high: int) -> bytes:
    """A PNG of bits, all alike, which packs to nearly nothing."""
    rows = zlib.compress(b"\0" * (high * (1 + (wide + 7) // 8)))
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PNG = png(8, 8)


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    assert picture("a.png", png(4000, 4000)).pages == ()
    for huge in (png(40_000, 1000), png(10_000, 10_000), png(60_000, 6000)):
        with pytest.raises(ValueError, match="pixels"):
            picture("a.png", huge)
