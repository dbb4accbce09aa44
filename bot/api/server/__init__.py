"""A server that speaks the HD color migration contract, both versions."""
