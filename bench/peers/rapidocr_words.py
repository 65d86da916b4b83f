"""Reads pictures with RapidOCR on OpenVINO, one thread, for bench-reading.

Says "ready" once its models are loaded. Then, for each line on standard input, the path of a
picture, it answers with one line: the words it read, separated by spaces.
"""

import logging
import sys

import cv2
from rapidocr import EngineType, RapidOCR


def main() -> None:
    logging.disable(logging.CRITICAL)
    cv2.setNumThreads(1)
    openvino = EngineType.OPENVINO
    # The pages are upright: without the network that turns lines, RapidOCR is faster.
    reader = RapidOCR(
        params={
            "Global.use_cls": False,
            "Det.engine_type": openvino,
            "Rec.engine_type": openvino,
            "EngineConfig.openvino.inference_num_threads": 1,
        }
    )
    print("ready", flush=True)
    for path in sys.stdin:
        lines = reader(path.rstrip("\n")).txts or ()
        print(" ".join(" ".join(lines).split()), flush=True)


main()
