"""Puts a municipality's own looks (`eigen_stijl.py`) on a Word book that was made with ours."""

from __future__ import annotations

import posixpath

from lxml import etree

from dialoog.themaboek.maken.eigen_stijl import BEELDEN, NS, PKG, TYPES, EigenStijl, Q, R

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELS = "word/_rels/document.xml.rels"


def dress(files: dict[str, bytes], document: etree._Element, stijl: EigenStijl) -> None:
    """Changes `files` and the section of `document`: styles and theme, page, header and footer."""
    files["word/styles.xml"] = stijl.styles
    if stijl.theme is not None:
        files["word/theme/theme1.xml"] = stijl.theme
    section = document.find("w:body/w:sectPr", NS)
    if section is None or not stijl.sectie:
        return
    relations, types = etree.fromstring(files[RELS]), etree.fromstring(files["[Content_Types].xml"])
    _take_out(files, relations, types)
    for child in list(section):
        section.remove(child)
    for n, (what, kind, name) in enumerate(stijl.koppen, start=1):
        _put_in(relations, types, f"rIdEigen{n}", what.removesuffix("Reference"), name)
        section.append(_reference(what, kind, f"rIdEigen{n}"))
    files.update(stijl.delen)
    for part in stijl.sectie:
        section.append(etree.fromstring(part))
    for name in stijl.delen:
        _know(types, posixpath.splitext(name)[1].lower())
    files[RELS] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)
    files["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)


def _reference(what: str, kind: str, key: str) -> etree._Element:
    element = etree.Element(f"{Q}{what}")
    element.set(f"{Q}type", kind)
    element.set(f"{{{R}}}id", key)
    return element


def _take_out(files: dict[str, bytes], relations: etree._Element, types: etree._Element) -> None:
    """Our own header and footer."""
    for relation in list(relations):
        if relation.get("Type") in (f"{R}/header", f"{R}/footer"):
            name = posixpath.normpath(posixpath.join("word", relation.get("Target", "").removeprefix("/word/")))
            files.pop(name, None)
            relations.remove(relation)
            for override in types.findall(f"t:Override[@PartName='/{name}']", NS):
                types.remove(override)


def _put_in(relations: etree._Element, types: etree._Element, key: str, soort: str, name: str) -> None:
    target = posixpath.basename(name)
    etree.SubElement(relations, f"{{{PKG}}}Relationship", {"Id": key, "Type": f"{R}/{soort}", "Target": target})
    etree.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": f"{OFFICE}.{soort}+xml"})


def _know(types: etree._Element, ending: str) -> None:
    if ending in BEELDEN and types.find(f"t:Default[@Extension='{ending[1:]}']", NS) is None:
        kind = etree.Element(f"{{{TYPES}}}Default", {"Extension": ending[1:], "ContentType": BEELDEN[ending]})
        types.insert(0, kind)
