"""The briefing in CommonMark; markup in the article's text stays text."""

import re

from briefing.records import Briefing, Directive, Site
from briefing.rendering.page import Page, page
from briefing.rendering.text import plain

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_OPENING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def render_markdown(briefing: Briefing) -> str:
    """The page as CommonMark."""
    shown = page(briefing)
    out = [f"# {escaped(briefing.headline)}"]
    if briefing.bottom_line:
        out.append(f"**{escaped(briefing.bottom_line)}**")
    if briefing.language not in ("en", "zh"):
        out.append(shown.words["no_lines"])
    if shown.facts:
        out.append("\n".join(f"- {label}: {escaped(value)}" for label, value in shown.facts))
    if shown.sites:
        out += [f"## {shown.words['sites']}", "\n".join(_site(site, shown) for site in shown.sites)]
    if shown.groups:
        out.append(f"## {shown.words['directives']}")
        for speaker, directives in shown.groups:
            out += [f"### {escaped(speaker)}"] if speaker else []
            out.append("\n".join(f"- {_marked(d, shown)}" for d in directives))
    if shown.left_out:
        out.append(shown.words["more"].format(shown.left_out))
    out += ["---", f"{shown.words['source']}: {escaped(shown.source)}", f"{shown.check}. {escaped(shown.footer)}"]
    return "\n\n".join(out) + "\n"


def escaped(text: str) -> str:
    """The text with every character that CommonMark could read as markup behind a backslash."""
    text = _ACTIVE.sub(r"\\\1", plain(text))
    return _OPENING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def _site(site: Site, shown: Page) -> str:
    extra = [x for x in (site.leader, site.date.isoformat() if site.date else None, site.place) if x]
    names = ", ".join(map(escaped, site.names))
    return f"- **{names}**{' (' + escaped(', '.join(extra)) + ')' if extra else ''}: {_marked(site, shown)}"


def _marked(item: Site | Directive, shown: Page) -> str:
    text = escaped(item.summary)
    return f"{text} *({shown.words['untranslated']})*" if item.untranslated else text
