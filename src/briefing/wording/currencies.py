"""Signs of money and the words that units have for them, in the languages of datasets."""

from __future__ import annotations

import re
from typing import Final

# A sign or a word as it stands beside a number → what a unit of that money holds.
CURRENCIES: Final[dict[str, re.Pattern[str]]] = {
    key: re.compile(pattern, re.IGNORECASE)
    for key, pattern in {
        "$": r"\$|dollars?\b|\b(?:usd|aud|cad|nzd|sgd|hkd)\b|美元|港元|澳元|加元",
        "€": r"€|euros?\b|\beur\b|欧元",
        "£": r"£|pounds?\b|\bgbp\b|sterling|英镑",
        "¥": r"[¥￥]|yuan\b|\byen\b|\b(?:cny|rmb|jpy)\b|renminbi|(?<![美欧日港澳加])元|日元|円",
    }.items()
}


def money_of(words: str) -> frozenset[str]:
    """Return the signs of money in a unit or in the words next to a number; of "yen per dollar" those before "per"."""
    unit = re.split(r"\bper\b|/|\bto the\b", words, maxsplit=1)[0]
    return frozenset(sign for sign, pattern in CURRENCIES.items() if pattern.search(unit))
