"""Rounds, oplossingen and voorstelkaarten in the database as parts of a `Bestand`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import vorm, vorm_kaart
from dialoog.overdracht.delen import delen_uit
from dialoog.overdracht.loten import loting_uit
from dialoog.overdracht.vak import schone_regel, schone_tekst
from dialoog.overdracht.zaal import zaal_uit
from dialoog.stemming.draagvlak import GRENS
from dialoog.stemming.models import RondeIdee, Stemronde
from dialoog.voorstel.delen import delen_van
from dialoog.voorstel.models import Oplossing, Voorstel
from dialoog.voorstel.queries import AntwoordRij, latest_antwoorden
from dialoog.voorstel.tekst import clean_html


def rondes(session: Session, dialoog_id: int) -> list[Stemronde]:
    """Only rounds that were vastgesteld: nothing of the others leaves the house (geheim.md)."""
    return list(
        session.scalars(
            select(Stemronde)
            .where(Stemronde.dialoog_id == dialoog_id, Stemronde.was_vastgesteld.is_(True))
            .order_by(Stemronde.id)
        )
    )


def ronde(
    session: Session,
    found: Stemronde,
    evenings: Sequence[Bijeenkomst],
    steps: Mapping[int, Sequence[Stap]],
    numbers: Mapping[int, Idee],
    places: Sequence[int],
) -> vorm.Stemronde:
    """A round with its counts per idea; `places`: the rounds (ids) of the file in order."""
    rows = list(session.scalars(select(RondeIdee).where(RondeIdee.ronde == found.id)))
    evening = [other.id for other in evenings].index(found.bijeenkomst_id)
    return vorm.Stemronde(
        titel=schone_regel(found.titel),
        nummer=found.nummer,
        staat=found.staat,
        soort=found.soort,
        reden=schone_tekst(found.reden),
        stickers_per_persoon=found.n,
        per_idee=found.per_idee,
        zichtbaar=found.zichtbaar,
        zonder_sleutel=bool(found.bijzonderheden.get("zonder_sleutel")),
        briefjes=found.briefjes,
        stickers={numbers[row.idee].nummer: row.stickers or 0 for row in rows},
        mensen={numbers[row.idee].nummer: row.mensen for row in rows if row.mensen is not None},
        draagvlak={numbers[row.idee].nummer: row.draagvlak for row in rows if row.draagvlak},
        kleuren=tuple(found.kleuren),
        draagvlak_vanaf=found.grens if found.grens != GRENS else None,
        draagvlak_belangen=tuple(found.bijzonderheden.get("draagvlak", {}).get("namen", ())),
        draagvlak_reden=found.bijzonderheden.get("draagvlak", {}).get("reden", ""),
        bijeenkomst=evening + 1,
        stap=[stap.id for stap in steps[found.bijeenkomst_id]].index(found.stap_id) + 1,
        van=places.index(found.van_ronde) + 1 if found.van_ronde in places else None,
        loting=loting_uit(session, found) if found.van_ronde in places else None,
    )


def oplossingen(session: Session, dialoog_id: int) -> list[Oplossing]:
    """The oplossingen that stand, in order."""
    return list(
        session.scalars(
            select(Oplossing)
            .where(Oplossing.dialoog_id == dialoog_id, Oplossing.verwijderd.is_(False))
            .order_by(Oplossing.plaats, Oplossing.id)
        )
    )


def plaatsen(parts: Sequence[Oplossing]) -> dict[int, int]:
    """Id of an oplossing → its place; two on one place are numbered on, since a card points at a place."""
    own = [part.plaats for part in parts]
    places = own if len(set(own)) == len(own) else range(1, len(own) + 1)
    return {part.id: place for part, place in zip(parts, places, strict=True)}


def oplossing(part: Oplossing, plaats: int, people: Sequence[Deelnemer], rounds: Sequence[int]) -> vorm.Oplossing:
    """An oplossing with its owners of now and before; who is no longer in the list of people is left out."""
    place = {person.id: at for at, person in enumerate(people)}
    owners = [owner for owner in part.eigenaren if owner.tot is None and owner.deelnemer_id in place]
    trekkers = [place[owner.deelnemer_id] for owner in owners if owner.trekker]
    return vorm.Oplossing(
        plaats=plaats,
        titel=schone_regel(part.titel) or f"Oplossing {plaats}",
        ideeen=tuple(idee.nummer for idee in part.ideeen),
        tekst=schone_tekst(part.tekst),
        reden=schone_tekst(part.reden),
        eigenaren=tuple(dict.fromkeys(place[owner.deelnemer_id] for owner in owners)),
        trekker=trekkers[-1] if trekkers else None,
        eerdere_eigenaren=tuple(
            vorm.EerdereEigenaar(
                wie=place[was.deelnemer_id],
                van=was.van.replace(microsecond=0),
                tot=was.tot.replace(microsecond=0),
                trekker=was.trekker,
            )
            for was in part.eigenaren
            if was.tot is not None and was.deelnemer_id in place
        ),
        ronde=rounds.index(part.ronde_id) + 1 if part.ronde_id in rounds else None,
    )


def voorstellen(
    session: Session, dialoog_id: int, places: Mapping[int, int], evenings: Sequence[int] = ()
) -> tuple[vorm_kaart.Voorstel, ...]:
    """The voorstelkaarten in their order, each answer in its latest version; not those of an oplossing taken out.
    `evenings`: ids in the order of the file."""
    found = session.scalars(
        select(Voorstel)
        .outerjoin(Oplossing, Oplossing.id == Voorstel.oplossing_id)
        .where(Voorstel.dialoog_id == dialoog_id, Oplossing.verwijderd.is_not(True))
        .order_by(Voorstel.volgorde, Voorstel.nummer)
    ).all()
    latest = latest_antwoorden(session, [voorstel.id for voorstel in found])
    delen = delen_van(session, [voorstel.id for voorstel in found])
    zaal = zaal_uit(session, dialoog_id, evenings)
    dialoog = session.get_one(Dialoog, dialoog_id)
    deelvragen, kaders = [row.id for row in dialoog.deelvragen], [row.id for row in dialoog.kaders]
    return tuple(
        vorm_kaart.Voorstel(
            nummer=voorstel.nummer,
            titel=schone_regel(voorstel.titel) or f"Voorstel {voorstel.nummer}",
            plaats=places.get(voorstel.oplossing_id or 0),
            gemeenten=tuple(schone_regel(gemeente.naam) for gemeente in voorstel.gemeenten),
            antwoorden=_antwoorden(latest, voorstel.id),
            **delen_uit(delen[voorstel.id], deelvragen, kaders),
            **zaal.get(voorstel.id, {}),
            op_slot=voorstel.op_slot,
            uiterlijk=voorstel.uiterlijk,
            heropend=voorstel.heropend,
        )
        for voorstel in found
    )


def _antwoorden(latest: Mapping[tuple[int, str], AntwoordRij], voorstel_id: int) -> dict[str, str]:
    answers = {key: clean_html(row.html) for key in vorm.VRAGEN if (row := latest.get((voorstel_id, key)))}
    return {key: html for key, html in answers.items() if html}
