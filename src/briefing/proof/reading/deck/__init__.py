"""The slides of a deck with their elements; text, boxes and looks through layout, master and theme."""

from briefing.proof.reading.deck.deck_slides import deck

__all__ = ["deck"]
