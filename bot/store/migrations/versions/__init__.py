"""The migrations, in order. Alembic reads them as files."""
