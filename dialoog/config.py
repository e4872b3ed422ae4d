"""Typed settings, from the environment or from the command line, with defaults that work on a laptop."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

SECRET_FILE = "geheime-sleutel"
DATABASE_FILE = "dialoog.sqlite"


@dataclass(frozen=True)
class Config:
    """Where things lie and at which address people reach the app.

    `adres` is what phones type and scan (`http://192.168.1.5:8000`); cookies follow it, never the request,
    since a hall may run at plain http where `Secure` cookies are silently dropped. `rust_s`: so many seconds a green
    button that has just changed takes no press.
    """

    data: Path = Path("var")
    sleutels: Path = Path("var-sleutels")
    database_url: str = ""
    adres: str = "http://127.0.0.1:8000"
    testing: bool = False
    async_mode: str = "gevent"
    rust_s: float = field(default_factory=lambda: float(os.environ.get("DIALOOG_RUST_S", "1")))
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """SQLAlchemy URL of the database. `postgres://…` and `postgresql://…` are read with psycopg 3."""
        if not self.database_url:
            return f"sqlite:///{(self.data / DATABASE_FILE).resolve()}"
        kind, _, rest = self.database_url.partition("://")
        return f"postgresql+psycopg://{rest}" if kind in ("postgres", "postgresql") else self.database_url

    @property
    def https(self) -> bool:
        return self.adres.startswith("https://")

    @property
    def secret_key(self) -> str:
        """Read from the data folder, made at the first start, so that a restart logs nobody out."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and ideas of people: not for every account
        file = self.data / SECRET_FILE
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as out:
                out.write(secrets.token_urlsafe(48))
        return file.read_text().strip()


def from_environment() -> Config:
    """Config from `DIALOOG_DATA`, `DIALOOG_SLEUTELS`, `DATABASE_URL`, `DIALOOG_ADRES`."""
    data = Path(os.environ.get("DIALOOG_DATA", "var"))
    keys = os.environ.get("DIALOOG_SLEUTELS")
    return Config(
        data=data,
        sleutels=Path(keys) if keys else default_sleutels(data),
        database_url=os.environ.get("DATABASE_URL", ""),
        adres=os.environ.get("DIALOOG_ADRES", "http://127.0.0.1:8000"),
    )


def default_sleutels(data: Path) -> Path:
    """The folder of round keys: beside the data folder, never in it (a copy of the data takes none along)."""
    return data.with_name(data.name + "-sleutels")
