"""English wordings of targets and of caveats, and what the families share: questions and the speaker's notes."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "target": {
        "title": (
            "<Label> <was> <last>; the target for <target period> is <target>",
            "<Label> <was> at <last> <last in>, against a target of <target> for <target period>",
            "The target for <target period> is <target>; <label> <was> <last> <last in>",
        ),
        "point": (
            "**Against the target.** <Label> <was> <last> <last in>; the target for <target period> is <target>.",
            "**<target> by <target period>.** That is the target for <label>, which <was> <last> <last in>.",
            "**The distance.** From <last> <last in> to the target of <target> for <target period>.",
            "**Where it stands.** <Label> <was> <last> <last in>, and the target <target>.",
        ),
        "sentence": (
            "<Label> <was> <last> <last in>, and the target for <target period> is <target>.",
            "The published target for <label> is <target> for <target period>; <last in> the value was <last>.",
            "With <last> <last in>, <label> can be held against a target of <target> for <target period>.",
            "Against the target of <target> for <target period>, <label> <was> <last> <last in>.",
        ),
        "short": ("<name> <was> <last>, <its> target is <target>",),
    },
    "target:met": {
        "title": (
            "<Label> reached the target of <target> for <target period>, at <last>",
            "At <last>, <label> <has> met the target of <target> for <target period>",
            "The target of <target> for <target period> is met: <label> <was> <last>",
        ),
        "point": (
            "**Met.** <Label> <was> <last> <last in>; the target for <target period> is <target>.",
            "**The target is reached.** It is <target> for <target period>, and <label> <was> <last> <last in>.",
            "**<target> and <last unit>.** With that, <label> <has> met the target for <target period>.",
        ),
        "sentence": (
            "<Label> <has> met the target of <target> for <target period>: <last in> the value was <last>.",
            "With <last> <last in>, <label> reached the target of <target> for <target period>.",
            "The target for <target period>, <target>, is met by <name>, at <last> <last in>.",
        ),
        "short": ("<name> at <last>, target <target> met", "<name> met <its> target"),
    },
    "pace:enough": {
        "title": (
            "At <pace signed>, <label> <is> on course for the target, which asks for <pace_needed signed>",
            "<Label> <is> on course: <pace signed> so far, <pace_needed signed> needed",
        ),
        "point": (
            "**On course.** <Label> <pace moved> on average; the target asks for <pace_needed signed>.",
            "**Fast enough.** With <pace signed> so far, <label> <has> the pace that the target asks for.",
            "**At this pace.** <Label>: <pace signed> so far, and <pace_needed signed> is asked for.",
        ),
        "sentence": (
            "<Label> <is> on course for the target: <pace signed> so far, where <pace_needed signed> is asked for.",
            "At the pace so far, <pace signed>, <label> would meet the target, which asks for <pace_needed signed>.",
        ),
        "short": ("<name> on course, at <pace signed>",),
    },
    "pace:short": {
        "title": (
            "At <pace signed>, <label> <is> off course for the target, which asks for <pace_needed signed>",
            "<Label> <is> off course: <pace signed> so far, <pace_needed signed> needed",
        ),
        "point": (
            "**Off course.** <Label> <pace moved> on average; the target asks for <pace_needed signed>.",
            "**Not the pace.** With <pace signed> so far, <label> <is> off the course to <its> target.",
            "**At this pace.** <Label>: <pace signed> so far, where <pace_needed signed> is asked for.",
        ),
        "sentence": (
            "<Label> <is> off course for the target: <pace signed> so far, where <pace_needed signed> is asked for.",
            "At the pace so far, <pace signed>, <label> would miss the target, which asks for <pace_needed signed>.",
        ),
        "short": ("<name> off course, at <pace signed>",),
    },
    "pace": {
        "title": (
            "<Label> <pace moved>; the target asks for <pace_needed signed>",
            "At <pace signed>, <label> <is> to be held against the <pace_needed signed> that the target asks for",
            "The target asks <label> for <pace_needed signed>; so far it was <pace signed>",
        ),
        "point": (
            "**The pace.** <Label> <pace moved> on average; the target asks for <pace_needed signed>.",
            (
                "**From now on.** To reach <its> target, <label> would have to change by <pace_needed signed>, "
                "after <pace signed> so far."
            ),
            "**<pace_needed signed>.** That is what the target for <label> asks for; the mean so far is <pace signed>.",
            "**So far and needed.** <Label>: <pace signed> so far, <pace_needed signed> needed.",
        ),
        "sentence": (
            "<Label> <pace moved> on average so far; the target asks for <pace_needed signed>.",
            "The mean change of <label> was <pace signed>; <its> target would need <pace_needed signed>.",
            "To meet the target, <label> would need <pace_needed signed>, where it had <pace signed> so far.",
            "Against a mean of <pace signed>, the target for <label> asks for <pace_needed signed>.",
        ),
        "short": (
            "<name> <pace moved>, <its> target asks for <pace_needed signed>",
            "<name> <pace moved>",
        ),
    },
    "revision": {
        "title": (
            "<Label> for <last period> <revision revised>",
            "A second look at <last period>: <label> <revision revised>",
            "<last Period> <revision revised>: <label>",
            "The value of <label> for <last period> was published again: <last>",
        ),
        "point": (
            "**Revised.** The value of <label> for <last period> was <revision revised>.",
            "**<last Period>.** <Label> <was> <revision revised>.",
            "**A later reading.** For <last period> <label> <was> put at <first_reading> then, and <is> now <last>.",
            "**Early readings move.** <Label> for <last period>: then <first_reading>, now <last>.",
        ),
        "sentence": (
            "The value of <label> for <last period> was <revision revised>.",
            "For <last period> <label> <was> published as <first_reading> and <is> now <last>.",
            "<Label> of <last period> was <revision revised> after it was published.",
            "A later reading puts <label> for <last period> at <last>, after <first_reading> in its early reading.",
        ),
        "short": (
            "<name> for <last period> <was> <revision revised>",
            "<name> <was> <last>",
        ),
    },
    "missing:newest": {
        "title": (
            "<Label> <ends> <last in>, while another series goes further",
            "The newest value of <label>, <last>, is of <last period>",
            "For <label> the data end <last in>, at <last>",
            "After <last period> there is no value of <label> yet",
        ),
        "point": (
            "**An earlier end.** The newest value of <label> is of <last period>.",
            "**To <last period>.** No later value of <label> is in the data; another series goes further.",
            "**Not as recent.** <Label> <ends> <last in>, at <last>.",
            "**Mind the date.** With <last>, <label> <ends> <last in>.",
        ),
        "sentence": (
            "The newest value of <label>, <last>, is of <last period>, while another series goes further.",
            "For <label> the data end <last in>; another series goes further.",
            "No value of <label> after <last period> is in the data.",
            "<Label> <ends> <last in>, earlier than another series.",
        ),
        "short": ("<name> to <last period>", "<name> <ends> <last in>"),
    },
    "missing:start": {
        "title": (
            "<Label> <begins> <first in>, later than another series",
            "Before <first period> there is no value of <label>",
            "The data on <label> begin <first in>",
            "No value of <label> before <first period>",
        ),
        "point": (
            "**A later start.** <Label> <begins> <first in>; another series begins before that.",
            "**From <first period>.** No earlier value of <label> is in the data.",
            "**A shorter series.** The data on <label> begin <first in>.",
            "**Less of the past.** Before <first period> <label> <has> no value.",
        ),
        "sentence": (
            "The data on <label> begin <first in>, later than those of another series.",
            "No value of <label> before <first period> is in the data.",
            "<Label> <begins> <first in>, while another series begins before that.",
            "Before <first period> the data have no value of <label>.",
        ),
        "short": ("<name> from <first period>", "<name> <begins> <first in>"),
    },
    "missing:gap": {
        "title": (
            "No value of <label> for <missing>",
            "<Label> <has> a gap: no value for <missing>",
            "The series of <label> lacks <missing>",
            "<Label>: nothing is known for <missing>",
        ),
        "point": (
            "**A gap.** There is no value of <label> for <missing>, and none is filled in.",
            "**<missing>.** The series of <label> has no value then, and none is worked out.",
            "**Left open.** For <missing> <label> <has> no value.",
            "**Not in the data.** <Label> <has> no value for <missing>; charts show the gap.",
        ),
        "sentence": (
            "There is no value of <label> for <missing>, and none is filled in.",
            "The series of <label> lacks <missing>, and no value is worked out for that time.",
            "For <missing> <label> <has> no value in the data.",
            "The data have no value of <label> for <missing>.",
        ),
        "short": ("<name> without <missing>", "a gap in <name>"),
    },
    "missing:places": {
        "title": (
            "No value of <label> <last in> for <others>",
            "<Label> <last in>: nothing for <others>",
            "Left out of <label>: <others>, without a value <last in>",
            "Without a value of <label> <last in>: <others>",
        ),
        "point": (
            "**Not among them.** For <others> there is no value of <label> <last in>.",
            "**Places without a value.** <Label> <last in> is not known for <others>.",
            "**Left out.** No value of <label> is in the data for <others> <last in>.",
            "**Who is missing.** For <others> no value of <label> is given <last in>.",
        ),
        "sentence": (
            "For <others> there is no value of <label> <last in>.",
            "<last In> <label> <is> not known for <others>, which no rank or sum counts.",
            "No value of <label> <last in> is in the data for <others>.",
            "<last In> no value of <label> is given for <others>.",
        ),
        "short": ("no <name> for <others>", "<others> without a value"),
    },
    "provisional": {
        "title": (
            "Newest values of <label> may still be revised",
            "Read the newest values of <label> with care",
            "What may still change: newest values of <label>",
            "<Label>: the last word is still to come",
        ),
        "point": (
            "**May be revised.** Newest values of <label> are not final; the notes say which.",
            "**Not final.** Publishers may change the newest values of <label> later.",
            "**Read with care.** A later edition may print other newest values of <label>.",
            "**Early values.** Those of <label> may change when more is known.",
        ),
        "sentence": (
            "The newest values of <label> may still be revised; the notes say which they are.",
            "Publishers may change the newest values of <label> when more is known.",
            "A later edition may print other newest values of <label>.",
            "Newest values of <label> are to be read with care, as they are not final.",
        ),
        "short": (
            "<name> may be revised",
            "newest <name> not final",
            "<name> subject to revision",
            "<name>: not final",
        ),
    },
}
