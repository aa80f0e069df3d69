"""Where a word may be divided, by Frank Liang's patterns for its language."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from briefing import cache


@lru_cache(4)
def load_patterns(lang: str) -> object:
    """Return pyphen's patterns for a language, or those of English."""
    import pyphen  # type: ignore[import-untyped]  # most words are divided by the cache, without it

    return pyphen.Pyphen(lang=pyphen.language_fallback(lang) or "en_US", left=3, right=3)


@lru_cache(4096)
def hyphenation_points(word: str, lang: str) -> tuple[int, ...]:
    """The places in a word after which a hyphen may stand; none in what is no word."""
    if not word.isalpha():
        return ()
    entry = cache.key("syllables", lang, word)  # a text has few words that may be divided, and patterns load slowly
    stored = cache.load(entry)
    if stored is None:
        stored = msgspec.json.encode([int(at) for at in load_patterns(lang).positions(word)])  # type: ignore[attr-defined]
        cache.store(entry, stored)
    return msgspec.json.decode(stored, type=tuple[int, ...])
