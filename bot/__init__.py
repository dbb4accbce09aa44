"""Colorway: a Discord bot that recolors pictures, and the service behind it."""
