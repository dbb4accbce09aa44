"""Palettes, what servers have set, and how many jobs their members had in a day."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "palettes",
        sa.Column("owner_kind", sa.String(8), primary_key=True),
        sa.Column("owner_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("colors", sa.String(64), nullable=False),
    )
    op.create_table(
        "servers",
        sa.Column("server_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("degree", sa.Float, nullable=True),
        sa.Column("keep_people", sa.Boolean, nullable=True),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("jobs_per_day", sa.Integer, nullable=True),
        sa.Column("spoiler", sa.Boolean, nullable=False),
    )
    op.create_table(
        "counts",
        sa.Column("server_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("jobs", sa.Integer, nullable=False),
    )
