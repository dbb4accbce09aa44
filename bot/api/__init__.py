"""The HD color migration contract: its terms, a client and a server."""
