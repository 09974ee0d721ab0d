"""The forms of an English verb, for cue phrases that are kept in their base form."""

import re
from collections.abc import Mapping

# A single stressed syllable that ends in one vowel and one consonant doubles the consonant: 'stop', 'plan'.
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")


def forms(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Base form, third person, past, past participle and present participle of `verb`, each once.

    `irregular` gives, for a base form, its past, past participle and present participle.
    """
    if verb == "be":
        return ("be", "is", "are", "am", "was", "were", "been", "being")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past = verb + "d" if verb.endswith("e") else verb + "ed"
    present = (stem if not verb.endswith(("ee", "oe", "ye")) else verb) + "ing"
    if _DOUBLES.fullmatch(verb):
        past, present = verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    if verb in irregular:
        return tuple(dict.fromkeys((verb, third, *irregular[verb])))
    return tuple(dict.fromkeys((verb, third, past, present)))
