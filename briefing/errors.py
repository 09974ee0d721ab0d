"""Every exception that `briefing` raises on purpose.

BriefingError
├── InputError         an article that cannot be read: missing, unsupported, empty, too large, encrypted, not text
├── ModelError         a model that cannot be used: not found, corrupt, unsupported architecture
├── PromptError        a prompt template that is missing or broken
├── LexiconError       a lexicon file of the user's that cannot be understood
├── SettingsError      a configuration file or option with an unknown key or a wrong value
├── RenderError        a format that is unknown or cannot be produced
├── ClusterError       a Ray cluster that cannot be reached, or whose nodes cannot work
└── CheckFailedError   `--strict` only: a briefing with findings that strictness forbids

A message says what happened, where, and what to do about it. The facts are attributes.
"""


class BriefingError(Exception):
    """Root of every error that a caller may want to catch."""


class InputError(BriefingError):
    """An article cannot be read.

    Attributes:
        source: the path as given, or "-" for standard input.
        reason: what is wrong, without the path.
    """

    def __init__(self, reason: str, *, source: str = "-") -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ModelError(BriefingError):
    """A model cannot be used.

    Attributes:
        model: the name, folder or hub id asked for.
        reason: what is wrong with it.
    """

    def __init__(self, reason: str, *, model: str) -> None:
        super().__init__(f"model {model!r}: {reason}")
        self.model = model
        self.reason = reason


class PromptError(BriefingError):
    """A prompt template is missing or broken.

    Attributes:
        family: the model family.
        kind: the segment kind.
    """

    def __init__(self, reason: str, *, family: str, kind: str) -> None:
        super().__init__(f"prompt {family}/{kind}: {reason}")
        self.family = family
        self.kind = kind


class LexiconError(BriefingError):
    """A lexicon file cannot be understood.

    Attributes:
        path: the file.
        line: its line, counted from 1, or None where the whole file is meant.
    """

    def __init__(self, reason: str, *, path: str, line: int | None = None) -> None:
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.line = line


class SettingsError(BriefingError):
    """A configuration key is unknown or its value is wrong.

    Attributes:
        key: the key, or None where the file itself cannot be read.
    """

    def __init__(self, reason: str, *, key: str | None = None) -> None:
        super().__init__(reason if key is None else f"setting {key!r}: {reason}")
        self.key = key


class RenderError(BriefingError):
    """A format is unknown or cannot be produced.

    Attributes:
        format: the format asked for.
    """

    def __init__(self, reason: str, *, format: str) -> None:
        super().__init__(f"format {format!r}: {reason}")
        self.format = format


class ClusterError(BriefingError):
    """A Ray cluster cannot be reached, or its nodes cannot do the work."""


class CheckFailedError(BriefingError):
    """Strict mode found notices that it does not allow.

    Attributes:
        source: the article's name.
        codes: the codes of the notices, in order, each once.
    """

    def __init__(self, *, source: str, codes: tuple[str, ...]) -> None:
        super().__init__(f"{source}: not allowed by --strict: {', '.join(codes)}")
        self.source = source
        self.codes = codes
