"""A figure of the example project."""

import matplotlib.pyplot as plt


def trade(facts):
    """Return the figure of the bookshops' trade."""
    series = facts["trade"]
    fig, ax = plt.subplots()
    ax.plot(series.places, series.values, color=facts.palette.highlight)
    ax.set_ylim(0, 1.4 * max(series.values))
    ax.set_xticks([])
    place = (series.last.at, series.last.value)
    ax.annotate(facts.texts["newest"], place, (0, 10), textcoords="offset points", ha="right")
    return fig
