"""The tables. What changes here needs a migration, in `bot/store/migrations/versions`."""

import sqlalchemy as sa

metadata = sa.MetaData(
    # Named as Alembic would name them, alike on every database.
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

palettes = sa.Table(
    "palettes",
    metadata,
    # "user" or "server", and its id.
    sa.Column("owner_kind", sa.String(8), primary_key=True),
    sa.Column("owner_id", sa.BigInteger, primary_key=True, autoincrement=False),
    # The name without differences that people do not hear.
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(64), nullable=False),
    # Six hex digits each, by commas.
    sa.Column("colors", sa.String(64), nullable=False),
)

servers = sa.Table(
    "servers",
    metadata,
    sa.Column("server_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("degree", sa.Float, nullable=True),
    sa.Column("keep_people", sa.Boolean, nullable=True),
    # Ids by commas; empty where every channel is allowed.
    sa.Column("channels", sa.Text, nullable=False),
    sa.Column("jobs_per_day", sa.Integer, nullable=True),
    sa.Column("spoiler", sa.Boolean, nullable=False),
)

cards = sa.Table(
    "cards",
    metadata,
    # The job's: it is in the ids of the card's buttons.
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("user_id", sa.BigInteger, nullable=False, index=True),
    # In seconds since the epoch.
    sa.Column("created", sa.BigInteger, nullable=False, index=True),
    # JSON: what the buttons need to know.
    sa.Column("record", sa.Text, nullable=False),
)

counts = sa.Table(
    "counts",
    metadata,
    sa.Column("server_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
    # Of which day, as the number of days since the epoch in UTC.
    sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("jobs", sa.Integer, nullable=False),
)
