"""Elements of the new deck → the deck that was edited: relationships, charts and pictures come along."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.slide import SlidePart

from briefing.deck.ooxml.shapes import parse_elements, placeholder_key
from briefing.deck.reading import A, P, R
from briefing.deck.template.placeholders import layout_placeholders

_KEYS = (f"{R}id", f"{R}embed", f"{R}link")


class PartImporter:
    """Brings elements of a slide (or its notes) of the new deck to the same slide of the edited one."""

    def __init__(self, fresh: Part, part: Part, slides: Mapping[str, Part]) -> None:
        """Take the new part, the edited one, and the edited slide for each new slide's part name."""
        self.fresh = fresh
        self.part = part
        self.slides = slides

    def copy(self, element: Any) -> Any:
        """Return a copy of an element of the new part for the edited part, without links that lead nowhere there.

        Its text states the leading that it has from its layout where the edited deck's layout, which an earlier version
        may have written, gives none.
        """
        copied = deepcopy(element)
        leading = self._missing_leading(element)
        for paragraph in copied.iter(f"{A}p") if leading else ():
            properties = paragraph.find(f"{A}pPr")
            if properties is not None and properties.find(f"{A}lnSpc") is None:
                space = parse_elements(f'<a:lnSpc><a:spcPts val="{round(leading * 100)}"/></a:lnSpc>')
                properties.insert(0, next(space))
        for item in list(copied.iter()):
            for name in _KEYS:
                key = item.get(name)
                if key and (found := self._relation(key)):
                    item.set(name, found)
                elif key:
                    item.getparent().remove(item)
        return copied

    def _missing_leading(self, element: Any) -> float:
        """Return the leading in points that the placeholder around an element has in the new deck alone, else 0."""
        shape = next((item for item in (element, *element.iterancestors()) if item.tag == f"{P}sp"), None)
        key = "" if shape is None else placeholder_key(shape)
        new, here = (
            layout_placeholders(part.slide_layout, 1.0).get(key) if key and isinstance(part, SlidePart) else None
            for part in (self.fresh, self.part)
        )
        return new.leading if new and here and not here.leading else 0.0

    def _relation(self, key: str) -> str:
        relation = self.fresh.rels[key]
        if relation.is_external:
            return self.part.relate_to(relation.target_ref, relation.reltype, is_external=True)
        target = relation.target_part
        if relation.reltype == RELATIONSHIP_TYPE.SLIDE:
            known = self.slides.get(str(target.partname))
            return self.part.relate_to(known, RELATIONSHIP_TYPE.SLIDE) if known is not None else ""
        return self.part.relate_to(self._copied(target), relation.reltype)

    def _copied(self, target: Part) -> Part:
        package = self.part.package
        if isinstance(target, ChartPart):
            name = package.next_partname("/ppt/charts/chart%d.xml")
            chart: Part = ChartPart.load(name, target.content_type, package, target.blob)
            for relation in target.rels.values():
                book = relation.target_part
                place = package.next_partname("/ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx")
                copied = EmbeddedXlsxPart(place, book.content_type, package, book.blob)
                chart.rels.get_or_add(relation.reltype, copied)
            return chart
        kind = str(target.partname).rpartition(".")[2]
        name = package.next_partname(f"/ppt/media/image%d.{kind}")
        return Part(PackURI(str(name)), target.content_type, package, target.blob)
