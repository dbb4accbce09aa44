"""A store that speaks S3, as the server's tests have it."""

from tests.api.server.conftest import s3, s3_server

__all__ = ["s3", "s3_server"]
