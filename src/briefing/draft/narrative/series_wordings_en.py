"""English wordings of a series: its newest change, its trend, records, rises in a row, and any value of it."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "standing": {
        "title": (
            "<Label> <was> <last> <last in>",
            "<last In> <label> <was> at <last>",
            "<last In> <label> <was> <last>",
        ),
        "point": (
            "**<last Period>.** <Label> <was> <last>.",
            "**Newest value.** <Label> <was> <last> <last in>.",
            "**<last unit>.** That is the value of <label> for <last period>.",
            "**The level.** <last In> <label> <was> <last>.",
            "**As last published.** <Label> <was> <last> <last in>.",
        ),
        "sentence": (
            "<last In> <label> <was> <last>.",
            "The newest value of <label>, for <last period>, is <last>.",
            "<Label> <was> <last> <last in>.",
            "The value of <label> for <last period> is <last>.",
        ),
        "short": ("<name> <was> <last>",),
    },
    "range": {
        "point": (
            (
                "**Between <lowest unit> and <highest unit>.** In the period covered <label> <was> lowest <lowest in> "
                "and highest <highest in>."
            ),
            (
                "**Highest of the period <highest in>.** <Label> <was> <highest> then; the lowest value of the "
                "period covered is <lowest>, <lowest in>."
            ),
            (
                "**Lowest of the period <lowest in>.** <Label> <was> <lowest> then; the highest value of the "
                "period covered is <highest>, <highest in>."
            ),
        ),
        "sentence": (
            (
                "In the period covered <label> <was> highest <highest in>, at <highest>, and lowest <lowest in>, "
                "at <lowest>."
            ),
            "In the period covered <label> ran from <lowest> <lowest in> to <highest> <highest in>.",
            (
                "The highest value of <label> in the period covered is <highest> <highest in>, the lowest "
                "<lowest> <lowest in>."
            ),
            "All values of <label> in the period covered lie between <lowest> and <highest>.",
        ),
    },
    "overview": {
        "title": (
            "<rose value> of <all value> <parts> rose over the period covered",
            "Of <all value> <parts>, <rose value> rose over the period covered",
        ),
    },
    "overview:all": {
        "title": (
            "All <all value> <parts> rose over the period covered",
            "Each of the <all value> <parts> rose over the period covered",
        ),
    },
    "overview:none": {
        "title": (
            "None of the <all value> <parts> rose over the period covered",
            "Over the period covered, none of the <all value> <parts> rose",
        ),
    },
    "overview:only": {
        "title": (
            "Of <all value> <parts> over the period covered, only <label> rose",
            "Over the period covered only <label> rose",
        ),
    },
    "overview:highest": {
        "title": ("From <first period> to <last period>, <highest value> of <all value> <parts> ended at a high",),
    },
    "change": {
        "title": (
            "<Label> <change moved basis> to <last>",
            "<Label> <was> <last> <last in>, <change up basis>",
            "<last In> <label> <change moved basis>, to <last>",
            "At <last>, <label> <was> <change up basis>",
            "From <before> to <last>: <label> <change moved basis>",
            "<change up basis cap>: <label> <was> <last> <last in>",
            "<Label> <was> <before> <before in> and <last> <last in>",
            "<last In> <label> <was> <last>, <change up basis>",
            "<Label> <change moved basis>, to <last> <last in>",
        ),
        "point": (
            "**<change up cap> <change basis short>.** <Label> <was> <last>, after <before>.",
            "**<change up cap> <change basis short>.** <Label> <was> <last> <last in>.",
            "**Now <last unit>.** <before In> <label> <was> <before>.",
            "**<before unit> before, <last unit> now.** <Label> <change moved basis>.",
            "**After <before unit> <before in>.** <Label> <was> <last> <last in>.",
            "**<last Period>.** <Label> <was> <last>, <change up basis>.",
        ),
        "sentence": (
            "<Label> <change moved basis>, from <before> <before in> to <last> <last in>.",
            "<last In> <label> <was> <last>, <change up basis>; <before in> <it> had been <before>.",
            "<Label> <was> <last> <last in>, after <before> <before in>.",
            "At <last> <last in>, <label> <was> <change up basis>.",
            "<Label> <change moved basis>, to <last> <last in>.",
            "<Label> <change moved basis>; the newest value is <last>.",
            "<Label> <was> <before> <before in> and <last> <last in>.",
        ),
        "short": (
            "<name> <change moved basis>",
            "<name> <was> <last>",
        ),
    },
    "trend": {
        "title": (
            "<Label> <change moved> from <first period> to <last period>",
            "From <first period> to <last period> <label> <change moved>, to <last>",
            "<Label> went from <first> <first in> to <last> <last in>",
            "<Label> ended <last period> at <last>, <change up> since <first period>",
            "Between <first period> and <last period> <label> <change moved>",
            "<change up cap> since <first period>: <label> <was> <last> <last in>",
            "From <first> to <last>: <label> <change moved> between <first period> and <last period>",
            "<first Period> to <last period>: <label> <change moved>, to <last>",
            "<Label> <was> <last> <last in>, against <first> <first in>",
        ),
        "point": (
            "**<change up cap> since <first period>.** <Label> went from <first> to <last>.",
            "**From <first unit> to <last unit>.** <Label> <change moved> between <first period> and <last period>.",
            "**A year, on average.** <Label> <pace moved> from <first period> to <last period>.",
            "**<first Period> to <last period>.** <Label> <change moved>, to <last>.",
            "**<first unit> <first in>.** <Label> <was> <last> <last in>.",
        ),
        "sentence": (
            "Between <first period> and <last period> <label> <change moved>, from <first> to <last>.",
            "<Label> <was> <first> <first in> and <last> <last in>, <change movement>.",
            "<Label> <change moved> over the period covered: <first> <first in>, <last> <last in>.",
            "From <first> <first in>, <label> <change moved>, to <last> <last in>.",
            "<first In> <label> <was> <first>, and <last in> <last>.",
            "<last In> <label> <was> <last>, <change up> on <first period>.",
            "<Label> <pace moved> on average between <first period> and <last period>.",
        ),
        "short": (
            "<name> <is> <change up> since <first period>",
            "<name> went from <first> to <last>",
            "<name> <was> <last>",
        ),
    },
    "trend:multiple": {
        "title": (
            "<Label> rose <multiple times> from <first period> to <last period>",
            "<Label> grew <multiple times> between <first period> and <last period>, to <last>",
            "A <multiple times> rise since <first period>: <label> <was> <last> <last in>",
        ),
        "point": (
            "**A <multiple times> rise.** <Label> went from <first> <first in> to <last> <last in>.",
            "**From <first unit> to <last unit>.** <Label> rose <multiple times> from <first period> to <last period>.",
            "**<first Period> to <last period>.** <Label> rose <multiple times>.",
        ),
        "sentence": (
            "Between <first period> and <last period> <label> rose <multiple times>, from <first> to <last>.",
            "<first In> <label> <was> <first>; <last in> <it> <was> <last>, a <multiple times> rise.",
            "From <first> <first in>, <label> rose <multiple times>, to <last> <last in>.",
        ),
        "short": (
            "<name> <has> grown <multiple times> since <first period>",
            "<name> <was> <last>",
        ),
    },
    "record": {
        "title": (
            "<Label> <was> <last> <last in>, the [highest|lowest] <since since>",
            "At <last>, <label> <was> at the [highest|lowest] level <since since>",
            "<last In> <label> <was> <last>, the [highest|lowest] <since since>",
            "<Label>: <last> <last in> is the [highest|lowest] value <since since>",
            "<Label> [rose|fell] to the [highest|lowest] level <since since>, <last>",
            "<last In> <label> <was> at the [highest|lowest] level <since since>",
            "<Label> <was> <last> <last in>, [higher|lower] than any value <since since>",
        ),
        "point": (
            "**The [highest|lowest] <since since>.** <Label> <was> <last> <last in>.",
            "**A [high|low] <last in>.** At <last>, <label> <was> at the [highest|lowest] level <since since>.",
        ),
        "sentence": (
            "At <last> <last in>, <label> <was> at the [highest|lowest] level <since since>.",
            "<Label> <was> <last> <last in>, the [highest|lowest] value <since since>.",
            "The value of <label> for <last period>, <last>, is the [highest|lowest] <since since>.",
            "The series had no [higher|lower] value of <label> <since since> than the <last> of <last period>.",
            "<last In> <label> <was> <last>; that is the [highest|lowest] <since since>.",
        ),
        "short": (
            "<name> [rose|fell] to the [highest|lowest] level <since since>",
            "<name> <was> at the [highest|lowest] level <since since>",
            "<name> <was> <last>",
        ),
    },
    "record:whole": {
        "title": (
            "In data since <first period>, <label> <was> never [higher|lower] than <last in><unbased>",
            "<Label> <was> <last> <last in>, the [highest|lowest] in data since <first period>",
            "<last In> <label> <was> <last>, the [highest|lowest] in data since <first period>",
        ),
        "point": (
            "**None [higher|lower].** No value since <first period> is [above|below] the <last> of <last period>.",
            "**A [high|low] <last in>.** <Label> <was> <last>, after <first> <first in>.",
        ),
        "sentence": (
            "<last In> <label> <was> <last>, the [highest|lowest] in data since <first period>.",
            "No value of <label> since <first period> is [higher|lower] than the <last> of <last period>.",
        ),
        "short": (
            "<name> <was> at the [highest|lowest] level in data since <first period>",
            "<name> <was> <last>",
        ),
    },
    "streak": {
        "title": (
            "<yearly><Label> <change moved> <last in>, the <streak streak>",
            "<Label> <change moved basis>, the <streak streak>",
            "<Label> [rose|fell] <streak words> times in a row, to <last>",
            "After the <streak streak>, <label> <was> <last> <last in>",
            "<last In> <label> <change moved basis>: the <streak streak>",
            "<Label> <was> <last> after [rising|falling] <streak words> times in a row",
            "<streak words cap> times in a row <label> [rose|fell], to <last> <last in>",
        ),
        "point": (
            "**The <streak streak>.** <Label> <change moved basis>, to <last>.",
            "**Still [rising|falling].** <Label> <change moved basis>, the <streak streak>.",
        ),
        "sentence": (
            "<Label> <change moved basis> <last in>, the <streak streak>.",
            "<Label> [rose|fell] <streak words> times in a row, to <last> <last in>.",
            "<Label> [rose|fell] to <last> <last in>, the <streak streak>.",
        ),
        "short": (
            "<name> [rose|fell] <streak words> times in a row",
            "<name> <was> <last>",
        ),
    },
}
