"""A loopback Discord: for tests, and to try the bot without an account."""
