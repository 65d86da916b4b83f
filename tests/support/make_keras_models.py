#!/usr/bin/env python3
"""Makes tests/golden/keras: small models as Keras saves them, and what Keras says of pages.

Needs Keras 3 with TensorFlow, and Keras 2 as tf_keras:

    pip install tensorflow-cpu && pip install --no-deps tf-keras && python tests/support/make_keras_models.py

With a folder as its argument it writes instead the whole architecture of the old platform
(267 MB with its optimizer) and its answers there, for the slow test (TELAR_KERAS_FOLDER).
"""

import json
import pathlib
import sys

import keras as keras3
import numpy as np
import tf_keras as keras2


def page(seed, height, width, channels):
    """Levels by a formula that the test repeats, rows × columns × channels."""
    i = np.arange(height * width * channels, dtype=np.uint64)
    levels = (i * i * 7 + i * np.uint64(13 * (seed + 1))) // np.uint64(5 + seed) % 256
    return levels.reshape(channels, height, width).transpose(1, 2, 0).astype(np.uint8)


def answers(model, height, width, channels, count=4):
    pages = np.stack([page(seed, height, width, channels) for seed in range(count)])
    return [float(p) for p in model.predict(pages.astype(np.float32) / 255.0, verbose=0)[:, 0]]


def layers_of(keras, filters, units, drop=0.5):
    layers = []
    for number in filters:
        layers.append(keras.layers.Conv2D(number, (3, 3), activation="relu"))
        layers.append(keras.layers.MaxPooling2D((2, 2)))
    layers.append(keras.layers.Flatten())
    for number in units:
        layers += [keras.layers.Dense(number, activation="relu"), keras.layers.Dropout(drop)]
    return layers + [keras.layers.Dense(1, activation="sigmoid")]


def build(keras, shape, filters, units, seed):
    keras.utils.set_random_seed(seed)
    if keras is keras3:
        model = keras.Sequential([keras.layers.Input(shape), *layers_of(keras, filters, units)])
    else:
        first, *rest = layers_of(keras, filters, units)
        first = keras.layers.Conv2D(filters[0], (3, 3), activation="relu", input_shape=shape)
        model = keras.Sequential([first, *rest])
    # Biases that are not zero, so that they count, and answers that are not all the same.
    weighted = [layer for layer in model.layers if layer.get_weights()]
    for layer in weighted:
        kernel, bias = layer.get_weights()
        bias = np.random.uniform(0, 0.3, bias.shape).astype(np.float32)
        layer.set_weights([kernel * 8 if layer is weighted[-1] else kernel, bias])
    p = np.clip(answers(model, *shape), 1e-6, 1 - 1e-6)
    kernel, bias = weighted[-1].get_weights()
    weighted[-1].set_weights([kernel, bias - np.mean(np.log(p / (1 - p)))])
    return model


def train_once(model, shape):
    """One step, so that the optimizer has a state to save."""
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(np.random.rand(4, *shape), np.array([0, 1, 0, 1]), verbose=0, batch_size=4)


def small(folder):
    told = {}
    cases = [
        ("keras2.h5", keras2, (16, 12, 3), [3, 4], [5], False),
        ("keras2_trained.h5", keras2, (12, 14, 1), [2], [3], True),
        ("keras3.h5", keras3, (17, 15, 3), [4], [6, 3], False),
        ("keras3_trained.h5", keras3, (12, 10, 3), [2], [], True),
    ]
    for number, (name, keras, shape, filters, units, trained) in enumerate(cases):
        model = build(keras, shape, filters, units, number + 30)
        if trained:
            train_once(model, shape)
        model.save(folder / name, include_optimizer=trained)
        told[name] = answers(model, *shape)
    (folder / "answers.json").write_text(json.dumps(told, indent=1) + "\n")

    keras3.utils.set_random_seed(9)
    layers = keras3.layers
    normalised = keras3.Sequential(
        [layers.Input((12, 12, 1)), layers.Conv2D(2, 3), layers.BatchNormalization(),
         layers.Flatten(), layers.Dense(1, activation="sigmoid")])
    normalised.save(folder / "normalised.h5", include_optimizer=False)
    wide = keras3.Sequential(
        [layers.Input((12, 12, 1)), layers.Conv2D(2, 5, activation="relu"), layers.Flatten(),
         layers.Dense(1, activation="sigmoid")])
    wide.save(folder / "wide_kernel.h5", include_optimizer=False)
    two = keras3.Sequential(
        [layers.Input((12, 12, 1)), layers.Conv2D(2, 3), layers.Flatten(),
         layers.Dense(2, activation="softmax")])
    two.save(folder / "softmax.h5", include_optimizer=False)


def whole(folder):
    shape = (224, 224, 3)
    told = {}
    for name, keras in (("keras2_whole.h5", keras2), ("keras3_whole.h5", keras3)):
        model = build(keras, shape, [32, 64, 128], [256, 128], 5)
        train_once(model, shape)
        model.save(folder / name)
        told[name] = answers(model, *shape, count=12)
    (folder / "answers.json").write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        whole(pathlib.Path(sys.argv[1]))
    else:
        small(pathlib.Path(__file__).resolve().parent.parent / "golden" / "keras")
