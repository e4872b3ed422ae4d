"""Pictures: what is kept is made anew; what is no picture, or a trap, is refused in words."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst import foto
from dialoog.bijeenkomst.draaiboek import add_stap
from dialoog.bijeenkomst.models import Bijeenkomst, Toonblad
from dialoog.config import Config
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog

As = Callable[[int], FlaskClient]
ALT = "Een plein met bankjes"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "olive").save(out, kind, **options)
    return out.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """A png of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9000)) + chunk(b"IEND", b"")
    )


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Geheim toestel"
    exif[0x0112] = 6  # lies on its side
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (52.0, 9.0, 22.0)
    return picture("JPEG", (80, 40), exif=exif, comment=b"Thuis bij Marit")


@pytest.fixture
def upload(session: Session, as_begeleider: As) -> Callable[..., Any]:
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    stap = add_stap(dialoog, number, "tonen", None, "Marit", kenmerk="een")
    client = as_begeleider(make_begeleider(dialoog))
    path = f"/regie/wijk/voorbereiden/bijeenkomst/{number}/stap/{stap}/bladen/beeld"

    def send(data: bytes, name: str = "plein.jpg", **velden: str) -> Any:
        return client.post(path, data={"foto": (io.BytesIO(data), name), "tekst": ALT, **velden})

    send.client, send.dialoog, send.bijeenkomst = client, dialoog, number  # type: ignore[attr-defined]
    return send


def kept(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Toonblad.beeld).where(Toonblad.soort == "beeld")))


def files(config: Config) -> list[Path]:
    return sorted((config.data / foto.MAP).glob("*")) if (config.data / foto.MAP).exists() else []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_a_new_jpg_under_its_hash(
    upload: Callable[..., Any], session: Session, config: Config, kind: str
) -> None:
    assert upload(picture(kind), f"plein.{kind.lower()}").status_code == 303
    (naam,) = kept(session)
    path = foto.beeld_pad(config, naam)
    assert path.read_bytes().startswith(b"\xff\xd8")
    assert path.stat().st_mode & 0o077 == 0
    with Image.open(path) as found:
        assert found.format == "JPEG"


def test_metadata_is_gone_and_a_lying_picture_stands_up(
    upload: Callable[..., Any], session: Session, config: Config
) -> None:
    original = with_exif()
    assert b"Geheim toestel" in original
    assert upload(original).status_code == 303
    (naam,) = kept(session)
    for klein in (False, True):
        path = foto.beeld_pad(config, naam, klein=klein)
        data = path.read_bytes()
        assert b"Geheim" not in data
        assert b"Marit" not in data
        assert b"Exif" not in data
        with Image.open(path) as found:
            assert found.size == (40, 80)
            assert not found.getexif()


def test_a_large_picture_becomes_no_larger_than_the_beamer_and_smaller_for_phones(
    upload: Callable[..., Any], session: Session, config: Config
) -> None:
    assert upload(picture("JPEG", (4000, 3000))).status_code == 303
    (naam,) = kept(session)
    sizes = []
    for klein in (False, True):
        with Image.open(foto.beeld_pad(config, naam, klein=klein)) as found:
            sizes.append(found.size)
    assert sizes == [(1440, 1080), (900, 675)]


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


@pytest.mark.parametrize(
    "data", [SVG, GIF, b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", picture()[:300], b"<html>" * 99, bomb()], ids=str
)
def test_what_is_no_picture_or_a_trap_is_refused_and_leaves_nothing(
    upload: Callable[..., Any], session: Session, config: Config, data: bytes
) -> None:
    answer = upload(data, "plein.jpg", titel="Het plein")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert foto.GEEN_FOTO in page or foto.TE_GROOT in page or "Kies eerst een foto" in page
    assert 'value="Het plein"' in page
    assert f'value="{ALT}"' in page
    assert kept(session) == []
    assert files(config) == []


@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_bomb_is_refused_by_its_size_before_it_is_decoded(upload: Callable[..., Any], side: int) -> None:
    assert foto.TE_GROOT in upload(bomb(side), "plein.png").get_data(as_text=True)


def test_code_behind_a_picture_does_not_survive(upload: Callable[..., Any], session: Session, config: Config) -> None:
    assert upload(picture() + b"<script>alert(1)</script>").status_code == 303
    (naam,) = kept(session)
    assert b"<script" not in foto.beeld_pad(config, naam).read_bytes()


def test_twenty_megabytes_are_refused_in_words(upload: Callable[..., Any], session: Session, config: Config) -> None:
    answer = upload(b"\xff\xd8" + b"\0" * 20 * 1024 * 1024)
    assert answer.status_code == 413
    assert "kleiner bestand" in answer.get_data(as_text=True)
    assert kept(session) == files(config) == []


def test_a_picture_needs_words_for_who_cannot_see_it(upload: Callable[..., Any], session: Session) -> None:
    answer = upload(picture(), tekst="")
    assert answer.status_code == 400
    assert "wat er te zien is" in answer.get_data(as_text=True)
    assert kept(session) == []


def test_the_same_form_twice_gives_one_page(upload: Callable[..., Any], session: Session) -> None:
    assert [upload(picture(), kenmerk="k").status_code for _ in range(2)] == [303, 303]
    assert len(kept(session)) == 1


def test_a_picture_is_for_who_may_see_the_dialogue_only(
    upload: Callable[..., Any], session: Session, as_deelnemer: Callable[[int, str], FlaskClient], as_begeleider: As
) -> None:
    assert upload(picture()).status_code == 303
    (naam,) = kept(session)
    dialoog, number = upload.dialoog, upload.bijeenkomst  # type: ignore[attr-defined]
    for kind, token in (("deelnemer", "t"), ("toehoorder", "k")):
        make_deelnemer(dialoog, bijeenkomst=number, token=token, soort=kind)
        answer = as_deelnemer(dialoog, token).get(f"/d/wijk/beeld/{naam}")
        assert answer.status_code == 200
        assert answer.mimetype == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    beamer = session.get_one(Bijeenkomst, number).beamer_token
    client = upload.client  # type: ignore[attr-defined]
    assert client.get(f"/regie/wijk/beeld/{naam}?klein").status_code == 200
    stranger = client.application.test_client()
    assert stranger.get(f"/beamer/{beamer}/beeld/{naam}").status_code == 200
    assert stranger.get(f"/beamer/geraden/beeld/{naam}").status_code == 404
    assert stranger.get(f"/d/wijk/beeld/{naam}").status_code == 401
    assert stranger.get(f"/regie/wijk/beeld/{naam}").status_code == 302
    other = make_dialoog("elders")
    assert (
        as_begeleider(make_begeleider(other, email="x@y.example")).get(f"/regie/wijk/beeld/{naam}").status_code == 404
    )
    assert client.get("/regie/wijk/beeld/..%2f..%2fgeheime-sleutel").status_code == 404
    assert client.get(f"/regie/wijk/beeld/{'a' * 64}").status_code == 404


def test_a_picture_of_another_dialogue_is_not_there(
    upload: Callable[..., Any], session: Session, as_begeleider: As
) -> None:
    assert upload(picture()).status_code == 303
    (naam,) = kept(session)
    other = as_begeleider(make_begeleider(make_dialoog("elders"), email="x@y.example"))
    assert other.get(f"/regie/elders/beeld/{naam}").status_code == 404


def test_a_picture_that_no_page_shows_any_more_is_thrown_away(
    upload: Callable[..., Any], session: Session, config: Config
) -> None:
    for _ in range(2):
        assert upload(picture()).status_code == 303
    assert len(set(kept(session))) == 1
    first, second = session.scalars(select(Toonblad).where(Toonblad.soort == "beeld")).all()
    path = f"/regie/wijk/voorbereiden/bijeenkomst/{upload.bijeenkomst}/stap/{first.stap_id}/bladen"  # type: ignore[attr-defined]
    upload.client.post(f"{path}/{first.id}/weg")  # type: ignore[attr-defined]
    assert len(files(config)) == 2
    upload.client.post(f"{path}/{second.id}/weg")  # type: ignore[attr-defined]
    assert files(config) == []
