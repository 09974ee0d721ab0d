"""Pairs from annotated articles: what the tags hold, as the segmenter would hand it over, with the line written for it.

`python -m briefing.training.in_context FOLDER OUT.jsonl` takes the English articles of the development half.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing import lexicons, mentions
from briefing.evaluation.corpus import AnnotatedArticle, GoldLine, read_corpus
from briefing.lexicons import Lexicon
from briefing.records import Annotation, LineRole, Passage, SegmentKind, Span
from briefing.summarising.masking import LETTERS
from briefing.summarising.passages import passage_of

_KINDS: dict[str, SegmentKind] = {"event": "event", "stop": "site", "directive": "directive"}
# where the line of a stop turns from what was seen to what was asked
_ASKED = re.compile(
    r"(?P<seen>.+?); (?:asked|urged|told|ordered|encouraged|instructed|directed|required|called|hoped|demanded|warned"
    r"|wanted|said)\b"
)


def pairs_of(article: AnnotatedArticle, *, lexicon: Lexicon) -> Iterator[dict[str, str]]:
    """One pair a line of the article; a stop where something was asked also gives its observations alone."""
    annotation = mentions.annotate(article.text, language="en", lexicon=lexicon)
    for line in article.lines:
        tag = "stop" if line.kind == "stop" else line.kind
        spans = [t.span for t in article.tagged(tag, line.n)]
        id = f"{article.id}-{line.kind}{line.n or ''}"
        yield from _pair(article, annotation, spans, line, id=id, summary=line.text)
        seen = _ASKED.match(line.text) if line.kind == "stop" else None
        asks = [t.span for t in article.tagged("ask") if any(s.contains(t.span) for s in spans)]
        rest = [span for span in _without(spans, asks, article.text) if re.search(r"\w{3}", span.text)]
        if seen and asks and rest:
            yield from _pair(article, annotation, rest, line, id=f"{id}o", summary=f"{seen['seen']}.")


def _pair(
    article: AnnotatedArticle, annotation: Annotation, spans: Sequence[Span], line: GoldLine, *, id: str, summary: str
) -> Iterator[dict[str, str]]:
    kind = _KINDS[line.kind]
    role: LineRole = "observed" if kind == "site" else kind
    passage = passage_of(annotation, tuple(spans), kind=kind, role=role)
    if spans and not re.search(r"[\[\]]", passage.text):
        source, summary = _marked(passage), _marked_line(summary, passage)
        yield {"id": id, "kind": kind, "style": article.style, "field": "corpus", "source": source, "summary": summary}


def _without(spans: Sequence[Span], asks: Sequence[Span], text: str) -> list[Span]:
    out = []
    for span in spans:
        position = span.start
        for ask in asks:
            if span.start <= ask.start < span.end:
                out.append((position, ask.start))
                position = ask.end
        out.append((position, span.end))
    return [Span.of(text, start, end) for start, end in out if text[start:end].strip(" .。,，")]


def _marked(passage: Passage) -> str:
    out, position = "", 0
    for mention in passage.mentions:
        out += f"{passage.text[position : mention.span.start]}[{LETTERS[mention.kind]}:{mention.span.text}]"
        position = mention.span.end
    return out + passage.text[position:]


def _marked_line(line: str, passage: Passage) -> str:
    forms: dict[str, str] = {}
    for mention in passage.mentions:
        for form in (mention.span.text, mention.canonical):
            if len(form) > 1 or mention.kind == "number":
                forms.setdefault(form, LETTERS[mention.kind])
    for form in sorted(forms, key=len, reverse=True):
        inside = rf"(?<![\w\[:]){re.escape(form)}(?![\w\]])(?![^\[]*\])"
        line = re.sub(inside, f"[{forms[form]}:{form}]".replace("\\", r"\\"), line)
    return line


def main(arguments: Sequence[str]) -> None:
    """The command."""
    folder, out = map(Path, arguments)
    lexicon = lexicons.load("en")
    articles = [article for article in read_corpus(folder, half="odd") if article.language == "en"]
    rows = [row for article in articles for row in pairs_of(article, lexicon=lexicon)]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
