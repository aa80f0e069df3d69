"""An archive of deflated files is the one that `zipfile` writes, and tells nothing of its day or system."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from briefing.reuse import STORE, from_nothing
from briefing.zip_bytes import archive, member, without_clock

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9).map(lambda name: f"a/{name}.x")
contents = st.binary(max_size=40) | st.binary(min_size=1, max_size=40).map(lambda content: content * 99)


@given(st.dictionaries(names, contents, max_size=4))
def test_an_archive_has_the_bytes_that_zipfile_writes(files: dict[str, bytes]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as usual:
        for name, content in files.items():
            usual.writestr(name, content)
    expected = without_clock(target)
    assert archive(member(name, content) for name, content in files.items()) == expected
    with from_nothing():
        assert archive(member(name, content) for name, content in files.items()) == expected


def test_content_that_was_deflated_before_is_not_deflated_again() -> None:
    STORE.clear()
    long = [b"one" * 999, b"other" * 999]
    made = [archive([member("a", content)]) for content in (*long, *long)]
    assert made[:2] == made[2:]
    assert (STORE.misses["deflated"], STORE.hits["deflated"]) == (2, 2)
