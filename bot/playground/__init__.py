"""Try the bot in a browser: the loopback Discord with a page in front, and the bot in a process."""
