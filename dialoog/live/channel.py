"""Socket.IO: a screen joins the room of its evening and audience, and gets news. It sends nothing else."""

from collections import Counter
from typing import Any

from flask import Flask, current_app, request
from flask_socketio import SocketIO, join_room, leave_room, rooms
from sqlalchemy import select

from dialoog.access import NIEMAND, Wie, begeleider_van, deelnemer_op_toestel, get_beamer, wie_voor
from dialoog.begeleider.facts import InlogVoorbij
from dialoog.bijeenkomst.groepen import groep_van, groepsindeling, groepsnaam
from dialoog.bijeenkomst.models import Bijeenkomst, Groep
from dialoog.bijeenkomst.queries import current_bijeenkomst
from dialoog.bijeenkomst.stille import register_stille
from dialoog.bijeenkomst.werkvorm import Publiek, publiek_van_groep
from dialoog.database import db, on_facts
from dialoog.deelnemer.models import Deelnemer, Toestel
from dialoog.errors import Refusal
from dialoog.live.inlogs import Inlogs
from dialoog.live.kaarten import Schrijvers
from dialoog.live.pulse import Pulse, room
from dialoog.live.telefoons import Telefoons, mark_after
from dialoog.notulist.toegang import notulist_op_toestel
from dialoog.voorstel.facts import Schrijft

MAX_MESSAGE = 4096
SPREAD_MS, PER_SCREEN_MS = 2000, 5
"""A new panel makes every phone ask for what is its own: within so many ms, by the number of screens."""
NERGENS: tuple[Publiek, str] = ("", "")
"""The place of who sits in no group."""
socketio = SocketIO()


class Channel:
    """Who is connected, and the beat that tells them."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._screens: dict[str, tuple[int, Publiek, int]] = {}
        """sid → (bijeenkomst, audience, dialoog)"""
        self._personal: dict[str, tuple[int, int]] = {}
        """sid → (deelnemer, toestel), to tell a person of a new device and to let go of one that was signed off"""
        self._groups: dict[str, tuple[Publiek, str]] = {}
        """sid → this phone's own group beside zaal: its audience and its name. The server finds it, never the phone"""
        self._small: set[str] = set()
        """sids of small pictures of the beamer in a regie, and of notulisten: they hear all, and count as no screen"""
        self._typists: dict[str, int] = {}
        """sid of a notulist → the link it came by"""
        self.pulse = Pulse(app, self._emit, self.listening)
        self.schrijvers = Schrijvers(socketio)
        self.inlogs = Inlogs()
        self.telefoons = Telefoons(self._mark_later, self.pulse.mark)

    def start(self) -> None:
        """Start the beat (once, by the server)."""
        socketio.start_background_task(self.pulse.run)

    def _mark_later(self, dialoog_id: int) -> None:
        if not self._app.config["DIALOOG"].testing:
            socketio.start_background_task(mark_after, self.pulse, dialoog_id)

    def facts(self, facts: list[Any]) -> None:
        """Receiver of committed facts: marks their dialogues dirty; news for one person goes to that person."""
        for fact in facts:
            if isinstance(fact, Schrijft):
                self.schrijvers.tell(fact)
                continue
            if isinstance(fact, InlogVoorbij):
                self._log_out(fact)
                continue
            if getattr(fact, "voorbij", False):
                self._look_again(fact.dialoog)
                continue
            self.pulse.mark(fact.dialoog)
            person = getattr(fact, "voor_deelnemer", None)
            if person is not None:
                socketio.emit("bericht", {"tekst": fact.zin(), "opnieuw": fact.opnieuw}, to=f"deelnemer:{person}")
                if fact.opnieuw:
                    self._let_go(person)
            self._end_link(getattr(fact, "voor_notulisten", None))
        for evening in {fact.bijeenkomst for fact in facts if getattr(fact, "hergroepeert", False)}:
            self._regroup(evening)

    def _look_again(self, dialoog_id: int) -> None:
        """Every screen of a dialogue loads its page anew: the dialogue is not there any more."""
        for sid in [sid for sid, (_, _, dialoog) in self._screens.items() if dialoog == dialoog_id]:
            socketio.emit("bericht", {"tekst": "", "opnieuw": True}, to=sid)
            self.leave(sid)

    def _regroup(self, bijeenkomst_id: int) -> None:
        """Phones whose person sits in another group now move to its room, and get what it shows."""
        phones = {sid: place[0] for sid, place in self._personal.items() if self._screens[sid][0] == bijeenkomst_id}
        if not phones:
            return
        session = db.session()
        evening, where = session.get_one(Bijeenkomst, bijeenkomst_id), groepsindeling(session, bijeenkomst_id)
        for sid, person in phones.items():
            group = _as_place(where.get(person))
            if group != self._groups.get(sid, NERGENS):
                socketio.emit("groep", self._sit(sid, evening, group), to=sid)

    def _sit(self, sid: str, evening: Bijeenkomst, group: tuple[Publiek, str]) -> dict[str, Any]:
        """Let a phone hear this group and no other; gives what it shows and how the table is called."""
        self._get_up(sid, evening.id)
        publiek, naam = group
        if not publiek:
            return {"tafel": "", "regios": []}
        self._groups[sid] = group
        join_room(room(evening.id, publiek), sid=sid, namespace="/")
        return {"tafel": naam, "regios": self.pulse.current(evening, publiek)}

    def _get_up(self, sid: str, bijeenkomst_id: int) -> None:
        before = self._groups.pop(sid, NERGENS)[0]
        if before:
            leave_room(room(bijeenkomst_id, before), sid=sid, namespace="/")

    def _end_link(self, link: int | None) -> None:
        """Screens of notulisten whose link is over are told so, and hear no more; what was typed stays on them."""
        for sid in [sid for sid, by in self._typists.items() if by == link]:
            tekst = "De begeleider beëindigde uw link. Wat u typte, staat nog op dit toestel."
            socketio.emit("bericht", {"tekst": tekst, "opnieuw": False}, to=sid)
            self.leave(sid)

    def _log_out(self, nieuws: InlogVoorbij) -> None:
        """Screens of a login that is over ask for their page again, which is the login; they hear no more."""
        for sid in self.inlogs.over(nieuws):
            socketio.emit("bericht", {"tekst": "U bent uitgelogd.", "opnieuw": True}, to=sid)
            self.leave(sid)
            self.schrijvers.leave(sid)

    def _let_go(self, person: int) -> None:
        """Screens of somebody who was removed, or of a device that was signed off, hear no more from here on."""
        mine = {sid: device for sid, (whose, device) in self._personal.items() if whose == person}
        if not mine:
            return
        known = set(
            db.session.scalars(
                select(Toestel.id)
                .join(Deelnemer, Deelnemer.id == Toestel.deelnemer_id)
                .where(Toestel.id.in_(mine.values()), Toestel.beeindigd.is_(None), Deelnemer.staat == "actief")
            )
        )
        for sid in [sid for sid, device in mine.items() if device not in known]:
            self.leave(sid)

    def listening(self, bijeenkomst_id: int, publiek: str) -> bool:
        return any(
            b == bijeenkomst_id and publiek in (p, self._groups.get(sid, NERGENS)[0])
            for sid, (b, p, _) in self._screens.items()
        )

    def connected(self, bijeenkomst_id: int) -> dict[str, int]:
        """How many screens per audience: `{"zaal": 17, "beamer": 1, "regie": 1}`."""
        shown = (place for sid, place in self._screens.items() if sid not in self._small)
        return dict(Counter(p for b, p, _ in shown if b == bijeenkomst_id))

    def join(self, sid: str, message: Any) -> dict[str, Any]:
        """Let a screen in. Message: `{pagina, dialoog, bijeenkomst?, token?}`; answer `{ok}` and its regions."""
        place = _place(message if isinstance(message, dict) else {})
        self.leave(sid)
        if place is None:
            return {"ok": False}
        evening, publiek, wie = place
        self._screens[sid] = (evening.id, publiek, evening.dialoog_id)
        if publiek == "beamer" and message.get("klein") is True:
            self._small.add(sid)
        if publiek == "regie":
            self.inlogs.join(sid)
        if message.get("pagina") == "notulist":
            self._small.add(sid)
            self._typists[sid] = notulist_op_toestel(db.session(), evening.dialoog_id)[1]
        join_room(room(evening.id, publiek), sid=sid)
        if wie is not None and wie.id is not None and wie.toestel is not None:
            self._personal[sid] = (wie.id, wie.toestel)
            self.telefoons.join(sid, wie.drager or wie.id, evening.dialoog_id)
            join_room(f"deelnemer:{wie.id}", sid=sid)
            if wie.drager is not None:  # news for the owner of the phone is heard while acting for somebody too
                join_room(f"deelnemer:{wie.drager}", sid=sid)
        regions = self.pulse.current(evening, publiek)
        own = self._sit(sid, evening, _group(evening, wie))
        self._tell_connected(evening.id)
        return {"ok": True, "bijeenkomst": evening.id, "tafel": own["tafel"], "regios": regions + own["regios"]}

    def leave(self, sid: str) -> None:
        """A screen went away, or goes elsewhere."""
        gone, person = self._screens.pop(sid, None), self._personal.pop(sid, None)
        self._small.discard(sid)
        self._typists.pop(sid, None)
        self.inlogs.leave(sid)
        if person is not None:
            for personal in [name for name in rooms(sid, namespace="/") if name.startswith("deelnemer:")]:
                leave_room(personal, sid=sid, namespace="/")
        if gone is not None:
            self.telefoons.leave(sid, gone[2])
            self._get_up(sid, gone[0])
            leave_room(room(gone[0], gone[1]), sid=sid, namespace="/")
            self._tell_connected(gone[0])

    def _tell_connected(self, bijeenkomst_id: int) -> None:
        socketio.emit("verbonden", self.connected(bijeenkomst_id), to=room(bijeenkomst_id, "regie"))

    def _emit(self, event: str, message: dict[str, Any], to: str) -> None:
        socketio.emit(event, {**message, "spreiding": min(SPREAD_MS, PER_SCREEN_MS * len(self._screens))}, to=to)


def _place(message: dict[str, Any]) -> tuple[Bijeenkomst, Publiek, Wie | None] | None:
    """Where this screen may look: its evening and audience by who asks (a phone: whose); None: nowhere."""
    session = db.session()
    pagina, dialoog_id = message.get("pagina"), _number(message.get("dialoog"))
    try:
        if pagina == "beamer":
            token = str(message.get("token"))
            return (get_beamer(token), "beamer", None) if token.isascii() else None
        if dialoog_id is None:
            return None
        if pagina == "regie" and begeleider_van(session, dialoog_id) is not NIEMAND:
            wanted = _number(message.get("bijeenkomst"))
            evening = session.get(Bijeenkomst, wanted) if wanted is not None else None
            return (evening, "regie", None) if evening and evening.dialoog_id == dialoog_id else None
        if pagina == "telefoon":
            wie = deelnemer_op_toestel(session, dialoog_id)
            evening = current_bijeenkomst(session, dialoog_id)
            if wie is not NIEMAND and message.get("voor") is not None:
                wie = wie_voor(session, wie, _number(message["voor"]))
            return (evening, "zaal", wie) if wie is not NIEMAND and evening else None
        if pagina == "notulist":
            typist, _ = notulist_op_toestel(session, dialoog_id)
            evening = current_bijeenkomst(session, dialoog_id)
            return (evening, "zaal", None) if typist is not NIEMAND and evening else None
    except Refusal:
        return None
    return None


def _group(evening: Bijeenkomst, wie: Wie | None) -> tuple[Publiek, str]:
    """A person's own group; a toehoorder sits in none."""
    if wie is None or wie.id is None or wie.rol != "deelnemer":
        return NERGENS
    return _as_place(groep_van(db.session(), evening.id, wie.id))


def _as_place(groep: Groep | None) -> tuple[Publiek, str]:
    return (publiek_van_groep(groep.id), groepsnaam(groep)) if groep is not None else NERGENS


def _number(value: Any) -> int | None:
    """A number of a row, or None for whatever else a client sends."""
    return value if type(value) is int and 0 < value < 2**31 else None


def init_app(app: Flask) -> Channel:
    """Bind the channel to the app and let it hear committed facts."""
    socketio.init_app(  # type: ignore[call-arg]
        app,
        async_mode="threading" if app.config["DIALOOG"].testing else app.config["DIALOOG"].async_mode,
        transports=["websocket"],
        manage_session=False,
        max_http_buffer_size=MAX_MESSAGE,
        ping_interval=20,
        ping_timeout=20,
        logger=False,
        engineio_logger=False,
    )
    channel = Channel(app)
    app.extensions["dialoog_live"] = channel
    on_facts(_to_channel)
    register_stille(lambda people: _channel().telefoons.stil(people))

    @socketio.on("aanwezig")
    def on_join(*sent: Any) -> dict[str, Any]:
        try:
            return _channel().join(request.sid, sent[0] if sent else None)  # type: ignore[attr-defined]
        finally:
            db.session.rollback()

    @socketio.on("kaart")
    def on_card(*sent: Any) -> dict[str, Any]:
        try:
            page: str = request.sid  # type: ignore[attr-defined]
            return _channel().schrijvers.join(db.session(), page, sent[0] if sent else None)
        finally:
            db.session.rollback()

    @socketio.on("disconnect")
    def on_leave(*_args: Any) -> None:
        _channel().leave(request.sid)  # type: ignore[attr-defined]

    return channel


def _to_channel(facts: list[Any]) -> None:
    _channel().facts(facts)


def _channel() -> Channel:
    """The channel of the app that runs now."""
    channel: Channel = current_app.extensions["dialoog_live"]
    return channel
