"""The pages as they are built in: HTML with its style and script, and Typst for the PDF."""

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent
