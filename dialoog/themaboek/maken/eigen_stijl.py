"""A municipality's own looks for the Word book: what may come out of its reference.docx, and nothing else.

Taken over are the styles, the theme, the size of the page, and header and footer with their pictures. Text, properties,
macros, links and embedded things stay behind. Word gives built-in styles other ids in every language ("Kop1"), so
styles are known by their name and get our ids here.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from dialoog.errors import BadInput
from dialoog.themaboek.maken.stijlen import W, styles_xml

MAX_BYTES = 3 * 1024 * 1024
MAX_UITGEPAKT = 20 * 1024 * 1024
MAX_DELEN = 400
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NS = {"w": W, "r": R, "p": PKG, "t": TYPES}
Q = f"{{{W}}}"
GEWOON = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BEELDEN = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
VELDEN = {"PAGE", "NUMPAGES", "SECTIONPAGES", "TITLE", "STYLEREF", "DATE"}
BEGIN = "Begin zo nodig met het voorbeeld op deze bladzijde."
GEEN_WORD = f"Dit is geen Word-bestand (.docx) dat we kunnen lezen. Er is niets veranderd. {BEGIN}"
TE_GROOT = "Dit bestand is te groot. Het mag 3 MB zijn. Maak het logo kleiner, of haal tekst en foto's weg."
MACRO = "Dit bestand is een sjabloon of heeft macro's. Bewaar het in Word als gewoon document (.docx)."
KOPPELING = "In de kop- of voettekst staat een koppeling, een veld of een bestand dat we niet overnemen. Haal het weg."


@dataclass(frozen=True)
class EigenStijl:
    """Parts as they go into the book: name in the zip → bytes. `koppen`: (tag, type, part) of header and footer."""

    styles: bytes
    theme: bytes | None
    sectie: tuple[bytes, ...]
    koppen: tuple[tuple[str, str, str], ...] = ()
    delen: Mapping[str, bytes] = field(default_factory=dict)


def werk_stijl(payload: Mapping[str, Any]) -> bytes:
    """For `dialoog.werk`: {"pad": a file}. Gives `goed`, or raises BadInput with what is wrong."""
    read_stijl(Path(str(payload["pad"])).read_bytes())
    return b"goed"


def read_stijl(data: bytes) -> EigenStijl:
    """The looks in a reference.docx. Raises BadInput with a sentence for who chose the file."""
    try:
        files = _unpack(data)
        _check_kind(files)
        document = _xml(files["word/document.xml"])
        koppen, delen = _headers(files, document)
        return EigenStijl(
            styles=_styles(files["word/styles.xml"], delen),
            theme=_theme(files),
            sectie=_page(document),
            koppen=koppen,
            delen=delen,
        )
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, OSError, RuntimeError, ValueError,
            NotImplementedError, EOFError) as error:  # fmt: skip
        raise BadInput(GEEN_WORD) from error


def _unpack(data: bytes) -> dict[str, bytes]:
    """No more is unpacked than a sheet of styles can need, whatever the zip says about its size."""
    if len(data) > MAX_BYTES:
        raise BadInput(TE_GROOT)
    files, left = {}, MAX_UITGEPAKT
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > MAX_DELEN:
            raise BadInput(TE_GROOT)
        for info in archive.infolist():
            with archive.open(info) as part:
                files[info.filename] = part.read(left + 1)
            left -= len(files[info.filename])
            if left < 0:
                raise BadInput(TE_GROOT)
    return files


def _xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise ValueError("a doctype has no place in a Word file")
    return root


def _check_kind(files: Mapping[str, bytes]) -> None:
    types = _xml(files["[Content_Types].xml"])
    kinds = [e.get("ContentType", "") for e in types.iter(f"{{{TYPES}}}Override", f"{{{TYPES}}}Default")]
    if any("macro" in kind.lower() or "vba" in kind.lower() for kind in kinds) or any(
        "vbaproject" in name.lower() for name in files
    ):
        raise BadInput(MACRO)
    if any("template.main" in kind for kind in kinds):
        raise BadInput(MACRO)
    if GEWOON not in kinds:
        raise BadInput(GEEN_WORD)


# --- styles -----------------------------------------------------------------------------------------------------------


def _name(style: etree._Element) -> str:
    """In small letters; Word writes "heading 1" and "Heading 1"."""
    name = style.find("w:name", NS)
    return "" if name is None else name.get(f"{Q}val", "").casefold()


def _names(styles: etree._Element) -> dict[str, str]:
    """name of a style → its id."""
    return {_name(style): style.get(f"{Q}styleId", "") for style in styles.iter(f"{Q}style") if _name(style)}


def _styles(data: bytes, delen: dict[str, bytes]) -> bytes:
    """Their styles with our ids, also where header and footer use them; Dutch as the language. Where they have no such
    style (nobody else has a *Voorstelkaart*, and Word leaves out what was never used) ours is added."""
    theirs, own = _xml(data), _xml(styles_xml())
    ours, known = _names(own), _names(theirs)
    new = {known[name]: ours[name] for name in ours if name in known}
    taken = set(ours.values())
    for style in theirs.iter(f"{Q}style"):
        old = style.get(f"{Q}styleId", "")
        if old not in new and old in taken:
            new[old] = f"{old}Eigen"
    for style in theirs.iter(f"{Q}style"):
        style.set(f"{Q}styleId", new.get(style.get(f"{Q}styleId", ""), style.get(f"{Q}styleId", "")))
    _rename(theirs, new, "basedOn", "next", "link")
    for style in list(own.iter(f"{Q}style")):
        if _name(style) not in known:
            theirs.append(style)
    for name, part in delen.items():
        if name.endswith(".xml"):
            root = _xml(part)
            _rename(root, new, "pStyle", "rStyle", "tblStyle")
            delen[name] = _bytes(root)
    for lang in theirs.iterfind("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NS):
        lang.set(f"{Q}val", "nl-NL")
    return _bytes(theirs)


def _rename(root: etree._Element, new: Mapping[str, str], *tags: str) -> None:
    for element in root.iter(*(f"{Q}{tag}" for tag in tags)):
        value = element.get(f"{Q}val", "")
        element.set(f"{Q}val", new.get(value, value))


def _theme(files: Mapping[str, bytes]) -> bytes | None:
    """Their colours and letters; a theme with pictures stays behind."""
    data = files.get("word/theme/theme1.xml")
    if data is None or any(str(key).startswith(f"{{{R}}}") for e in _xml(data).iter() for key in e.attrib):
        return None
    return data


# --- page, header and footer ------------------------------------------------------------------------------------------


def _section(document: etree._Element) -> etree._Element | None:
    found = document.findall("w:body/w:sectPr", NS)
    return found[-1] if found else None


def _page(document: etree._Element) -> tuple[bytes, ...]:
    """Size and margins, and whether the first page is another one; in the order of the schema."""
    section = _section(document)
    if section is None:
        return ()
    found = (section.find(f"w:{tag}", NS) for tag in ("pgSz", "pgMar", "titlePg"))
    return tuple(_bytes(element) for element in found if element is not None)


def _headers(
    files: Mapping[str, bytes], document: etree._Element
) -> tuple[tuple[tuple[str, str, str], ...], dict[str, bytes]]:
    section = _section(document)
    if section is None:
        return (), {}
    targets = _relations(files, "word/document.xml")
    koppen, delen = [], {}
    for n, tag in enumerate(section.iterfind("*", NS), start=1):
        what, kind = etree.QName(tag).localname, tag.get(f"{Q}type", "default")
        if what not in ("headerReference", "footerReference") or kind == "even":
            continue
        source, external = targets[tag.get(f"{{{R}}}id", "")]
        if external:
            raise BadInput(KOPPELING)
        name = f"word/{what.removesuffix('Reference')}{n}.xml"
        _check_fields(_xml(files[source]))
        delen[name] = files[source]
        delen.update(_pictures(files, source, name))
        koppen.append((what, kind, name))
    return tuple(koppen), delen


def _check_fields(part: etree._Element) -> None:
    """Page numbers and a title; no field that fetches something."""
    codes = [e.get(f"{Q}instr", "") for e in part.iter(f"{Q}fldSimple")]
    for p in part.iter(f"{Q}p"):
        code = "".join(e.text or "" for e in p.iter(f"{Q}instrText")).split()
        codes += [word for word in code if word.isupper() and word.isalpha()]
    if any((code.split() or [""])[0].upper() not in VELDEN for code in codes):
        raise BadInput(KOPPELING)
    if next(part.iter(f"{Q}object", f"{Q}control", f"{Q}altChunk"), None) is not None:
        raise BadInput(KOPPELING)


def _pictures(files: Mapping[str, bytes], source: str, name: str) -> dict[str, bytes]:
    """The pictures of a header, with the list that leads to them."""
    relations = _relations(files, source)
    used = {str(v) for e in _xml(files[source]).iter() for k, v in e.attrib.items() if str(k).startswith(f"{{{R}}}")}
    if not used:
        return {}
    delen, root = {}, etree.Element(f"{{{PKG}}}Relationships", nsmap={None: PKG})  # type: ignore[dict-item]
    for n, key in enumerate(sorted(used), start=1):
        target, external = relations[key]
        ending = posixpath.splitext(target)[1].lower()
        if external or ending not in BEELDEN:
            raise BadInput(KOPPELING)
        picture = f"media/{posixpath.basename(name).removesuffix('.xml')}-{n}{ending}"
        delen[f"word/{picture}"] = files[target]
        etree.SubElement(root, f"{{{PKG}}}Relationship", {"Id": key, "Type": f"{R}/image", "Target": picture})
    delen[f"word/_rels/{posixpath.basename(name)}.rels"] = _bytes(root)
    return delen


def _relations(files: Mapping[str, bytes], part: str) -> dict[str, tuple[str, bool]]:
    """id → (name in the zip, does it lie outside the file)."""
    folder, name = posixpath.split(part)
    data = files.get(f"{folder}/_rels/{name}.rels")
    found = {}
    for relation in _xml(data).iter(f"{{{PKG}}}Relationship") if data else ():
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id", "")] = (path, relation.get("TargetMode") == "External")
    return found


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
