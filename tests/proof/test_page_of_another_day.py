"""A page of another day, which shares all but its date with the page that it was made from."""

from hashlib import sha256

from briefing.proof.parsed_file import Element, Page, ParsedFile, Role, Run


def page(date: str, *, notes: str = "Ferries") -> Page:
    texts: dict[Role, str] = {"title": "Harbour dues", "body": notes, "date": date, "number": "3"}
    return Page(3, 960.0, 540.0, tuple(Element(role, role, paragraphs=((Run(text),),)) for role, text in texts.items()))


def test_a_page_with_another_date_is_what_it_would_be_if_it_were_read() -> None:
    first, read = page("1 March 2024"), page("2 March 2024")
    made = first.replaced(2, read.elements[2])
    assert made == read
    for kind in ("undated", "look", "body", "furniture"):
        assert getattr(made, kind) == getattr(read, kind)
        assert getattr(made, kind).digest == getattr(read, kind).digest
    assert made.digest == read.digest != first.digest


def test_days_share_what_is_without_their_date() -> None:
    first = page("1 March 2024")
    made = first.replaced(2, page("2 March 2024").elements[2])
    assert made.body is first.body
    assert made.undated is first.undated
    assert made.furniture != first.furniture


def test_a_page_with_another_body_shares_nothing() -> None:
    first, other = page("1 March 2024"), page("1 March 2024", notes="Barges")
    made = first.replaced(1, other.elements[1])
    assert made.body == other.body != first.body
    assert made.undated.digest == other.undated.digest != first.undated.digest


def test_a_page_without_a_date_is_its_own_undated_page() -> None:
    bare = Page(1, 960.0, 540.0, (Element("body", "Body", paragraphs=((Run("Barges"),),)),))
    assert bare.undated is bare
    assert bare.look is bare
    assert bare.body is bare


def test_a_page_has_the_digest_of_its_body_and_of_its_furniture_where_this_stands() -> None:
    first = page("1 March 2024")
    title, body, date, number = first.elements
    others = [(title, date, body, number), (title, body, number, date), (title, body, date), (title, body)]
    pages = [first, first.body, first.look, *(Page(3, 960.0, 540.0, one) for one in others)]
    assert len({one.digest for one in pages}) == len({*map(str, pages)}) == len(pages) - 1  # the last is the body
    assert first.look.body is first.undated.body is first.body


def test_pages_that_differ_outside_their_elements_have_other_digests() -> None:
    first = page("1 March 2024")
    assert Page(4, 960.0, 540.0, first.elements).digest != first.digest
    assert Page(3, 960.0, 540.0, first.elements, ("Notes",)).digest != first.digest


def test_files_inside_that_are_others_have_their_own_digests() -> None:
    for inside in ({"facts.json": b"Barges"}, {"facts.json": b"Ferries"}, {}, {"other.csv": b"Ferries"}):
        parsed = ParsedFile("b.pdf", "brief", b"", attached=inside)
        assert parsed.attached_digests == {name: sha256(data).digest() for name, data in inside.items()}
