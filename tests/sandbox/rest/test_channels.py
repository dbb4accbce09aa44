from bot.sandbox import Permission, Upload
from tests.sandbox.conftest import Rest

MISSING_ACCESS = (403, {"message": "Missing Access", "code": 50001})
MISSING_PERMISSIONS = (403, {"message": "Missing Permissions", "code": 50013})


async def test_where_the_bot_may_not_send_or_attach(rest: Rest, picture: Upload) -> None:
    sandbox = rest.sandbox
    hidden = sandbox.add_channel(sandbox.guild, "hidden", denied=Permission.VIEW_CHANNEL)
    silent = sandbox.add_channel(sandbox.guild, "silent", denied=Permission.SEND_MESSAGES)
    plain = sandbox.add_channel(sandbox.guild, "plain", denied=Permission.ATTACH_FILES)
    files = {"files[0]": picture}

    def messages(channel_id: int) -> str:
        return f"/channels/{channel_id}/messages"

    assert await rest("POST", messages(hidden.id), {"content": "x"}) == MISSING_ACCESS
    assert await rest("GET", f"/channels/{hidden.id}") == MISSING_ACCESS
    assert await rest("POST", messages(silent.id), {"content": "x"}) == MISSING_PERMISSIONS
    assert (await rest("POST", messages(plain.id), {"content": "x"}))[0] == 200
    assert await rest("POST", messages(plain.id), {}, files=files) == MISSING_PERMISSIONS
    _, channel = await rest("GET", f"/channels/{plain.id}")
    (overwrite,) = channel["permission_overwrites"]
    assert overwrite["deny"] == str(int(Permission.ATTACH_FILES))


async def test_others_messages_are_not_the_bots_to_edit(rest: Rest) -> None:
    message = await rest.sandbox.person("Ada").post("mine")
    path = f"/channels/{message.channel.id}/messages/{message.id}"
    assert (await rest("GET", path))[0] == 200
    assert (await rest("PATCH", path, {"content": "x"}))[1]["code"] == 50005


async def test_pages_of_messages(rest: Rest) -> None:
    ids = [(await rest.say({"content": str(n)}))[1]["id"] for n in range(5)]
    path = f"/channels/{rest.sandbox.channel.id}/messages"

    async def page(query: str) -> list[str]:
        return [message["id"] for message in (await rest("GET", f"{path}?{query}"))[1]]

    assert await page("limit=2") == [ids[4], ids[3]]
    assert await page(f"limit=2&before={ids[3]}") == [ids[2], ids[1]]
    assert await page(f"limit=2&after={ids[1]}") == [ids[3], ids[2]]


async def test_a_private_channel(rest: Rest) -> None:
    ada = rest.sandbox.person("Ada")
    status, channel = await rest("POST", "/users/@me/channels", {"recipient_id": str(ada.user.id)})
    assert (status, channel["type"], channel["id"]) == (200, 1, str(ada.dm.id))
    group = rest.sandbox.group(ada, rest.sandbox.person("Bob"))
    assert await rest("GET", f"/channels/{group.id}") == MISSING_ACCESS
    assert (await rest("POST", "/users/@me/channels", {"recipient_id": "1"}))[0] == 404


async def test_typing(rest: Rest) -> None:
    assert await rest("POST", f"/channels/{rest.sandbox.channel.id}/typing") == (204, None)


async def test_an_interaction_tells_what_the_bot_may_do_there(rest: Rest) -> None:
    sandbox = rest.sandbox
    plain = sandbox.add_channel(sandbox.guild, "plain", denied=Permission.ATTACH_FILES)
    reply = await sandbox.person("Ada").run("hello", channel=plain)
    payload = sandbox.interactions.payload(reply.interaction)
    allowed = Permission(int(payload["app_permissions"]))
    assert Permission.SEND_MESSAGES in allowed
    assert Permission.ATTACH_FILES not in allowed
