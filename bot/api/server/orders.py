"""From a submission as it was sent to an order that a task can be made of."""

from pathlib import Path
from typing import TypedDict

from bot.api.contract import RGB, TASK_TYPE, ContractError, ErrorCode, Field, Mode
from bot.api.server.fields import (
    parse_color_count,
    parse_color_template,
    parse_degree,
    parse_portrait_hold,
)
from bot.api.server.pictures import check_picture
from bot.api.server.uploads import Upload
from bot.engine.recoloring import Auto, Palette, Recoloring, Reference


class Order(TypedDict):
    """What is recorded of a submission: small values only, never pictures or keys.

    `originals` is the name under which its pictures are stored, "" before they are.
    """

    owner: str
    originals: str
    mode: str
    degree: float
    portrait_hold: bool
    colors: tuple[RGB, ...]
    count: int


def read_order(upload: Upload, owner: str) -> Order:
    """Check a submission against every limit of the contract; this reads its files' headers.

    Fields that belong to another mode than the one asked for are ignored.

    Raises
    ------
    ContractError
        When a limit is broken.
    """
    if _optional(upload, Field.TASK_TYPE) not in {None, TASK_TYPE}:
        raise ContractError(
            ErrorCode.UNSUPPORTED_PARAMETER_VALUES, f"task_type must be {TASK_TYPE}"
        )
    _require_file(upload, Field.IMAGE)
    mode = _mode(_required(upload, Field.MODE))
    order = Order(
        owner=owner,
        originals="",
        mode=mode.value,
        degree=parse_degree(_required(upload, Field.DEGREE)),
        portrait_hold=parse_portrait_hold(_optional(upload, Field.PORTRAIT_HOLD) or "true"),
        colors=(),
        count=1,
    )
    match mode:
        case Mode.AUTO:
            order["count"] = parse_color_count(_optional(upload, Field.COLOR_COUNT) or "1")
        case Mode.TEMPLATE:
            order["colors"] = parse_color_template(_required(upload, Field.COLOR_TEMPLATE))
        case Mode.REF_PIC:
            _require_file(upload, Field.REF)
    for field in pictures_of(order):
        check_picture(upload.files[field], field)
    return order


def pictures_of(order: Order) -> tuple[Field, ...]:
    """Return the fields whose pictures an order needs."""
    if order["mode"] == Mode.REF_PIC:
        return (Field.IMAGE, Field.REF)
    return (Field.IMAGE,)


def recoloring_of(order: Order, folder: Path) -> Recoloring:
    """Say in the engine's terms what an order asks; its upload's files are in `folder`."""
    match Mode(order["mode"]):
        case Mode.AUTO:
            mode = Auto(order["count"])
        case Mode.TEMPLATE:
            mode = Palette(order["colors"])
        case Mode.REF_PIC:
            mode = Reference(folder / Field.REF)
    return Recoloring(mode=mode, degree=order["degree"], portrait_hold=order["portrait_hold"])


def _mode(text: str) -> Mode:
    try:
        return Mode(text)
    except ValueError:
        raise ContractError(
            ErrorCode.UNSUPPORTED_PARAMETER_VALUES, f"mode must be one of {', '.join(Mode)}"
        ) from None


def _optional(upload: Upload, name: Field) -> str | None:
    text = upload.texts.get(name)
    if text is not None and not text.strip():
        raise ContractError(ErrorCode.PARAMETERS_CANNOT_EMPTY, f"{name} is empty")
    return text


def _required(upload: Upload, name: Field) -> str:
    text = _optional(upload, name)
    if text is None:
        raise ContractError(ErrorCode.MISSING_PARAMETERS, f"{name} is missing")
    return text


def _require_file(upload: Upload, name: Field) -> None:
    path = upload.files.get(name)
    if path is None:
        raise ContractError(ErrorCode.MISSING_PARAMETERS, f"{name} is missing")
    if not path.stat().st_size:
        raise ContractError(ErrorCode.PARAMETERS_CANNOT_EMPTY, f"{name} is an empty file")
