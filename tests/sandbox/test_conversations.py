"""The real discord.py client in conversation with people, valid against Discord's schemas."""

import io
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.sandbox import Person, RefusedError, Sandbox, Upload
from tests.discord_schema import assert_valid, assert_valid_events
from tests.sandbox.client import PlainClient, ShardedBot
from tests.sandbox.conftest import Connect

Interaction = discord.Interaction[Any]


def png(picture: Upload, name: str = "out.png", alt: str | None = None) -> discord.File:
    return discord.File(io.BytesIO(picture.data), name, description=alt)


@pytest.fixture(autouse=True)
def everything_is_valid(sandbox: Sandbox) -> Any:
    yield
    assert_valid_events(sandbox.events)
    assert_valid(sandbox.requests)


@pytest.mark.parametrize("kind", [PlainClient, ShardedBot])
async def test_a_slash_command_with_a_picture_is_deferred_and_edited(
    kind: type[PlainClient | ShardedBot],
    sandbox: Sandbox,
    ada: Person,
    picture: Upload,
    connect: Connect,
) -> None:
    bot = kind()
    group = app_commands.Group(name="recolor", description="Recolor a picture")

    @group.command(name="palette", description="With colors")
    async def palette(
        interaction: Interaction,
        image: discord.Attachment,
        colors: str,
        degree: app_commands.Range[float, 0, 1] = 1.0,
        keep_people: bool = True,
    ) -> None:
        await interaction.response.defer()
        data = await image.read()
        assert (image.width, image.height, image.size) == (40, 30, len(data))
        await interaction.edit_original_response(content=f"{colors} {degree} {keep_people}")
        await interaction.edit_original_response(
            content="done", attachments=[discord.File(io.BytesIO(data), "out.png", description="x")]
        )

    bot.tree.add_command(group)
    await connect(bot)

    reply = await ada.run("recolor palette", image=picture, colors="264653", degree=0.5)
    done = await reply.until(lambda state: bool(state.attachments))

    assert [state.thinking for state in reply.history] == [True, False, False]
    assert [state.content for state in reply.history] == ["", "264653 0.5 True", "done"]
    assert done.attachments[0].read() == picture.data
    assert done.attachments[0].description == "x"
    assert (done.attachments[0].width, done.attachments[0].content_type) == (40, "image/png")
    upload = sandbox.requests[-1]
    assert upload.multipart
    assert [(file.filename, file.size) for file in upload.files] == [("out.png", len(picture.data))]


async def test_an_immediate_private_answer(
    ada: Person, sandbox: Sandbox, client: PlainClient, connect: Connect
) -> None:
    @client.tree.command(name="hello", description="Say hello")
    async def hello(interaction: Interaction) -> None:
        await interaction.response.send_message("only you", ephemeral=True)
        await interaction.edit_original_response(content="still only you")

    await connect(client)
    reply = await ada.run("hello")
    state = await reply.until(lambda state: "still" in state.content)
    assert state.ephemeral
    assert reply.ephemeral
    bob = sandbox.person("Bob")
    with pytest.raises(RefusedError, match="someone else"):
        await bob.press(reply, "anything")


async def test_a_reused_file_shows_as_zero_bytes(
    ada: Person, client: PlainClient, picture: Upload, connect: Connect
) -> None:
    @client.tree.command(name="twice", description="Send one file twice")
    async def twice(interaction: Interaction) -> None:
        file = png(picture)
        await interaction.response.send_message(file=file)
        file.fp = io.BytesIO()
        await interaction.edit_original_response(content="again", attachments=[file])

    await connect(client)
    reply = await ada.run("twice")
    state = await reply.until(lambda state: state.content == "again")
    assert [attachment.size for attachment in state.attachments] == [0]


async def test_follow_ups_and_their_edits(
    sandbox: Sandbox, ada: Person, client: PlainClient, picture: Upload, connect: Connect
) -> None:
    @client.tree.command(name="more", description="Say more")
    async def more(interaction: Interaction) -> None:
        await interaction.response.defer()
        first = await interaction.followup.send("first", wait=True)
        second = await interaction.followup.send("second", file=png(picture), wait=True)
        await second.edit(content="second, edited")
        assert (await interaction.original_response()).id == first.id
        await interaction.followup.send("done", ephemeral=True)

    await connect(client)
    reply = await ada.run("more")
    await reply.until(lambda state: state.content == "first")
    await sandbox.until(lambda: len(reply.follow_ups) == 2)
    second, third = reply.follow_ups
    assert second.content == "second, edited"
    assert len(second.attachments) == 1
    assert third.ephemeral
    assert not second.ephemeral


async def test_buttons_and_menus(
    ada: Person, client: PlainClient, picture: Upload, connect: Connect
) -> None:
    class Panel(ui.View):
        @ui.button(label="Again", custom_id="again")
        async def again(self, interaction: Interaction, button: ui.Button[Any]) -> None:
            await interaction.response.edit_message(content="pressed", view=None)

        @ui.button(label="Later", custom_id="later")
        async def later(self, interaction: Interaction, button: ui.Button[Any]) -> None:
            await interaction.response.defer()
            await interaction.edit_original_response(content="updated later")

        @ui.button(label="New", custom_id="new")
        async def new(self, interaction: Interaction, button: ui.Button[Any]) -> None:
            await interaction.response.send_message(file=png(picture))

        @ui.button(label="Off", disabled=True)
        async def off(self, interaction: Interaction, button: ui.Button[Any]) -> None: ...

        @ui.select(
            placeholder="A color",
            options=[discord.SelectOption(label=name) for name in ("Red", "Green", "Blue")],
            max_values=2,
        )
        async def pick(self, interaction: Interaction, select: ui.Select[Any]) -> None:
            await interaction.response.edit_message(content=" and ".join(select.values))

    @client.tree.command(name="panel", description="Show a panel")
    async def panel(interaction: Interaction) -> None:
        await interaction.response.send_message("choose", view=Panel())

    await connect(client)
    reply = await (await ada.run("panel")).acknowledged()
    link = await ada.select(reply, "A color", "Red", "Blue")
    await link.acknowledged()
    assert reply.state.content == "Red and Blue"
    await (await ada.press(reply, "Later")).until(lambda state: state.content == "updated later")
    new = await (await ada.press(reply, "New")).acknowledged()
    assert new.message is not reply.message
    assert len(new.state.attachments) == 1
    with pytest.raises(RefusedError, match="disabled"):
        await ada.press(reply, "Off")
    with pytest.raises(RefusedError, match="no button 'Nope'"):
        await ada.press(reply, "Nope")
    with pytest.raises(RefusedError, match="choose 1 to 2"):
        await ada.select(reply, "A color", "Red", "Green", "Blue")
    await (await ada.press(reply, "again")).acknowledged()
    assert reply.state.content == "pressed"
    assert reply.state.buttons == []


async def test_a_modal_with_every_field(
    ada: Person, client: PlainClient, picture: Upload, connect: Connect
) -> None:
    class Form(ui.Modal, title="Recolor"):
        def __init__(self) -> None:
            super().__init__(custom_id="form")
            self.colors: ui.TextInput[Any] = ui.TextInput(custom_id="colors", max_length=20)
            self.image: ui.FileUpload[Any] = ui.FileUpload(custom_id="image")
            self.mode: ui.RadioGroup[Any] = ui.RadioGroup(custom_id="mode")
            self.mode.add_option(label="Soft", value="soft")
            self.mode.add_option(label="Hard", value="hard")
            self.keep: ui.Checkbox[Any] = ui.Checkbox(custom_id="keep", default=True)
            fields = (self.colors, self.image, self.mode, self.keep)
            for name, field in zip("abcd", fields, strict=True):
                self.add_item(ui.Label(text=name, component=field))

        async def on_submit(self, interaction: Interaction, /) -> None:
            await interaction.response.defer(thinking=True)
            (image,) = self.image.values
            data = await image.read()
            text = f"{self.colors.value} {len(data)} {self.mode.value} {self.keep.value}"
            await interaction.edit_original_response(content=text)

    @client.tree.command(name="form", description="Ask")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    await connect(client)
    asked = await (await ada.run("form")).acknowledged()
    assert asked.modal is not None
    with pytest.raises(LookupError):
        _ = asked.message
    with pytest.raises(RefusedError, match="'colors' is required"):
        await ada.submit_modal(asked, image=picture, mode="soft")
    with pytest.raises(RefusedError, match="0 to 20 characters"):
        await ada.submit_modal(asked, colors="x" * 21, image=picture, mode="soft")
    with pytest.raises(RefusedError, match="no field 'size'"):
        await ada.submit_modal(asked, size=3)
    reply = await ada.submit_modal(asked, colors="red", image=picture, mode="Hard")
    state = await reply.until(lambda state: not state.thinking)
    assert state.content == f"red {len(picture.data)} hard True"


async def test_a_message_menu(
    ada: Person, client: PlainClient, picture: Upload, connect: Connect
) -> None:
    @client.tree.context_menu(name="Recolor this picture")
    async def recolor(interaction: Interaction, message: discord.Message) -> None:
        data = await message.attachments[0].read()
        await interaction.response.send_message(f"{message.author.name}: {len(data)}")

    await connect(client)
    message = await ada.post("look", picture)
    reply = await (await ada.use(message, "Recolor this picture")).acknowledged()
    assert reply.state.content == f"ada: {len(picture.data)}"
    with pytest.raises(RefusedError, match="offered are: Recolor this picture"):
        await ada.use(message, "Translate")


async def test_autocompletion(ada: Person, client: PlainClient, connect: Connect) -> None:
    async def complete(_interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        names = ("crimson", "cyan", "teal")
        return [app_commands.Choice(name=n, value=n) for n in names if n.startswith(current)]

    @client.tree.command(name="pick", description="Pick a color")
    @app_commands.autocomplete(color=complete)
    async def pick(interaction: Interaction, color: str, note: str = "") -> None:
        await interaction.response.send_message(color)

    await connect(client)
    choices = await ada.autocomplete("pick", "color", "c", note="x")
    assert [choice["name"] for choice in choices] == ["crimson", "cyan"]
    with pytest.raises(RefusedError, match="completes nothing"):
        await ada.autocomplete("pick", "note", "c")


async def test_a_layout_replaces_text(
    ada: Person, client: PlainClient, picture: Upload, connect: Connect
) -> None:
    class Layout(ui.LayoutView):
        def __init__(self) -> None:
            super().__init__()
            gallery: ui.MediaGallery[Any] = ui.MediaGallery(
                discord.MediaGalleryItem("attachment://out.png", description="a picture")
            )
            button: ui.Button[Any] = ui.Button(label="Again", custom_id="again")
            thumbnail: ui.Thumbnail[Any] = ui.Thumbnail("attachment://out.png")
            self.add_item(
                ui.Container(
                    ui.TextDisplay("# Done"),
                    ui.Section("as asked", accessory=thumbnail),
                    ui.Separator(),
                    gallery,
                    ui.File("attachment://out.png"),
                    ui.ActionRow(button),
                )
            )

    @client.tree.command(name="layout", description="Show a layout")
    async def layout(interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="soon")
        message = await interaction.edit_original_response(
            content=None, view=Layout(), attachments=[png(picture)]
        )
        assert message.flags.components_v2

    await connect(client)
    reply = await ada.run("layout")
    state = await reply.until(lambda state: bool(state.components))
    assert state.text == "# Done\nas asked"
    assert [button["label"] for button in state.buttons] == ["Again"]
    assert state.content == ""


async def test_a_user_who_brings_the_app_along(
    sandbox: Sandbox, client: PlainClient, connect: Connect
) -> None:
    seen: list[tuple[Any, ...]] = []

    @client.tree.command(name="where", description="Where am I")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def where(interaction: Interaction) -> None:
        context = interaction.context
        seen.append((interaction.is_guild_integration(), interaction.is_user_integration()))
        seen.append((context.guild, context.dm_channel, context.private_channel))
        await interaction.response.send_message(str(interaction.locale))

    @client.tree.command(name="here", description="Only where the bot is")
    @app_commands.allowed_installs(guilds=True, users=False)
    async def here(interaction: Interaction) -> None: ...

    await connect(client)
    elsewhere = sandbox.add_guild("Elsewhere", installed=False, locale="fr")
    channel = sandbox.add_channel(elsewhere, "talk")
    eve = sandbox.person("Eve", app_installed=True, channel=channel, locale="de")
    bob = sandbox.person("Bob")
    with pytest.raises(RefusedError, match="offered are: where"):
        await eve.run("here")
    reply = await (await eve.run("where")).acknowledged()
    assert reply.state.content == "de"
    await (await eve.run("where", channel=eve.dm)).acknowledged()
    await (await eve.run("where", channel=sandbox.group(eve, bob))).acknowledged()
    assert seen == [
        (False, True),
        (True, False, False),
        (False, True),
        (False, True, False),
        (False, True),
        (False, False, True),
    ]
    with pytest.raises(RefusedError, match="offered are: none"):
        await bob.run("where", channel=channel)


async def test_messages_with_the_bot_token(
    sandbox: Sandbox, client: PlainClient, picture: Upload, connect: Connect
) -> None:
    await connect(client)
    channel = client.get_partial_messageable(sandbox.channel.id)
    message = await channel.send("late", file=png(picture, alt="a picture"))
    await message.edit(content="later")
    fetched = await channel.fetch_message(message.id)
    assert fetched.content == "later"
    assert await fetched.attachments[0].read() == picture.data
    assert [m.id async for m in channel.history(limit=5)] == [message.id]
    await message.delete()
    with pytest.raises(discord.NotFound) as caught:
        await channel.fetch_message(message.id)
    assert caught.value.code == 10008
    user = await client.fetch_user(sandbox.person("Ada").user.id)
    guild = await client.fetch_guild(sandbox.guild.id)
    assert guild.name == "Studio"
    assert (await client.fetch_channel(sandbox.channel.id)).id == sandbox.channel.id
    assert (await guild.fetch_member(user.id)).name == "ada"
