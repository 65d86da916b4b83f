"""The seed network in Keras, for bench-models.

Says "ready" once it is built. Then, for each line on standard input:

  predict N                     model.predict on N pages, one after the other
  predict_on_batch N            the same without predict's loop around it
  train DOCUMENTS LOOKED BATCH  one epoch of fit, with so many documents looked at afterwards

it answers "done".
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from tensorflow import keras  # noqa: E402

threads = int(sys.argv[1])
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)


def build() -> keras.Model:
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((224, 224, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(128, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.3),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return model


def noise(documents: int) -> np.ndarray:
    return np.random.default_rng(5).random((documents, 224, 224, 3), dtype=np.float32)


model = build()
page = noise(1)
sets: dict[int, np.ndarray] = {}
print("ready", flush=True)
for line in sys.stdin:
    question, *numbers = line.split()
    counts = [int(number) for number in numbers]
    if question == "predict":
        for _ in range(counts[0]):
            model.predict(page, verbose=0)
    elif question == "predict_on_batch":
        for _ in range(counts[0]):
            model.predict_on_batch(page)
    elif question == "train":
        train, looked, batch = counts
        for count in (train, looked):
            sets.setdefault(count, noise(count))
        model.fit(
            sets[train],
            np.arange(train) % 2,
            batch_size=batch,
            epochs=1,
            validation_data=(sets[looked], np.arange(looked) % 2),
            verbose=0,
        )
    print("done", flush=True)
