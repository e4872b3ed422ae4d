"""Rounds, oplossingen, voorstelkaarten and own texts of the book into the database."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import vorm, vorm_kaart
from dialoog.overdracht.delen import zet_delen
from dialoog.overdracht.loten import zet_loting
from dialoog.stemming.draagvlak import GRENS
from dialoog.stemming.models import LosseSticker, RondeIdee, Stemronde
from dialoog.themaboek.deelstaat import avond_sleutel
from dialoog.themaboek.models import Boekdeel, Boektekst
from dialoog.voorstel.models import Antwoord, Eigenaar, Oplossing, Voorstel

WIE = "Ingelezen bestand"
"""Who wrote the texts that came out of a file, as it stands beside them."""


def zet_rondes(
    session: Session,
    rondes: Sequence[vorm.Stemronde],
    evenings: Sequence[tuple[Bijeenkomst, Sequence[Stap]]],
    ideeen: Mapping[int, Idee],
) -> list[Stemronde]:
    """Established rounds, with their counts and loose stickers; they hold their ideas."""
    found: list[Stemronde] = []
    for part in rondes:
        evening, steps = evenings[(part.bijeenkomst or 1) - 1]
        ronde = _ronde(part, evening, steps[(part.stap or 1) - 1])
        ronde.van_ronde = found[part.van - 1].id if part.van else None
        session.add(ronde)
        session.flush()
        _counts(session, part, ronde, ideeen)
        zet_loting(session, part.loting, ronde, ideeen, WIE)
        found.append(ronde)
    return found


def _ronde(part: vorm.Stemronde, evening: Bijeenkomst, stap: Stap) -> Stemronde:
    return Stemronde(
        dialoog_id=evening.dialoog_id,
        bijeenkomst_id=evening.id,
        stap_id=stap.id,
        nummer=part.nummer,
        titel=part.titel,
        soort=part.soort,
        n=part.stickers_per_persoon,
        per_idee=part.per_idee,
        zichtbaar=part.zichtbaar,
        staat=part.staat,
        was_vastgesteld=True,
        reden=part.reden,
        vastgesteld=evening.afgelopen or klok.nu(),
        briefjes=part.briefjes,
        kleuren=list(part.kleuren),
        grens=part.draagvlak_vanaf or GRENS,
        bijzonderheden={"hulp": [], "zonder_sleutel": part.zonder_sleutel, **_draagvlak(part)},
        onthuld=0,
    )


def _draagvlak(part: vorm.Stemronde) -> dict[str, Any]:
    """What the round keeps of draagvlak, when the file says something of it."""
    said = {"namen": list(part.draagvlak_belangen), "reden": part.draagvlak_reden}
    kept = {key: value for key, value in said.items() if value}
    return {"draagvlak": kept} if kept else {}


def _counts(session: Session, part: vorm.Stemronde, ronde: Stemronde, ideeen: Mapping[int, Idee]) -> None:
    session.add_all(
        RondeIdee(
            ronde=ronde.id,
            idee=ideeen[nummer].id,
            stickers=stickers,
            mensen=part.mensen.get(nummer),
            draagvlak=part.draagvlak.get(nummer),
        )
        for nummer, stickers in part.stickers.items()
    )
    session.flush()
    loose = [ideeen[nummer].id for nummer, stickers in part.stickers.items() for _ in range(stickers)]
    secrets.SystemRandom().shuffle(loose)
    if loose:
        session.execute(
            insert(LosseSticker),
            [{"nummer": secrets.token_bytes(16), "ronde": ronde.id, "idee": idee} for idee in loose],
        )
    if part.staat == "vastgesteld":
        for nummer in part.stickers:
            ideeen[nummer].vergrendeld_door = part.titel
    session.flush()


def zet_oplossingen(
    session: Session,
    parts: Sequence[vorm.Oplossing],
    dialoog: Dialoog,
    people: Sequence[Deelnemer],
    rondes: Sequence[Stemronde],
    ideeen: Mapping[int, Idee],
) -> dict[int, Oplossing]:
    """The oplossingen by place, with their owners."""
    found = {}
    for part in parts:
        found[part.plaats] = Oplossing(
            dialoog_id=dialoog.id,
            ronde_id=rondes[part.ronde - 1].id if part.ronde else None,
            plaats=part.plaats,
            titel=part.titel,
            tekst=part.tekst,
            reden=part.reden,
            ideeen=[ideeen[nummer] for nummer in part.ideeen],
            eigenaren=[
                *(
                    Eigenaar(deelnemer_id=people[was.wie].id, trekker=was.trekker, van=was.van, tot=was.tot)
                    for was in part.eerdere_eigenaren
                ),
                *(
                    Eigenaar(deelnemer_id=people[at].id, trekker=at == part.trekker, van=klok.nu(), door=WIE)
                    for at in part.eigenaren
                ),
            ],
        )
        session.add(found[part.plaats])
        session.flush()
    return found


def zet_voorstellen(
    session: Session, parts: Sequence[vorm_kaart.Voorstel], dialoog: Dialoog, oplossingen: Mapping[int, Oplossing]
) -> None:
    """The voorstelkaarten, each answer as its first version."""
    gemeenten = {gemeente.naam: gemeente for gemeente in dialoog.gemeenten}
    for place, part in enumerate(parts, 1):
        voorstel = Voorstel(
            dialoog_id=dialoog.id,
            nummer=part.nummer,
            volgorde=place,
            titel=part.titel,
            oplossing_id=oplossingen[part.plaats].id if part.plaats else None,
            op_slot=part.op_slot,
            uiterlijk=part.uiterlijk,
            heropend=part.heropend,
            extra={},
            gemeenten=[gemeenten[naam] for naam in part.gemeenten],
        )
        session.add(voorstel)
        session.flush()
        session.add_all(
            Antwoord(voorstel_id=voorstel.id, vraag=vraag, versie=1, html=html, wie=WIE, moment=klok.nu())
            for vraag, html in part.antwoorden.items()
        )
        zet_delen(session, part, voorstel, dialoog, WIE)
    session.flush()


def zet_boek(session: Session, teksten: Mapping[str, str], dialoog: Dialoog) -> None:
    """Own texts beside the chapters of the book."""
    session.add_all(
        Boektekst(dialoog_id=dialoog.id, hoofdstuk=deel, versie=1, tekst=tekst, wie=WIE, moment=klok.nu())
        for deel, tekst in teksten.items()
    )
    session.flush()


def zet_boekdelen(
    session: Session, bestand: vorm.Bestand, dialoog: Dialoog, evenings: Sequence[tuple[Bijeenkomst, Sequence[Stap]]]
) -> None:
    """How parts of the book stand in it: chapters and bijlagen, and what each evening brought."""
    said = dict(bestand.boekdelen)
    for part, (evening, _) in zip(bestand.bijeenkomsten, evenings, strict=True):
        said[avond_sleutel(evening.id)] = part.in_boek
    session.add_all(
        Boekdeel(dialoog_id=dialoog.id, sleutel=sleutel, staat=staat, versie=1)
        for sleutel, staat in said.items()
        if staat
    )
    session.flush()
