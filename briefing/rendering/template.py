"""The briefing through a Jinja2 template of the user's own, in a sandbox; docs/templates.md lists what it is given."""

from pathlib import Path
from typing import Any

from briefing.errors import RenderError
from briefing.records import Briefing
from briefing.rendering import html
from briefing.rendering.markdown import escaped
from briefing.rendering.page import Page
from briefing.rendering.wrapping import wrapped

_MAX_BYTES = 1_000_000


def render_template(template: Path, briefing: Briefing, page: Page, *, format: str, paper: str = "a4") -> str:
    """The page as `template` (UTF-8) sets it; values are escaped by themselves where `format` is "html".

    Raises:
        RenderError: the file cannot be read or is no template, or it fails; the message names the line where it can.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=format == "html", undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    html.with_filters(environment)
    environment.filters["markdown"] = escaped
    environment.filters["wrapped"] = lambda text, width=100: "\n".join(wrapped(text, width))
    try:
        return environment.from_string(_source(template, format)).render(html.context(briefing, page, paper=paper))
    except TemplateError as error:
        raise RenderError(f"{_where(template, error)}: {error.message or error}", format=format) from error
    # what a template's own expressions can raise: "a" + 1, none.x, 1 / 0, a format string gone wrong
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
        raise RenderError(f"{template}: {type(error).__name__}: {error}", format=format) from error


def _source(template: Path, format: str) -> str:
    try:
        with template.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise RenderError(f"{template}: larger than {_MAX_BYTES} bytes", format=format)
        return data.decode("utf-8-sig")
    except OSError as error:
        raise RenderError(f"{template}: {error.strerror}", format=format) from error
    except UnicodeDecodeError as error:
        raise RenderError(f"{template}: not UTF-8", format=format) from error


def _where(template: Path, error: Any) -> str:
    line = getattr(error, "lineno", None)
    return f"{template}:{line}" if line else str(template)
