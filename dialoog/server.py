"""The server: one process, gevent, no access log (its lines would tell who voted when)."""

import errno
import gc
import signal
from contextlib import suppress
from typing import Any, cast

import gevent
from flask import Flask
from gevent.event import Event
from gevent.pywsgi import WSGIHandler, WSGIServer

from dialoog.simulatie.proces import call_all_back
from dialoog.stemming.opruimen import clean_up_at_start

MAX_MESSAGE = 4096
"""Bytes of a message from a screen: it only says where it wants to look."""
LAST_REQUESTS_S = 20.0

_REDENEN = {
    errno.EADDRINUSE: "daar draait al een programma",
    errno.EACCES: "daarvoor heeft dit programma geen rechten",
    errno.EADDRNOTAVAIL: "dit adres is niet van deze computer",
}


class PortTaken(RuntimeError):
    """Nothing can listen there."""


class Handler(WSGIHandler):
    """Counts the requests that run, so that stopping can wait for them; sockets are not waited for."""

    def handle_one_response(self) -> None:
        running = cast(Server, self.server).running
        if str((self.environ or {}).get("PATH_INFO", "")).startswith("/socket.io"):
            super().handle_one_response()
            self.close_connection = True  # what comes after a socket is its good-bye, not a request to log as broken
            return
        running.began()
        try:
            super().handle_one_response()
        finally:
            running.ended()
            self.close_connection = self.close_connection or running.stopping


class Running:
    """How many requests run now."""

    def __init__(self) -> None:
        self.stopping = False
        self._count = 0
        self._idle = Event()
        self._idle.set()

    def began(self) -> None:
        self._count += 1
        self._idle.clear()

    def ended(self) -> None:
        self._count -= 1
        if self._count == 0:
            self._idle.set()

    def wait(self, seconds: float) -> bool:
        """Whether all ended within this time."""
        return bool(self._idle.wait(seconds))


class Server(WSGIServer):
    """A WSGIServer that knows what runs."""

    def __init__(self, listener: tuple[str, int], app: Flask) -> None:
        self.running = Running()
        super().__init__(listener, app, handler_class=Handler, log=None)


def serve(app: Flask, host: str, port: int, *, ready: Any = None) -> None:
    """Serve until SIGTERM or SIGINT, then stop accepting, finish the running requests and return.

    `ready()` is called when the server listens. The caller holds the DataLock. Raises PortTaken.
    """
    limit_messages(app)
    clean_up_at_start(app)  # keys of rounds that are over and still there (geheim.md, Vaststellen)
    server = Server((host, port), app)
    listen(server, host, port)
    app.extensions["dialoog_live"].start()
    app.extensions["dialoog_uitgaven"].start()
    settle()
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, stop.set)
    if ready is not None:
        ready()
    stop.wait()
    server.running.stopping = True
    app.extensions["dialoog_uitgaven"].stop()
    call_all_back(app)
    server.close()
    server.running.wait(LAST_REQUESTS_S)


def listen(server: Server, host: str, port: int) -> None:
    """Start accepting. Raises PortTaken with what to do."""
    try:
        server.start()
    except OSError as error:
        raise PortTaken(
            f"De server kan niet luisteren op {host}, poort {port}: {_REDENEN.get(error.errno or 0, 'het lukt niet')}. "
            f"Kies een andere poort, bijvoorbeeld --port {port % 65535 + 1}."
        ) from error


def settle() -> None:
    """What stands in memory by now stays there: let the collector look past it. Its full rounds stopped the whole hall
    for a tenth of a second, every few beats, to look through code that is never let go."""
    gc.collect()
    gc.freeze()


def limit_messages(app: Flask) -> None:
    """Let the websocket itself refuse a large message: Engine.IO checks only when it is in memory already. And let a
    phone that is gone while news is on its way to it be no error for the log: its good-bye cannot be sent either."""
    engine: Any = app.extensions["socketio"].server.eio
    plain = engine._async["websocket"]

    class Limited(plain):  # type: ignore[misc, valid-type]
        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server)
            self.server_args["max_message_size"] = MAX_MESSAGE

        def close(self) -> None:
            with suppress(ConnectionResetError):
                super().close()

    engine._async = {**engine._async, "websocket": Limited}
