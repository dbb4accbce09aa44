from PIL import ImageColor

from bot.palette import colors
from bot.palette.colors import color_called


def test_a_color_is_known_although_something_was_drawn_in_it_before():
    """Pillow puts colors that were used into its table of names in another form."""
    ImageColor.getrgb("teal")
    colors._colors.cache_clear()

    teal = color_called("teal")

    assert teal is not None
    assert (teal.value, teal.is_common) == ("008080", True)
