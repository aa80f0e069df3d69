"""English patterns of years and places: "in 2021", "from 2014 to 2023", "Kenya emitted"."""

from __future__ import annotations

from typing import Final

from briefing.wording.context_words import CHANGE, LEVEL, PLACE, YEAR, ContextWords

_LEVEL, _CHANGE, _PLACE, _YEAR = f"[{LEVEL}]", f"[{CHANGE}]", f"[{PLACE}]", f"[{YEAR}]"
_NUMBER: Final = f"[{LEVEL}{CHANGE}]"
# Words behind which a year is that of something else.
_LATER = (
    "set|planned|published|expected|forecast|promised|aims?|targets?|since|from|than|after|before|until|till|against"
    "|compared|versus|that|which|who|when|where|while|whereas|but|or|now|today|later|then|like|unlike|without|if|never"
    "|nor|yet|behind|short|beyond"
)
# Those that may stand between "in 2021" and its number, but not between a number and "in 2021".
_VERBS = "was|were|is|are|be|been|has|had|have|as|to|over|above|below|with|no|not|and|by"
_FREE = rf"[^{LEVEL}{CHANGE}{YEAR}.,;:!?()\[\]–—\x01]"
_BEHIND = rf"(?:(?!\b(?:{_LATER}|{_VERBS})\b){_FREE})"
_BEFORE = rf"(?:(?!\b(?:{_LATER})\b){_FREE})"
_IN = r"(?:in|during|at (?:the )?end of|at the close of|as of)\s+(?:(?:early|late|the year)\s+)?"
# What makes a year of something else, as in "in 2015 prices".
_NAMED = (
    r"(?!\s+(?:prices?|dollars?|euros?|pounds?|francs?|yuan|yen|money|values?|terms|exchange|census|plan|edition|report"
    r"|survey|ranking|list|law|act|base|basis|levels?|budget|season|definition|standards?)\b|[’'\w])"
)
_JOINED = r"(?:\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+)"
_YEARS = rf"{_YEAR}(?:{_JOINED}{_YEAR})*"
_START = r"(?:^\s*|[.;:,!?(–—\x01]\s*|\b(?:and|but)\s+)"
_SPAN = (
    rf"(?:(?:from|between)\s+(?P<first>{_YEAR})\s+(?:to|and|until)"
    rf"|(?:(?:in|over|during)\s+)?(?P<first2>{_YEAR})\s?[–—-])\s?(?P<last>{_YEAR})"
)
_BASE = r"since|on|above|below|from|compared with|(?:(?:more|fewer|less|higher|lower)\s+)?than\s+in"
_STOOD = "was|were|is|are|stood at|stands at|came to|amounted to|totalled|reached|are known only as|is known only as"
# Words by which a change is that of a shorter time.
_PACE = r"slow\w*|eas\w+|accelerat\w+|quicken\w*|pace|rate|growth|to|last|latest|year|month|then|recent\w*|only"
# Words that tell a number of another place than the one before them.
_ELSEWHERE = (
    "than|like|unlike|compared|against|versus|with|without|while|whereas|but|if|not|never|no|nor|yet|to|from|behind|below"
    "|above|over|short|beyond|reach(?:es|ed)?|miss(?:es|ed)?|trail(?:s|ed)?|lag(?:s|ged)?|beat(?:s|en)?|exceed(?:s|ed)?"
    "|outpaced?|passe[sd]|after|before|as|which|that|who|where|neighbou?rs?|by|whose|since|until"
)
_ABOUT = rf"(?:(?!\b(?:{_ELSEWHERE})\b|n[’']t\b)[^{LEVEL}{CHANGE}{PLACE}.;:!?()\[\]–—\x01])"
_UNIT = rf"(?:(?!\b(?:{_LATER}|{_VERBS}|in)\b)[^{LEVEL}{CHANGE}{YEAR}{PLACE}.,;:!?()\[\]–—\x01])"
_PLACES = rf"{_PLACE}(?:{_JOINED}{_PLACE})*"
# What may stand between a change and the level that it leads to.
_ON_THE_WAY = (
    rf"(?:(?!\b(?:from|than|against|compared|relative|opposed|contrast|close|equal|due|owing|thanks|according|while|whereas"
    rf"|but|where|which|until|up|next|to)\b)[^{LEVEL}{CHANGE}{YEAR}{PLACE}.;:!?()\[\]–—\x01])"
)

# Numbers in a row, each with a unit; and what may stand between them and the places or years that they are of.
_ROW = (
    rf"{_NUMBER}%?{_UNIT}{{0,25}}?(?:{_JOINED}(?:(?:by|to|at|for)\s+)?{_NUMBER}%?{_UNIT}{{0,25}}?)+"
    rf"(?!{_UNIT}{{0,25}}{_JOINED}{_NUMBER})"
)
_ASIDE = (
    r"(?!\b(?:than|unlike|like|compared|against|versus|while|whereas|but|not|never|nor|neither|revers\w+|other way"
    r"|behind|ahead|trail\w*|passe[sd]|overt[ao]\w+|beat\w*|both|together|each)\b|n[’']t\b)"
)
_BETWEEN = rf"(?:{_ASIDE}[^{LEVEL}{CHANGE}{PLACE}.;!?()\[\]–—\x01])"
_BETWEEN_YEARS = rf"(?:{_ASIDE}[^{LEVEL}{CHANGE}{YEAR}.;!?()\[\]–—\x01])"
_PLACE_ROW = rf"{_PLACE}(?:{_JOINED}(?:in\s+)?{_PLACE})+"
_YEAR_ROW = rf"{_YEAR}(?:{_JOINED}(?:in\s+)?{_YEAR})+{_NAMED}"

WORDS = ContextWords(
    times=(
        rf"(?P<m>{_CHANGE}){_BEHIND}{{0,30}}?\s*,?\s*{_SPAN}",
        rf"(?P<m>{_CHANGE}){_BEHIND}{{0,20}}?\s+(?:{_BASE})\s+(?P<base>{_YEAR}){_NAMED}(?!\s*(?:to\b|[–—-]))",
        rf"(?P<m>{_NUMBER}(?:{_JOINED}{_NUMBER})*){_BEHIND}{{0,45}}?\s+{_IN}(?P<at>{_YEARS}){_NAMED}(?!\s*[–—-]|\s+to\s+{_YEAR})",
        rf"(?P<m>{_LEVEL}){_BEHIND}{{0,30}}?\s*\((?:{_IN})?(?P<at>{_YEAR})\)",
        rf"(?P<m>{_LEVEL})%?\s+of\s+(?P<at>{_YEAR}){_NAMED}",
        rf"{_START}{_SPAN}\s*,?\s+(?:(?!\b(?:{_LATER})\b)[^{LEVEL}{CHANGE}{YEAR}.;:!?\x01]){{0,70}}?(?P<m>{_CHANGE})",
        rf"{_START}{_IN}(?P<at>{_YEAR}){_NAMED}\s*,?\s+{_BEFORE}{{0,70}}?(?P<m>{_NUMBER})",
        rf"(?:^|[;,\x01])\s*(?P<at>{_YEAR}):\s*(?P<m>{_LEVEL})",
        rf"\b{_IN}(?P<at>{_YEAR}){_NAMED}(?::\s+(?:\w+\s+)?|\s+(?:{_STOOD})\s+(?:{_BEFORE}{{0,12}}\s)?)(?P<m>{_LEVEL})",
        rf"{_START}since\s+(?P<base>{_YEAR}){_NAMED}\s*,?\s+(?:(?!\b(?:{_LATER}|{_PACE})\b){_FREE}){{0,50}}?(?P<m>{_CHANGE})",
    ),
    places=(
        rf"(?P<m>{_NUMBER})%?{_UNIT}{{0,30}}?\s+in\s+(?P<p>{_PLACES})(?![’'])",
        rf"{_START}(?:{_IN}{_YEAR}\s*,?\s+)?(?:in\s+)?(?P<p>{_PLACES})(?:\s*,)?"
        rf"(?P<own>[’'](?:s\b)?{_ABOUT}{{0,70}}?|\s*[:(]\s*|\s{_ABOUT}{{0,70}}?)(?P<m>{_NUMBER})",
    ),
    parts=r"[.;:!?,]\s|\s(?:and|but|while|whereas|though|although|as)\s|\x01|\s[–—]\s|—",
    clause=r"[.;:!?]\s|\x01|\s[–—]\s|—",
    general=(
        "rates?|numbers?|totals?|levels?|annual|yearly|averages?|mean|values?|shares?|index|indices|all|other|with|from"
        "|their"
    ),
    cut=r"\s*[(,:]|\s(?:per|in|at|by|for)\s",
    at_large=r"\b(?:indicators?|measures?|every|each|none|nothing|neither|both|others?|everything|all|any)\b",
    moved=(
        "rose|rises?|risen|grew|grows?|grown|increase[ds]?|fell|falls?|fallen|shrank|shrinks?|shrunk|decrease[ds]?"
        "|decline[ds]?|drop(?:ped|s)?"
    ),
    percent=r"\s?(?:%|％|per ?cent\b)(?!\s*points?)",
    points=r"\s?(?:(?:percentage|%)[ -]points?\b|pp\b)",
    supposed=(
        r"\b(?:to|will|would|may|might|can|could|should|shall|must|if|when|whether|unless|until|let|needs?|expected|once|where)\b"
    ),
    timed=(
        r"\b(?:first|then|before|until|till|once|early|earlier|later|late|after|since|when|during|peak\w*|initially|briefly"
        r"|sometimes|again|now|still|month|months|quarter|quarters|week|weeks|winter|summer|spring|autumn|recent\w*|long"
        r"|first|second|third|half|decade|years|faster|slower)\b"
    ),
    turned=(
        r"\b(?:growth|rates?|shares?|prices?|costs?|per|pace|number|gap|target|aim|rank|ranking|that|who|which|whose|than|from|by"
        r"|rise|fall|increase|decrease|decline|whose)\b"
    ),
    heads=r"\b(?:of|in|for|on|per|by|with|to)\s+(?:(?:the|all|its|our)\s+)*(?:\w+\s+)?$",
    joined=_JOINED,
    sentence=r"[.;!?…]\s|[.;!?…]$|\x01",
    partly=(
        r"\b(?:end|ends|ended|ending|close|closed|start|started|beginning|began|opening|mid|middle|early|late|later|first"
        r"|last|latest|newest|high|higher|highest|low|lower|lowest|peak\w*|trough\w*|record|reach\w*|hit|hits|touch\w*"
        r"|climbed|rose|risen|fell|fallen|dropped|dipped|jumped|went|once|at times|day|week|months?|quarters?|half"
        r"|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november"
        r"|december)\b"
    ),
    under=r"\b(?:below|under|(?:less|fewer|lower|no more|not more) than|at most|up to)\s+$",
    over=r"\b(?:above|over|exceed(?:s|ed|ing)?|(?<!no )(?<!not )(?:more|higher|greater) than|at least|beyond)\s+$",
    refusing=r"(?:\b(?:not|never|neither|no longer|nor|without)|n[’']t)(?:\s+\w+)?\s+$",
    only=rf"\bonly\s+(?:(?:in|the)\s+)*(?P<p>{_PLACES})(?![’'])|(?P<alone>{_PLACES})\s+alone\b",
    compared=rf"\b(?:{_ELSEWHERE})\s+(?:(?:in|of|those? of|that of|the)\s+)*$",
    named_before=r"(?<=[a-z,]\s)[A-Z][a-z][\w’'-]*\s+(?:(?:of|for|de|di|du)\s+)?$",
    named_behind=r"^(?:\s+(?:and\s+)?[A-Z]|-\w|\s*&)",
    arrivals=(
        rf"(?P<m>{_CHANGE}){_ON_THE_WAY}{{0,40}}?(?:\s+from\s+(?P<first>{_LEVEL}){_UNIT}{{0,40}}?)?,?\s+"
        rf"(?:to|reaching|and (?:stands?|stood) (?:now )?at)\s+(?:[a-z]+\s+){{0,2}}?(?P<last>{_LEVEL})",
        rf"from\s+(?P<first>{_LEVEL}){_UNIT}{{0,40}}?\s+to\s+(?P<last>{_LEVEL}){_UNIT}{{0,40}}?"
        rf"\s*(?:,\s*(?:or|which is|that is|i\.e\.)?|\()\s*(?:an? \w+ of )?(?P<m>{_CHANGE})",
    ),
    rows=(
        rf"(?P<p>{_PLACE_ROW}){_BETWEEN}{{0,80}}?(?:\(\s*)?(?P<m>{_ROW})",
        rf"(?P<m>{_ROW}){_BETWEEN}{{0,60}}?(?:\(|\b(?:in|for|of|at|to|by|on)\s+(?:the\s+)?)(?P<p>{_PLACE_ROW})",
        rf"(?P<at>{_YEAR_ROW}){_BETWEEN_YEARS}{{0,80}}?(?:\(\s*)?(?P<m>{_ROW})",
        rf"(?P<m>{_ROW}){_BETWEEN_YEARS}{{0,60}}?(?:\(|\b{_IN})(?P<at>{_YEAR_ROW})",
    ),
)
