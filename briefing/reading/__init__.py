"""Reading: bytes of any supported format to an `Article` with exact offsets."""

import datetime as dt
import hashlib
import re
import sys
from pathlib import Path

from briefing.errors import InputError
from briefing.reading import encodings, languages, layout, pages, provenance
from briefing.reading.pages import Page
from briefing.records import Article, Notice, Source
from briefing.settings import Settings

__all__ = ["read", "read_bytes", "read_text"]

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u00ad\0"))
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
_DEFAULTS = Settings()


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

    `name` stands in for the path in `Article.source`. What the caller says of date, address and outlet wins over the file.

    Raises:
        InputError: the file is missing, a folder, too large, empty, encrypted, or holds no text.
    """
    label = name or str(source)
    try:
        if str(source) == "-":
            data = sys.stdin.buffer.read(settings.max_bytes + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(settings.max_bytes + 1)
    except FileNotFoundError as error:
        raise InputError("no such file", source=label) from error
    except IsADirectoryError as error:
        raise InputError("is a folder; use `briefing batch` for folders", source=label) from error
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", source=label) from error
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
        raise InputError(
            f"larger than {settings.max_bytes:,} bytes, the most that is read (setting max_bytes)", source=name
        )
    if not data.strip(b" \t\r\n\0"):
        raise InputError("empty", source=name)
    notices: tuple[Notice, ...] = ()
    if data.startswith(b"%PDF-"):
        page, encoding = pages.pdf(data, source=name), "pdf"
    elif data.startswith(b"PK\x03\x04"):
        page, encoding = pages.docx(data, source=name), "docx"
    else:
        text, encoding, notices = encodings.decode(data)
        _refuse_binary(text, name)
        suffix = Path(name).suffix.lower()
        is_html = suffix in (".html", ".htm", ".xhtml") or re.match(
            r"\s*<(?:!doctype html|html|\?xml|head|body)\b", text, re.IGNORECASE
        )
        page = pages.html(text, source=name) if is_html else Page(text=text)
    found = Source(
        name=name,
        url=url or page.url,
        outlet=outlet or page.outlet,
        published=published or page.published,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
    )
    return _article(page, found, notices=notices, settings=settings)


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
    """The article in a text already decoded.

    Raises:
        InputError: it is empty or no text.
    """
    _refuse_binary(text, name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(name=name, url=url, outlet=outlet, published=published, sha256=digest, encoding="utf-8")
    return _article(Page(text=text, title=title), source, notices=(), settings=settings)


def _article(page: Page, source: Source, *, notices: tuple[Notice, ...], settings: Settings) -> Article:
    text = _clean(page.text)
    if not re.search(r"\w", text):
        raise InputError("no text in it", source=source.name)
    if len(text) > settings.max_chars:
        text = _cut(text, settings.max_chars)
        message = f"only the first {len(text):,} characters were read (setting max_chars)"
        notices = (*notices, Notice(code="input-cut", message=message))
    lines = layout.lines_of(text)
    line = layout.title_line(lines)
    title = page.title or (re.sub(r"^#+\s*", "", line.text) if line else None)
    printed = [found for item in lines if (found := provenance.source_line(item))]
    opening = next((d for item in lines[:8] if (d := provenance.dateline(text, item.start, item.end))), None)
    published = (
        source.published
        or next((p.published for p in printed if p.published), None)
        or (provenance.full_date(opening.when) if opening and opening.when else None)
        or provenance.date_in_name(source.name)
    )
    outlet = (
        source.outlet or next((p.outlet for p in printed if p.outlet), None) or (opening.agency if opening else None)
    )
    return Article(
        text=text,
        title=title,
        language=languages.detect(text),
        source=Source(
            name=source.name,
            url=source.url,
            outlet=outlet,
            published=published,
            sha256=source.sha256,
            encoding=source.encoding,
        ),
        furniture=layout.furniture(text, lines, title),
        notices=notices,
    )


def _clean(text: str) -> str:
    """Line ends as \\n, no invisible characters, no blanks at line ends; nothing else is touched."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\x0c", "\n")
        .replace("\x85", "\n")
    )
    text = (
        "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
        if re.search("[\ud800-\udfff]", text)
        else text
    )
    text = _CONTROLS.sub(" ", text.translate(_INVISIBLE))
    return re.sub(r"[ \t\xa0]+\n", "\n", text).strip("\n")


def _cut(text: str, limit: int) -> str:
    head = text[:limit]
    end = max(head.rfind("\n"), head.rfind(". ") + 1, head.rfind("。") + 1)
    return head[: end if end > limit // 2 else limit].rstrip()


def _refuse_binary(text: str, name: str) -> None:
    sample = text[:20_000]
    odd = sum(sample.count(c) for c in "\0\ufffd") + len(_CONTROLS.findall(sample))
    if not sample.strip():
        raise InputError("empty", source=name)
    if odd > 0.02 * len(sample):
        raise InputError("not text: binary content", source=name)
