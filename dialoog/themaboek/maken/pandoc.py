"""pandoc as a program: HTML on its stdin, another format back. It reads no file but those named here (`--sandbox`)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pypandoc

MIDDELEN = Path(__file__).resolve().parent.parent / "middelen"


class PandocError(RuntimeError):
    """pandoc ended with an error; the text is pandoc's own."""


def run_pandoc(html: str, to: str, *options: str, epoch: int = 0) -> bytes:
    """The HTML in another format. `epoch`: seconds since 1970 that stand in the file as its time of making."""
    command = [
        pypandoc.get_pandoc_path(), "--sandbox", "--from=html", f"--to={to}", "--wrap=none",
        "--shift-heading-level-by=-1",
        f"--lua-filter={MIDDELEN / 'boek.lua'}", *options,
    ]  # fmt: skip
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    done = subprocess.run(command, input=html.encode(), capture_output=True, env=env, check=False)
    if done.returncode:
        raise PandocError(done.stderr.decode(errors="replace")[:2000])
    return done.stdout
