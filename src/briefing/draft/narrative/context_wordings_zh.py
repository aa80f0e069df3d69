"""Chinese wordings of what a figure is held against, and of the finding of the cover with its levels."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.wording_tables import WordingTable

WORDINGS: Final[WordingTable] = {
    "against_parts": {
        "sentence": ("<first period>至<last period><label><own moved>，全部<all value>项合计<in_all moved>。",)
    },
    "against_whole": {"sentence": ("<first period>至<last period><label><own moved>，<label2><in_all moved>。",)},
    "against_median": {"sentence": ("<start period>至<last period><all value>个<things>的中位数<middle moved>。",)},
    "contrary_median": {
        "sentence": ("<all value>个<things>的中位数走势相反：<start period>至<last period><middle moved>。",)
    },
    "least_of_others": {"sentence": ("其余<things>中[升|降]幅最小的是<last place>，<least moved>。",)},
    "least_of_all": {"sentence": ("[升|降]幅最小的是<last place>，<least moved>。",)},
    "sum_of_places": {"sentence": ("<best place>占全部<all value>个<things>合计的<share>。",)},
    "ends_and_median": {"sentence": ("<all value>个<things>的中位数为<value>。",)},
    "gaps_of_order": {
        "sentence": (
            "位次不反映差距：<one place>与<two place>相差<wide value>，<three place>与<four place>相差<narrow value>。",
        )
    },
    "gap_of_ratio": {"sentence": ("二者之差<start in>为<before value>，<near in>为<value value>。",)},
    "two_parts": {
        "sentence": (
            "<older period>至<middle period><label><early moved>，<middle period>至<last period><late moved>。",
        )
    },
    "two_decades": {
        "sentence": (
            "<older period>至<middle period><label><early moved>，<middle period>至<last period><late moved>。",
        )
    },
    "news_parts": {
        "sentence": ("<start period>至<last period>全部<all value>项合计由<sum_before unit>[升|降]至<sum unit>。",)
    },
    "news_recovery": {
        "sentence": (
            "<label>由<old period>的<old value>降至<trough period>的<trough value>，<back period>超过原高点。",
        )
    },
    "news_ratio": {
        "sentence": (
            "<peak period>至<near period><best place><name>由<best_then value>变为<best value>，<near place>由"
            "<peak value>变为<near value>。",
        )
    },
    "news_only": {
        "sentence": ("<start place><name>由<start period>的<start value>[升|降]至<last period>的<last value>。",)
    },
}
