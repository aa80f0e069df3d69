"""The words of direction of a language, as patterns that `compose` applies.

A printed fact is one private-use character in the searched text, so that no pattern needs to know a number.
"""

from __future__ import annotations

from msgspec import Struct


class DirectionWords(Struct, frozen=True):
    """Words that say which way a change went; fragments of regular expressions, in lower case.

    `rises` and `falls` precede a number, with other words between; `rise_near` and `fall_near` directly precede it;
    `rise_after` and `fall_after` directly follow it. `neither` look like one of these and give no direction. `denied`
    ends what precedes a word that is denied or only supposed. `stops` between a word and a number separate them.
    `clause` and `sentence` end a clause and a sentence. `filler` may stand between a near word and the number.
    `subject_words` are those of the words that a verb may follow, as in "the rise was"; after an `article` a word is a
    noun, and a number belongs to it only if it follows directly, or follows what ends with `linked`. A `participle`
    after what ends with `attributive` is an adjective, as in "with increased demand". What ends with `new_clause`
    begins another clause. `better` say that a value meets its target or misses it, whichever side is the better one.
    `needed` makes of a gap what is still to come: above its target a value must fall. `sizes` are names of what is
    below zero and printed by its size: a deficit that falls is a balance that rises. `origin` precedes the level that a
    move began at, `reached` the one that it came to; `reached_words` give the direction themselves, as 增至 does, by 1
    or −1. `above` and `below` compare the level before with the one after. `by` ends what stands between a verb and the
    size of its move, where `by_gap` may precede it; `by_filler` what may stand between a verb and a published rate.
    `to_level` says how a level is written in place of a change. `counts_change` are words of an indicator that counts
    what came or went, as "new members". `still` say that nothing moved, in groups named `still`, `flat` and `zero`,
    with `still_gap` before the number; `hedged` end what takes this back, as "almost". `rates` are what may be
    unchanged itself, as inflation.
    """

    rises: str
    falls: str
    rise_near: str
    fall_near: str
    rise_after: str
    fall_after: str
    neither: str
    denied: str
    stops: str
    clause: str
    sentence: str
    filler: str
    between: str
    origin: str
    reached: str
    above: str
    below: str
    subject_words: str
    needed: str
    sizes: str
    larger: str = ""
    smaller: str = ""
    than: str = ""
    against: str = ""
    article: str = ""
    linked: str = ""
    participle: str = ""
    attributive: str = ""
    new_clause: str = ""
    better: str = ""
    rises_to: str = ""
    falls_to: str = ""
    by: str = ""
    by_gap: str = ""
    by_filler: str = ""
    to_level: str = ""
    counts_change: str = ""
    still: str = ""
    still_gap: str = ""
    hedged: str = ""
    rates: str = ""
    spaced: bool = True
