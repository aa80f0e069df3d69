"""English number words and superlatives are looked for only where a word stands that one of them needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.wording import number_words_en, superlatives_en
from briefing.wording.number_words_en import CARDINALS, CLAIMS, ORDINALS, PORTIONS
from briefing.wording.superlatives_en import superlatives

_WORDS = (
    *CARDINALS, *ORDINALS, "thirteen", "fifty", "doubled", "twice", "halving", "half", "third", "thirds",
    "quarters", "dozen", "hundred", "million", "dozens", "hundreds", "twofold", "3-fold", "many-fold", "fold",
    "nearly", "almost", "all", "every", "most", "majority", "none", "the", "only", "one", "a", "of", "its",
    "regions", "town", "rose", "times", "as", "more", "tens", "mark", "top", "highest", "lowest", "record",
    "all-time", "high", "than", "ever", "any", "year", "never", "before", "not", "since", "2014", "least",
    "fewest", "fastest", "lost", "was", "volatile", "in", "so", "low",
)  # fmt: skip
_texts = st.builds(
    lambda words, joint: joint.join(words), st.lists(st.sampled_from(_WORDS), max_size=7), st.sampled_from([" ", "-"])
)


@given(_texts | _texts.map(str.upper))
def test_no_number_word_is_missed(text: str) -> None:
    if CLAIMS.search(text) or PORTIONS.search(text):
        assert number_words_en.may_claim(text)


@given(_texts | _texts.map(str.upper))
def test_no_superlative_is_missed(text: str) -> None:
    if superlatives_en.FOUND.search(text):
        assert superlatives_en.may_claim(text)


def test_most_texts_need_no_search() -> None:
    assert not number_words_en.may_claim("Patents rose to 262.9 for 10,000 residents")
    assert not superlatives_en.may_claim("Patents rose to 262.9 for 10,000 residents")
    assert not list(superlatives("Patents rose"))
