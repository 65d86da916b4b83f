#pragma once

#include <torch/torch.h>

#include "core/random.h"
#include "models/prepare.h"

namespace telar::models {

/// Levels of 0..255 as a network takes them: InputOf, value by value.
torch::Tensor Inputs(const torch::Tensor& levels);

/// What befalls a page between two scanners: each document of the batch is shifted by up to 3 % of
/// a side, turned by up to 2 degrees, made up to 5 % larger or smaller, lighter or darker by up to
/// 0.08, its contrast changed by up to 15 %, and grained by up to 0.03. Values stay within 0..1;
/// what comes in from outside repeats the edge. Chance comes from `chance` alone.
torch::Tensor Augment(const torch::Tensor& pages, SeededRandom& chance);

}  // namespace telar::models
