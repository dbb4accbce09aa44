import asyncio
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox import Person, Sandbox, Upload, faults
from tests.discord_schema import assert_valid
from tests.sandbox.client import PlainClient
from tests.sandbox.conftest import Connect, Rest

ORIGINAL = "/messages/@original"


@pytest.fixture
async def slow_edit(client: PlainClient, connect: Connect) -> None:
    @client.tree.command(name="edit", description="Defer and edit")
    async def edit(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="done")

    await connect(client)


@pytest.mark.usefixtures("slow_edit")
async def test_the_real_client_waits_out_a_429_and_retries(sandbox: Sandbox, ada: Person) -> None:
    sandbox.faults.add("PATCH", ORIGINAL, faults.rate_limited(0.02), times=2)
    await (await ada.run("edit")).until(lambda state: state.content == "done")
    assert [request.status for request in sandbox.requests[-3:]] == [429, 429, 200]
    assert_valid(sandbox.requests)


@pytest.mark.usefixtures("slow_edit")
async def test_the_real_client_retries_a_502_page(sandbox: Sandbox, ada: Person) -> None:
    sandbox.faults.add("PATCH", ORIGINAL, faults.failing(502))
    await (await ada.run("edit")).until(lambda state: state.content == "done")
    assert [request.status for request in sandbox.requests[-2:]] == [502, 200]


async def test_a_429_without_via_is_cloudflares(rest: Rest) -> None:
    rest.sandbox.faults.add("GET", "/users/@me", faults.rate_limited(5, via=False))
    async with (
        aiohttp.ClientSession(headers={"Authorization": f"Bot {rest.sandbox.token}"}) as session,
        session.get(f"{rest.sandbox.api_url}/users/@me") as response,
    ):
        assert response.status == 429
        assert "Via" not in response.headers
        assert (await response.json())["retry_after"] == 5


async def test_a_global_429(rest: Rest) -> None:
    rest.sandbox.faults.add("GET", "/users/@me", faults.rate_limited(5, everywhere=True))
    status, body = await rest("GET", "/users/@me")
    assert (status, body["global"]) == (429, True)


async def test_an_error_of_choice(rest: Rest) -> None:
    rest.sandbox.faults.add("GET", "/users/@me", faults.refusing(403, 50001, "Missing Access"))
    assert await rest("GET", "/users/@me") == (403, {"message": "Missing Access", "code": 50001})
    assert (await rest("GET", "/users/@me"))[0] == 200


@pytest.mark.parametrize(("fault", "posted"), [(faults.cut, 0), (faults.lost, 1)])
async def test_a_connection_that_breaks(rest: Rest, fault: Any, posted: int) -> None:
    rest.sandbox.faults.add("POST", "/channels/{channel_id}/messages", fault())
    with pytest.raises(aiohttp.ClientConnectionError):
        await rest.say({"content": "x"})
    assert len(rest.sandbox.channel.messages) == posted


async def test_an_answer_that_is_held_back(rest: Rest) -> None:
    release = asyncio.Event()
    rest.sandbox.faults.add("GET", "/users/@me", faults.held(release.wait()))
    waiting = asyncio.create_task(rest("GET", "/users/@me"))
    assert (await rest("GET", "/gateway"))[0] == 200
    assert not waiting.done()
    release.set()
    assert (await waiting)[0] == 200


async def test_the_cdn_fails_on_demand(rest: Rest, picture: Upload) -> None:
    (file,) = (await rest.sandbox.person("Ada").post("", picture)).attachments
    rest.sandbox.faults.add("GET", "/{filename}", faults.failing(503))
    async with aiohttp.ClientSession() as session:
        statuses: list[int] = []
        for _ in range(2):
            async with session.get(file.url) as response:
                statuses.append(response.status)
    assert statuses == [503, 200]


async def test_faults_can_be_called_off(rest: Rest) -> None:
    rest.sandbox.faults.add("GET", "/users/@me", faults.failing(500), times=3)
    rest.sandbox.faults.clear()
    assert (await rest("GET", "/users/@me"))[0] == 200
