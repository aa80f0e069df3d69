"""The XMP packet of a file, which claims PDF/UA-1 and PDF/A-3a or, without attachments, PDF/A-2a."""

from __future__ import annotations

import datetime as dt
from xml.sax.saxutils import escape

from msgspec import Struct

# PDF/A allows a property only of a declared schema, and that of PDF/UA is none of its own.
_EXTENSION = """\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


class DocumentProperties(Struct, frozen=True):
    """Title, author, subject, keywords, language and date of a file; nothing here comes from a clock."""

    title: str
    author: str
    subject: str
    keywords: str
    lang: str
    date: dt.date
    creator: str = "briefing"
    producer: str = "reportlab"


def packet(properties: DocumentProperties, part: int) -> bytes:
    """Return the packet for some properties and a part of PDF/A, 2 or 3, as UTF-8."""
    one = {
        "dc:format": "application/pdf",
        "pdf:Keywords": properties.keywords,
        "pdf:Producer": properties.producer,
        "xmp:CreatorTool": properties.creator,
        **{f"xmp:{key}": f"{properties.date:%Y-%m-%d}T00:00:00Z" for key in ("CreateDate", "ModifyDate")},
        "xmp:MetadataDate": f"{properties.date:%Y-%m-%d}T00:00:00Z",
        "pdfaid:part": str(part),
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
    }
    simple = "\n".join(f"<{key}>{escape(value)}</{key}>" for key, value in one.items() if value)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
{_alternatives("dc:title", properties.title)}{_alternatives("dc:description", properties.subject)}
<dc:creator><rdf:Seq><rdf:li>{escape(properties.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{escape(properties.lang)}</rdf:li></rdf:Bag></dc:language>
{simple}
</rdf:Description>
{_EXTENSION}
</rdf:RDF>
</x:xmpmeta>

<?xpacket end="w"?>
""".encode()


def _alternatives(key: str, text: str) -> str:
    if not text:
        return ""
    return f'<{key}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{key}>'
