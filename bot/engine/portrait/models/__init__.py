"""The two neural networks that find people, and how to run them.

The weights lie beside this file (see NOTICE). LiteRT is imported and a network loaded when it is
first run, never at import: whoever recolors no pictures pays nothing for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.engine.mapping import Floats
from bot.engine.portrait.models.silence import without_greeting

if TYPE_CHECKING:
    from ai_edge_litert.interpreter import Interpreter  # pyright: ignore[reportMissingTypeStubs]


class Network:
    """A network with one input image. Any number of threads may run it at once.

    An interpreter serves one thread at a time, so each run takes an idle one or loads another:
    there are as many as ever ran at the same moment. Each computes in its caller's thread alone,
    which leaves it to the caller how many cores a render takes, and releases the GIL meanwhile.
    """

    def __init__(self, weights: str) -> None:
        self._weights = Path(__file__).with_name(weights)
        self._idle: list[Interpreter] = []

    def run(self, image: Floats) -> list[Floats]:
        """Run the network.

        Parameters
        ----------
        image
            (h, w, 3), of the size and range that the network was trained for.

        Returns
        -------
        list[Floats]
            The outputs without their batch axis, ordered by name.
        """
        try:
            interpreter = self._idle.pop()
        except IndexError:
            interpreter = self._load()
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], image[np.newaxis])
        interpreter.invoke()
        outputs = sorted(interpreter.get_output_details(), key=lambda output: str(output["name"]))
        results = [interpreter.get_tensor(output["index"])[0] for output in outputs]
        self._idle.append(interpreter)
        return results

    def _load(self) -> Interpreter:
        from ai_edge_litert.interpreter import Interpreter

        with without_greeting():
            interpreter = Interpreter(str(self._weights), num_threads=1)
            interpreter.allocate_tensors()
        return interpreter


FACE_DETECTION = Network("face_detection_full_range.tflite")
"""BlazeFace, full range. In: (192, 192, 3), -1 to 1. Out: (2304, 1) scores before the sigmoid;
(2304, 16) box and key points of each of 48 x 48 anchors, in pixels of the input."""

PERSON_SEGMENTATION = Network("selfie_segmentation.tflite")
"""MediaPipe's selfie segmentation. In: (256, 256, 3), 0 to 1. Out: (256, 256, 1), how surely each
pixel is a person, 0 to 1."""
