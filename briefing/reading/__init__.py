"""Reading: bytes of any supported format to an `Article` with exact offsets."""

import datetime as dt
import hashlib
import re
import sys
from pathlib import Path

from briefing.errors import InputError
from briefing.reading import cleaning, cues, encodings, languages, layout, sniffing, sourcelines
from briefing.reading.cues import Cues
from briefing.reading.dates import date_in_name, date_in_url
from briefing.reading.pages import Page
from briefing.records import Article, Notice, Source
from briefing.settings import Settings

__all__ = ["read", "read_bytes", "read_text"]

_DEFAULTS = Settings()
_SURROUNDING_LINES = 400  # of a page, in which a source line is looked for where the text has none


def read(
    source: str | Path,
    *,
    name: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    outlet: str | None = None,
    settings: Settings = _DEFAULTS,
) -> Article:
    """The article in the file `source`, or on standard input for "-".

    `name` stands in for the path in `Article.source`. What the caller says of date, address and outlet wins over what
    the file says.

    Raises:
        InputError: the file is missing, a folder, too large, empty, encrypted, or holds no text.
    """
    label = name or str(source)
    if str(source) == "-":
        data = _standard_input(settings.max_bytes + 1)
    else:
        data = _file(Path(source), label, settings.max_bytes + 1)
    return read_bytes(data, name=label, published=published, url=url, outlet=outlet, settings=settings)


def read_bytes(
    data: bytes,
    *,
    name: str,
    published: dt.date | None = None,
    url: str | None = None,
    outlet: str | None = None,
    settings: Settings = _DEFAULTS,
) -> Article:
    """The article in `data`; its format is told from the content, then from the suffix of `name`.

    Raises:
        InputError: as in `read`.
    """
    if len(data) > settings.max_bytes:
        reason = f"larger than {settings.max_bytes:,} bytes, the most that is read; raise max_bytes or give a part"
        raise InputError(reason, source=name)
    if not data.strip(b" \t\r\n\0"):
        raise InputError("empty; an article is wanted", source=name)
    page, encoding, notices = _page(data, name=name)
    known = Source(
        name=name,
        url=url,
        outlet=outlet,
        published=published,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
    )
    return _article(page, known, notices=notices, settings=settings)


def read_text(
    text: str,
    *,
    name: str = "-",
    title: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    outlet: str | None = None,
    settings: Settings = _DEFAULTS,
) -> Article:
    """The article in a plain text already decoded.

    Raises:
        InputError: it is empty or no text.
    """
    sniffing.refuse_binary(text, source=name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    known = Source(name=name, url=url, outlet=outlet, published=published, sha256=digest, encoding="utf-8")
    return _article(
        Page(text=cleaning.unwrapped(cleaning.clean(text)), title=title), known, notices=(), settings=settings
    )


def _standard_input(limit: int) -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    try:
        if stream is not None:
            return bytes(stream.read(limit))
        return sys.stdin.read(limit).encode("utf-8", "surrogateescape") if sys.stdin else b""
    except (OSError, ValueError) as error:
        raise InputError("standard input cannot be read") from error


def _file(path: Path, label: str, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except FileNotFoundError as error:
        raise InputError("no such file; check the path", source=label) from error
    except IsADirectoryError as error:
        raise InputError("is a folder; use `briefing batch` for folders", source=label) from error
    except PermissionError as error:
        reason = (
            "is a folder; use `briefing batch` for folders"
            if path.is_dir()
            else "may not be read; check its permissions"
        )
        raise InputError(reason, source=label) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
        raise InputError(getattr(error, "strerror", None) or "cannot be read", source=label) from error


def _page(data: bytes, *, name: str) -> tuple[Page, str, tuple[Notice, ...]]:
    """The page in `data`, the encoding it was in ("pdf" and "docx" have their own), and notices."""
    packed = sniffing.format_of_bytes(data, source=name)
    if packed == "pdf":
        from briefing.reading import pdf

        return pdf.read(data, source=name), "pdf", ()
    if packed == "docx":
        from briefing.reading import docx

        return docx.read(data, source=name), "docx", ()
    decoded = encodings.decode(data)
    sniffing.refuse_binary(decoded.text, source=name)
    found = sniffing.format_of_text(decoded.text, name=name)
    if found == "html":
        from briefing.reading import html

        page = html.read(decoded.text, source=name)
    elif found == "markdown":
        from briefing.reading import markdown

        page = markdown.read(cleaning.clean(decoded.text))
    else:
        page = Page(text=cleaning.unwrapped(cleaning.clean(decoded.text)))
    return page, decoded.encoding, decoded.notices


def _article(page: Page, known: Source, *, notices: tuple[Notice, ...], settings: Settings) -> Article:
    words = cues.load(settings.lexicon)
    text = cleaning.clean(page.text)
    if not re.search(r"[^\W\d_]", text):
        raise InputError("no words in it; an article is wanted", source=known.name)
    if page.cut or len(text) > settings.max_chars:
        text = cleaning.shortened(text, settings.max_chars)
        message = f"only the first {len(text):,} characters were read (setting max_chars)"
        notices = (*notices, Notice(code="input-cut", message=message))
    title = " ".join(cleaning.clean(page.title).split()) if page.title else None
    told = title if title and (page.title_sure or _stands_in(title, text)) else None
    laid = layout.lay_out(text, title=told, known=page.furniture, cues=words)
    around = _around(page.surroundings, words) if page.surroundings else None
    url = known.url or page.url
    return Article(
        text=text,
        title=told or laid.title or title,
        language=languages.detect(text),
        source=Source(
            name=known.name,
            url=url,
            outlet=known.outlet
            or _named(page.outlet, words)
            or laid.outlet
            or (around.outlet if around else None)
            or _named(page.site, words),
            published=known.published
            or page.published
            or laid.published
            or (around and (around.published or around.updated))
            or date_in_name(known.name)
            or (date_in_url(url) if url else None),
            sha256=known.sha256,
            encoding=known.encoding,
        ),
        furniture=laid.furniture,
        notices=notices,
    )


def _stands_in(title: str, text: str) -> bool:
    """Whether a document's property 'title' is printed at its head; else it may be a leftover of another document."""
    return re.sub(r"\W", "", title) in re.sub(r"\W", "", text[:1000])


def _named(outlet: str | None, words: Cues) -> str | None:
    return sourcelines.name_of(outlet, cues=words) if outlet else None


def _around(surroundings: str, words: Cues) -> sourcelines.SourceLine | None:
    """The first source line with a label in what else a page prints."""
    for line in surroundings.split("\n", _SURROUNDING_LINES)[:_SURROUNDING_LINES]:
        found = sourcelines.parse(line, cues=words)
        if found and (found.labelled or (found.outlet and (found.published or found.updated))):
            return found
    return None
