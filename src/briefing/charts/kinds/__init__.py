"""The kinds of chart, each a `plot(chart: Chart) -> Plot`; a kind knows no library, no colour and no place."""
