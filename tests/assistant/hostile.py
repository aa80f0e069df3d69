"""Calls of an assistant that must be refused: a tool and its arguments, each with what the reason says."""

from __future__ import annotations

from typing import Any

Call = tuple[str, dict[str, Any], str]
PATHS = ("../story.en.yaml", "/etc/passwd", "..\\..\\secret", "C:\\secret", "file:///etc/passwd", "~/secret", "a\x00b")
# A text of a point → words of its refusal. No condition stands with any of them.
TEXTS = {
    "Visits reached 561, ５６２, ٥٦٣, ५६४ and 𝟓𝟔𝟓 thousand": "'561' '562' '563' '564' '565'",
    "Visits reached ⑤⑥⓪ thousand": "no letter",
    "Visits reached ½ of all": "no letter",
    "Visits reached 五百六十": "no letter",
    "Visits reached Ⅻ": "no letter",
    "Visits reached DLX": "numeral",
    "Visits reached V hundred, then o n e": "numeral",
    "Visits reached пятьсот": "no letter",
    "5\u200b61, 5&#54;2, 5<!-- -->63, `564`, [565](#visits), Visits-566": "'561' '63' '564' '565' 'Visits-566'",
    "Visits reached five hundred": "number",
    "Visits reached half a million": "number",
    "A dozen towns": "number",
    "Visits reached a third of it": "number",
    "Millions visit": "no condition",
    "Twice the visits": "number",
    "Tenfold visits": "number",
    "Ein Drittel der Besuche": "language",
    "Visits {{ 560 }}": "bare value",
    "Visits {{ 500 + 60 }}": "bare value",
    "Visits {{ '560' }}": "typed",
    "Visits {{ visits.last * 2 }}": "bare value",
    "Visits {{ visits.last.value }}": "bare value",
    "Visits {{ nowhere.last }}": "unknown name",
    "Visits {{ visits.made_up }}": "made_up",
    "Visits {{ visits.at(1850) }}": "1850",
    "Visits {{ visits.of('Nowhere').last }}": "Nowhere",
    "Visits {{ visits.last | made_up }}": "filter",
    "Visits {{ __import__('os').system('true') }}": "cannot be called",
    "Visits {{ visits.__class__.__mro__ }}": "__class__",
    "Visits {{ (lambda: visits.last)() }}": "cannot",
    "Visits {% for x in visits %}": "statement",
    "Visits {{ items('MADE_UP') }}": "no statement",
    "Visits rose": "no condition",
    "Visits fell": "no condition",
    "All towns have libraries": "no condition",
    "Visits are the highest": "no condition",
    "Visits stand below the target": "no condition",
    "Visits outpaced the paths": "no condition",
    "Visits will come back": "to come",
    "Visits came because of a law": "says why",
    "According to the Bank of Nowhere, people read": "source",
    "The mayor said so": "source",
    "“We are glad of every reader we have,” she noted": "quotation",
    "See https://nowhere.example": "address",
    "See [here](https://nowhere.example)": "address",
    "Mail me@nowhere.example": "address",
    "Visits \u202e": "stands in the text",
}
# A section's own keys, and a block as YAML.
KEYS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"sources": ["MADE_UP"]}, "MADE_UP"),
    ({"quote": "MADE_UP"}, "MADE_UP"),
    ({"chart": {"kind": "figure", "call": "evil.py:run", "series": ["visits"]}}, "code of the project"),
    ({"chart": {"kind": " figure ", "call": "../../evil.py:run"}}, "code of the project"),
    ({"chart": {"kind": "map", "series": ["visits"], "outlines": "../../../etc/passwd"}}, "outlines"),
    ({"chart": {"kind": "line", "series": ["made_up"]}}, "made_up"),
    ({"chart": {"kind": "spell", "series": ["visits"]}}, "kind"),
    ({"terms": {"560": "a number"}}, "terms"),
    ({"image": "/etc/passwd"}, "image"),
    ({"title": "Visits reached 560"}, "typed"),
    ({"title": "Visits doubled", "expect": "1 == 1"}, "no condition"),
    ({"title": "Library visits fell", "expect": "visits.last > 0"}, "condition"),
    ({"title": "Library visits fell", "expect": "visits.percent < 0"}, "not true"),
    ({"title": "Library visits rose", "expect": "paths.percent > 0"}, "something else"),
    ({"title": {"text": "Visits rose", "when": "true"}}, "true"),
    ({"id": "../../evil"}, "id"),
    ({"id": "visits"}, "already"),
    ({"table": {"head": ["A", "B"], "rows": [["Visits", "560"]]}}, "typed"),
    ({"cards": [{"fact": "made_up", "label": "Visits", "unit": "thousand"}]}, "made_up"),
    ({"notes": "Tell them that it is twelve."}, "twelve"),
)
YAML: tuple[tuple[str, str], ...] = (
    ("id: x\ntitle: &a [T]\npoints: *a", "anchor"),
    ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nid: x", "alias"),
    ("id: !!python/object/apply:os.system ['true']\ntitle: T", "tag"),
    ("id: x\n---\nid: y", "second document"),
    ("[" * 5000, "depth"),
    ("- id: x\n- id: y", "set of keys"),
    ("title: [", "YAML"),
    ("", "set of keys"),
    ('id: x\ntitle: "T\nsections: []', "YAML"),
    ("id: x\n\ttitle: T", "tab"),
)


def section(**keys: object) -> dict[str, object]:
    """A section that would pass, with other keys."""
    return {
        "id": "new",
        "part": "city",
        "title": "The course of library visits: {{ visits.percent | signed }}",
        "subtitle": "auto",
        "chart": {"kind": "line", "series": ["visits"], "highlight": "visits"},
    } | keys


def calls() -> list[Call]:
    """Every hostile call."""
    deep: dict[str, Any] = {}
    for _ in range(60):
        deep = {"a": deep}
    return [
        *(("read_story", {"block": path}, "there is no") for path in PATHS),
        *(("read_story", {"lang": path[:10]}, "") for path in PATHS),
        ("build", {"out": "/tmp/elsewhere"}, "out"),
        ("proof", {"project": "/"}, "project"),
        ("see", {"output": "../story.en.yaml"}, "output"),
        ("see", {"output": "brief", "page": 0}, "page"),
        ("explain", {"what": "../../etc/passwd"}, "neither"),
        ("explain", {"what": "x" * 5000}, "length"),
        ("evaluate", {"expression": "open('/etc/passwd').read()"}, "open"),
        ("evaluate", {"expression": "9" * 90 + " * " + "9" * 90 + " > visits.last ** 9"}, "cannot"),
        ("evaluate", {"expression": 7}, "str"),
        ("evaluate", {}, "expression"),
        ("list_facts", {"limit": 10_000}, "limit"),
        ("list_facts", {"limit": "many"}, "limit"),
        ("list_facts", {"short_name": "made_up"}, "made_up"),
        ("list_facts", {"offset": -1}, "offset"),
        ("list_facts", {"unknown": True}, "unknown"),
        ("reference", {"topic": "/etc/passwd"}, "topic"),
        ("remove_section", {"id": "made-up"}, "made-up"),
        ("move_section", {"id": "visits", "after": "made-up"}, "made-up"),
        ("replace_section", {"id": "made-up", "section": section()}, "made-up"),
        ("set_block", {"block": "terms", "content": {"560": "why"}}, "block"),
        ("set_block", {"block": "cover", "content": {"image": "/etc/passwd"}}, "image"),
        ("set_block", {"block": "letter", "content": {"subject": "560 thousand visits"}}, "typed"),
        ("edit_story", {"steps": []}, "steps"),
        ("edit_story", {"steps": [{"do": "run", "content": "x"}]}, "do"),
        ("edit_story", {"steps": [{"do": "remove", "id": name} for name in ("glance", "made-up")]}, "step 2"),
        ("propose_section", {"section": "x" * 10_000_000}, "more than"),
        ("propose_section", {"section": deep}, "deep"),
        ("propose_section", {"section": 5}, "section"),
        ("undo", {}, "no change"),
        *(("propose_section", {"section": section(**keys)}, reason) for keys, reason in KEYS),
        *(("propose_section", {"section": text}, reason) for text, reason in YAML),
        *(("propose_section", {"section": section(points=[f"**Now** {text}."])}, why) for text, why in TEXTS.items()),
    ]
