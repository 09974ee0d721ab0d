"""Where the briefings of `make` and `render` go."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefing.cli.console import is_terminal, put, say, width
from briefing.errors import RenderError

if TYPE_CHECKING:
    from briefing.records import Briefing


class Target:
    """Where the briefings of one `make` go."""

    def __init__(
        self,
        formats: tuple[str, ...],
        path: Path | None,
        *,
        is_folder: bool,
        several: bool,
        page: dict[str, Any],
        show: bool,
    ) -> None:
        self._formats, self._path, self._is_folder, self._several = formats, path, is_folder, several
        self._page, self._show = page, show
        self._printed = False

    @classmethod
    def of(
        cls, articles: list[str], format: str | None, path: Path | None, *, page: dict[str, Any], show: bool = False
    ) -> "Target":
        """The target that the options name; raises RenderError where they do not go together."""
        from briefing import rendering

        several = len(articles) > 1
        is_folder = path is not None and (several or path.is_dir() or str(path).endswith("/") or not path.suffix)
        if format is None:
            inferred = path.suffix.lstrip(".").lower() if path is not None and not is_folder else "text"
            format = {"markdown": "md", "htm": "html", "txt": "text"}.get(inferred, inferred)
        formats = tuple(dict.fromkeys(rendering.known(f.strip()) for f in format.split(",") if f.strip()))
        if path is not None and several and path.exists() and not path.is_dir():
            raise RenderError(f"{path} is a file; several articles need a folder", format=format)
        if path is None and len(formats) > 1:
            raise RenderError("several formats need -o", format=format)
        if path is None and (formats[0] in rendering.BINARY or (several and formats[0] == "html")):
            raise RenderError("cannot be printed; give -o FILE or -o DIR", format=formats[0])
        if show and path is None:
            raise RenderError("--open needs -o", format=format)
        return cls(formats, path, is_folder=is_folder, several=several, page=page, show=show)

    def write(self, source: str, briefing_: "Briefing", *, quiet: bool) -> None:
        """Writes or prints the briefing of `source` in every format asked for."""
        from briefing import rendering
        from briefing.batch.outputs import write_atomically

        if self._path is None:
            self._put(briefing_)
            return
        for format in self._formats:
            path = self._path
            if self._is_folder:
                stem = "briefing" if source == "-" else Path(source).stem
                path = self._path / f"{stem}.{rendering.SUFFIX[format]}"
            elif len(self._formats) > 1:
                path = self._path.with_suffix(f".{rendering.SUFFIX[format]}")
            write_atomically(path, rendering.render_bytes(briefing_, format, **self._page))
            if self._show:
                typer.launch(str(path))
            if not quiet:
                say(f"wrote {path}")

    def _put(self, briefing_: "Briefing") -> None:
        from briefing import rendering

        format = self._formats[0]
        if format == "json" and self._several:
            text = json.dumps(json.loads(rendering.render(briefing_, "json")), ensure_ascii=False)
        elif format == "text":
            text = rendering.render(briefing_, "text", width=width(), color=is_terminal(), **self._page)
        else:
            text = rendering.render(briefing_, format, **self._page)
        if self._printed and format in ("text", "md"):
            text = "\n" + ("---\n\n" if format == "md" else "") + text
        self._printed = True
        put(text)
