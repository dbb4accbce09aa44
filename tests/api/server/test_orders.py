"""Every limit of a submission, by its code, over HTTP."""

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.engine import Auto, Palette, Recoloring, Reference
from tests.api.server.conftest import Server, encoded, server_in
from tests.api.server.test_pictures import jpeg_of_size, png_header

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))
PHOTO = encoded(Image.effect_noise((80, 70), 60).convert("RGB"), "JPEG")
TEMPLATE = {"image": PICTURE, "mode": "TEMPLATE", "degree": "0.4", "color_template": "056A6B"}
AUTO = {"image": PICTURE, "mode": "AUTO", "degree": "0.4"}
REF_PIC = {"image": PICTURE, "mode": "REF_PIC", "degree": "0.4", "ref": PHOTO}
MEGABYTE = 1024 * 1024


asked: dict[str, Recoloring] = {}


def remember(source: Path, recoloring: Recoloring, destinations: Sequence[Path]) -> None:
    task_id = destinations[0].name.partition("-")[0]
    asked[task_id] = recoloring
    for destination in destinations:
        destination.write_bytes(PICTURE)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Server]:
    async with server_in(tmp_path_factory.mktemp("server"), remember) as server:
        yield server


def without(fields: dict[str, str | bytes], *names: str) -> dict[str, str | bytes]:
    return {name: value for name, value in fields.items() if name not in names}


@pytest.mark.parametrize(
    "fields",
    [
        TEMPLATE,
        AUTO,
        REF_PIC,
        TEMPLATE | {"task_type": "async"},
        TEMPLATE | {"degree": "0"},
        TEMPLATE | {"degree": "1.0"},
        TEMPLATE | {"color_template": "#DB0D0D,#0E0CBB,#FF0000"},
        TEMPLATE | {"color_template": ",".join(["FF0A0B0C"] * 7)},
        TEMPLATE | {"portrait_hold": "false"},
        TEMPLATE | {"some_field": "of an old client"},
        TEMPLATE | {"color_count": "99", "ref": b""},
        AUTO | {"color_count": "8"},
        AUTO | {"color_template": "nonsense"},
        AUTO | {"image": PHOTO},
        AUTO | {"image": png_header(65, 9999)},
        AUTO | {"image": PICTURE + bytes(3 * MEGABYTE - len(PICTURE))},
    ],
)
async def test_what_the_contract_allows_is_taken(
    server: Server, fields: dict[str, str | bytes]
) -> None:
    answer = await server.submit(fields)
    assert (answer.status, answer.body["error_code"], answer.code) == (200, 0, "")
    assert answer.body["task_id"] == answer.body["request_id"]


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        (without(AUTO, "image"), 400, "MISSING_PARAMETERS"),
        (without(AUTO, "mode"), 400, "MISSING_PARAMETERS"),
        (without(AUTO, "degree"), 400, "MISSING_PARAMETERS"),
        (without(TEMPLATE, "color_template"), 400, "MISSING_PARAMETERS"),
        (without(REF_PIC, "ref"), 400, "MISSING_PARAMETERS"),
        ({}, 400, "MISSING_PARAMETERS"),
        (AUTO | {"image": b""}, 400, "PARAMETERS_CANNOT_EMPTY"),
        (AUTO | {"mode": ""}, 400, "PARAMETERS_CANNOT_EMPTY"),
        (AUTO | {"degree": "  "}, 400, "PARAMETERS_CANNOT_EMPTY"),
        (AUTO | {"color_count": ""}, 400, "PARAMETERS_CANNOT_EMPTY"),
        (TEMPLATE | {"color_template": ""}, 400, "PARAMETERS_CANNOT_EMPTY"),
        (REF_PIC | {"ref": b""}, 400, "PARAMETERS_CANNOT_EMPTY"),
        (AUTO | {"task_type": "sync"}, 400, "UNSUPPORTED_PARAMETER_VALUES"),
        (AUTO | {"mode": "auto"}, 400, "UNSUPPORTED_PARAMETER_VALUES"),
        (AUTO | {"color_count": "9"}, 400, "UNSUPPORTED_PARAMETER_VALUES"),
        (AUTO | {"color_count": "0"}, 400, "UNSUPPORTED_PARAMETER_VALUES"),
        (AUTO | {"portrait_hold": "maybe"}, 400, "UNSUPPORTED_PARAMETER_VALUES"),
        (AUTO | {"color_count": "many"}, 400, "ERROR_PARAMETER_CONVERSION_FAILED"),
        (AUTO | {"degree": "half"}, 400, "ERROR_PARAMETER_CONVERSION_FAILED"),
        (AUTO | {"degree": "nan"}, 400, "ERROR_PARAMETER_CONVERSION_FAILED"),
        (AUTO | {"degree": "1.1"}, 400, "ERROR_INVALID_PARAMETER"),
        (AUTO | {"degree": "-0.1"}, 400, "ERROR_INVALID_PARAMETER"),
        (
            TEMPLATE | {"color_template": ",".join(["0A0B0C"] * 8)},
            400,
            "ERROR_INVALID_PARAMETER",
        ),
        (TEMPLATE | {"color_template": "red"}, 400, "ERROR_INVALID_PARAMETER_FORMAT"),
        (TEMPLATE | {"color_template": "056A6B,"}, 400, "ERROR_INVALID_PARAMETER_FORMAT"),
        (AUTO | {"image": bytes(3 * MEGABYTE + 1)}, 413, "FILE_SIZE_EXCEEDS_LIMIT"),
        (AUTO | {"image": bytes(12 * MEGABYTE)}, 413, "FILE_SIZE_EXCEEDS_LIMIT"),
        (REF_PIC | {"ref": bytes(3 * MEGABYTE + 1)}, 413, "FILE_SIZE_EXCEEDS_LIMIT"),
        (AUTO | {"image": png_header(10_000, 100)}, 413, "FILE_RESOLUTION_EXCEEDS_LIMITS"),
        (AUTO | {"image": jpeg_of_size(100, 10_000)}, 413, "FILE_RESOLUTION_EXCEEDS_LIMITS"),
        (AUTO | {"image": png_header(2**31 - 1, 2**31 - 1)}, 413, "FILE_RESOLUTION_EXCEEDS_LIMITS"),
        (REF_PIC | {"ref": png_header(70_000, 70_000)}, 413, "FILE_RESOLUTION_EXCEEDS_LIMITS"),
        (AUTO | {"image": png_header(64, 500)}, 422, "ERROR_LOW_RESOLUTION"),
        (REF_PIC | {"ref": jpeg_of_size(500, 64)}, 422, "ERROR_LOW_RESOLUTION"),
        (AUTO | {"image": PICTURE[:-100]}, 422, "FILE_DECODING_FAILURE"),
        (AUTO | {"image": PHOTO[:-100]}, 422, "FILE_DECODING_FAILURE"),
        (REF_PIC | {"ref": PHOTO[:200]}, 422, "FILE_DECODING_FAILURE"),
        (AUTO | {"image": b"GIF89a" + bytes(100)}, 415, "UNSUPPORTED_FILE_TYPES"),
        (AUTO | {"image": b"<svg onload='alert(1)'/>"}, 415, "UNSUPPORTED_FILE_TYPES"),
        (REF_PIC | {"ref": b"RIFF\0\0\0\0WEBPVP8 "}, 415, "UNSUPPORTED_FILE_TYPES"),
        (AUTO | {"degree": "0." + "4" * 5000}, 413, "ERROR_REQUEST_BODY_TOO_LARGE"),
        (AUTO | {"unknown": "x" * 5000}, 413, "ERROR_REQUEST_BODY_TOO_LARGE"),
        (
            AUTO | {f"field{n}": "x" for n in range(40)},
            413,
            "ERROR_REQUEST_BODY_TOO_LARGE",
        ),
    ],
)
async def test_every_limit_has_its_code_and_leaves_nothing_behind(
    server: Server, fields: dict[str, str | bytes], status: int, code: str
) -> None:
    before = set(server.uploads)
    answer = await server.submit(fields)
    assert (answer.status, answer.code) == (status, code)
    assert answer.body["error_code"] == status
    assert answer.body["error_detail"]["code"] == code
    assert answer.body["error_detail"]["status_code"] == status
    assert answer.body["error_msg"] == answer.body["error_detail"]["message"] != ""
    assert "task_id" not in answer.body
    assert set(server.uploads) <= before


async def test_a_file_under_a_wrong_name_is_told_from_one_that_is_too_large(
    server: Server,
) -> None:
    answer = await server.submit({"file": bytes(5000), **without(AUTO, "image")})
    assert answer.body["error_msg"] == "a field that the contract does not know is too long"


@pytest.mark.parametrize(
    ("fields", "recoloring"),
    [
        (AUTO, Recoloring(mode=Auto(1), degree=0.4)),
        (AUTO | {"color_count": "8", "degree": "1"}, Recoloring(mode=Auto(8))),
        (
            TEMPLATE | {"color_template": "#056A6B, FF0A0B0C"},
            Recoloring(mode=Palette(((5, 106, 107), (10, 11, 12))), degree=0.4),
        ),
        (
            TEMPLATE | {"portrait_hold": "false"},
            Recoloring(mode=Palette(((5, 106, 107),)), degree=0.4, portrait_hold=False),
        ),
    ],
)
async def test_the_engine_is_asked_for_what_was_ordered(
    server: Server, fields: dict[str, str | bytes], recoloring: Recoloring
) -> None:
    task_id = (await server.submit(fields)).body["task_id"]
    await server.finished(task_id)
    assert asked[task_id] == recoloring


async def test_the_engine_is_given_the_reference(server: Server) -> None:
    task_id = (await server.submit(REF_PIC)).body["task_id"]
    await server.finished(task_id)
    mode = asked[task_id].mode
    assert isinstance(mode, Reference)
    assert mode.picture.name == "ref"
    assert asked[task_id] == Recoloring(mode=mode, degree=0.4)
