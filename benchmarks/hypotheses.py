"""How many of the model's lines can be used, on articles of your own.

usage: python benchmarks/hypotheses.py FOLDER [PASSAGES]

Cuts the English articles of FOLDER, has the embedded model write PASSAGES of their passages (100, spread evenly), and prints
as JSON: the share of first hypotheses at fault (an unknown placeholder, an empty line, a word that the model is unsure of), the
share that is sure and passes the check, the share of passages whose line a briefing prints, and which checks fail.
"""

import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from briefing import BriefingError, Pipeline, Settings, read
from briefing.checking import check, choose
from briefing.pipeline import allowed_strings
from briefing.summarising.extractive import compress


def main(folder: Path, wanted: int) -> None:
    pipeline = Pipeline(Settings(model="embedded"))
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md", ".html")):
        try:
            cut = pipeline.cut(read(path))
        except BriefingError as error:
            print(error, file=sys.stderr)
            continue
        if cut.article.language == "en":
            found += [(passage, allowed_strings(cut)) for passage in cut.passages]
    chosen = found[:: max(1, len(found) // wanted)][:wanted]
    answers = pipeline.summariser.summarise([passage for passage, _ in chosen])
    lexicon = pipeline.lexicon("en")
    plain = partial(compress, lexicon=lexicon)
    faults, first, used, failed = 0, 0, 0, Counter[str]()
    for (passage, allowed), hypotheses in zip(chosen, answers, strict=True):
        results = []
        for hypothesis in hypotheses:
            findings = check(hypothesis.text, passage=passage, lexicon=lexicon, allowed=allowed)
            results.append(hypothesis.fault or (findings[0].check if findings else None))
        faults += bool(hypotheses and hypotheses[0].fault)
        first += bool(results and results[0] is None)
        line, _ = choose(passage, hypotheses, fallback=plain, lexicon=lexicon, allowed=allowed)
        used += line.method == "seq2seq"
        failed.update([results[0]] if results and results[0] else [])
    count = len(chosen)
    shares = {"fault": faults / count, "first_passes": first / count, "used": used / count}
    print(
        json.dumps({"passages": count} | {k: round(v, 3) for k, v in shares.items()} | {"failed": failed.most_common()})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
