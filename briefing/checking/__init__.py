"""Checking: a line stands only if everything it says stands in its evidence.

The checks are deterministic and general. They are no proof: a line that passes has the names, figures, dates,
quotations and, but for known plain renderings, the words of its source, and neither gains nor loses a negation, a demand
or an actor.
"""

from briefing.checking.choosing import choose
from briefing.checking.verdict import check

__all__ = ["check", "choose"]
