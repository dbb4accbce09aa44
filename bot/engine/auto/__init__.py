"""Auto mode: one to eight distinct, harmonious colorways of a picture, without any palette."""

from bot.engine.auto.coloring import auto_maps

__all__ = ["auto_maps"]
