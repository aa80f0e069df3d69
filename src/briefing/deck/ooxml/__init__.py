"""Planned slides → parts of PresentationML and DrawingML, and the bytes of a presentation."""
