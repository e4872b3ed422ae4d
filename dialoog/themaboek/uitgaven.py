"""Freezing the book as a numbered edition, taking one back, and making its files beside the evening.

The content is frozen in the transaction of the press; `uitgavemaker` makes the files of it afterwards, one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.database import transaction
from dialoog.errors import BadInput, NotNow
from dialoog.opgave.models import Dialoog
from dialoog.tekst import TekstTeLang, clean_text
from dialoog.themaboek import queries, queries_uitgave
from dialoog.themaboek.boek import Boek, boek_to_dict
from dialoog.themaboek.facts import UitgaveIngetrokken, UitgaveKlaar, UitgaveVastgelegd
from dialoog.themaboek.models_uitgave import SOORTEN, Uitgave, Uitgavebestand
from dialoog.themaboek.openbaar import voor_openbaar
from dialoog.themaboek.verschil import verschil
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, announce, register_inverse
from dialoog.voorstel.antwoorden import leg_vast
from dialoog.voorstel.models import Voorstel

FORMATEN = ("docx", "odt", "pdf", "xlsx", "html", "json")
MAX_REDEN = 500
LOS: dict[str, Callable[[Session, int, bool], str]] = {}
"""Formats that are not made of the content model: (session, dialoog, public) → the text of the file, frozen with the
rest. A room above hangs its own here."""


@dataclass(frozen=True)
class Keuze:
    """Which files an edition gets. Raises BadInput where that is none, or something else than SOORTEN and FORMATEN."""

    soorten: Sequence[str]
    formaten: Sequence[str]

    def __post_init__(self) -> None:
        if not self.soorten or not set(self.soorten) <= set(SOORTEN):
            raise BadInput("Kies voor wie de uitgave is.", velden={"soorten": "Kies er minstens één."})
        if not self.formaten or not set(self.formaten) <= set(FORMATEN):
            raise BadInput("Kies welke bestanden u wilt.", velden={"formaten": "Kies er minstens één."})

    @property
    def bestanden(self) -> list[tuple[str, str]]:
        """Kind and format of each file, in a fixed order."""
        return [(s, f) for s in SOORTEN if s in self.soorten for f in FORMATEN if f in self.formaten]


def freeze_uitgave(dialoog_id: int, kenmerk: str, keuze: Keuze, wie: str) -> int:
    """Make the book definitief as the next edition (use case); its files are still to be made. Returns its number.

    The same `kenmerk` (of the form) again gives the same number. Raises BadInput, NotNow (a rehearsal, or an edition
    that is not finished)."""
    if not kenmerk:
        raise BadInput("Er kwam geen kenmerk mee. Open de bladzijde opnieuw.")
    with transaction() as session:
        session.execute(select(Dialoog.id).where(Dialoog.id == dialoog_id).with_for_update())
        same = session.scalar(
            select(Uitgave.nummer).where(Uitgave.kenmerk == kenmerk, Uitgave.dialoog_id == dialoog_id)
        )
        if same is not None:
            return same
        _refuse(session, dialoog_id)
        number = queries_uitgave.laatste_nummer(session, dialoog_id) + 1
        soorten = [soort for soort in SOORTEN if soort in keuze.soorten]
        row = Uitgave(
            dialoog_id=dialoog_id, nummer=number, kenmerk=kenmerk, staat="wacht", wie=wie, moment=klok.nu(),
            inhoud=_inhoud(session, dialoog_id, number, keuze),
        )  # fmt: skip
        row.bestanden = [
            Uitgavebestand(soort=soort, formaat=formaat, volgorde=place)
            for place, (soort, formaat) in enumerate(keuze.bestanden, 1)
        ]
        session.add(row)
        leg_vast(session, session.scalars(select(Voorstel.id).where(Voorstel.dialoog_id == dialoog_id)).all())
        announce(
            session,
            UitgaveVastgelegd(dialoog=dialoog_id, wie=wie, waarop=f"uitgave:{number}", nummer=number, soorten=soorten),
        )
        return number


def _refuse(session: Session, dialoog_id: int) -> None:
    if session.get_one(Dialoog, dialoog_id).oefening_van is not None:
        raise NotNow("Dit is een oefening. Van een oefening maakt u geen uitgave. Het concept kunt u wel downloaden.")
    onaf = queries_uitgave.find_onaf(session, dialoog_id)
    if onaf is not None:
        raise NotNow(
            f"Uitgave {onaf.nummer} is nog niet af. Er is niets veranderd. Wacht tot zij klaar is, of trek haar in."
        )


def _inhoud(session: Session, dialoog_id: int, number: int, keuze: Keuze) -> dict[str, Any]:
    """What all files of the edition are made of; see `Uitgave.inhoud`."""
    book = queries.boek(session, dialoog_id)
    vorige = queries_uitgave.find_vorige(session, dialoog_id)
    found: dict[str, Any] = {"volledig": boek_to_dict(als_uitgave(book, number, vorige))}
    if "openbaar" in keuze.soorten:
        former = (vorige[0], voor_openbaar(vorige[1])) if vorige else None
        found["openbaar"] = boek_to_dict(als_uitgave(voor_openbaar(book), number, former))
    found["los"] = {
        soort: {f: LOS[f](session, dialoog_id, soort == "openbaar") for f in keuze.formaten if f in LOS}
        for soort in keuze.soorten
    }
    return found


def als_uitgave(book: Boek, number: int, vorige: tuple[int, Boek] | None) -> Boek:
    """The book with the number on its title page, and what changed since the former edition."""
    blad = replace(book.titelblad, uitgave=number, werkdocument=False, tijd="")
    if vorige is None:
        return replace(book, titelblad=blad)
    return replace(book, titelblad=blad, vorige_uitgave=vorige[0], veranderd=verschil(vorige[1], book))


def retry_uitgave(dialoog_id: int, nummer: int) -> None:
    """Try again what failed (use case), of the same content; twice is once. Raises NotFound, NotNow."""
    with transaction() as session:
        row = queries_uitgave.get_uitgave(session, dialoog_id, nummer)
        if row.staat == "ingetrokken":
            raise NotNow(f"Uitgave {nummer} is ingetrokken. Maak een nieuwe uitgave.")
        if row.staat == "mislukt":
            row.staat, row.fout = "wacht", ""


def withdraw_uitgave(dialoog_id: int, nummer: int, reden: str, wie: str) -> None:
    """Say that an edition counts no longer, and why (use case); twice is once. It stays in the record with its number.

    Raises NotFound, BadInput (no reason, or too long)."""
    try:
        why = clean_text(reden, MAX_REDEN)
    except TekstTeLang as error:
        raise BadInput(str(error), velden={"reden": str(error)}) from error
    if not why:
        raise BadInput("Schrijf op waarom.", velden={"reden": "Schrijf op waarom u deze uitgave intrekt."})
    with transaction() as session:
        row = queries_uitgave.get_uitgave(session, dialoog_id, nummer)
        if row.staat != "ingetrokken":
            row.stond, row.staat, row.reden = row.staat, "ingetrokken", why
            _say_ingetrokken(session, row, wie)


def _say_ingetrokken(session: Session, row: Uitgave, wie: str) -> int:
    weer = row.staat != "ingetrokken"
    return announce(
        session,
        UitgaveIngetrokken(
            dialoog=row.dialoog_id, wie=wie, waarop=f"uitgave:{row.nummer}", nummer=row.nummer, weer=weer,
            reden=None if weer else row.reden,
        ),
    )  # fmt: skip


# --- making the files, in the background ----------------------------------------------------------------------


def begin_werk(uitgave: int) -> None:
    """It is its turn (use case)."""
    with transaction() as session:
        row = session.get_one(Uitgave, uitgave)
        if row.staat == "wacht":
            row.staat = "bezig"


def put_bestand(uitgave: int, soort: str, formaat: str, sha: str, grootte: int) -> bool:
    """A file is made and lies in the data folder (use case); after the last one the edition is klaar. False: the
    edition is no longer being made."""
    with transaction() as session:
        row = session.get_one(Uitgave, uitgave)
        if row.staat != "bezig":
            return False
        file = session.get_one(Uitgavebestand, (uitgave, soort, formaat))
        file.sha256, file.grootte = sha, grootte
        if all(part.sha256 for part in row.bestanden):
            row.staat = "klaar"
            announce(
                session,
                UitgaveKlaar(
                    dialoog=row.dialoog_id, waarop=f"uitgave:{row.nummer}", nummer=row.nummer,
                    bestanden=[(f.soort, f.formaat, f.sha256, f.grootte or 0) for f in row.bestanden],
                ),
            )  # fmt: skip
        return True


def fail_uitgave(uitgave: int, fout: str) -> None:
    """A file could not be made (use case); `fout` is a sentence for the begeleider."""
    with transaction() as session:
        row = session.get_one(Uitgave, uitgave)
        if row.staat in ("wacht", "bezig"):
            row.staat, row.fout = "mislukt", fout


# --- taking it back -------------------------------------------------------------------------------------------


def register_inverses() -> None:
    """Say how the facts of an edition are undone."""
    register_inverse(UitgaveVastgelegd, Inverse(_undo, lambda _session, _feit: "een uitgave trekt u in bij Themaboek"))
    register_inverse(UitgaveIngetrokken, Inverse(_undo, _waarom_niet))


def _waarom_niet(session: Session, feit: Feit) -> str | None:
    row = queries_uitgave.get_uitgave(session, feit.dialoog_id, feit.data["nummer"])
    if row.staat != "ingetrokken":
        return "deze uitgave geldt al weer"
    return None if row.stond == "klaar" else "deze uitgave was nog niet af"


def _undo(session: Session, feit: Feit, wie: str) -> int:
    row = queries_uitgave.get_uitgave(session, feit.dialoog_id, feit.data["nummer"])
    row.staat, row.stond, row.reden = row.stond, "", ""
    return _say_ingetrokken(session, row, wie)
