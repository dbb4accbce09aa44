import os

import pytest

from bot.engine.portrait.models import Network
from bot.engine.portrait.models.silence import without_greeting


def test_a_network_is_loaded_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    Network("selfie_segmentation.tflite")._load()

    assert capfd.readouterr().err == ""


def test_what_others_write_meanwhile_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with without_greeting():
        os.write(2, b"first\nINFO: Created TensorFlow Lite XNNPACK delegate for CPU.\nsecond\n")

    assert capfd.readouterr().err == "first\nsecond\n"


def test_an_error_gives_standard_error_back(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no network"), without_greeting():
        raise ValueError("no network")

    os.write(2, b"heard\n")
    assert capfd.readouterr().err == "heard\n"
