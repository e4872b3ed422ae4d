"""How the file names people: never by a number of the database."""

from collections.abc import Sequence

from dialoog.deelnemer.rules import Persoon, vermeldingen
from dialoog.overdracht.vorm import Deelnemer


def in_bestand(people: Sequence[Deelnemer]) -> list[str]:
    """The name of each person in the file: the name where that may stand in the book, else the vermelding, else the
    organisation, with a number where that is double."""
    named = vermeldingen(
        [
            Persoon(at, person.naam or None, person.vermelding, person.organisatie, person.naam_in_boek)
            for at, person in enumerate(people)
        ]
    )
    return [named[at] for at in range(len(people))]


def naamwijzer(people: Sequence[Deelnemer]) -> dict[str, int]:
    """Every name that points at a person → the place in the list. The name as we write it goes first; a file of
    somebody else may also use the name, the vermelding or the organisation, numbered where double."""
    found: dict[str, int] = {}
    _add(found, in_bestand(people))
    _add(found, [person.naam for person in people])
    for names in ([person.vermelding for person in people], [person.organisatie for person in people]):
        _add(found, _numbered(names))
    return found


def _add(found: dict[str, int], names: Sequence[str]) -> None:
    for at, name in enumerate(names):
        if name:
            found.setdefault(name, at)


def _numbered(names: Sequence[str]) -> list[str]:
    used: dict[str, int] = {}
    numbered = []
    for name in names:
        used[name] = used.get(name, 0) + 1
        numbered.append(f"{name} {used[name]}" if name and used[name] > 1 else name)
    return numbered
