"""Charts on a slide: the place of each and of the labels, remarks and lines that stand around it."""
