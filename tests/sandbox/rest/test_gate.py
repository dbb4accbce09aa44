import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.sandbox.conftest import Rest


@pytest.mark.parametrize(
    ("method", "path", "status", "body"),
    [
        ("GET", "/nowhere", 404, {"message": "404: Not Found", "code": 0}),
        ("PUT", "/users/@me", 405, {"message": "405: Method Not Allowed", "code": 0}),
        ("GET", "/channels/1", 404, {"message": "Unknown Channel", "code": 10003}),
        ("GET", "/channels/x", 404, {"message": "Unknown Channel", "code": 10003}),
        ("GET", "/guilds/1", 404, {"message": "Unknown Guild", "code": 10004}),
        ("GET", "/users/1", 404, {"message": "Unknown User", "code": 10013}),
    ],
)
async def test_errors_are_json(
    rest: Rest, method: str, path: str, status: int, body: object
) -> None:
    assert await rest(method, path) == (status, body)


async def test_only_interactions_and_the_gateways_address_need_no_bot_token(rest: Rest) -> None:
    refused = (401, {"message": "401: Unauthorized", "code": 0})
    assert await rest("GET", "/users/@me", token="wrong") == refused
    assert await rest("GET", "/gateway/bot", token="wrong") == refused
    assert (await rest("GET", "/gateway", token="wrong"))[0] == 200
    reply = await rest.sandbox.person("Ada").run("hello")
    path = f"/interactions/{reply.interaction.id}/{reply.interaction.token}/callback"
    assert await rest("POST", path, {"type": 5}, token="wrong") == (204, None)
    assert (await rest("GET", rest.original(reply), token="wrong"))[0] == 200


@pytest.mark.parametrize("body", ["{", "[1]", '"text"', "null"])
async def test_bodies_that_are_no_form(sandbox: Sandbox, body: str) -> None:
    headers = {
        "Authorization": f"Bot {sandbox.token}",
        "Content-Type": "application/json",
    }
    url = f"{sandbox.api_url}/channels/{sandbox.channel.id}/messages"
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(url, data=body) as response,
    ):
        assert response.status == 400
        assert (await response.json())["code"] in {50109, 50035, 50006}


async def test_the_record_holds_no_secrets(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, 4, {"content": "x"})
    await rest("GET", rest.original(reply))
    everything = repr(rest.sandbox.requests) + repr(rest.sandbox.events)
    assert reply.interaction.token not in everything
    assert rest.sandbox.token not in everything
    callback, original = rest.sandbox.requests[-2:]
    assert callback.route == "/interactions/{interaction_id}/{interaction_token}/callback"
    assert callback.payload == {"type": 4, "data": {"content": "x"}}
    assert original.path == f"/webhooks/{rest.application}/***/messages/@original"
    assert original.response["content"] == "x"
    assert str(original).endswith("@original → 200")


async def test_listeners_follow_live(rest: Rest) -> None:
    seen: list[str] = []
    stop = rest.sandbox.record.listen(lambda entry: seen.append(type(entry).__name__))
    await rest.say({"content": "x"})
    stop()
    await rest.say({"content": "y"})
    assert seen == ["MessageChange", "Request"]
