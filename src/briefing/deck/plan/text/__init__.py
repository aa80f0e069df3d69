"""Text on a slide: measured, broken into lines, fitted into boxes."""
