"""Qualifiers of two values → the qualifier of what is worked out from both.

"over 27,000" in the first year makes a growth "at most", in the last year "at least". Where the two pull to
different sides, or a bound meets an approximate value, nothing is certain and the fact is refused.
"""

from __future__ import annotations

from briefing.errors import FactError
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact
from briefing.wording.rounding import opposite


def quotient_qualifier(expression: str, over: Fact, under: Fact) -> Qualifier:
    """Return the qualifier of a quotient or a difference of two facts; the second divides, or is taken away."""
    return joint_qualifier(expression, (over.qualifier, opposite(under.qualifier)), (over, under))


def joint_qualifier(expression: str, sides: tuple[Qualifier, Qualifier], facts: tuple[Fact, Fact]) -> Qualifier:
    """Return the qualifier of what two qualifiers both push; FactError where they conflict."""
    effects = {side for side in sides if side != "="}
    if len(effects) > 1:
        listed = " and ".join(f"{fact.qualifier} {fact.formula} in {fact.period}" for fact in facts)
        what = f"open on both sides, as it is worked out from {listed}"
        raise FactError(what, expression, "print the values alone, or compare years with exact values")
    return effects.pop() if effects else "="
