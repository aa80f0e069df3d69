"""What a language brings for reading what an author wrote: words of direction. Patterns only; `compose` applies them.

A printed fact stands in the searched text as one sign of private use, so that no pattern needs to know a number.
"""

from __future__ import annotations

from msgspec import Struct


class DirectionWords(Struct, frozen=True):
    """Words that say which way a change went; fragments of regular expressions, in small letters.

    `rises` and `falls` go before a number, with other words between; `rise_near` and `fall_near` go directly before it;
    `rise_after` and `fall_after` directly behind it. `neither` look like one of these and say no direction. `denied`
    ends what stands before a word that is denied or only supposed. `stops` between a word and a number part them.
    `clause` and `sentence` end a clause and a sentence. `filler` may stand between a near word and the number.
    `nouns` are those of the words that a verb may follow, as in "the rise was"; behind an `article` one is a noun, and
    a number is its own only directly behind it or behind what ends with `linked`. A `participle` behind what ends with
    `attributive` is an adjective, as in "with increased demand". What ends with `anew` begins another clause.
    `better` say that a value meets its aim or misses it, whichever side is the better one.
    `needed` makes of a gap what is still to come: above its aim a value must fall. `sizes` are names of what is below
    zero and told by its size: a deficit that falls is a balance that rises.
    `origin` goes before the level that a move began at, `reached` before the one that it came to; `reached_words` says
    the direction itself, as 增至 does, by 1 or −1. `above` and `below` compare the level before with the one behind.
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
    nouns: str
    needed: str
    sizes: str
    article: str = ""
    linked: str = ""
    participle: str = ""
    attributive: str = ""
    anew: str = ""
    better: str = ""
    rises_to: str = ""
    falls_to: str = ""
    spaced: bool = True
