"""A folder of articles in, a folder of briefings out; nothing is done twice and one bad file costs only itself.

Where to look, in the way of an article:

- input: `inputs` (what there is, by `globs` and `jsonl`), `sources` (its bytes), `naming` (what its outputs are called)
- the run: `run`, `flow` (cut ahead, pool, finish behind), `resuming` and `journal` (what is left to do), `report`
- the work on one article: `work`, at a `desk` (this process or `workers`, each a `worker`), on a `machine`
- output: `outputs` (whole or not at all), `points` (where a kill may fall), `stored` (reading them again)
- over all articles: `overview` makes `tables` (by `columns`, `sinks`), `index` (by `templates`), `sample`; `gathering` feeds them
- one visit told twice: `duplicates`, by `cards` (on a `shelf`), `pairing`, `comparing`, `texts`, `likeness`, `counts`, `conflicts`
- one person or place of several names: `people`, `offices`, `places`
- the digest: `digest`, by `told`, `directives`, `meaning`, `words`
"""

from briefing.batch.report import Failure, Progress, Summary
from briefing.batch.run import run

__all__ = ["Failure", "Progress", "Summary", "run"]
