"""Composing: checked lines to one Briefing that fits one page."""

from briefing.composing.compose import compose, joined, on_one_page

__all__ = ["compose", "joined", "on_one_page"]
