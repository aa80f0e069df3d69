"""The presentation's lists: slides, masters, layouts, notes master, sections; and the kinds of the parts they name."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import long, path, short

_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
# Last word of a relationship's type → the content type that its part must have, and the root of its tree.
EXPECTED = {
    "officeDocument": (f"{_MAIN}.presentation.main+xml", "p:presentation"),
    "slide": (f"{_MAIN}.slide+xml", "p:sld"),
    "slideLayout": (f"{_MAIN}.slideLayout+xml", "p:sldLayout"),
    "slideMaster": (f"{_MAIN}.slideMaster+xml", "p:sldMaster"),
    "notesSlide": (f"{_MAIN}.notesSlide+xml", "p:notes"),
    "notesMaster": (f"{_MAIN}.notesMaster+xml", "p:notesMaster"),
    "handoutMaster": (f"{_MAIN}.handoutMaster+xml", "p:handoutMaster"),
    "presProps": (f"{_MAIN}.presProps+xml", "p:presentationPr"),
    "viewProps": (f"{_MAIN}.viewProps+xml", "p:viewPr"),
    "tableStyles": (f"{_MAIN}.tableStyles+xml", "a:tblStyleLst"),
    "theme": (f"{_OFFICE}.theme+xml", "a:theme"),
    "chart": (f"{_OFFICE}.drawingml.chart+xml", "c:chartSpace"),
    "core-properties": ("application/vnd.openxmlformats-package.core-properties+xml", "cp:coreProperties"),
    "extended-properties": (f"{_OFFICE}.extended-properties+xml", "ep:Properties"),
}
# What a part must lead to, and how often at most.
_NEEDED = {
    "slide": (("slideLayout", 1),),
    "slideLayout": (("slideMaster", 1),),
    "slideMaster": (("theme", 1),),
    "notesMaster": (("theme", 1),),
    "notesSlide": (("slide", 1), ("notesMaster", 1)),
}
_LISTS = (
    ("p:sldMasterIdLst/p:sldMasterId", "slideMaster"),
    ("p:notesMasterIdLst/p:notesMasterId", "notesMaster"),
    ("p:handoutMasterIdLst/p:handoutMasterId", "handoutMaster"),
    ("p:sldIdLst/p:sldId", "slide"),
)
ID = long("r:id")


def check_presentation(package: Package) -> None:
    """Note what is wrong with the presentation's lists and the kinds of its parts, and number the slides."""
    main = package.presentation
    root = package.trees.get(main)
    if root is None:
        package.note("", "no presentation", "relate the package to ppt/presentation.xml as its officeDocument")
        return
    slides = [
        package.relations.get(main, {}).get(entry.get(ID, "")) for entry in root.iterfind(path("p:sldIdLst/p:sldId"))
    ]
    package.numbers.update({slide.part: number for number, slide in enumerate(slides, start=1) if slide and slide.part})
    for part, number in list(package.numbers.items()):
        for kind in ("notesSlide", "chart"):
            package.numbers.update(dict.fromkeys(package.targets(part, kind), number))
    _kinds(package)
    _needed(package)
    for steps, kind in _LISTS:
        _listed(package, main, list(root.iterfind(path(steps))), kind, steps)
    _ids(package, main, root)
    _sections(package, main, root)


def _kinds(package: Package) -> None:
    for relations in package.relations.values():
        for relation in relations.values():
            if relation.part and relation.kind in EXPECTED:
                content_type, root = EXPECTED[relation.kind]
                given = package.content_type(relation.part)
                if given != content_type:
                    fix = f"a {relation.kind} needs {content_type}"
                    package.note(relation.part, f"its content type is {given}", fix)
                tag = package.trees.tags.get(relation.part, long(root))
                if tag != long(root):
                    package.note(relation.part, f"it begins with {short(tag)}", f"a {relation.kind} begins with {root}")


def _needed(package: Package) -> None:
    for kind, needs in _NEEDED.items():
        for part in package.names_of(kind):
            for target, times in needs:
                found = len(package.targets(part, target))
                if found != times:
                    package.note(part, f"{found} relationships to a {target}", f"a {kind} needs {times}")
            if len(package.targets(part, "notesSlide")) > 1:
                package.note(part, "more than one notes page", "keep one")


def _listed(package: Package, owner: str, entries: list[Element], kind: str, steps: str) -> None:
    """Note entries of a list without a relationship of the kind, and relationships without an entry."""
    name = steps.rpartition("/")[2]
    relations = package.relations.get(owner, {})
    named = [entry.get(ID, "") for entry in entries]
    known = set(named)
    for key in named:
        if key in relations and relations[key].kind != kind:
            package.note(owner, f"{name} {key} leads to a {relations[key].kind}", f"let it lead to a {kind}")
    for key, times in Counter(named).items():
        if times > 1:
            package.note(owner, f"{name} names {key} twice", "name it once")
    for key, related in relations.items():
        if related.kind == kind and key not in known:
            fix = f"list it, or drop {key} with its part"
            package.note(owner, f"{related.part} stands in no {steps.partition('/')[0]}", fix)


def _ids(package: Package, main: str, root: Element) -> None:
    slides = [entry.get("id", "") for entry in root.iterfind(path("p:sldIdLst/p:sldId"))]
    for key, times in Counter(slides).items():
        if times > 1:
            package.note(main, f"{times} slides have the id {key}", "give each slide its own id in p:sldIdLst")
    large = [entry.get("id", "") for entry in root.iterfind(path("p:sldMasterIdLst/p:sldMasterId"))]
    for part, master in package.of_kind("slideMaster"):
        layouts = list(master.iterfind(path("p:sldLayoutIdLst/p:sldLayoutId")))
        large += [layout.get("id", "") for layout in layouts]
        _listed(package, part, layouts, "slideLayout", "p:sldLayoutIdLst/p:sldLayoutId")
        for layout in package.targets(part, "slideLayout"):
            if part not in package.targets(layout, "slideMaster"):
                package.note(layout, f"{part} lists this layout, which has another master", "relate both to each other")
    for key, times in Counter(large).items():
        if key and times > 1:
            fix = "number both in one row, from 2147483648"
            package.note(main, f"{times} masters and layouts have the id {key}", fix)


def _sections(package: Package, main: str, root: Element) -> None:
    slides = [entry.get("id", "") for entry in root.iterfind(path("p:sldIdLst/p:sldId"))]
    listed = [entry.get("id", "") for entry in root.iter(long("p14:sldId"))]
    if not listed:
        return
    for key, times in Counter(listed).items():
        if times > 1:
            package.note(main, f"the sections list slide {key} {times} times", "list each slide in one section")
    both = set(slides) & set(listed)
    for key in slides:
        if key not in both:
            package.note(main, f"no section lists slide {key}", "list each slide in one section", severity="warning")
    for key in listed:
        if key not in both:
            package.note(main, f"a section lists slide {key}, which is missing", "drop it from the section")
