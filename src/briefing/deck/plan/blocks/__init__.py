"""Everything else on a slide: cards, tables, timelines, quotations, points and the like."""
