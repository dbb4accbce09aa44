"""Choosing people, roles and channels: in menus, in forms, in options; and who is offered what."""

from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.sandbox import Permission, Person, RefusedError, Role, Sandbox
from tests.discord_schema import assert_valid, assert_valid_events
from tests.sandbox.client import PlainClient
from tests.sandbox.conftest import Connect, Rest

Interaction = discord.Interaction[Any]


@pytest.fixture(autouse=True)
def everything_is_valid(sandbox: Sandbox) -> Any:
    yield
    assert_valid_events(sandbox.events)
    assert_valid(sandbox.requests)


@pytest.fixture
def painters(sandbox: Sandbox) -> Role:
    return sandbox.add_role(sandbox.guild, "painters", color=0x2A9D8F)


@pytest.fixture
def bob(sandbox: Sandbox, painters: Role) -> Person:
    return sandbox.person("Bob", roles=[painters])


MENUS: dict[str, Any] = {
    "person": ui.UserSelect,
    "role": ui.RoleSelect,
    "either": ui.MentionableSelect,
    "channel": ui.ChannelSelect,
}


async def test_menus_of_people_roles_and_channels(
    sandbox: Sandbox,
    ada: Person,
    bob: Person,
    painters: Role,
    client: PlainClient,
    connect: Connect,
) -> None:
    class View(ui.View):
        def __init__(self) -> None:
            super().__init__()
            for name, kind in MENUS.items():
                menu = kind(custom_id=name, max_values=2)
                menu.callback = self.show(menu)
                self.add_item(menu)

        def show(self, menu: Any) -> Any:
            async def callback(interaction: Interaction) -> None:
                names = sorted(value.name for value in menu.values)
                await interaction.response.edit_message(content=" ".join(names))

            return callback

    @client.tree.command(name="choose", description="Choose")
    async def choose(interaction: Interaction) -> None:
        await interaction.response.send_message("?", view=View())

    await connect(client)
    reply = await ada.run("choose")
    await reply.until(lambda state: state.content == "?")
    chosen = {
        "person": [bob.user, str(sandbox.world.bot.id)],
        "role": [painters],
        "either": [str(painters.id), ada.user],
        "channel": [sandbox.channel],
    }
    said: dict[str, str] = {}
    for menu, things in chosen.items():
        answer = await ada.select(reply, menu, *things)
        await answer.acknowledged()
        said[menu] = reply.state.content
    assert said == {
        "person": "bob colorway",
        "role": "painters",
        "either": "ada painters",
        "channel": "pictures",
    }
    elsewhere = sandbox.add_channel(sandbox.add_guild("Elsewhere"), "talk")
    with pytest.raises(RefusedError, match="'channel' must be a channel of this server"):
        await ada.select(reply, "channel", elsewhere)
    with pytest.raises(RefusedError, match="choose 1 to 2 in 'person'"):
        await ada.select(reply, "person")


async def test_a_form_with_menus(
    sandbox: Sandbox, ada: Person, bob: Person, client: PlainClient, connect: Connect
) -> None:
    class Form(ui.Modal, title="Where to"):
        channel: Any = ui.Label(
            text="Channel",
            component=ui.ChannelSelect(
                custom_id="channel",
                channel_types=[discord.ChannelType.text],
                default_values=[discord.Object(sandbox.channel.id, type=discord.TextChannel)],
            ),
        )
        who: Any = ui.Label(text="Who", component=ui.UserSelect(custom_id="who", required=False))

        async def on_submit(self, interaction: Interaction) -> None:
            where, who = self.channel.component.values, self.who.component.values
            text = f"{where[0].name} {[person.name for person in who]}"
            await interaction.response.send_message(text)

    @client.tree.command(name="form", description="Ask")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    await connect(client)
    for values, said in (({"who": bob.user}, "pictures ['bob']"), ({}, "pictures []")):
        asked = await (await ada.run("form")).acknowledged()
        reply = await (await ada.submit_modal(asked, **values)).acknowledged()
        assert reply.state.content == said


async def test_options_that_name_a_role_a_channel_or_either(
    sandbox: Sandbox, ada: Person, painters: Role, client: PlainClient, connect: Connect
) -> None:
    @client.tree.command(name="name", description="Name them")
    async def name(
        interaction: Interaction,
        role: discord.Role,
        channel: discord.TextChannel,
        either: discord.Member | discord.Role,
    ) -> None:
        await interaction.response.send_message(f"{role.name} {channel.name} {either.name}")

    await connect(client)
    values = {"role": painters, "channel": str(sandbox.channel.id), "either": ada.user}
    reply = await ada.run_in(ada.channel, "name", values)
    assert (await reply.acknowledged()).state.content == "painters pictures ada"
    with pytest.raises(RefusedError, match="'role' must be a role of this server"):
        await ada.run_in(ada.channel, "name", values | {"role": ada.user})


async def test_a_command_for_managers(
    sandbox: Sandbox, ada: Person, client: PlainClient, connect: Connect
) -> None:
    seen: list[bool] = []

    @client.tree.command(name="settings", description="Change settings")
    @app_commands.default_permissions(manage_guild=True)
    async def settings(interaction: Interaction) -> None:
        seen.append(interaction.permissions.manage_guild)
        await interaction.response.send_message("here")

    await connect(client)
    keeper = sandbox.add_role(sandbox.guild, "keeper", permissions=Permission.MANAGE_GUILD)
    admin = sandbox.add_role(sandbox.guild, "admin", permissions=Permission.ADMINISTRATOR)
    with pytest.raises(RefusedError, match="offered are: none"):
        await ada.run("settings")
    for role in (keeper, admin):
        person = sandbox.person("Kim", roles=[role])
        await (await person.run("settings")).acknowledged()
    # In private, permissions of a server mean nothing.
    await (await ada.run("settings", channel=ada.dm)).acknowledged()
    assert seen == [True, True, False]


async def test_a_menu_with_more_defaults_than_it_takes(rest: Rest) -> None:
    channel = {"id": "1", "type": "channel"}
    menu = {"type": 8, "custom_id": "x", "default_values": [channel, {"id": "2", "type": "user"}]}
    status, answer = await rest.say(
        {"content": "x", "components": [{"type": 1, "components": [menu]}]}
    )
    assert status == 400
    faults = answer["errors"]["components"]["0"]["components"]["0"]["default_values"]
    assert faults["_errors"][0]["code"] == "SELECT_COMPONENT_DEFAULT_VALUES_TOO_MANY"
    assert faults["1"]["type"]["_errors"][0]["code"] == "BASE_TYPE_CHOICES"
