"""Composing: checked lines to one Briefing that fits one page."""

from briefing.composing.compose import compose

__all__ = ["compose"]
