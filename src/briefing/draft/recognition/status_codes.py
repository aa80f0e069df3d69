"""Words and letters of a column of statuses → SDMX's codes of CL_OBS_STATUS."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, get_args

from briefing.draft.recognition.number_texts import FLAGS
from briefing.model.dataset import Missing, Status

_CODES: Final = frozenset((*get_args(Status), *get_args(Missing)))
_WORDS: Final[Mapping[str, str]] = {
    "normal": "A", "normal value": "A", "final": "A", "definitive": "A", "revised": "A", "official figure": "A",
    "provisional": "P", "provisional value": "P", "preliminary": "P", "estimated": "E", "estimate": "E",
    "estimated value": "E", "forecast": "F", "forecast value": "F", "projection": "F", "projected": "F", "break": "B",
    "break in time series": "B", "time series break": "B", "missing": "O", "missing value": "O", "not available": "O",
    "imputed": "I", "imputed value": "I", "low reliability": "U", "unreliable": "U", "confidential": "Q",
    "suppressed": "Q", "not applicable": "M", "definition differs": "D", "初步": "P", "预测": "F", "估计": "E",
    "sd": "A", "def": "A", "semi-final": "P",
    "prov": "P", "prov.": "P", "provisoire": "P", "prel.": "P", "prelim.": "P", "vorläufig": "P", "est.": "E",
}  # fmt: skip
_BEHIND_PERIOD: Final = re.compile(r".*[0-9] ?(?:[(\[]([^()\[\]]+)[)\]]|([a-z]))", re.IGNORECASE)


def status_behind(period: str) -> str:
    """Return the code of the status that stands behind a period, as in "2023 (p)" or "2023e"; "" for none."""
    found = _BEHIND_PERIOD.fullmatch(period.strip())
    code = status_of((found[1] or found[2]).lower()) if found else ""
    return "" if code == "A" else code


def status_of(text: str) -> str:
    """Return the code of a status; "" for what is none or says nothing of the kind."""
    plain = re.sub(r"\s+", " ", text.strip())
    code = plain.partition(":")[0].strip()
    if code.upper() in _CODES and len(code) == 1 and (code.isupper() or code.casefold() not in FLAGS):
        return code
    return _WORDS.get(plain.casefold(), "") or FLAGS.get(plain.casefold(), "")
