"""Which articles a batch is given, and what their briefings are called."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.batch import jsonl, naming, stores
from briefing.batch.globs import Globs
from briefing.batch.jsonl import Line
from briefing.errors import InputError

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", *jsonl.SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Input:
    """One article.

    Attributes:
        name: its path relative to the input folder; with several inputs the folder's label stands before it. An article
            of a JSONL file has its id, or else its line's number, after a "#".
        stem: path of its outputs below OUT/briefs, without a suffix.
        path: its file.
        line: where it stands in a JSONL file, None for a file of its own.
    """

    name: str
    stem: str
    path: str
    line: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A source, folder or JSONL file in which articles could not be looked for; their names begin with `prefix`."""

    name: str
    reason: str
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The articles, sorted by name; where some could not be looked for; and folders that links would have led to."""

    inputs: tuple[Input, ...]
    troubles: tuple[Trouble, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What is known before names are settled: `folders` are the tree's, `candidates` each article's possible stems."""

    articles: list[tuple[str, str, Line | None]] = field(default_factory=list)
    candidates: list[tuple[str, ...]] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def add(self, name: str, path: str, stems: tuple[str, ...], line: Line | None = None) -> None:
        if name in self.names and line:
            name = f"{name}@{line.number:06}"
        self.names.add(name)
        self.articles.append((name, path, line))
        self.candidates.append(stems)
        while (place := stems[0].rpartition("/")[0]) and place not in self.folders:
            self.folders.add(place)
            stems = (place,)


def find(
    sources: Sequence[str | Path],
    *,
    listed: Sequence[str] | None = None,
    out: Path | str | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    max_bytes: int = 20_000_000,
) -> Found:
    """The articles in `sources`, which are folders, files, and JSONL files with an article a line.

    Folders are searched through all their subfolders for files that end in `SUFFIXES`, or for those that `include`
    matches (`globs.Globs`); what `exclude` matches, what is hidden and what lies in `out` is passed over. Links to
    files are followed, links to folders are not. What cannot be searched is told of.
    `listed` are the paths of a list, which counts as one more source: their names are the paths as listed, those that
    lead upwards or start at the root without that start.
    A source, or `out`, may be a URL (`stores`).

    With several sources each has a folder of its own, named as it is.

    Raises:
        InputError: there is no article at all.
        SettingsError: a pattern cannot be understood.
    """
    search = _Search(out=out, include=Globs(include), exclude=Globs(exclude, key="exclude"), max_bytes=max_bytes)
    places = list(dict.fromkeys(_place(source) for source in sources))
    if out is not None and _resolved(out) in map(_resolved, places):
        raise InputError("is the output folder too; give one inside or beside it with -o", source=str(out))
    several = len(places) + (listed is not None) > 1
    for place, label in zip(places, naming.labels(_label_paths(places)), strict=True):
        prefix = f"{label}/" if several else ""
        if isinstance(place, str):
            search.store(place, prefix=prefix)
        else:
            search.source(place, prefix=prefix)
    for entry in dict.fromkeys(listed or ()):
        search.entry(entry, prefix="list/" if several else "")
    draft = search.draft
    if not draft.articles:
        raise InputError(_nothing(draft), source=", ".join(map(str, sources)) or "the list")
    stems = naming.unique_stems(draft.candidates, draft.folders)
    made = [
        Input(name=name, stem=stem, path=path, line=line)
        for (name, path, line), stem in zip(draft.articles, stems, strict=True)
    ]
    return Found(inputs=tuple(sorted(made)), troubles=tuple(draft.troubles), links=tuple(sorted(draft.links)))


class _Search:
    """Looks for articles; `draft` is what was found so far."""

    def __init__(self, *, out: Path | str | None, include: Globs, exclude: Globs, max_bytes: int) -> None:
        self.draft = _Draft()
        self._out = _resolved(out) if out else None
        self._include, self._exclude, self._max_bytes = include, exclude, max_bytes

    def source(self, path: Path, *, prefix: str) -> None:
        """Adds the articles of one source, under names that begin with `prefix`."""
        if not path.exists():
            self.draft.troubles.append(Trouble(name=str(path), reason="no such file or folder", prefix=prefix))
        elif path.is_dir():
            for relative in self._walk(path, prefix):
                self._file(str(path / relative), f"{prefix}{relative}")
        else:
            self._file(str(path), f"{prefix}{path.name}")

    def store(self, url: str, *, prefix: str) -> None:
        """Adds the articles of a source that is a URL."""
        try:
            files = stores.find(url)
        except OSError as error:
            reason = error.strerror or "cannot be searched"
            self.draft.troubles.append(Trouble(name=url, reason=reason, prefix=prefix))
            return
        for place, relative in files:
            if not relative:
                self._file(place, f"{prefix}{url.rpartition('/')[2]}")
            elif not self._is_passed_over(relative) and not place.startswith(f"{self._out}/"):
                self._file(place, f"{prefix}{relative}")

    def entry(self, listed: str, *, prefix: str) -> None:
        """Adds the article or articles at a path of a list."""
        path = os.path.normpath(listed)
        if path.startswith(".."):
            path = str(_absolute(path))
        name = path.lstrip("/" + os.sep).replace(os.sep, "/")
        if Path(path).is_dir():
            place = "" if name == "." else f"{name}/"
            self.source(Path(path), prefix=f"{prefix}{place}")
        elif f"{prefix}{name}" not in self.draft.names:
            self._file(path, f"{prefix}{name}")

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        """The files to take below `folder`, as paths relative to it."""

        def report(error: OSError) -> None:
            place = os.path.relpath(error.filename or folder, folder)
            start = naming.printable(prefix if place == "." else f"{prefix}{place}/")
            reason = error.strerror or "cannot be searched"
            self.draft.troubles.append(Trouble(name=start or "./", reason=reason, prefix=start))

        for root, folders, files in os.walk(folder, onerror=report):
            place = os.path.relpath(root, folder).replace(os.sep, "/")
            place = "" if place == "." else f"{place}/"
            kept = [f for f in sorted(folders) if not f.startswith(".") and not self._exclude.match(place + f)]
            linked = [f for f in kept if Path(root, f).is_symlink()]
            self.draft.links += [naming.printable(f"{prefix}{place}{f}") for f in linked]
            folders[:] = [f for f in kept if self._out is None or Path(root, f).resolve() != self._out]
            yield from (place + f for f in sorted(files) if not f.startswith(".") and self._takes(place + f))

    def _is_passed_over(self, relative: str) -> bool:
        parts = relative.split("/")
        folders = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
        return (
            any(p.startswith(".") for p in parts) or any(map(self._exclude.match, folders)) or not self._takes(relative)
        )

    def _takes(self, path: str) -> bool:
        wanted = self._include.match(path) if self._include else path.lower().endswith(SUFFIXES)
        return wanted and not self._exclude.match(path)

    def _file(self, path: str, name: str) -> None:
        if not path.lower().endswith(jsonl.SUFFIXES):
            self.draft.add(naming.printable(name), path, naming.file_stems(name))
            return
        try:
            for line, identifier in jsonl.scan(path, max_bytes=self._max_bytes):
                shown = f"{name}#{identifier or f'{line.number:06}'}"
                self.draft.add(naming.printable(shown), path, naming.record_stems(name, identifier, line.number), line)
        except OSError as error:
            shown, reason = naming.printable(name), error.strerror or "cannot be read"
            self.draft.troubles.append(Trouble(name=shown, reason=reason, prefix=f"{shown}#"))


def _absolute(path: str | Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  a link stays what it is called


def _place(source: str | Path) -> str | Path:
    """A source without what could be said in two ways."""
    return source.rstrip("/") if isinstance(source, str) and stores.is_url(source) else _absolute(source)


def _resolved(place: str | Path) -> str | Path:
    return stores.canonical(place) if isinstance(place, str) else place.resolve()


def _label_paths(places: Sequence[str | Path]) -> list[Path]:
    """The paths to make labels of: a file's without its suffix, unless another source would then be the same."""
    paths = [Path("/", place.partition("://")[2].lstrip("/")) if isinstance(place, str) else place for place in places]
    bare = [path if path.is_dir() else path.with_suffix("") for path in paths]
    return [b if bare.count(b) == 1 else path for path, b in zip(paths, bare, strict=True)]


def _nothing(draft: _Draft) -> str:
    if draft.troubles:
        return f"{draft.troubles[0].reason}; name a folder that holds articles, or files"
    return f"no article in it; articles end in {', '.join(SUFFIXES)}"
