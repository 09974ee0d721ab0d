"""Which language a text is in: by script, then by its commonest short words."""

import re
from collections import Counter

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+")
_COMMON = {
    "en": "the of and to in for on with that was is by at from he she his said has it as",
    "fr": "le la les des et du de une dans pour que est sur avec aux ont été",
    "es": "el la los las de del y en que por para con una se su fue",
    "pt": "o os as da do dos e em que para com uma não foi pelo ao",
    "de": "der die das und des den mit von zu im für auf ist ein wurde",
    "it": "il lo la gli di del della e che per con una nel sono è",
    "vi": "và của các là trong cho với được đã tại những một",
    "id": "dan yang di dengan untuk dari pada ini itu dalam telah akan",
    "nl": "de het een van en in op met voor dat is werd",
    "tr": "ve bir bu için ile da de olarak olan",
    "pl": "i w na z do się nie że jest oraz",
}
_OF_LANGUAGE = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def detect(text: str) -> str:
    """BCP 47 primary tag of the language that most of `text` is in; "en" where nothing speaks for another."""
    sample = text[:6000]
    latin = len(_LATIN.findall(sample))
    for tag, script in _SCRIPTS:
        found = len(script.findall(sample))
        # one ideograph says about as much as three letters
        weight = 3 if tag in ("zh", "ja", "ko") else 1
        if found * weight > latin and (tag not in ("ja", "ko") or found > 0.08 * len(sample)):
            return tag
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values()) or 1
    shares = {tag: sum(words[w] for w in common) / total for tag, common in _OF_LANGUAGE.items()}
    best = max(shares, key=lambda tag: shares[tag])
    return best if shares[best] > 0.12 and shares[best] > 1.3 * shares["en"] else "en"
