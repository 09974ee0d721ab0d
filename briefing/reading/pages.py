"""Text out of HTML, PDF and DOCX, by well-kept libraries, each imported only when a file needs it."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser

from briefing.errors import InputError
from briefing.reading.provenance import full_date

_MAX_PAGES = 200
_MAX_UNZIPPED = 200_000_000  # bytes; a document that unpacks to more is a bomb or no article
_BETWEEN_CJK = re.compile(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])[ \t]+(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The prose of a file and what its markup says of it."""

    text: str
    title: str | None = None
    published: dt.date | None = None
    outlet: str | None = None
    url: str | None = None


class _Metadata(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {k.lower(): v or "" for k, v in attrs}
        name = (values.get("name") or values.get("property") or values.get("itemprop") or "").lower()
        if tag == "meta" and name and values.get("content", "").strip():
            self.meta.setdefault(name, values["content"].strip())
        if tag == "link" and values.get("rel", "").lower() == "canonical" and values.get("href"):
            self.meta.setdefault("canonical", values["href"])
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False


def html(markup: str, *, source: str) -> Page:
    """The main text of an HTML page; the meta tags of government sites win over what the extractor finds.

    Raises:
        InputError: there is no text in it.
    """
    import trafilatura

    head = _Metadata()
    head.feed(markup[:200_000])
    found = trafilatura.extract(
        markup, include_comments=False, include_tables=True, favor_recall=True, output_format="txt"
    )
    if not found or len(found) < 80:
        plain = trafilatura.html2txt(markup)
        found = plain if len(plain or "") > len(found or "") else found
    if not found or not found.strip():
        raise InputError("no text in this HTML page", source=source)

    def first(*names: str) -> str | None:
        return next((head.meta[n] for n in names if head.meta.get(n)), None)

    printed = first("articletitle", "og:title", "dc.title", "twitter:title") or head.title
    title = " ".join(printed.split()) or None
    day = first("pubdate", "article:published_time", "publishdate", "datepublished", "dc.date", "date")
    url = first("canonical", "og:url", "url")
    return Page(
        text=found,
        title=title,
        published=full_date(day) if day else None,
        outlet=first("contentsource", "article:publisher", "og:site_name", "sitename"),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def pdf(data: bytes, *, source: str) -> Page:
    """The text of a PDF, lines of a paragraph joined.

    Raises:
        InputError: it is encrypted, damaged, too long, or holds only pictures.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted; remove the password first" if "assword" in str(error) else "not a readable PDF"
        raise InputError(reason, source=source) from error
    try:
        if len(document) > _MAX_PAGES:
            raise InputError(f"{len(document)} pages; at most {_MAX_PAGES} are read", source=source)
        title = (document.get_metadata_dict().get("Title") or "").strip() or None
        pages = []
        for page in document:
            textpage = page.get_textpage()
            pages.append(textpage.get_text_bounded().replace("\r", ""))
            textpage.close()
            page.close()
    finally:
        document.close()
    text = _unwrapped("\n".join(pages))
    if not text.strip():
        raise InputError("no text in this PDF; scanned pages need OCR first", source=source)
    return Page(text=text, title=title)


def docx(data: bytes, *, source: str) -> Page:
    """The paragraphs and tables of a DOCX file, in order.

    Raises:
        InputError: it is no DOCX file, or unpacks to more than an article can hold.
    """
    import docx as python_docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MAX_UNZIPPED:
                raise InputError("unpacks to more than an article can hold", source=source)
        document = python_docx.Document(io.BytesIO(data))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                lines.append(block.text)
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError) as error:
        raise InputError("not a readable DOCX file", source=source) from error
    text = "\n".join(lines)
    if not text.strip():
        raise InputError("no text in this DOCX file", source=source)
    return Page(text=text, title=(document.core_properties.title or "").strip() or None)


def _unwrapped(text: str) -> str:
    """Joins the lines of a paragraph that the page's width broke."""
    lines = [_BETWEEN_CJK.sub("", line.rstrip()) for line in text.split("\n")]
    width = sorted(map(len, lines))[int(0.9 * (len(lines) - 1))] if lines else 0
    out: list[str] = []
    for line in lines:
        last = out[-1] if out else ""
        if (
            last
            and line.strip()
            and len(last.split("\n")[-1]) > 0.75 * width
            and not re.search(r"[.。!！?？:：]['\"”’]?$", last)
        ):
            glue = "" if re.search(r"[\u3400-\u9fff，、；]$", last) else ("" if last.endswith("-") else " ")
            out[-1] = (last.removesuffix("-")) + glue + line.strip()
        else:
            out.append(line)
    return "\n".join(out)
