"""Slogans and tags in quotation marks, and runs in another script."""

import re

from briefing.records import Span

_QUOTED = re.compile(
    r"“[^“”\n]{1,160}”|\"[^\"\n]{1,160}\"|「[^「」\n]{1,160}」|『[^『』\n]{1,160}』|(?<!\w)‘[^‘’\n]{2,80}’(?!\w)|《[^《》\n]{1,80}》"
)
_MOST_WORDS = 12  # a longer quotation carries the demand itself and is summarised
_SPEECH_END = re.compile(r"[,，.!?。！？;；…]['\"”’」』]?$")
_OTHER = (
    "\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u0fff\u1000-\u10ff\u1200-\u137f\u1780-\u18af\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_MARKS = r"\d%％·、，。；：！？“”‘’「」『』《》〈〉（）()【】…—,.:;!?\u3000 \-"
_FOREIGN = re.compile(rf"[{_OTHER}](?:(?:[{_MARKS}]{{0,6}}[{_OTHER}]+){{0,400}})")
_PAIRS = {"“": "”", "‘": "’", "「": "」", "《": "》", "（": "）", "(": ")", "【": "】", '"': '"'}


def find_quotations(text: str) -> tuple[Span, ...]:
    """The short quotations of `text`, marks included: slogans, tags and titles of writings, no speech."""
    return tuple(Span.of(text, m.start(), m.end()) for m in _QUOTED.finditer(text) if _is_tag(m.group()))


def _is_tag(quotation: str) -> bool:
    count = len(quotation.split())
    return count <= 2 if _SPEECH_END.search(quotation) else count <= _MOST_WORDS


def find_foreign(text: str) -> tuple[Span, ...]:
    """The runs of `text` in a script other than Latin, with the marks inside them and the pair of marks round them."""
    out = []
    for match in _FOREIGN.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        inside = text[start:end]
        if after and _PAIRS.get(before) == after:
            start, end = start - 1, end + 1
        elif (after in _PAIRS.values() and _opens(inside, after)) or (after in "。！？" and after):
            end += 1
        out.append(Span.of(text, start, end))
    return tuple(out)


def _opens(run: str, closer: str) -> bool:
    """Whether a mark that `closer` closes is left open in `run`."""
    opener = next(o for o, c in _PAIRS.items() if c == closer)
    return run.count(opener) > run.count(closer) if opener != closer else run.count(opener) % 2 == 1
