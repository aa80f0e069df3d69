"""How a section of a story is written, in a page; its examples are read, and composed, as they stand."""

from __future__ import annotations

from typing import Final

GUIDE: Final = """\
A number is never typed, in digits or in words: `{{ visits.last }}` prints it from the data. Years before the last one
of the edition may be typed.

Give what a sentence claims as a condition, and the build tests it:

```yaml
title: "Visits rose {{ visits.percent | percent }} since {{ visits.first | year }}"
expect: visits.percent > 0
```

When new data make it false, the build stops and says so. `expect` of a section reaches all its texts, that of a text
reaches it alone. What the build asks for:

- a word that claims a number ("doubled", "a third", "two of three", "most of the eight", "all five", "first") without a
  condition on it is an error;
- a number that leaves its sign out (`percent`, `points`) without a condition on its sign is an error; a filter that
  prints the direction needs none: `Visits {{ visits.percent | moved }}`;
- "rose", "fewer" and the like next to a number that went the other way are an error, with a condition or without;
- "highest", "record" and other first places without a condition, and "rose" without a number where the data say another
  direction, are warnings.

Everything else that words say, as "broad", "thanks to" or a comparison in other words, is not tested without a
condition.

Any text whose sentence may turn is a mapping with `when` and `otherwise`:

```yaml
points:
  - text: "**More** Visits passed {{ visits.at(2019) }} thousand again."
    when: visits.last > visits.at(2019)
    otherwise: "**Fewer** Visits stay below {{ visits.at(2019) }} thousand."
```

A drafted text is such a mapping, often nested. To change it, replace all of it, from its key to the line before the
next key, by one line: `title: "Visits {{ visits.percent | moved }}"`.

A point begins with a bold lead. Markdown is bold, italic and links to a section, nothing else. Sources stand by
themselves below what they are of; an id under `sources` adds one. `subtitle: auto` needs a chart. A whole section:

```yaml
id: visits
title: "Visits {{ visits.percent | moved }} in {{ visits.span | words }} years"
subtitle: auto
chart: {kind: line, series: [visits], highlight: visits}
points:
  - "**Newest** {{ visits.last }} thousand in {{ visits.last | period }}."
paragraph: "Visits went from {{ visits.first }} to {{ visits.last }} thousand."
```
"""
