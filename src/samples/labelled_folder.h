#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/result.h"
#include "samples/labelled.h"

namespace telar::samples {

struct LabelledFolder {
  std::filesystem::path folder;  ///< Made when missing; files of the same names are replaced.
  LabelledRequest request;       ///< Its index is not used.
  std::uint64_t from = 0;        ///< Number of the first document.
  std::uint64_t count = 10;
  int threads = 1;  ///< 1..64; changes no byte.
};

/// A document as it was written.
struct LabelledFile {
  std::filesystem::path file, truth;
  LabelledSample labelled;
};

/// Draws documents `from` to `from` + `count` into folder/invoices_{train,test}/{0,1}, 0 being
/// correctiva and 1 preventiva, the truth beside each as .json. `written` is called once a
/// document, one at a time, in no particular order with several threads. Stops at the first
/// failure; what is written by then stays. As DrawLabelled, and kInvalidInput: threads
/// outside 1..64; kUnavailable and the codes of FromErrno: a folder or file cannot be written.
Status WriteLabelledFolder(const LabelledFolder& wanted,
                           const std::function<void(const LabelledFile&)>& written);

}  // namespace telar::samples
