"""Summarising: passages of an article to lines, by a model behind the `Summariser` protocol."""

from typing import Any

from briefing.errors import ModelError
from briefing.records import Summariser
from briefing.settings import Settings
from briefing.summarising.decoding import Decoder
from briefing.summarising.registry import ModelEntry, entries, find

__all__ = ["ModelEntry", "available", "load"]


def available() -> tuple[ModelEntry, ...]:
    """The models known by name, in the registry's order."""
    return entries()


def load(settings: Settings) -> Summariser:
    """The summariser that `settings.model` and `settings.engine` ask for.

    With the engine "auto" a model that has a CTranslate2 export runs on it, any other on transformers.

    Raises:
        ModelError: the model is unknown, missing, corrupt, or the engine cannot run it.
        PromptError: its family has no usable prompts.
    """
    entry = find(settings.model)
    if entry.origin == "none":
        from briefing.summarising.extractive_engine import ExtractiveSummariser

        return ExtractiveSummariser(lexicon=settings.lexicon)

    from briefing.summarising import masking, prompts
    from briefing.summarising.seq2seq import Seq2SeqSummariser

    form_file = entry.folder / "masking.json" if entry.folder else None
    form = None
    if form_file is not None and form_file.is_file():
        form = masking.load_form(form_file, model=settings.model, free=settings.wording == "free")
    reads_line = form is not None and form.reads == "line"
    return Seq2SeqSummariser(
        name=entry.name,
        prompts=prompts.load("polishing" if reads_line else entry.family),
        form=form,
        decoder=_decoder(entry, settings, bounded=reads_line),
        languages=entry.languages,
        max_tokens=entry.max_tokens,
        lexicon=settings.lexicon,
    )


def _decoder(entry: ModelEntry, settings: Settings, *, bounded: bool) -> Decoder:
    """The engine for `entry`, its files verified; a `bounded` one heeds the model's vocabulary map."""
    from briefing.summarising import ctranslate2_engine, manifest

    exported = entry.folder is not None and (entry.folder / ctranslate2_engine.FOLDER).is_dir()
    if settings.engine == "ctranslate2" and not exported:
        raise ModelError("it has no CTranslate2 export; use the engine transformers", model=settings.model)
    engine = "ctranslate2" if exported and settings.engine != "transformers" else "transformers"
    revision = manifest.verify(entry.folder, engine=engine, model=settings.model) if entry.folder else ""
    options: dict[str, Any] = {
        "model": settings.model,
        "revision": revision,
        "threads": settings.threads,
        "beam_size": settings.beam_size,
        "batch_size": settings.batch_size,
        "bounded": bounded,
    }
    if engine == "ctranslate2" and entry.folder is not None:
        return ctranslate2_engine.CTranslate2Decoder(entry.folder, **options)
    from briefing.summarising.transformers_engine import TransformersDecoder

    return TransformersDecoder(entry.path, **options)
