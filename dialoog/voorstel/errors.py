"""Refusals of oplossingen and cards."""

from dialoog.errors import BadInput, NotNow, Outdated


class RedenNodig(BadInput):
    """A departure from the stickers without its reason."""

    kop = "Schrijf op waarom"

    def __init__(self, tekst: str = "") -> None:
        words = tekst or "Dit wijkt af van de stickers. Schrijf kort waarom de groep dit kiest."
        super().__init__(words, velden={"reden": words})


class KaartOpSlot(NotNow):
    """The begeleider locked the card. `stand`: `{op_slot: true}`."""

    kop = "Dit voorstel is op slot"


class AntwoordBotst(Outdated):
    """Somebody else saved this answer since. `stand`: `{versie, tekst, wie, moment}` of what lies there now."""

    kop = "Iemand was u voor"


class DeelBotst(Outdated):
    """Somebody else saved this part since. `stand`: `{versie, inhoud, wie, moment}` of what lies there now."""

    kop = "Iemand was u voor"


class OplossingVeranderd(Outdated):
    """Another begeleider changed this oplossing or its eigenaren since."""
