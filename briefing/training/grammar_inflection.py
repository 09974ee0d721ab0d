"""Just enough English morphology for the grammar: a base-form clause in the other forms that reports give it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from briefing import lexicons
from briefing.training import grammar_phrases

# base form, past participle, present participle: verbs of the phrase lists that the lexicon of articles lacks
_MORE = {
    "ban": ("banned", "banning"), "man": ("manned", "manning"), "sum": ("summed", "summing"), "allot": ("allotted", "allotting"), "dig": ("dug", "digging"), "equip": ("equipped", "equipping"), "fan": ("fanned", "fanning"), "forbid": ("forbidden", "forbidding"),
    "hide": ("hidden", "hiding"), "learn": ("learned", "learning"), "light": ("lit", "lighting"), "label": ("labelled", "labelling"), "begin": ("begun", "beginning"), "rebuild": ("rebuilt", "rebuilding"),
    "sell": ("sold", "selling"), "speed": ("sped", "speeding"), "spread": ("spread", "spreading"),
    "transfer": ("transferred", "transferring"), "step": ("stepped", "stepping"), "wage": ("waged", "waging"), "withhold": ("withheld", "withholding"),
}  # fmt: skip
_ADVERBS = frozenset(("well", "further", "never"))
_NO_ADVERBS = frozenset(("supply", "rely", "apply", "reply"))
_NOUNS = frozenset("root man place water face form issue post plan land shift copy name fan labour well".split())
_PASSIVE = re.compile(
    r"(?P<no>do not )?(?P<verb>[a-z]+)(?P<particle> up| out| down)? (?P<thing>\{[ABCFGHJKL]\}(?: and \{[BG]\})?)"
    r"(?P<rest>(?: (?:at|by|before|every|first|for|from|in|of|on|one|once|over|quickly|regularly|soon|strictly|thoroughly|to|until"
    r"|well|with|without|within|round|promptly|properly|fairly|openly|severely|closely|clearly|again|directly|door)\b[^{}]*)?"
    r"(?: \{WHEN\}| \{SPAN\})?)"
)


def gerund(clause: str) -> str:
    """A base-form clause as a noun: "speeding up the works and fixing leaks"."""
    if clause.startswith("do not "):
        return "not " + gerund(clause.removeprefix("do not "))
    if clause.startswith("never "):
        return "never " + gerund(clause.removeprefix("never "))
    first, *rest = re.split(r"((?:, then|,| and then| and| or) )", clause)
    out = [_headed(first)]
    for joint, part in zip(rest[::2], rest[1::2], strict=True):
        out += [joint, _headed(part) if part.split()[0] in _verbs() else part]
    return "".join(out)


def infinitive(clause: str) -> str:
    """A base-form clause as it follows "asked them": "to speed up", "not to hide", "never to hide"."""
    for negation in ("do not", "never"):
        if clause.startswith(negation + " "):
            return negation.removeprefix("do ") + " to" + clause.removeprefix(negation)
    return "to " + clause


def after_modal(clause: str, modal: str) -> str:
    """A base-form clause after "must" or "should": "must not hide it"."""
    if clause.startswith("do not "):
        return f"{modal} not " + clause.removeprefix("do not ")
    return f"{modal} {clause}"


def passive(clause: str, modal: str) -> str | None:
    """A base-form clause turned round, "{A} must be finished {WHEN}"; None where its verb has not one object behind it."""
    match = _PASSIVE.fullmatch(clause)
    if match is None:
        return None
    done = participle(match["verb"]) + (match["particle"] or "")
    return f"{match['thing']} {modal}{' not' if match['no'] else ''} be {done}{match['rest']}"


def participle(verb: str) -> str:
    """The past participle of a base form."""
    known = _MORE.get(verb) or _irregular().get(verb)
    if known:
        return known[0]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def _headed(part: str) -> str:
    verb, blank, rest = part.partition(" ")
    if part.startswith("do not "):
        return "not " + _headed(part.removeprefix("do not "))
    if rest and verb not in _NO_ADVERBS and (verb.endswith("ly") or verb in _ADVERBS):
        return f"{verb} {_headed(rest)}"
    return _ing(verb) + blank + rest


def _ing(verb: str) -> str:
    known = _MORE.get(verb) or _irregular().get(verb)
    if known:
        return known[1]
    return verb[:-1] + "ing" if re.search(r"[^eoy]e$", verb) and verb != "be" else verb + "ing"


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[str, str]]:
    rows = lexicons.load("en").table("irregular_verbs", "verbs")
    return {row[0]: (row[2], row[3]) for row in rows if len(row) > 3}


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """The verbs that lines and wordings open with, but for those that are oftener nouns inside a clause."""
    demands = grammar_phrases.load().demands
    heads = {line.split()[0].lower() for line, _ in demands if line[0].isalpha()}
    heads |= {wording.split()[1] for _, wordings in demands for wording in wordings if wording.startswith("to ")}
    return (
        frozenset(
            heads | {"deal", "delay", "discuss", "enlarge", "guide", "nurture", "optimise", "popularise", "reuse"}
        )
        - _NOUNS
    )
