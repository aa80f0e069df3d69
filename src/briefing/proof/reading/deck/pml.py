"""Names of the elements of slides, layouts and masters in PresentationML and DrawingML."""

from __future__ import annotations

from briefing.proof.package.xml_names import long

SHAPE, PICTURE, GROUP = long("p:sp"), long("p:pic"), long("p:grpSp")
PROPERTIES, GROUP_PROPERTIES, XFRM = long("p:spPr"), long("p:grpSpPr"), long("a:xfrm")
NAMED, OWN, HOLDER = long("p:cNvPr"), long("p:nvPr"), long("p:ph")
BODY, BODY_PROPERTIES, LISTS = long("p:txBody"), long("a:bodyPr"), long("a:lstStyle")
LINE, GRAPHIC, GRAPHIC_XFRM = long("p:cxnSp"), long("p:graphicFrame"), long("p:xfrm")
TABLE, CHART, ID = long("a:tbl"), long("c:chart"), long("r:id")
PARAGRAPH, RUN, BREAK, FIELD, TEXT = long("a:p"), long("a:r"), long("a:br"), long("a:fld"), long("a:t")
OF_RUN, OUTLINE, PRESET, FREEFORM = long("a:rPr"), long("a:ln"), long("a:prstGeom"), long("a:custGeom")
STYLE, FILL_REFERENCE = long("p:style"), long("a:fillRef")
