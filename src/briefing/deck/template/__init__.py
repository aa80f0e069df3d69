"""A company's template → the layouts, places, colours and faces that a deck is written with."""
