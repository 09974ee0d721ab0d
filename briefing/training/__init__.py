"""Makes and adapts models: recipes, examples from pairs and open text, the training loop.

Nothing that makes a briefing imports this package.
"""

from briefing.training.recipe import Recipe, load

__all__ = ["Recipe", "load"]
