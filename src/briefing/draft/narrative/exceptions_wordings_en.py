"""English wordings of what is true of all places or indicators, or of all but a few."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "all_but": {
        "title": (
            "<Label> [rose|fell] in <holding> of <places> <things>, but not in <others>",
            "All but <others>: <label> [rose|fell] in <holding> of <places> <things>",
            "<holding> of <places> <things> saw <label> [rise|fall]; <others> did not",
        ),
        "point": (
            "**<holding> of <places> <things>.** <Label> [rose|fell] there, but not in <others>.",
            "**Not in <others>.** <Label> [rose|fell] in <holding> of <places> <things>.",
            "**Unlike the rest.** While <holding> of <places> <things> saw <label> [rise|fall], <others> did not.",
        ),
        "sentence": (
            "<Label> [rose|fell] in <holding> of <places> <things>, but not in <others>.",
            "Of <places> <things>, <holding> saw <label> [rise|fall], and <others> did not.",
        ),
        "short": (
            "<name> [rose|fell] in <holding> of <places> <things>",
            "all but <others> [rose|fell]",
        ),
    },
    "all_but:every": {
        "title": (
            (
                "<Label> [rose|fell] in all <places> <things> from <first period> to <last period>, most in "
                "<most place> (<most_moved signed>)"
            ),
            "<Label> [rose|fell] in all <places> <things> from <first period> to <last period>, most in <most place>",
            "<Label> [rose|fell] in all <places> <things> from <first period> to <last period>",
            "<Label> [rose|fell] in all <places> <things>",
            "All <places> <things> saw <label> [rise|fall]",
            "In all <places> <things> <label> [rose|fell]",
        ),
        "point": (
            "**No exception.** <Label> [rose|fell] in all <places> <things>.",
            "**Everywhere.** <Label> [rose|fell] in all <places> <things>.",
            "**All <places> <things>.** <Label> [rose|fell] in each of them.",
        ),
        "sentence": (
            "<Label> [rose|fell] in all <places> <things> over the period.",
            "In each of the <places> <things> <label> [rose|fell].",
            "<Label> [rose|fell] in every one of <places> <things>.",
            "All <places> <things> saw <label> [rise|fall].",
        ),
        "short": ("<name> [rose|fell] in all <places> <things>",),
    },
    "all_but:indicators": {
        "title": (
            "<holding> of <places> <parts> [rose|fell]; <label> did not",
            "All but <label>: <holding> of <places> <parts> [rose|fell]",
            "Of <places> <parts>, <holding> [rose|fell] and <label> did not",
        ),
        "point": (
            "**<holding> of <places> <parts>.** Those [rose|fell] over the period; <label> did not.",
            "**Unlike the others.** <Label> did not [rise|fall], as <holding> of <places> <parts> did.",
        ),
        "sentence": (
            "Of <places> <parts>, <holding> [rose|fell] over the period, and <label> did not.",
            "<holding> of <places> <parts> [rose|fell]; the exception is <label>.",
            "While <holding> of <places> <parts> [rose|fell], <label> did not.",
            "<Label> stands against <holding> of <places> <parts>, which [rose|fell].",
        ),
        "short": ("<holding> of <places> <parts> [rose|fell]",),
    },
    "all_but:plain": {
        "title": ("<holding> of <places> <things> had [=a rise|a fall] in <label>",),
        "point": (
            "**How many.** <Label> [=rose|fell] in <holding> of <places> <things>.",
            "**<holding> of <places>.** That is how many <things> had [=a rise|a fall] in <label>.",
            "**The count.** Of <places> <things>, <holding> had [=a rise|a fall] in <label>.",
        ),
        "sentence": (
            "<Label> [=rose|fell] in <holding> of <places> <things>.",
            "Of <places> <things>, <holding> had [=a rise|a fall] in <label> over the period.",
            "In <holding> of <places> <things> there was [=a rise|a fall] in <label>.",
        ),
        "short": ("<holding> of <places> <things> had [=a rise|a fall]",),
    },
    "all_but:indicators:plain": {
        "title": (
            "<holding> of <places> <parts> [=rose|fell] over the period",
            "Of <places> <parts>, <holding> [=rose|fell] over the period",
        ),
        "point": (
            "**How many.** <holding> of <places> <parts> [=rose|fell] over the period.",
            "**The count.** Of <places> <parts>, <holding> [=rose|fell].",
        ),
        "sentence": (
            "Of <places> <parts>, <holding> [=rose|fell] over the period.",
            "<holding> of <places> <parts> [=rose|fell] over the period.",
        ),
        "short": ("<holding> of <places> <parts> [=rose|fell]",),
    },
    "turned_too": {
        "point": (
            "**<too Place> since <too period>.** <too Owner> <name> <fell moved> from <its> peak, to <now> <now in>.",
            "**<too Place> since <too period>.** The value there <fell moved> from its peak, to <now> <now in>.",
        ),
        "sentence": (
            "<too Owner> <name> fell from <its> peak of <too> <too in> to <now> <now in>.",
            "In <too place> <name> fell from <its> peak of <too> <too in> to <now> <now in>.",
        ),
        "ask": ("do the falls in <turn place> and <too place> have anything in common?",),
    },
    "lone_since": {
        "point": (
            "**One exception.** Since <then period> only <label> [rose|fell], from a [low|high] of <then> to "
            "<last> <last in>.",
        ),
        "sentence": ("Since <then period> only <label> [rose|fell], from a [low|high] of <then> to <last> <last in>.",),
    },
    "one_year": {
        "point": ("**<value Period> alone.** <Label> <move moved>, from <before> to <value>.",),
        "sentence": ("<value In> alone <label> <move moved>, from <before> to <value>.",),
    },
}
