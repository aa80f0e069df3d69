"""Names of the elements of slides, layouts and masters in PresentationML and DrawingML."""

from __future__ import annotations

from briefing.proof.package.xml_names import long

SHAPE, PICTURE, GROUP = long("p:sp"), long("p:pic"), long("p:grpSp")
PROPERTIES, GROUP_PROPERTIES, XFRM = long("p:spPr"), long("p:grpSpPr"), long("a:xfrm")
NAMED, OWN, HOLDER = long("p:cNvPr"), long("p:nvPr"), long("p:ph")
BODY, BODY_PROPERTIES, LISTS = long("p:txBody"), long("a:bodyPr"), long("a:lstStyle")
STYLE, FILL_REFERENCE = long("p:style"), long("a:fillRef")
