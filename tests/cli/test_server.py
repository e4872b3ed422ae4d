"""The server as a process: it starts, cuts no request when it stops, and says what is in the way."""

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import socketio
from flask import Flask

from dialoog.config import DATABASE_FILE
from dialoog.server import limit_messages
from tests.prefork import Started
from tests.server import Server

pytestmark = pytest.mark.traag


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("server")) as running:
        yield running


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def test_a_running_request_is_finished_before_the_server_stops_and_an_open_line_is_not_waited_for(
    tmp_path: Path,
) -> None:
    body = b"email=a&wachtwoord=b"
    head = "POST /inloggen HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with Server(tmp_path) as server:
        assert server.process
        idle, line = connect(server), connect(server)
        idle.sendall(b"GET /inloggen HTTP/1.1\r\nHost: x\r\n\r\n")
        assert idle.recv(65536)
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:5])
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.7)
        assert server.process.poll() is None
        with pytest.raises(OSError):
            connect(server).close()
        line.sendall(body[5:])
        answer = b"".join(iter(lambda: line.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 400")
        assert answer.rstrip().endswith(b"</html>")
        assert server.process.wait(10) == 0
        idle.close()


def test_the_first_start_prints_a_link_for_the_first_account_and_its_address(server: Server) -> None:
    link = server.first_link()
    assert link.startswith(server.adres)
    page = urllib.request.urlopen(f"http://127.0.0.1:{server.port}{link.removeprefix(server.adres)}").read()
    assert "Maak mijn account" in page.decode()


def test_a_link_for_a_colleague_can_be_made_meanwhile_and_names_this_server(server: Server) -> None:
    made = server.command("begeleider-link", "samir@streek.example")
    assert made.stdout.startswith(f"{server.adres}/account/")


def test_a_second_server_says_what_is_in_the_way(server: Server, tmp_path: Path) -> None:
    for folder, said in ((server.folders(), "Stop de server"), (["--data", str(tmp_path / "b")], "draait al een")):
        err = tmp_path / "err"
        other = Started(["start", *folder, "--host", "127.0.0.1", "--port", str(server.port)], server.env, err, err)
        assert other.wait(60) == 1
        assert said in err.read_text()
        assert "Traceback" not in err.read_text()


def test_the_log_says_nothing_about_requests(server: Server) -> None:
    before = server.log.read_text()
    for path in ("/", "/inloggen", "/bestaat-niet"):
        with contextlib.suppress(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}").read()
    assert server.log.read_text() == before


def test_a_screen_that_goes_away_leaves_no_line_with_its_address(server: Server) -> None:
    before = server.log.read_text()
    for _ in range(15):  # its good-bye came as a broken request about every other time
        screen = socketio.Client(reconnection=False)
        screen.connect(server.adres, transports=["websocket"])
        assert screen.call("aanwezig", {}) == {"ok": False}
        screen.disconnect()
    time.sleep(0.5)
    assert server.log.read_text() == before


def test_a_phone_that_is_gone_while_news_is_on_its_way_is_no_error(app: Flask) -> None:
    class Gone:
        connected = True

        def close(self) -> None:
            raise ConnectionResetError(104, "Connection reset by peer")

    engine = app.extensions["socketio"].server.eio
    before = engine._async
    try:
        limit_messages(app)
        line = engine._async["websocket"](None, None)
        line.ws = Gone()
        line.close()
    finally:
        engine._async = before


FROZEN = """
import gc, os, signal, sys
from pathlib import Path
from gevent import monkey
monkey.patch_all()
from dialoog import create_app
from dialoog.config import Config
from dialoog.server import serve

def ready():
    print(gc.get_freeze_count())
    os.kill(os.getpid(), signal.SIGTERM)

folder = Path(sys.argv[1])
app = create_app(Config(data=folder / "data", sleutels=folder / "sleutels"))
serve(app, "127.0.0.1", 0, ready=ready)
"""


def test_what_the_server_begins_with_is_never_looked_through_again_while_a_hall_waits(
    tmp_path: Path, migrated: Path
) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(migrated, tmp_path / "data" / DATABASE_FILE)
    command = [sys.executable, "-c", FROZEN, str(tmp_path)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout.split()[-1]) > 50_000
