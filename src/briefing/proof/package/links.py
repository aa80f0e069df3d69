"""Ids of relationships that the parts use, where links lead, and what lies outside the package."""

from __future__ import annotations

import re

from briefing.proof.package.opc_package import Package, Relation

_WEB = ("http:", "https:", "mailto:", "#")
_SCRIPT = re.compile(r"\s*(javascript|vbscript|data|script)\s*:", re.IGNORECASE)
# Which kinds of relationship the attribute of an element may use; what is not listed here may use any.
_KINDS = {
    "a:blip": {"image"},
    "c:chart": {"chart"},
    "c:externalData": {"package", "oleObject"},
    "p:sldId": {"slide"},
    "p:sldLayoutId": {"slideLayout"},
    "p:sldMasterId": {"slideMaster"},
    "p:notesMasterId": {"notesMaster"},
}


def check_links(package: Package) -> None:
    """Note ids without a relationship, relationships of the wrong kind, and addresses outside the package."""
    for part, links in package.links.items():
        if not part.endswith(".rels"):
            for tag, key in links:
                _link(package, part, tag, key)
    for part, relations in package.relations.items():
        for key, relation in relations.items():
            if relation.outside:
                _outside(package, part or "_rels/.rels", key, relation)


def _link(package: Package, part: str, tag: str, key: str) -> None:
    relation = package.relations.get(part, {}).get(key)
    if relation is None:
        package.note(part, f"{tag} names {key}, which no relationship has", "relate it, or leave the element out")
    elif tag in _KINDS and relation.kind not in _KINDS[tag]:
        fix = f"let it lead to a {' or '.join(sorted(_KINDS[tag]))}"
        package.note(part, f"{tag} leads to a {relation.kind}", fix)


def _outside(package: Package, part: str, key: str, relation: Relation) -> None:
    at = f"{key} to {relation.address}"
    if _SCRIPT.match(relation.address):
        package.note(part, "a link that runs a script", "link to http, https or mailto", at)
    elif relation.kind != "hyperlink":
        package.note(part, f"a linked {relation.kind} outside the deck", "embed it, or leave it out", at, "warning")
    elif not relation.address.lower().startswith(_WEB):
        package.note(part, "a link that is neither http, https nor mailto", "link to one of these", at, "warning")
