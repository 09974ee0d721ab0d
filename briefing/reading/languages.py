"""Which language a text is in: by script, then by its commonest short words."""

import re
from collections import Counter

_SAMPLE = 6000  # code points
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")),
    ("ko", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("ru", re.compile(r"[\u0400-\u052f]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("bo", re.compile(r"[\u0f00-\u0fff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("mn", re.compile(r"[\u1800-\u18af]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
# letters that one language of a shared script has and the commonest one lacks
_TELLING = {
    "ru": (
        ("kk", re.compile("[әғқңұһ]", re.IGNORECASE)),
        ("uk", re.compile("[іїєґ]", re.IGNORECASE)),  # Kazakh has the first of these, too
        ("mn", re.compile("[өү]", re.IGNORECASE)),
    ),
    "ar": (("ur", re.compile("[ٹڈڑےں]")), ("fa", re.compile("[پچژگ]"))),
}
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
    "tl": "ang ng sa mga na ay at para ni kay nang hindi",
    "sw": "ya na wa kwa katika la ni za kuwa hiyo huo cha",
    "nl": "de het een van en in op met voor dat is werd",
    "tr": "ve bir bu için ile da de olarak olan ise",
    "pl": "i w na z do się nie że jest oraz po dla",
    "ro": "și de la în cu pe care a din pentru nu este",
    "cs": "a v na se je že z do s pro byl také",
    "hu": "a az és hogy nem egy is meg volt azt el",
    "sv": "och i att det som en på är av för med till",
    "fi": "ja on ei se että oli hän myös mutta kun",
    "uz": "va bilan uchun bu ham bo bir ushbu",
}
_OF_LANGUAGE = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORDS_NEEDED = 40  # with fewer, nothing can be said against English


def detect(text: str) -> str:
    """BCP 47 primary tag of the language that most of `text` is in.

    Latin text in which nothing speaks for another language is "en", unless hardly any English word is there ("und").
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        latin = len(_LATIN.findall(sample))
        for tag, script in _SCRIPTS:
            found = len(script.findall(sample))
            # an ideograph or syllable says about as much as three letters
            weight = 3 if tag in ("ja", "ko", "zh") else 1
            if found * weight > latin and (tag not in ("ja", "ko") or found > 0.08 * len(sample)):
                return _among(tag, sample, found)
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    shares = {tag: sum(words[w] for w in common) / (total or 1) for tag, common in _OF_LANGUAGE.items()}
    best = max(shares, key=lambda tag: shares[tag])
    if shares[best] > 0.12 and shares[best] > 1.3 * shares["en"]:
        return best
    return "und" if total >= _WORDS_NEEDED and shares["en"] < 0.03 else "en"


def _among(tag: str, sample: str, found: int) -> str:
    """The language of a script that several write: `tag` unless letters of another are frequent."""
    for other, letters in _TELLING.get(tag, ()):
        if len(letters.findall(sample)) > 0.01 * found:
            return other
    return tag
