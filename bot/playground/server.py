"""The page's server: its files, what people do on it, what it is told, and the pictures."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from importlib.resources import as_file, files
from pathlib import Path

from aiohttp import web

from bot.playground.acts import MOST_BYTES, Acts
from bot.playground.feed import Feed
from bot.playground.guard import FILE_POLICY, Handler, add_headers, only_the_page
from bot.playground.samples import SAMPLES, sample
from bot.playground.scene import Scene
from bot.sandbox import Sandbox
from bot.sandbox.images import EXTERNAL_PATH, IMAGE_PATHS

HOST = "127.0.0.1"


@asynccontextmanager
async def page_server(
    scene: Scene, feed: Feed, port: int, further: Iterable[web.RouteDef] = ()
) -> AsyncGenerator[str]:
    """Serve the page on 127.0.0.1 and yield its address; port 0 takes a free one.

    Raises
    ------
    OSError
        When the port is taken.
    """
    with as_file(files("bot.playground") / "page") as folder:
        app = web.Application(middlewares=[only_the_page], client_max_size=MOST_BYTES)
        app.on_response_prepare.append(add_headers)
        app.add_routes([*Acts(scene).routes(), *feed.routes(), *further])
        app.add_routes([*_pictures(scene.sandbox), *_page(folder)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, port).start()
            yield f"http://{HOST}:{runner.addresses[0][1]}"
        finally:
            feed.close()
            await runner.cleanup()


def _pictures(sandbox: Sandbox) -> list[web.RouteDef]:
    """Return routes to what the sandbox's CDN and its media proxy have, and to the samples."""

    def confined(serve: Handler) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            response = await serve(request)
            response.headers["Content-Security-Policy"] = FILE_POLICY
            return response

        return handle

    async def drawn(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in SAMPLES:
            raise web.HTTPNotFound
        return web.Response(body=await asyncio.to_thread(sample, name), content_type="image/png")

    folders = ("attachments", "ephemeral-attachments")
    uploads = [f"/{folder}/{{channel}}/{{attachment}}/{{filename}}" for folder in folders]
    upload, image = confined(sandbox.cdn.serve), confined(sandbox.images.serve)
    return [
        *(web.get(f"{proxy}{path}", upload) for path in uploads for proxy in ("", "/media")),
        *(web.get(path, image) for path in (*IMAGE_PATHS, EXTERNAL_PATH)),
        web.get("/samples/{name}.png", drawn),
    ]


def _page(folder: Path) -> list[web.AbstractRouteDef]:
    async def index(_: web.Request) -> web.FileResponse:
        return web.FileResponse(folder / "index.html")

    return [web.get("/", index), web.static("/page", folder)]
