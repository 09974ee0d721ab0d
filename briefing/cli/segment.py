"""`briefing segment`: how an article is cut."""

from typing import Annotated

import typer

from briefing.cli.console import errors_reported, is_terminal, put
from briefing.cli.options import ConfigOption, LexiconOption, PublishedOption, day_of, settings_of


def segment(
    article: Annotated[str, typer.Argument(help="A file, or - for standard input.")],
    *,
    published: PublishedOption = None,
    config: ConfigOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Show how an article is cut: people, date, place, and each span by kind; nothing is summarised."""
    from briefing import reading
    from briefing.pipeline import Pipeline
    from briefing.rendering.cut import render_cut
    from briefing.testing import ScriptedSummariser

    with errors_reported():
        pipeline = Pipeline(settings_of(config, lexicon=lexicon), summariser=ScriptedSummariser(lambda _: ()))
        cut = pipeline.cut(reading.read(article, published=day_of(published), settings=pipeline.settings))
    put(render_cut(cut.article, cut.segments, color=is_terminal()))
