"""A folder of articles in, a folder of briefings out; nothing is done twice and one bad file costs only itself."""

from briefing.batch.run import Progress, Summary, run

__all__ = ["Progress", "Summary", "run"]
