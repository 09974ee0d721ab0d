"""The notices that a briefing can carry; docs/notices.md explains each."""

# what --strict does not allow: the reader would be misled or miss something without knowing where
STRICT = frozenset(
    {
        "input-cut",
        "encoding-guessed",
        "language-unsupported",
        "date-unresolved",
        "sites-announced",
        "demand-unreached",
        "passage-cut",
    }
)
