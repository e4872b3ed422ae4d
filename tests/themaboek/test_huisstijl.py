"""A municipality's own looks for Word: what is taken over, and what is refused with a sentence."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dialoog.config import Config
from dialoog.database import db
from dialoog.errors import BadInput
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.oefenen import drop_oefening, make_oefening
from dialoog.themaboek import service
from dialoog.themaboek.huisstijl import eigen_pad, find_huisstijl
from dialoog.themaboek.maken import leeg_formulier, maak_boek
from dialoog.themaboek.maken.eigen_stijl import KOPPELING, MACRO, TE_GROOT, read_stijl
from dialoog.themaboek.maken.referentie import reference_docx
from dialoog.themaboek.maken.zip_vorm import pack, unpack
from dialoog.verslag.models import Feit
from tests.themaboek.conftest import Klein
from tests.themaboek.gemaakt import voorbeeld
from tests.themaboek.lezen import W, docx_woorden, docx_xml

ADRES = "/regie/wijk/themaboek/huisstijl"
DELEN = unpack(reference_docx())
STIPPEL = b"\x89PNG\r\n\x1a\n" + b"0" * 40
TYPES, STIJLEN, DOCUMENT, KOP = (
    "[Content_Types].xml", "word/styles.xml", "word/document.xml", "word/header1.xml",
)  # fmt: skip
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def anders(**changes: bytes | Callable[[bytes], bytes]) -> bytes:
    """Our reference with parts changed; `kop`, `stijlen`, `document`, `types`."""
    names = {"kop": KOP, "stijlen": STIJLEN, "document": DOCUMENT, "types": TYPES}
    files = dict(DELEN)
    for key, change in changes.items():
        files[names[key]] = change(files[names[key]]) if callable(change) else change
    return pack(files)


def dutch_word(styles: bytes) -> bytes:
    """As a Dutch Word saves it: other ids for built-in styles, and another colour."""
    for old, new in ((b"Heading", b"Kop"), (b"BodyText", b"Plattetekst"), (b"Normal", b"Standaard")):
        styles = re.sub(rb'((?:styleId|val)=")' + old + rb'([^"]*")', rb"\1" + new + rb"\2", styles)
    names = styles.replace(b'<w:name w:val="Standaard', b'<w:name w:val="Normal')
    return names.replace(b'w:val="064A34"', b'w:val="800080"').replace(b'"nl-NL"', b'"en-US"', 1)


def met_logo() -> bytes:
    files = dict(DELEN)
    files["word/media/logo.png"] = STIPPEL
    files["word/_rels/header1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/logo.png"/>'
        b"</Relationships>"
    )
    blip = f'<w:r><w:t>Logo</w:t></w:r><a:blip {A} {R} r:embed="rId1"/></w:p>'.encode()
    files[KOP] = files[KOP].replace(b"</w:p>", blip)
    files[STIJLEN] = dutch_word(files[STIJLEN])
    files[DOCUMENT] = files[DOCUMENT].replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>Geheime notitie</w:t></w:r></w:p>")
    files["docProps/core.xml"] = files["docProps/core.xml"].replace(b"<dc:title>", b"<dc:title>Geheime titel")
    return pack(files)


@pytest.mark.boek
def test_styles_page_and_header_with_logo_are_taken_over_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "eigen.docx").write_bytes(met_logo())
    boek = maak_boek(voorbeeld(), "docx", huisstijl=str(tmp_path / "eigen.docx"))
    files = unpack(boek)
    assert b"800080" in files[STIJLEN]
    assert STIPPEL in files.values()
    sectie = docx.Document(io.BytesIO(boek)).sections[0]
    assert "Prettig oud worden in de wijk\tConcept, 8 mei 2026Logo" in sectie.header.paragraphs[0].text
    assert "Geheime" not in "".join(part.decode(errors="replace") for part in files.values())
    known = {stijl.get(f"{W}styleId") for stijl in docx_xml(boek, STIJLEN).iter(f"{W}style")}
    used = {e.get(f"{W}val") for e in docx_xml(boek).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used - known == set()
    assert 'w:lang w:val="nl-NL"' in files[STIJLEN].decode()
    assert docx_woorden(boek) == docx_woorden(maak_boek(voorbeeld(), "docx"))


@pytest.mark.boek
def test_a_plain_word_file_will_do_and_the_styles_that_it_lacks_are_ours(tmp_path: Path) -> None:
    kaal = docx.Document()
    kaal.styles["Heading 1"].font.name = "Comic Neue"
    kaal.save(str(tmp_path / "kaal.docx"))
    boek = maak_boek(voorbeeld(), "docx", 2, huisstijl=str(tmp_path / "kaal.docx"))
    stijlen = list(docx_xml(boek, STIJLEN).iter(f"{W}style"))
    ids = [stijl.get(f"{W}styleId") for stijl in stijlen]
    assert len(ids) == len(set(ids))
    used = {e.get(f"{W}val") for e in docx_xml(boek).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert {"Kaarttitel", "Voorstelkaart", "Kaartfeit"} <= used <= set(ids)
    assert b"Comic Neue" in unpack(boek)[STIJLEN]
    assert docx_woorden(boek) == docx_woorden(maak_boek(voorbeeld(), "docx", 2))


@pytest.mark.boek
def test_the_empty_form_has_the_looks_too(tmp_path: Path) -> None:
    (tmp_path / "eigen.docx").write_bytes(met_logo())
    formulier = unpack(leeg_formulier(voorbeeld(), 2, str(tmp_path / "eigen.docx")))
    assert b"800080" in formulier[STIJLEN]
    assert STIPPEL in formulier.values()


VBA = b"application/vnd.ms-word.document.macroEnabled.main+xml"
GEWOON = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BUITEN = b'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x.example/y.png&quot; "/></w:p></w:hdr>'


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (b"", "geen Word-bestand"),
        (b"%PDF-1.7", "geen Word-bestand"),
        (pack({"mimetype": b"x"}, "mimetype"), "geen Word-bestand"),
        (pack({**DELEN, STIJLEN: b"<w:styles"}), "geen Word-bestand"),
        (pack({**DELEN, STIJLEN: b'<!DOCTYPE x [<!ENTITY a "b">]>' + DELEN[STIJLEN].split(b"?>")[1]}), "geen Word"),
        (anders(types=lambda t: t.replace(GEWOON, VBA)), MACRO),
        (pack({**DELEN, "word/vbaProject.bin": b"x"}), MACRO),
        (anders(types=lambda t: t.replace(b"document.main+xml", b"template.main+xml")), MACRO),
        (anders(kop=lambda k: k.replace(b"</w:hdr>", BUITEN)), KOPPELING),
        (anders(document=lambda d: d.replace(b'r:id="rIdKop"', b'r:id="weg"')), "geen Word-bestand"),
        (pack({**DELEN, "word/media/bom.png": b"\0" * 22_000_000}), TE_GROOT),
        (b"PK" + b"0" * 3_200_000, TE_GROOT),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_is_wrong(data: bytes, zin: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_stijl(data)
    assert zin in refused.value.tekst


def test_our_own_reference_can_be_given_back_as_it_is() -> None:
    assert read_stijl(reference_docx()).koppen


def send(client: FlaskClient, data: bytes) -> tuple[int, str]:
    answer = client.post(ADRES, data={"bestand": (io.BytesIO(data), "huisstijl.docx")})
    return answer.status_code, answer.text


@pytest.fixture
def marit(klein: Klein, as_begeleider: Callable[[int], FlaskClient], config: Config) -> Iterator[FlaskClient]:
    yield as_begeleider(klein.begeleider)
    shutil.rmtree(config.data / "huisstijl", ignore_errors=True)


def test_an_upload_counts_from_then_on_is_recorded_and_can_be_taken_back(
    klein: Klein, marit: FlaskClient, config: Config
) -> None:
    assert "gewone stijl" in marit.get(ADRES).text
    assert send(marit, met_logo())[0] == 303
    assert find_huisstijl(config, klein.dialoog) == eigen_pad(config, klein.dialoog)
    assert "eigen huisstijl" in marit.get(ADRES).text
    with zipfile.ZipFile(io.BytesIO(service.make(klein.dialoog, "docx", 1).data)) as made:
        assert b"800080" in made.read(STIJLEN)
    for _ in range(2):
        assert marit.post(f"{ADRES}/weg").status_code == 303
    assert find_huisstijl(config, klein.dialoog) is None
    said = [fact.zin for fact in db.session.query(Feit).filter_by(wat="HuisstijlGekozen").order_by(Feit.id)]
    assert said == ["Themaboek: eigen huisstijl voor Word", "Themaboek: eigen huisstijl voor Word weg"]


def test_a_bad_upload_leaves_what_was_and_says_why(klein: Klein, marit: FlaskClient, config: Config) -> None:
    assert send(marit, reference_docx())[0] == 303
    status, page = send(marit, anders(types=lambda t: t.replace(GEWOON, VBA)))
    assert (status, "macro" in page) == (400, True)
    assert eigen_pad(config, klein.dialoog).read_bytes() == reference_docx()
    assert marit.post(ADRES).status_code == 400
    left = [file.name for file in eigen_pad(config, klein.dialoog).parent.iterdir()]
    assert left == [f"dialoog-{klein.dialoog}.docx"]


def test_a_file_in_the_data_folder_counts_for_every_dialogue_without_its_own(
    klein: Klein, marit: FlaskClient, config: Config
) -> None:
    (config.data / "huisstijl").mkdir(exist_ok=True)
    everybody = config.data / "huisstijl" / "reference.docx"
    everybody.write_bytes(met_logo())
    try:
        assert find_huisstijl(config, klein.dialoog) == everybody
        assert "voor alle dialogen op deze server" in marit.get(ADRES).text
    finally:
        everybody.unlink()


def test_the_example_is_what_the_app_uses(klein: Klein, marit: FlaskClient) -> None:
    assert marit.get(f"{ADRES}/voorbeeld.docx").data == reference_docx()


def test_a_rehearsal_that_is_thrown_away_takes_its_file_along(klein: Klein, marit: FlaskClient, config: Config) -> None:
    name = make_oefening(klein.dialoog)
    number = db.session.scalars(select(Dialoog.id).where(Dialoog.korte_naam == name)).one()
    db.session.rollback()
    file = eigen_pad(config, number)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(reference_docx())
    drop_oefening(number)
    assert not file.exists()
