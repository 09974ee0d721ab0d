"""One-page briefings of articles about officials' inspection visits.

>>> from briefing import brief, render
>>> print(render(brief("visit.txt")))  # doctest: +SKIP

Names are imported when first used, so that `import briefing` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.errors import (
        BriefingError,
        CheckFailedError,
        ClusterError,
        InputError,
        LexiconError,
        ModelError,
        PromptError,
        RenderError,
        SettingsError,
    )
    from briefing.pipeline import Outcome, Pipeline, brief
    from briefing.reading import read, read_text
    from briefing.records import Article, Briefing, Hypothesis, ModelInfo, Passage, Summariser
    from briefing.rendering import render
    from briefing.settings import Settings

_HOME = {
    "errors": (
        "BriefingError",
        "CheckFailedError",
        "ClusterError",
        "InputError",
        "LexiconError",
        "ModelError",
        "PromptError",
        "RenderError",
        "SettingsError",
    ),
    "pipeline": ("Outcome", "Pipeline", "brief"),
    "reading": ("read", "read_text"),
    "records": ("Article", "Briefing", "Hypothesis", "ModelInfo", "Passage", "Summariser"),
    "rendering": ("render",),
    "settings": ("Settings",),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Article",
    "Briefing",
    "BriefingError",
    "CheckFailedError",
    "ClusterError",
    "Hypothesis",
    "InputError",
    "LexiconError",
    "ModelError",
    "ModelInfo",
    "Outcome",
    "Passage",
    "Pipeline",
    "PromptError",
    "RenderError",
    "Settings",
    "SettingsError",
    "Summariser",
    "__version__",
    "brief",
    "read",
    "read_text",
    "render",
]


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first asked for (PEP 562)."""
    if name in _MODULE:
        value = getattr(import_module(f"briefing.{_MODULE[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'briefing' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
