"""What the hall added to the voorstelkaarten and said of them, between a file and the database."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.aantekening_rules import zonder_naam
from dialoog.bijeenkomst.aantekeningen import verboden_namen
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import vorm_kaart
from dialoog.overdracht.vak import schone_tekst
from dialoog.voorstel.aanvullingen_lezen import aanvullingen
from dialoog.voorstel.instemming_lezen import InstemmingRij, instemmingen
from dialoog.voorstel.instemming_stand import revisies_van, stand_uit_bestand
from dialoog.voorstel.models_zaal import Aanvulling, Instemming, InstemmingReden
from dialoog.voorstel.queries import voorstellen
from dialoog.voorstel.rijen import VoorstelRij


def zet_zaal(
    session: Session, parts: Sequence[vorm_kaart.Voorstel], dialoog: Dialoog, evenings: Sequence[int], wie: str
) -> None:
    """For cards that stand already. `evenings`: ids in the order of the file; `wie`: who wrote the conclusions."""
    if not any(part.aanvullingen or part.instemming for part in parts):
        return
    cards: Mapping[int, VoorstelRij] = {card.nummer: card for card in voorstellen(session, dialoog.id)}
    for part in parts:
        card = cards[part.nummer]
        for row in part.aanvullingen:
            session.add(
                Aanvulling(
                    voorstel_id=card.id,
                    vraag=row.vraag,
                    kenmerk=f"bestand:{secrets.token_hex(16)}",
                    tekst=row.tekst,
                    staat=row.staat,
                    reden=row.reden,
                    verwerkt=row.verwerkt,
                )
            )
            session.flush()  # in the order of the file
        for keer, said in enumerate(part.instemming, 1):
            _zet_instemming(session, card, said, keer, evenings, wie)
    session.flush()


def _zet_instemming(
    session: Session, card: VoorstelRij, said: vorm_kaart.Instemming, keer: int, evenings: Sequence[int], wie: str
) -> None:
    row = Instemming(
        voorstel_id=card.id,
        nummer=keer,
        bijeenkomst_id=evenings[said.bijeenkomst - 1] if said.bijeenkomst else None,
        staat="gesloten",
        stand={"merken": stand_uit_bestand(card, said.gewijzigd), "revisies": revisies_van(card)},
        gevraagd=datetime.combine(said.datum, time(12), UTC),
        aanwezig=said.aanwezig,
        antwoorden=said.antwoorden,
        ja=said.ja,
        nog_niet=said.nog_niet,
        conclusie=said.conclusie,
        conclusie_door=wie if said.conclusie else "",
    )
    session.add(row)
    session.flush()
    session.add_all(
        InstemmingReden(id=secrets.token_hex(16), instemming_id=row.id, tekst=tekst) for tekst in said.redenen
    )


def zaal_uit(session: Session, dialoog_id: int, evenings: Sequence[int]) -> dict[int, dict[str, Any]]:
    """voorstel (id) → fields of `vorm_kaart.Voorstel`. Of a question that is open nothing leaves the house."""
    found: dict[int, dict[str, Any]] = {}
    for row in aanvullingen(session, dialoog_id):
        part = vorm_kaart.Aanvulling(
            vraag=row.vraag,
            tekst=schone_tekst(row.tekst),
            staat=row.staat,
            reden=schone_tekst(row.reden),
            verwerkt=schone_tekst(row.verwerkt),
        )
        here = found.setdefault(row.voorstel, {})
        here["aanvullingen"] = (*here.get("aanvullingen", ()), part)
    said = instemmingen(session, dialoog_id)
    hidden = verboden_namen(session, dialoog_id) if said else {}
    for number, rows in said.items():
        found.setdefault(number, {})["instemming"] = tuple(_instemming_uit(row, evenings, hidden) for row in rows)
    return found


def _instemming_uit(row: InstemmingRij, evenings: Sequence[int], namen: Mapping[str, str]) -> vorm_kaart.Instemming:
    """`namen`: who did not agree to be named (`zonder_naam`)."""
    return vorm_kaart.Instemming(
        datum=klok.lokaal(row.gevraagd).date(),
        bijeenkomst=evenings.index(row.bijeenkomst) + 1 if row.bijeenkomst in evenings else None,
        aanwezig=row.aanwezig,
        antwoorden=row.antwoorden,
        ja=row.ja,
        nog_niet=row.nog_niet,
        redenen=tuple(sorted(schone_tekst(tekst) for tekst in row.redenen)),
        conclusie=schone_tekst(zonder_naam(row.conclusie, namen)),
        gewijzigd=row.anders,
    )
