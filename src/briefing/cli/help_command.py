"""The command help, which prints the reference."""

from __future__ import annotations

import click
import msgspec

from briefing.cli.command_entries import COMMANDS_TOPIC
from briefing.cli.options import command
from briefing.cli.output import CommandOutput
from briefing.reference.catalogue import TOPICS, Reference
from briefing.reference.text_form import entries_text, overview, topic_text


def whole_reference() -> Reference:
    """Return the reference with the commands in it."""
    return Reference(*TOPICS, COMMANDS_TOPIC)


@command("briefing help multiple")
@click.argument("word", metavar="[TOPIC|ENTRY]", required=False)
def help_(word: str | None, output: CommandOutput) -> int:
    """Explain stories, settings, tables, commands and the proof, with examples.

    Without a word it lists the topics; with a topic its entries; with the name of an entry, as multiple, moved,
    sections.chart or observations.period, all that is known of it.
    """
    known = whole_reference()
    if word is None:
        output.show({name: topic.about for name, topic in known.topics.items()}, overview(known))
    elif word in known.topics:
        topic, entries = known.topics[word], known.entries(word)
        about = {"topic": topic.name, "about": topic.about, "introduction": topic.introduction}
        output.show({**about, "entries": msgspec.to_builtins(entries)}, topic_text(topic, entries))
    else:
        found = known.find(word)
        also = known.also(word, found)
        output.show(
            {"entries": [{"topic": one.topic, **msgspec.to_builtins(one.entry)} for one in found], "also": list(also)},
            entries_text(found, also),
        )
    return 0
