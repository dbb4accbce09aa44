"""Records what Discord answers, step by step, to replace the loopback Discord's guesses.

``python -m tests.recorder`` runs a proxy between the bot and Discord (`proxy`), tells a person what
to do (`steps`), and writes a file of each step's exchange (`session`), without anything personal
(`redaction`). `replay` sends a recording's requests to the loopback Discord and compares answers.
"""
