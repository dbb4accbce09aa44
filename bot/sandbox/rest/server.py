"""Everything that the sandbox serves: the REST API, the gateway, the CDN and the media proxy."""

from aiohttp import web

from bot.sandbox.author import Discord
from bot.sandbox.images import EXTERNAL_PATH, IMAGE_PATHS
from bot.sandbox.rest.application import ApplicationRoutes
from bot.sandbox.rest.attachments import AttachmentRoutes
from bot.sandbox.rest.channels import ChannelRoutes
from bot.sandbox.rest.commands import CommandRoutes
from bot.sandbox.rest.gate import API, Gate, Handler
from bot.sandbox.rest.guilds import GuildRoutes
from bot.sandbox.rest.interactions import InteractionRoutes
from bot.sandbox.rest.webhooks import WebhookRoutes

_LARGEST_JSON = 8 * 1024 * 1024


def web_application(discord: Discord, gate: Gate) -> web.Application:
    """Return the web application, in which every request passes `gate`."""

    @web.middleware
    async def pass_gate(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await gate.pass_through(request, handler)

    app = web.Application(middlewares=[pass_gate], client_max_size=_LARGEST_JSON)
    resources = (
        ApplicationRoutes(discord.world, discord.gateway),
        CommandRoutes(discord.world, discord.registry),
        GuildRoutes(discord.world),
        ChannelRoutes(discord.world, discord.messages),
        InteractionRoutes(discord.world, discord.messages, discord.interactions),
        WebhookRoutes(discord.world, discord.messages, discord.interactions),
        AttachmentRoutes(discord.cdn.links),
    )
    for resource in resources:
        for route in resource.routes():
            app.router.add_route(route.method, f"{API}{route.path}", route.handler)
    app.router.add_get("/gateway", discord.gateway.serve)
    for prefix in ("", "/media"):
        for folder in ("attachments", "ephemeral-attachments"):
            path = f"{prefix}/{folder}/{{channel_id}}/{{attachment_id}}/{{filename}}"
            app.router.add_get(path, discord.cdn.serve)
        for path in IMAGE_PATHS:
            app.router.add_get(f"{prefix}{path}", discord.images.serve)
    app.router.add_get(EXTERNAL_PATH, discord.images.serve)
    return app
