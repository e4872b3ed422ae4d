"""The verslag of one evening: the part of the book that this evening brought, the same night."""

from dataclasses import replace

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.queries import bijeenkomsten, get_bijeenkomst
from dialoog.themaboek.boek import Boek, Resultaat
from dialoog.themaboek.queries import boek


def verslag(session: Session, dialoog_id: int, bijeenkomst_id: int) -> Boek:
    """What a themaboek has of this evening, also when the evening is left out of that book. Nothing of a round that
    runs is in it, and no name without a recorded yes. Raises NotFound."""
    evening = get_bijeenkomst(session, dialoog_id, bijeenkomst_id)
    place = [row.id for row in bijeenkomsten(session, dialoog_id)].index(evening.id)
    book = boek(session, dialoog_id, met_deelstaten=False)
    moment = book.bijeenkomsten[place]
    found = [row for row in book.resultaten if row.bijeenkomst == evening.id]
    empty = Resultaat(moment.titel, datum=moment.datum, plaats=moment.plaats, bijeenkomst=evening.id)
    told = tuple(stap for stap in book.stappen if (stap.bijeenkomst, stap.datum) == (moment.titel, moment.datum))
    return replace(
        Boek(replace(book.titelblad, werkdocument=True)),
        begeleiders=book.begeleiders,
        bijeenkomsten=(moment,),
        stappen=told,
        resultaten=tuple(found) or (empty,),
        ideeen=book.ideeen,
        verslag=True,
    )
