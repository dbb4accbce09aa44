"""A bot that shows everything that the page has to know, on the real discord.py client."""

import io
from typing import Any

import discord
from discord import app_commands, ui
from PIL import Image

Interaction = discord.Interaction[Any]

MARKDOWN = """# Done
**Bold**, *italic*, __underlined__, ~~struck~~, `code`, ||a secret||, [a link](https://example.com)
-# Small print, <t:1700000000:R>
> A quotation
- one
- two
```py
print("<b>not bold</b>")
```
<script>alert(1)</script> <img src=x onerror=alert(1)>"""

COLORS = {"crimson": "dc143c", "cyan": "00ffff", "teal": "008080", "tomato": "ff6347"}


def picture(
    color: str, size: tuple[int, int] = (240, 160), name: str | None = None
) -> discord.File:
    """Return a picture of one color."""
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, "PNG")
    buffer.seek(0)
    return discord.File(buffer, name or f"{color}.png", description=f"All {color}")


class Everything(ui.LayoutView):
    """A container with every component that a message can hold."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        box: ui.Container[Any] = ui.Container(accent_color=0xE76F51)
        box.add_item(ui.TextDisplay(MARKDOWN))
        box.add_item(ui.Separator())
        box.add_item(
            ui.Section(
                "## A section\nwith a thumbnail", accessory=ui.Thumbnail("attachment://teal.png")
            )
        )
        button: ui.Button[Any] = ui.Button(label="Aside", custom_id="aside")
        box.add_item(ui.Section("And one with a button", accessory=button))
        items = [
            discord.MediaGalleryItem(
                f"attachment://{name}.png", description=f"All {name}", spoiler=name == "crimson"
            )
            for name in ("teal", "tomato", "crimson")
        ]
        box.add_item(ui.MediaGallery(*items))
        box.add_item(ui.Separator(spacing=discord.SeparatorSpacing.large, visible=False))
        box.add_item(ui.File("attachment://look.cube"))
        row: ui.ActionRow[Any] = ui.ActionRow()
        styles = ("primary", "secondary", "success", "danger")
        for style in styles:
            row.add_item(
                ui.Button(
                    label=style.title(),
                    style=discord.ButtonStyle[style],
                    custom_id=style,
                    emoji="🎨" if style == "primary" else None,
                    disabled=style == "danger",
                )
            )
        row.add_item(ui.Button(label="Site", url="https://example.com"))
        box.add_item(row)
        menu: ui.Select[Any] = ui.Select(
            custom_id="menu",
            placeholder="Colors",
            max_values=2,
            options=[
                discord.SelectOption(label=name, description=f"#{code}", emoji="🖌️")
                for name, code in COLORS.items()
            ],
        )
        box.add_item(ui.ActionRow(menu))
        box.add_item(ui.ActionRow(ui.ChannelSelect[Any](custom_id="where", placeholder="Where to")))
        self.add_item(box)


class Form(ui.Modal, title="A form"):
    """A form with fields of every kind, five at most."""

    name: Any = ui.Label(
        text="Name",
        description="What to call it",
        component=ui.TextInput(custom_id="name", max_length=20, placeholder="Sunset"),
    )
    file: Any = ui.Label(text="Picture", component=ui.FileUpload(custom_id="file", max_values=2))
    mode: Any = ui.Label(
        text="Mode",
        component=ui.RadioGroup(
            custom_id="mode",
            options=[
                discord.RadioGroupOption(label="Soft", value="soft", description="Gently"),
                discord.RadioGroupOption(label="Hard", value="hard"),
            ],
        ),
    )
    keep: Any = ui.Label(text="Keep people", component=ui.Checkbox(custom_id="keep", default=True))
    who: Any = ui.Label(text="For whom", component=ui.UserSelect(custom_id="who", required=False))

    async def on_submit(self, interaction: Interaction) -> None:
        """Say what was filled in."""
        files = [
            f"{file.filename} {file.width}x{file.height}" for file in self.file.component.values
        ]
        who = [person.display_name for person in self.who.component.values]
        said = [self.name.component.value, files, self.mode.component.value]
        await interaction.response.send_message(f"{said} {self.keep.component.value} {who}")


class Showcase(discord.Client):
    """Each command shows one thing."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        servers = app_commands.AppInstallationType(guild=True, user=False)
        self.tree = app_commands.CommandTree(self, allowed_installs=servers)
        add_commands(self.tree)
        self.held: list[Interaction] = []

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer buttons and menus."""
        if interaction.type is not discord.InteractionType.component:
            return
        data: Any = interaction.data
        match data["custom_id"]:
            case "success":
                self.held.append(interaction)
            case "count":
                # Its view answers.
                pass
            case "aside":
                await interaction.response.send_modal(Form())
            case name:
                chosen = " ".join(data.get("values") or ["pressed"])
                await interaction.response.send_message(f"{name}: {chosen}", ephemeral=True)


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    """Register one command for each thing that can be shown."""

    @tree.command(name="layout", description="Everything that a message can hold")
    async def layout(interaction: Interaction) -> None:
        await interaction.response.defer()
        files = [picture(name) for name in ("teal", "tomato", "crimson")]
        files.append(discord.File(io.BytesIO(b"LUT_3D_SIZE 2\n"), "look.cube"))
        view = Everything()
        await interaction.edit_original_response(view=view, attachments=files)
        # What is pressed is answered below, or not at all: a view would acknowledge it.
        view.stop()

    @tree.command(name="embed", description="An embed with fields")
    async def embed(interaction: Interaction) -> None:
        shown = discord.Embed(title="An embed", description="**With** markdown", color=0x2A9D8F)
        shown.set_author(name="Somebody")
        shown.add_field(name="One", value="1").add_field(name="Two", value="2")
        shown.add_field(name="Wide", value="all of it", inline=False)
        shown.set_thumbnail(url="attachment://teal.png").set_image(url="attachment://tomato.png")
        shown.set_footer(text="At the foot")
        await interaction.response.send_message(
            "Text above", embed=shown, files=[picture("teal"), picture("tomato")]
        )

    @tree.command(name="pictures", description="Several pictures")
    async def pictures(interaction: Interaction, count: app_commands.Range[int, 1, 10]) -> None:
        names = ["red", "green", "blue", "gold", "teal", "pink", "gray", "navy", "lime", "plum"]
        await interaction.response.send_message(files=[picture(name) for name in names[:count]])

    @tree.command(name="hidden", description="What is hidden until it is clicked")
    async def hidden(interaction: Interaction) -> None:
        view = ui.LayoutView()
        thumbnail = ui.Thumbnail[Any]("attachment://teal.png", spoiler=True)
        view.add_item(ui.Section("A thumbnail", accessory=thumbnail))
        view.add_item(ui.File("attachment://look.cube", spoiler=True))
        cube = discord.File(io.BytesIO(b"LUT_3D_SIZE 2\n"), "look.cube")
        await interaction.response.send_message(view=view, files=[picture("teal"), cube])

    @tree.command(name="counter", description="A button that counts")
    async def counter(interaction: Interaction) -> None:
        async def count(interaction: Interaction) -> None:
            button.label = str(int(button.label or 0) + 1)
            await interaction.response.edit_message(view=view)

        view = ui.View(timeout=None)
        button: ui.Button[Any] = ui.Button(label="0", custom_id="count")
        button.callback = count
        view.add_item(button)
        await interaction.response.send_message("Count", view=view)

    @tree.command(name="form", description="A form to fill in")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(name="hostile", description="Links that lead nowhere good")
    async def hostile(interaction: Interaction) -> None:
        evil = "javascript:window.hacked=1"
        shown = discord.Embed(title="<b>Evil</b>", url=evil)
        shown.set_image(url="not a link").set_footer(text="<i>x</i>", icon_url=evil)
        view = ui.View()
        view.add_item(ui.Button(label="Go", url=evil))
        await interaction.response.send_message("# <u>x</u>", embed=shown, view=view)

    @tree.command(name="silent", description="Never answers")
    async def silent(interaction: Interaction) -> None: ...

    @tree.command(name="slow", description="Thinks forever")
    async def slow(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True)

    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=f"{name} (#{code})", value=code)
            for name, code in COLORS.items()
            if name.startswith(typed)
        ]

    @tree.command(name="options", description="Options of every kind")
    @app_commands.choices(mode=[app_commands.Choice(name="Soft", value="s")])
    @app_commands.autocomplete(color=complete)
    async def options(
        interaction: Interaction,
        color: str,
        image: discord.Attachment | None = None,
        degree: app_commands.Range[float, 0, 1] = 1.0,
        count: int = 3,
        mode: app_commands.Choice[str] | None = None,
        keep: bool = True,
        who: discord.Member | None = None,
        channel: discord.TextChannel | None = None,
    ) -> None:
        said = (color, image and image.filename, degree, count, mode and mode.value, keep)
        await interaction.response.send_message(f"{said} {who} {channel}")

    @tree.context_menu(name="Measure this")
    async def measure(interaction: Interaction, message: discord.Message) -> None:
        sizes = [f"{file.width}x{file.height}" for file in message.attachments]
        await interaction.response.send_message(f"Measured: {sizes}", ephemeral=True)

    @tree.context_menu(name="Greet")
    async def greet(interaction: Interaction, user: discord.User | discord.Member) -> None:
        await interaction.response.send_message(f"Hello, {user.display_name}")
