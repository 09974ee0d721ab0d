"""A folder of articles in, a folder of briefings out; nothing is done twice and one bad file costs only itself."""

from briefing.batch.report import Failure, Progress, Summary
from briefing.batch.run import run

__all__ = ["Failure", "Progress", "Summary", "run"]
