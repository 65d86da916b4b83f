#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "models/keras/hdf5_file.h"

namespace telar::models {

/// Turns a Keras model in its HDF5 form (`model.save("model.h5")` of Keras 2 and Keras 3, with or
/// without optimizer state) into a model file that is served, with the same answers: the old
/// platform's classifier. `bytes` are the whole file.
///
/// A Sequential model of Conv2D (3 × 3, valid), MaxPooling2D (2 × 2), Flatten, Dense, Dropout, and
/// Activation; ReLU or no activation inside, one sigmoid at the end that says how likely class 1
/// is. Its input is rows × columns × channels of 0..1, sides from 8 to 1024, channels 1 or 3, which
/// pages are prepared to; PDF pages at 200 dots per inch, as the old platform did. Kernels are
/// stored rows × columns × inputs × outputs, dense weights inputs × outputs. Probabilities are not
/// calibrated.
///
/// kInvalidInput: no HDF5 file, a damaged one, another architecture, weights that do not fit; the
/// message names the layer. Takes about three times the model's weights besides `bytes`.
Result<std::string> ImportKeras(std::string_view bytes);

}  // namespace telar::models
