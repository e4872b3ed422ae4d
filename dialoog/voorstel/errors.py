"""Refusals of oplossingen and cards."""

from dialoog.errors import BadInput, NotNow, Outdated


class RedenNodig(BadInput):
    """A departure from the stickers without its reason."""

    kop = "Schrijf op waarom"

    def __init__(self, tekst: str = "") -> None:
        words = tekst or "Dit wijkt af van de stickers. Schrijf kort waarom de groep dit kiest."
        super().__init__(words, velden={"reden": words})


class KaartOpSlot(NotNow):
    """Eigenaren only read: the begeleider locked the card (`slot`), or its last day is over (`datum`; `dag` in
    words). `stand`: `{op_slot: true, waarom}`."""

    def __init__(self, waarom: str, dag: str) -> None:
        head, what = "Dit voorstel is op slot", "De begeleider heeft dit voorstel op slot gezet."
        if waarom == "datum":
            head, what = "De laatste dag is voorbij", f"U kon schrijven tot en met {dag}."
        rest = "Wat eerder bewaard is, is veilig. Uw tekst staat nog hieronder. Vraag de begeleider om het te openen."
        super().__init__(f"{what} {rest}", kop=head, stand={"op_slot": True, "waarom": waarom})


class AntwoordBotst(Outdated):
    """Somebody else saved this answer since. `stand`: `{versie, tekst, wie, moment}` of what lies there now."""

    kop = "Iemand was u voor"


class DeelBotst(Outdated):
    """Somebody else saved this part since. `stand`: `{versie, inhoud, wie, moment}` of what lies there now."""

    kop = "Iemand was u voor"


class OplossingVeranderd(Outdated):
    """Another begeleider changed this oplossing or its eigenaren since."""
