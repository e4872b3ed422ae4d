"""A book in which every field holds something."""

from dataclasses import replace

from dialoog.themaboek import boek as b
from dialoog.themaboek.uitkomst import Gesprek
from tests.themaboek.voorbeeld import maak_voorbeeld


def maak_rijk() -> b.Boek:
    """The example with something in every field that a book may have."""
    boek = maak_voorbeeld()
    kickoff, ideeen, stickers = boek.resultaten
    rondes = tuple(
        replace(
            ronde, beslist="De herstemming gaf nummer 14 de meeste stickers.",
            uitslag=tuple(
                replace(r, draagvlak=f"uit minstens {n + 2} van 5 belangen") for n, r in enumerate(ronde.uitslag)
            ),
        )
        if ronde.uitslag
        else ronde
        for ronde in stickers.stemrondes
    )  # fmt: skip
    oplossingen = tuple(replace(o, tekst=f"Zo doen we {o.titel.lower()}.") for o in stickers.oplossingen)
    gesprek = Gesprek("Waar sta ik?", "<p>Achttien mensen stonden achter de vraag.</p>")
    return replace(
        boek,
        feiten=(b.Feit("<p>In de streek wonen 9.100 mensen boven de 75.</p>", "cijfers van de gemeenten"),),
        feitvragen=(
            b.Notitie("feitvraag", "Hoeveel mensen wachten?", wie="de corporatie", gevolg="Ruim driehonderd."),
        ),
        voorstellen=tuple(replace(k, akkoord=f"De zaal koos voor {k.titel.lower()}.") for k in boek.voorstellen),
        # Of the inleiding the draft stands there, which holds the most; of all others a text of one's own.
        eigen_tekst=tuple(b.EigenTekst(deel, f"<p>Wij schrijven zelf over {deel}.</p>") for deel in b.EIGEN_TEKST[1:]),
        resultaten=(
            replace(kickoff, gesprekken=(gesprek,), notities=_notities()),
            replace(ideeen, gekozen=tuple(replace(g, door=f"groep {g.nummer}") for g in ideeen.gekozen)),
            replace(stickers, stemrondes=rondes, oplossingen=oplossingen),
        ),
    )


def _notities() -> tuple[b.Notitie, ...]:
    """One of each kind that is written down at an evening."""
    return (
        b.Notitie("quote", "Ik wil hier blijven", wie="een inwoner"),
        b.Notitie("stand", ja=18, nee=2),
        b.Notitie("reden", "Er zijn te weinig winkels", gevolg="De wijkraad belt."),
        b.Notitie("verwachting", "Dat er iets gebeurt"),
        b.Notitie("visie", "Iedereen kent zijn buren.", kop="Over tien jaar"),
        b.Notitie("kans", "Er staan zalen leeg"),
        b.Notitie("bedreiging", "De bus rijdt minder"),
        b.Notitie("expert", "Dit kan al volgend jaar.", wie="een huisarts", idee=17),
        b.Notitie("afspraak", "De bus bestellen", wie="de wijkraad", wanneer="voor de zomer"),
    )
