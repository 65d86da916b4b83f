#pragma once

#include <string>

namespace telar::models {

/// The model file that ships inside the program: `compact`, trained from invented invoices alone by
/// the command in docs/guides/models.md; at most 2 MB. Empty in a build without one.
std::string BundledModel();

}  // namespace telar::models
