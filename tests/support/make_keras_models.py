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
    """A patchwork of grays by a formula that the test repeats, rows × columns × channels."""
    channel, row, column = np.meshgrid(
        np.arange(channels), np.arange(height), np.arange(width), indexing="ij"
    )
    down, across = row // (1 + height // 8), column // (1 + width // 8)
    levels = (across * across * 37 + down * 101 + channel * 53
              + (seed + 1) * (across + 3 * down + 1) * 29) % 256
    levels = levels // (1 + seed % 3)  # some pages darker than others
    return levels.transpose(1, 2, 0).astype(np.uint8)


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
    for layer in model.layers:  # biases that are not zero, so that they count
        if layer.get_weights():
            kernel, bias = layer.get_weights()
            layer.set_weights([kernel, np.random.uniform(0, 0.3, bias.shape).astype(np.float32)])
    return model


def spread(keras, model, shape, count=4, widen=True):
    """Gives the answers for the pages a spread, so that a wrong weight shows in them. Widening them
    widens the rounding of 32-bit floats too, which a large network has more of."""
    before = keras.Model(model.inputs, model.layers[-2].output)
    pages = np.stack([page(seed, *shape) for seed in range(count)]).astype(np.float32) / 255.0
    kernel, bias = model.layers[-1].get_weights()
    logits = before.predict(pages, verbose=0) @ kernel
    scale = float(np.std(logits)) if widen else 1.0
    model.layers[-1].set_weights([kernel / scale, bias * 0 - np.mean(logits) / scale])


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
        spread(keras, model, shape)
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
        spread(keras, model, shape, count=12, widen=False)
        model.save(folder / name)
        told[name] = answers(model, *shape, count=12)
    (folder / "answers.json").write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        whole(pathlib.Path(sys.argv[1]))
    else:
        small(pathlib.Path(__file__).resolve().parent.parent / "golden" / "keras")
