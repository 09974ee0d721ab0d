"""The index page as it is built in, with its style and script."""

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent
