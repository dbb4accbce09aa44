"""What many tests share: real photographs."""

from pathlib import Path

import numpy as np
import pytest
import skimage.data
from hypothesis import HealthCheck, settings
from PIL import Image
from sklearn.datasets import load_sample_image  # pyright: ignore[reportUnknownVariableType]

pytest_plugins = ["tests.postgres"]

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_SCIKIT_IMAGE = {"astronaut", "chelsea", "coffee"}


@pytest.fixture(scope="session")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Real photographs as files: astronaut and chelsea as PNG; china, coffee and flower as JPEG."""
    folder = tmp_path_factory.mktemp("photographs")
    files: dict[str, Path] = {}
    for name in ("astronaut", "chelsea", "coffee", "china", "flower"):
        if name in _SCIKIT_IMAGE:
            pixels = np.asarray(getattr(skimage.data, name)())
        else:
            pixels = np.asarray(load_sample_image(f"{name}.jpg"))
        suffix = "png" if name in {"astronaut", "chelsea"} else "jpg"
        files[name] = folder / f"{name}.{suffix}"
        Image.fromarray(pixels).save(files[name], quality=95)
    return files
