"""Templates that are compiled once per run: dozens of apps and servers took a tenth of the time compiling the same."""

import os

from flask import Flask
from jinja2 import FileSystemBytecodeCache

SOORT = "dialoog-sjablonen"
FOLDER = "DIALOOG_TEST_SJABLONEN"
"""The variable that names the folder, for workers and for the process that forks servers."""


def share_compiled() -> None:
    """Let every app of this process take its compiled templates from the folder of the run, where there is one."""
    folder = os.environ.get(FOLDER)
    if folder:
        cache = FileSystemBytecodeCache(folder)
        Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": cache}
