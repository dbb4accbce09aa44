"""``/attachments/refresh-urls``: new signatures for links to attachments."""

from typing import Any

from aiohttp import web

from bot.sandbox.answers import answer
from bot.sandbox.cdn import Links
from bot.sandbox.errors import Form
from bot.sandbox.rest.bodies import body_of

MOST_URLS = 50


class AttachmentRoutes:
    """Links to attachments."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        return [web.post("/attachments/refresh-urls", self._refresh)]

    async def _refresh(self, request: web.Request) -> web.Response:
        # rule: refresh-urls
        form = Form()
        given = body_of(request).form.get("attachment_urls")
        urls: list[Any] = form.items(("attachment_urls",), given, MOST_URLS, least=1)
        for index, url in enumerate(urls):
            form.text(("attachment_urls", index), url, 2048)
        form.check()
        refreshed = [{"original": url, "refreshed": self._links.refresh(url)} for url in urls]
        return answer({"refreshed_urls": refreshed})
