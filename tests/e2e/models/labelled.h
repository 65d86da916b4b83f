#pragma once

#include <cstdint>
#include <string>

#include "tests/support/temp_folder.h"

namespace telar::testing {

/// A one-page PDF of gray bars at places chosen by `chance`. Class 1 has a thick one more, near
/// the top: what a network can learn in a few epochs.
std::string BarsPdf(std::uint64_t chance, int label);

/// Labelled folders below `folder`/dataset: so many documents of each class to learn from and to be
/// measured on.
void DrawLabelled(const TempFolder& folder, int train_of_each, int test_of_each);

}  // namespace telar::testing
