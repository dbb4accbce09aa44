"""Reference mode: color a picture after another one by regularized optimal transport."""

from bot.engine.reference.coloring import reference_map

__all__ = ["reference_map"]
