"""Decisions about accounts; no Flask, no database."""

from urllib.parse import urlsplit

MIN_WACHTWOORD = 10
MAX_WACHTWOORD = 200
MAX_NAAM = 120
MAX_EMAIL = 254
LINK_DAGEN = 7

EERSTE = "eerste"
ACCOUNT = "account"
UITNODIGING = "uitnodiging"
DEMO = "demo"
"""What a link is for: the first account of a server, an account or new password (from the command line), taking part
in guiding a dialogue (from the regie: it never sets somebody else's password), or walking into the demo (only where
one runs; it may be used again)."""


def clean_email(typed: str) -> str:
    """As it is kept and compared: without spaces around it, in lower case."""
    return typed.strip().lower()


def wachtwoord_fout(wachtwoord: str, email: str) -> str | None:
    """What is wrong with a new password and what to do; None: nothing."""
    if len(wachtwoord) < MIN_WACHTWOORD:
        return f"Kies een wachtwoord van {MIN_WACHTWOORD} tekens of meer. Drie losse woorden werkt goed."
    if len(wachtwoord) > MAX_WACHTWOORD:
        return f"Dit wachtwoord is te lang. Er passen {MAX_WACHTWOORD} tekens."
    if len(set(wachtwoord)) < 4 or clean_email(wachtwoord) == email:
        return "Dit wachtwoord is te makkelijk te raden. Kies een ander, bijvoorbeeld drie losse woorden."
    return None


def local_path(wanted: str | None) -> str | None:
    """`wanted` when it is a path on this very site, else None: a login never leads to somebody else's page."""
    if not wanted or not wanted.startswith("/") or wanted[1:2] in ("/", "\\"):
        return None
    if "\\" in wanted or any(ord(char) < 32 or ord(char) == 127 for char in wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted
