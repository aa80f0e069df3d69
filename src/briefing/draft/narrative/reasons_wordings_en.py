"""English wordings of what lies behind a finding: when most of it came, what made it, how near others are."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "contribution": {
        "title": (
            (
                "<Amount> <in_all moved> from <first period> to <last period>; <ratio> of the <net>[rise|fall] was "
                "<of_part>"
            ),
            "<Amount> <in_all moved> since <first period>; <ratio> of the <net>[rise|fall] was <of_part>",
            "All <all> together <in_all moved plural>; <label> accounted for <ratio> of the <net>[rise|fall]",
            "<Label> accounted for <ratio> of the <net>[rise|fall] in all",
            "<Label> accounted for <ratio> of the <net>[rise|fall] from <first period> to <last period>",
        ),
        "point": (
            "**<ratio> of the <net>[rise|fall].** It was <of_part>; in all, <amount> <in_all moved>.",
            (
                "**One part leads.** <Label> accounted for <ratio> of the <net>[rise|fall]; all <all> together <in_all "
                "moved plural>."
            ),
            "**One part above all.** <Label> accounted for <ratio> of the <net>[rise|fall] in all.",
        ),
        "sentence": (
            "Of the <net>[rise|fall] in all, <ratio> was <of_part>.",
            "<Label> accounted for <ratio> of the <net>[rise|fall] in all.",
        ),
        "short": ("<name> accounted for <ratio> of the <net>[rise|fall]",),
    },
    "net_contribution": {
        "point": ("**Share of the [rise|fall].** <Label> accounted for <ratio> of the net [rise|fall].",),
        "sentence": (
            "Of the net [rise|fall], <ratio> was <of_part>.",
            "Of the net [rise|fall], <ratio> was <label>.",
        ),
    },
    "lone_part": {
        "title": (
            "<Label> <newest moved basis>, the only [rise|fall] among <all> <parts>",
            "Of <all> <parts>, only <label> [rose|fell] over the latest year",
            "<Label> <newest moved basis>; the other <parts> [fell|rose]",
        ),
        "point": ("**The only [rise|fall].** Of <all> <parts>, only <label> <newest moved basis>.",),
        "sentence": ("Of <all> <parts>, only <label> <newest moved basis>.",),
        "short": ("only <name> [rose|fell] over the latest year",),
        "ask": ("what explains the [rise|fall] in <label>?",),
    },
    "relative": {
        "title": (
            "<near Owner> <name> <was> <ratio> of <best owner> <near in>, after <ratio_before> <start in>",
            "<near Owner> <name> <was> <ratio> of that of <best place> <near in>, after <ratio_before> <start in>",
        ),
        "point": (
            (
                "**[Nearer to|Further from] <best place>.** <near Owner> <name> <was> <ratio_before> of <best owner> "
                "<start in> and <ratio> <near in>."
            ),
            (
                "**Relative to <best place>.** <near Owner> <name> <was> <ratio_before> of <best owner> <start in>, "
                "and <ratio> <near in>."
            ),
        ),
        "sentence": (
            (
                "<start In> <near owner> <name> <was> <ratio_before> of that of <best place>; <near in> <it> <was> "
                "<ratio>."
            ),
            (
                "The ratio of <near place> to <best place> [rose|fell] from <ratio_before> <start in> to <ratio> "
                "<near in>."
            ),
        ),
        "short": ("<near owner> <name> <was> <ratio> of <best owner>",),
    },
    "fell_back": {
        "title": (
            (
                "<near Owner> <name> <was> <ratio_before> of <best owner> <start in>, <ratio_peak> <peak in>, <ratio> "
                "<near in>"
            ),
            "<peak Owner> <name> reached <ratio_peak> of <best owner> <peak in> and fell to <ratio> <near in>",
            "<peak Place> reached <ratio_peak> of <best owner> <name> <peak in> and fell to <ratio> <near in>",
        ),
        "point": (
            "**<ratio> of <best place>.** The ratio was <ratio_before> <start in> and <ratio_peak> <peak in>.",
            "**Back from <ratio_peak>.** <near In> <near place> had <ratio> of the <name> of <best place>.",
        ),
        "sentence": (
            (
                "<near Owner> <name> <was> <ratio_before> of <best owner> <start in>, <ratio_peak> <peak in> and "
                "<ratio> <near in>."
            ),
            "From <ratio_peak> of <best owner> <name> <peak in>, <near place> fell back to <ratio> <near in>.",
        ),
        "short": ("<peak place> fell back against <best place>",),
        "ask": ("what happened in <near place> or <best place> after <peak period>?",),
    },
    "two_rates": {
        "title": ("Since <first period> <one owner> <name> <one moved>; <other owner> <other moved>",),
        "point": ("**Since <first period>.** <one Owner> <name> <one moved>, <other owner> <other moved>.",),
        "sentence": (
            "From <first period> to <last period> <one owner> <name> <one moved> and <other owner> <other moved>.",
            "<one Owner> <name> <one moved> since <first period>; <other owner> <other moved>.",
        ),
    },
    "undone": {
        "point": (
            "**Most of a gain undone.** The fall since <peak period> undid most of what <near place> had gained "
            "since <then period>.",
        ),
        "sentence": (
            "The fall since <peak period> undid most of what <near place> had gained on <best place> since <then "
            "period>.",
        ),
    },
    "rates_at_turn": {
        "point": (
            "**Before and since.** <turn Owner> <name> <early moved> up to <turn period> and <late moved> since.",
            "**Until <turn period>.** <turn Owner> <name> <early moved>; since then <it> <late moved>.",
        ),
        "sentence": (
            "Until <turn period> <turn owner> <name> <early moved>, and since then <it> <late moved>.",
            "<turn Owner> <name> <early moved> up to <turn period> and <late moved> since.",
        ),
    },
    "only_place": {
        "title": (
            "From <start period> to <last period> only <start owner> <name> [rose|fell], from <start> to <last>",
            "Of <places> <things>, only <start place> had <a>[higher|lower] <name> <last in> than <start in>",
            "<start Place> alone of <places> <things> had <a>[higher|lower] <name> <last in> than <start in>",
        ),
        "point": (
            "**<start Place> alone.** The value was <start> <start in> and <last> <last in>.",
            "**The exception.** <start Owner> <name> [rose|fell], from <start> <start in> to <last> <last in>.",
        ),
        "sentence": (
            "<start Place> is the exception: <start> <start in> and <last> <last in>.",
            "Only <start place> had <a>[higher|lower] <name> <last in>, <last>, than <start in>, <start>.",
        ),
        "short": ("only <start place> had <a>[higher|lower] <name> than <start in>",),
    },
    "newest_moves": {
        "title": (
            "<Name> [rose|fell] in <moved> of <places> <things> <last in>, most in <most place>",
            "<Name> [rose|fell] in <moved> of <places> <things> <last in>",
        ),
        "point": (
            "**<moved> of <places> [up|down].** The largest [rise|fall] <last in> was in <most place>.",
            "**The newest change.** <last In> <name> [rose|fell] in <moved> of <places> <things>.",
        ),
        "sentence": (
            "<last In> <name> [rose|fell] in <moved> of <places> <things>, most in <most place>.",
            (
                "Over the whole period <name> [fell|rose] in <most_along value> of <places> <things>; <last in> it "
                "[rose|fell] in <moved>."
            ),
        ),
        "short": ("<name> [rose|fell] in <moved> of <places> <things> <last in>",),
        "ask": ("what do the <moved> <things> where <name> [rose|fell] <last in> have in common?",),
    },
    "largest_newest": {
        "point": (
            "**<last Place> [rose|fell] most.** <Name> there went from <before> <before in> to <last> <last in>.",
        ),
        "sentence": ("In <last place> <name> went from <before> <before in> to <last> <last in>.",),
    },
    "period_before": {
        "point": ("**A new turn.** <before In> <name> had [risen|fallen] in <along> of the <places> <things>.",),
        "sentence": ("<before In> <name> had [risen|fallen] in <along> of the <places> <things>.",),
    },
    "opposed": {
        "title": (
            "<Label> <rise_rate moved> from <first period> to <last period>; <label2> <fall_rate moved>",
            "Since <first period> <label> <rise_rate moved>; <label2> <fall_rate moved>",
            "<Label> <rise_rate moved>; <label2> <fall_rate moved>",
        ),
        "point": (
            "**Two ways.** <Label> <rise moved>, and <label2> <fall moved>.",
            "**Opposite ways.** <Label> <rise moved>; <label2> <fall moved>.",
            "**Opposite ways.** <Label> <rise_rate moved>; <label2> <fall_rate moved>.",
        ),
        "sentence": (
            "<Label> <rise moved> from <first period> to <last period>, while <label2> <fall moved>.",
            "From <first period> to <last period> <label> <rise moved> and <label2> <fall moved>.",
            "<Label> <rise_rate moved> from <first period> to <last period>, while <label2> <fall_rate moved>.",
            "From <first period> to <last period> <label> <rise_rate moved> and <label2> <fall_rate moved>.",
        ),
        "short": (
            "<name> <rise moved>, <label2> <fall moved>",
            "<name> <rise_rate moved>, <label2> <fall_rate moved>",
        ),
    },
    "one_step": {
        "title": (
            "<Label> rose <multiple times> <value in> alone, the whole rise since <first period>",
            "<Label> <more moved> <value in> alone, more than since <first period> in all",
            "<Label> <step moved> in one step, <value in>",
            "Between <before period> and <value period> <label> <gap moved>",
        ),
        "point": (
            "**A single step.** <Label> <was> <before> <before in> and <value> <value in>.",
            "**One step.** From <before period> to <value period> <label> <step moved>.",
        ),
        "sentence": (
            "<Label> [rose|fell] more in one step, from <before> <before in> to <value> <value in>, than over the "
            "whole period.",
            "From <before period> to <value period> <label> <more moved>, more than over the whole period.",
        ),
        "short": ("<name> <step moved> <value in> alone", "<name> <gap moved> by <value period>"),
        "ask": ("did the coverage change <value in>?", "did what is counted change <value in>?"),
    },
    "two_steps": {
        "title": (
            "<Label> [rose|fell] in two steps, <value in> and <value2 in>",
            "<Label>: two steps, <value in> and <value2 in>",
        ),
        "point": (
            "**Two steps.** From <before> to <value> <value in>, and from <before2> to <value2> <value2 in>.",
            "**<value Period> and <value2 period>.** <Label> <step moved> <value in> and <step2 percent> <value2 in>.",
            "**<value Period> and <value2 period>.** <Label> <step moved> <value in> and <step2 moved> <value2 in>.",
        ),
        "sentence": (
            (
                "<Label> went from <before> to <value> <value in>, a step larger than the whole [rise|fall], and from "
                "<before2> to <value2> <value2 in>."
            ),
            "<Label> <step moved> <value in> and <step2 percent> <value2 in>.",
            "<Label> <step moved> <value in> and <step2 moved> <value2 in>.",
        ),
        "short": ("<name> [rose|fell] in two steps",),
        "ask": (
            "did the coverage change <value in> or <value2 in>?",
            "did what is counted change <value in>, or <value2 in>?",
        ),
    },
    "passed": {
        "title": (
            "<ahead Owner> <name> passed <behind owner> <ahead in>",
            "<ahead Place> passed <behind place> by <name> <ahead in>",
            "By <name>, <ahead place> passed <behind place> <ahead in>",
        ),
        "point": (
            "**<ahead Place> passed <behind place>.** <ahead In> it had <ahead>, <behind place> <behind>.",
            "**<ahead Place> passed <behind place>.** <ahead In> they had <ahead> and <behind>.",
        ),
        "sentence": (
            "<ahead Place> passed <behind place> <ahead in>, at <ahead> against <behind>.",
            "<ahead In> <ahead place> passed <behind place>.",
        ),
        "short": ("<ahead place> passed <behind place> <ahead in>",),
    },
    "reversal": {
        "title": (
            "<turn Owner> <name> <since moved> from <its> peak of <turn> <turn in>",
            "<turn Owner> <name> peaked at <turn> <turn in> and <since moved>, to <last> <last in>",
            "By <name>, <turn place> peaked at <turn> <turn in> and <since moved> since",
        ),
        "point": (
            "**<turn Place> peaked <turn in>.** From <turn> then, its <name> <since moved>, to <last> <last in>.",
            "**Peak <turn in>.** <turn Owner> <name> <was> <turn> then and <last> <last in>.",
        ),
        "sentence": (
            (
                "From <turn> <turn in> <turn owner> <name> <since moved>, to <last> <last in>, the lowest of "
                "<least> <things>."
            ),
            (
                "At <last> <last in>, <turn owner> <name> <was> the lowest of <least> <things>, <since up> since "
                "<turn period>."
            ),
            "From <turn> <turn in> <turn owner> <name> <since moved>, to <last> <last in>.",
            "In <turn place> <label> peaked at <turn> <turn in>; <last in> <it> <was> <last>.",
        ),
        "short": ("<turn place> is <since up> since <turn period>",),
    },
    "recovery": {
        "title": (
            "<Label> <lost moved> to <trough period> and passed the old peak <back in>",
            "<Label> took <took> <units> to pass <its> peak of <old period>",
            "It took until <back period> for <label> to pass the peak of <old period>",
            "<Label> passed the peak of <old period> <back in>, after a low <trough in>",
        ),
        "short": ("<name> passed the old peak <back in>",),
    },
    "loss": {
        "point": (
            "**The fall.** <Label> <lost moved> from <old period> to <trough period>.",
            "**<lost up cap>.** <Label> fell from <old> <old in> to <trough> <trough in>.",
        ),
        "sentence": (
            "From <old period> to <trough period> <label> <lost moved>, from <old> to <trough>.",
            "<Label> <lost moved> from <old period> to <trough period>.",
        ),
    },
    "late": {
        "title": (
            "The ten-year mean of <name> [rose|fell] from <then value> to <now based> after <middle period>",
            "The ten-year mean of <label> [rose|fell] from <then value> to <now value> after <middle period>",
            "Most of the [rise|fall] in <label> came in the last <recent value> of <span value> years",
            "Most of the [rise|fall] in <label> came after <middle period>",
        ),
        "point": (
            (
                "**Most of the [rise|fall] after <middle period>.** The ten-year mean of <label> went from <then "
                "value> to <now value>."
            ),
            "**The last <recent value> of <span value> years.** These brought most of the [rise|fall] in <label>.",
        ),
        "sentence": (
            (
                "The ten-year mean of <label> was <start value> <start in>, <then value> <then in> and <now value> "
                "<now in>."
            ),
            "The ten-year mean of <label> went from <then value> <then in> to <now value> <now in>.",
        ),
        "short": ("most of the [rise|fall] came after <middle period>",),
    },
    "recent_values": {
        "title": (
            ("The <count words> [highest|lowest] values since <first period> came in the last <count words> <units>"),
            "<Name>: the <count words> [highest|lowest] values came in the last <count words> <units>",
            "No value of <label> before <start period> was as [high|low] as any since",
            "Every value of <label> since <start period> is [above|below] all those before",
        ),
        "point": (
            (
                "**[Above|Below] all earlier values.** The [lowest|highest] value of <label> since <start period> is "
                "<least>; the [highest|lowest] before was <most>."
            ),
            "**All since <start period>.** Every value of <label> since then is [above|below] all those before.",
        ),
        "sentence": (
            (
                "Since <start period> the [lowest|highest] value of <label> is <least>; the [highest|lowest] before "
                "was <most>, that of <most period>."
            ),
            "Since <start period> every value of <label> is [above|below] all those before.",
        ),
        "short": (
            "the <count words> [highest|lowest] values of <name> came in the last <count words> <units>",
            "every value of <name> since <start period> is [above|below] all those before",
        ),
    },
    "two_sources": {
        "title": (
            (
                "Both sources, <reading> and <other_reading>, show a [rise|fall] from <start period> to <now period>: "
                "<change signed> and <change2 signed>"
            ),
            (
                "Since <start period> <label> [rose|fell] in both sources: <change signed> in <reading>, <change2 "
                "signed> in <other_reading>"
            ),
            "Both <reading> and <other_reading> show that <label> [rose|fell] from <start period> to <now period>",
        ),
        "point": (
            "**Two sources.** Both <reading> and <other_reading> show a [rise|fall] from <start period> to <now "
            "period>.",
        ),
        "sentence": (
            "Two sources, <reading> and <other_reading>, agree on the [rise|fall] from <start period> to <now period>: "
            "<change signed> and <change2 signed>.",
            "Both <reading> and <other_reading> show a [rise|fall] from <start period> to <now period>.",
        ),
        "short": ("<reading> and <other_reading> show the same [rise|fall]",),
    },
    "odd": {
        "point": (
            (
                "**<value Period> stands out.** <Label> <was> <value>, against <before> <before in> and <after> "
                "<after in>."
            ),
            "**Apart from its neighbours.** <value In> <label> <was> <value>; the value before was <before>.",
        ),
        "sentence": (
            "<value In> <label> <was> <value>, after <before> <before in> and before <after> <after in>.",
            "One value stands apart: <value in> <label> <was> <value>, and after that <after>.",
        ),
    },
    "slower": {
        "title": (
            "<Label> <early moved> to <middle period> and <late percent 1> a year since",
            "<Label> <early moved> to <middle period>; since then <it> <late moved>",
        ),
        "short": ("<name> <late moved> since <middle period>",),
    },
    "faster": {
        "title": (
            "<Label> <early moved> to <middle period> and <late percent 1> a year since",
            "<Label> <early moved> to <middle period>; since then <it> <late moved>",
        ),
        "short": ("<name> <late moved> since <middle period>",),
    },
}
