"""What the `dialoog` command can do; `dialoog.cli` patches gevent first and then runs it."""

from dialoog.commands import account, bestand, demo, server, simuleren
from dialoog.commands.basis import main

__all__ = ["account", "bestand", "demo", "main", "server", "simuleren"]
