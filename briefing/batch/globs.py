"""Which files of a folder are taken: glob patterns as `--include` and `--exclude` have them."""

import re
from collections.abc import Sequence

from briefing.errors import SettingsError

_PIECES = re.compile(r"(\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\])")
_MEANINGS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Globs:
    """A set of patterns over paths relative to a folder, with "/" between their parts.

    A pattern without "/" matches the last part at any depth ("*.html", "drafts"), one with "/" the whole path
    ("2024/*.txt"); "**" crosses folders, "*" and "?" do not, "[...]" is a set of characters.

    Raises:
        SettingsError: a pattern is empty or cannot be understood; `key` is the option's name.
    """

    def __init__(self, patterns: Sequence[str], *, key: str = "include") -> None:
        self._names: list[re.Pattern[str]] = []
        self._paths: list[re.Pattern[str]] = []
        for pattern in patterns:
            plain = pattern.removeprefix("./").rstrip("/")
            if not plain:
                raise SettingsError(f"{pattern!r} is no pattern", key=key)
            try:
                compiled = re.compile(_regex(plain.removeprefix("/")))
            except re.error as error:
                raise SettingsError(f"{pattern!r} is no pattern: {error}", key=key) from error
            (self._paths if "/" in plain else self._names).append(compiled)

    def __bool__(self) -> bool:
        """Whether there is any pattern."""
        return bool(self._names or self._paths)

    def match(self, path: str) -> bool:
        """Whether a pattern matches `path`."""
        name = path.rpartition("/")[2]
        return any(p.fullmatch(name) for p in self._names) or any(p.fullmatch(path) for p in self._paths)


def _regex(pattern: str) -> str:
    out = ""
    for at, piece in enumerate(_PIECES.split(pattern)):
        if at % 2 == 0:
            out += re.escape(piece)
        elif piece in _MEANINGS:
            out += _MEANINGS[piece]
        else:
            inside = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[")
            out += f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
    return f"(?s:{out})"
