"""A third language, made up for the tests: French in the forms that differ most, English where nobody looks."""

from __future__ import annotations

import re

from msgspec.structs import replace

from briefing.wording.en import LANGUAGE as ENGLISH

LANGUAGE = replace(
    ENGLISH,
    code="fr",
    group="\u202f",
    point=",",
    cardinals=("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    ordinals=("premier", "deuxième", "troisième"),
    suffixes={"": "e"},
    published_forms={"=": "{}", "≈": "environ {}", "≥": "plus de {}", "≤": "moins de {}"},
    derived_forms={"=": "{}", "≈": "environ {}", "≥": "au moins {}", "≤": "au plus {}"},
    joints={": ": "\u00a0: ", "; ": "\u00a0; "},
    forms={
        **ENGLISH.forms,
        "and": "{head} et {last}",
        "times": "{}",
        "percent": "{}\u00a0%",
        "yearly": "{}\u00a0% par an",
    },
    phrases={**ENGLISH.phrases, "prompt_edition": "Titre de l’édition", "edition_of": "Édition du {date}"},
    claims=re.compile(r"\b(?:deux|trois|double|triple|moitié)\b", re.I),
)
