"""The color engine: pictures in, pictures out. Knows nothing of HTTP, asyncio or Discord."""
