"""The loopback Discord does what Discord was recorded to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.recorder.replay import replay
from tests.recorder.steps import STEPS

FOLDER = Path(__file__).parents[1] / "recordings"
RECORDINGS = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
_BY_NAME = {step.name: step for step in STEPS}
_NONE = pytest.param(
    None,
    id="none",
    marks=pytest.mark.skip("there are no recordings of Discord yet: see docs/discord-evidence.md"),
)


@pytest.mark.parametrize("recording", RECORDINGS or [_NONE], ids=lambda found: found["step"])
async def test_the_sandbox_does_what_was_recorded(recording: dict[str, Any]) -> None:
    assert await replay(recording, _BY_NAME[recording["step"]]) == []
