"""English words of direction, as authors write them."""

from __future__ import annotations

from briefing.wording.direction_words import DirectionWords

_BY = r"(?=\s[^\x01]*\bby\b)"  # of a verb with an object: "cut exports by"
_UP = (
    "rose|rises?|risen|grew|grows?|grown|increase[ds]?|gain(?:ed|s)?|climb(?:ed|s)?|jump(?:ed|s)?|surge[ds]?"
    "|soar(?:ed|s)?|rebound(?:ed|s)?|expand(?:ed|s)?|recover(?:ed|s)?|swell(?:ed|s)?|swollen"
    rf"|(?:raise[ds]?|lift(?:ed|s)?|boost(?:ed|s)?){_BY}"
)
_DOWN = (
    "fell|falls?|fallen|shrank|shrinks?|shrunk|decrease[ds]?|drop(?:ped|s)?|decline[ds]?|lost|loses?|slip(?:ped|s)?"
    "|slid|slides?|plunge[ds]?|sank|sinks?|plummet(?:ed|s)?|dwindle[ds]?|contracted|diminish(?:ed|es)?|tumble[ds]?"
    "|retreat(?:ed|s)?|dip(?:ped|s)?|eased|eases|collapsed?|crashed|shed|sheds"
    rf"|(?:lower(?:ed|s)|cut|cuts|reduce[ds]?|depress(?:ed|es)){_BY}"
)

_ABOUT = (
    r"(?:\s+(?:about|some|around|nearly|almost|over|under|roughly|only|just|another|at least|at most|more than"
    r"|exactly))*"
)
_TIME = (
    r"(?:\s+(?:in|over|during|on|from|between|since)\s+(?:the\s+|that\s+)?(?:\u00a4|year|period)"
    r"(?:\s*(?:to|and|until|–|-)\s*\u00a4)?)*"
)

WORDS = DirectionWords(
    rises=_UP,
    falls=_DOWN,
    rise_near="up|(?:higher|more)(?= by)|rising|growing|increasing|gaining|climbing|growth of|surging|soaring",
    fall_near=(
        "down|(?:lower|fewer|less)(?= by)|falling|shrinking|decreasing|losing|dropping|declining|loss of|sinking"
        "|plunging|cut by|reduced by"
    ),
    rise_after="more|higher|above|up|rise|increase|gain|growth|jump|surge|greater|larger|ahead of",
    fall_after="fewer|less|lower|below|down|fall|decrease|drop|decline|loss|reduction|smaller|short of|behind",
    neither="ups? and downs?|rise and fall|rises? or falls?|up or down|more or less|up[ -]to[ -]date",
    denied=(
        r"\bnot(?! only)|n[’']t|\bnever|\bno longer|\bneither|\bnor|\bwithout|\brather than|\binstead of|\bif|\bwhether"
        r"|\bwould(?: have)?|\bcould(?: have)?|\bshould|\bmay(?: have)?|\bmight(?: have)?|\bno|\bnone"
    ),
    stops=(
        "was|were|is|are|be|been|stood|stands?|reached|reach|had|has|have|came|totalled|amounted|remained|stayed|while|but"
        "|whereas|although|though|against|compared|versus|than|who|which|that|when|where|because"
        "|(?<!much )(?<!many )as(?! much| many)"
    ),
    clause=r"[.;:!?…]\s|[.;:!?…]$|\s[–—]\s|—|[()\[\]\x01]",
    sentence=r"[.;!?…]\s|[.;!?…]$|\x01",
    filler=(
        r"(?:\s+(?:by|of|about|some|around|nearly|almost|over|under|roughly|only|just|another|a|an|at|least|most|more|less|than"
        r"|exactly|further|well|as much as|as many as))*\s*"
    ),
    between=r"(?:\s+(?:a|per|each|in|all|year|percentage|points?|some|full))*\s*",
    origin=r"from(?:\s+[\w’'-]+){0,3}\s*",
    reached=r"to(?:\s+(?:about|some|around|nearly|almost|over|just|only|its|a|an|the|at|least|most|more|than))*\s*",
    above=r"above|higher than",
    larger="more|higher|larger|greater|longer|bigger",
    smaller="fewer|less|lower|smaller|shorter",
    than="than",
    against=r"against|versus|vs\.?|compared with|compared to",
    subject_words="rise|fall|increase|decrease|drop|decline|gain|loss|jump|surge",
    needed=r"\b(?:must|needs?|needed|requires?|required|ha(?:s|ve) to|lacks?|missing)\b",
    sizes=r"\b(?:deficits?|shortfalls?|loss(?:es)?|gaps?)\b",
    article=r"\b(?:the|an?|this|that|these|its|their|[\w’']+s[’']|[\w]+[’']s|sharp|steep|slight|strong|further|small|big)\s+$",
    linked=r"\b(?:was|were|is|are|been|of|by|to|reached|came|totall?ed|amounted|amounts|averaged|exceeded)\b(?:\s+to\b)?",
    participle="increased|decreased|reduced|declined|expanded|raised|lowered|lost|fallen|shrunk|grown|risen",
    attributive=(
        r"(?:^|\b(?:with|of|from|despite|the|an?|for|to|its|their|under|through|after|by|on|at|in|more|any)\s)\s*$"
    ),
    better="ahead of|short of|behind",
    new_clause=r"(?:^|[\s,])(?:and|so|yet)\s*$",
    below=r"below|lower than",
    by=rf"\s+by(?:\s+as (?:much|many) as)?{_ABOUT}\s+",
    by_gap=r"(?:\s+(?:\u00a4|in|over|during|from|to|between|and|on|since|the|that|last|year|again|overall|further|each))*,?",
    by_filler=rf"{_ABOUT}\s+",
    to_level="for a level write 'to' in place of 'by'",
    counts_change=(
        r"\b(?:new|net|added|additional|additions?|changes?|increases?|decreases?|growth|gains?|loss(?:es)?|lost|balance"
        r"|migration|surplus|deficit|hires?|hired|hirings|arrivals?|births?|deaths?|inflows?|outflows?|differences?|rises?"
        r"|falls?|declines?|cuts?|reductions?|savings?|joined|left|created|built|completed|completions|installations?)\b"
    ),
    still=(
        r"(?P<still>unchanged|no change|(?:did|has|have|had) not (?:changed?|moved?))"
        r"|\b(?:was|were|is|are|been|remain(?:ed|s)?|stay(?:ed|s)?|stood|held|ran|moved)\s+(?P<flat>flat)"
        r"|(?P<zero>(?:\b(?:stable|steady|flat)\s+)?\bat zero|\bzero (?:growth|inflation))"
    ),
    still_gap=rf"{_TIME}\s*(?:[:(–—]\s*)?(?:\b(?:at|by|with){_ABOUT}\s+)?",
    hedged=(
        r"\b(?:almost|nearly|broadly|largely|little|roughly|virtually|practically|essentially|mostly|more or less"
        r"|fairly|relatively|about|close to|approximately|all but|statistically|otherwise)"
    ),
    rates=r"\b(?:inflation|growth|rates?|pace|changes?|increases?|decreases?|rise|fall|decline)\b",
)
