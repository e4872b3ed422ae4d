"""Making the book, and writing one's own text in it."""

from dataclasses import dataclass, replace

from flask import current_app
from sqlalchemy import select

from dialoog import klok
from dialoog.database import db, transaction
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.opgave.queries import find_dialoog
from dialoog.tekst import TekstTeLang, clean_text
from dialoog.themaboek import queries
from dialoog.themaboek.boek import EIGEN_TEKST, boek_to_dict
from dialoog.themaboek.facts import BoektekstGeschreven
from dialoog.themaboek.huisstijl import pad_voor_werk
from dialoog.themaboek.models import Boektekst
from dialoog.themaboek.queries_uitgave import get_bestand
from dialoog.themaboek.stand import deeltitel
from dialoog.verslag.service import announce
from dialoog.werk import run_werk

MAX_EIGEN = 40_000
"""Characters of an own text: a long chapter."""
SOORTEN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
WACHT_S = 15
"""How long somebody at a screen waits for a turn, when two files are being made already."""


@dataclass(frozen=True)
class Bestand:
    """A made file."""

    data: bytes
    naam: str
    soort: str


def make(
    dialoog_id: int,
    formaat: str,
    voorstel: int | None = None,
    *,
    css_href: str | None = None,
    terug: str | None = None,
    wacht_s: float | None = None,
    openbaar: bool = False,
) -> Bestand:
    """The book as it stands (a concept), or the card of one voorstel, made in a child process; `openbaar`: as the
    public edition has it.

    `css_href` and `terug` (html): the page inside the app, with a link back. Raises NotFound, WerkFailed (WerkBusy
    when it was not its turn within `wacht_s`, by default WACHT_S)."""
    session = db.session()
    dialoog = session.get_one(Dialoog, dialoog_id)
    name = dialoog.korte_naam
    book = (queries.openbaar_boek if openbaar else queries.boek)(session, dialoog_id)
    book = replace(book, titelblad=replace(book.titelblad, tijd=klok.klokslag(klok.nu())))
    if voorstel is not None and voorstel not in {card.nummer for card in book.voorstellen}:
        raise NotFound(f"Voorstel {voorstel} staat niet in dit boek.")
    db.session.rollback()  # no reading transaction while the child works
    payload = {
        "soort": "boek",
        "formaat": formaat,
        "boek": boek_to_dict(book),
        "voorstel": voorstel,
        "css_href": css_href,
        "huisstijl": pad_voor_werk(current_app.config["DIALOOG"], dialoog_id) if formaat == "docx" else None,
        "terug": terug,
    }
    stem = f"themaboek-{name}" if voorstel is None else f"{name}-voorstel-{voorstel}"
    stem += "-openbaar" if openbaar else ""
    return Bestand(
        run_werk(payload, wait_s=WACHT_S if wacht_s is None else wacht_s), f"{stem}.{formaat}", SOORTEN[formaat]
    )


def frozen_boek(korte_naam: str, nummer: int, soort: str, formaat: str) -> bytes:
    """For the command line: the frozen bytes of an edition. Raises NotFound, NotNow."""
    settings, number = current_app.config["DIALOOG"], _dialoog_met(korte_naam)
    return get_bestand(db.session(), settings, number, nummer, soort, formaat)


def make_boek(korte_naam: str, formaat: str, voorstel: int | None = None, *, openbaar: bool = False) -> bytes:
    """For the command line. Raises NotFound (no such dialogue or voorstel), WerkFailed."""
    return make(_dialoog_met(korte_naam), formaat, voorstel, wacht_s=120, openbaar=openbaar).data


def _dialoog_met(korte_naam: str) -> int:
    dialoog = find_dialoog(db.session(), korte_naam)
    if dialoog is None:
        raise NotFound(f"De dialoog {korte_naam} bestaat niet. Er is niets geschreven.")
    return dialoog.id


def save_boektekst(dialoog_id: int, hoofdstuk: str, tekst: str, versie: int, wie: str) -> int:
    """Write the own text of a part as a new version (use case); empty takes it out of the book. `versie`: the one
    that was seen. Returns the version that lies there; the same text again changes nothing.

    Raises NotFound (no such part), BadInput (too long), Outdated (`stand`: versie, tekst and wie of the other)."""
    if hoofdstuk not in EIGEN_TEKST:
        raise NotFound("Dit deel van het boek bestaat niet.")
    try:
        text = clean_text(tekst, MAX_EIGEN)
    except TekstTeLang as error:
        raise BadInput(str(error), velden={"tekst": str(error)}) from error
    with transaction() as session:
        session.execute(select(Dialoog.id).where(Dialoog.id == dialoog_id).with_for_update())
        last = queries.latest_boektekst(session, dialoog_id, hoofdstuk)
        if text == last.tekst:
            return last.versie
        if versie != last.versie:
            raise Outdated(
                "Een ander schreef hier net iets. Uw tekst staat er nog.",
                stand={"versie": last.versie, "tekst": last.tekst, "wie": last.wie},
            )
        new = last.versie + 1
        session.add(
            Boektekst(dialoog_id=dialoog_id, hoofdstuk=hoofdstuk, versie=new, tekst=text, wie=wie, moment=klok.nu())
        )
        announce(
            session,
            BoektekstGeschreven(
                dialoog=dialoog_id, wie=wie, waarop=f"boek:{hoofdstuk}", hoofdstuk=hoofdstuk,
                titel=deeltitel(hoofdstuk), versie=new,
            ),
        )  # fmt: skip
        return new
