"""What is left to do for an article: nothing, its pages only, or everything."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from briefing import rendering, resources
from briefing.batch import sources
from briefing.batch.inputs import Input
from briefing.batch.journal import Row
from briefing.batch.work import Layout
from briefing.errors import InputError, RenderError
from briefing.pipeline import Pipeline, recheck
from briefing.rendering import json as briefing_json
from briefing.segmenting import tagger
from briefing.version import __version__

Rest = Literal["everything", "pages", "nothing"]

_NOT_DECISIVE = ("threads", "batch_size", "lexicon")


def settings_digest(pipeline: Pipeline) -> str:
    """A digest of everything besides the article that decides the briefing."""
    settings = {k: str(v) for k, v in asdict(pipeline.settings).items() if k not in _NOT_DECISIVE}
    lexicon = pipeline.settings.lexicon
    files = sorted(p for p in lexicon.rglob("*") if p.is_file()) if lexicon else []
    opinion = resources.folder("models") / tagger.FOLDER / "manifest.json"
    second = opinion.read_text(encoding="utf-8") if pipeline.settings.segmenter == "tagger" else ""
    parts = [__version__, settings, asdict(pipeline.summariser.info), second]
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def layout_digest(layout: Layout) -> str:
    """A digest of everything that decides how a briefing is laid out, besides the formats.

    Raises:
        RenderError: the template cannot be read.
    """
    try:
        template = layout.template.read_bytes() if layout.template else b""
    except OSError as error:
        raise RenderError(f"{layout.template}: {error.strerror}", format="template") from error
    return hashlib.sha256(f"{layout.paper} {layout.pages} ".encode() + template).hexdigest()


def outputs_of(briefs: Path, stem: str, formats: Sequence[str]) -> dict[str, Path]:
    """The files of one article, by format."""
    return {format: briefs / f"{stem}.{rendering.SUFFIX[format]}" for format in formats}


def rest(
    item: Input, row: Row, *, settings: str, layout: str, briefs: Path, formats: Sequence[str], max_bytes: int
) -> Rest:
    """What is left to do for an article of which the journal has `row`.

    `max_bytes` is the size of the largest input read. A failure is left alone as long as input and settings are the same.
    """
    if row.settings != settings or sources.digest_of(item, max_bytes=max_bytes) != row.digest:
        return "everything"
    if row.error is not None:
        return "nothing"
    outputs = outputs_of(briefs, item.stem, formats)
    if row.stem != item.stem or not outputs["json"].is_file():
        return "everything"
    if row.layout == layout and set(formats) <= set(row.formats) and all(path.is_file() for path in outputs.values()):
        return "nothing"
    return "pages"


def pages_again(path: Path, *, pipeline: Pipeline, layout: Layout) -> list[tuple[str, bytes]]:
    """The outputs other than JSON of a briefing whose JSON is there; lines that a person changed in it are checked again.

    Raises:
        InputError: the JSON is none of ours.
        OSError: it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", source=str(path)) from error
    briefing = briefing_json.loads(text, name=str(path))
    if edited := briefing_json.edited_lines(text, briefing):
        briefing = recheck(briefing, edited=edited, lexicon=pipeline.lexicon(briefing.language))
    return [(format, layout.render(briefing, format)) for format in layout.formats if format != "json"]
