#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace telar::models {

/// Numbers of an HDF5 file with the sizes of their dimensions, outermost first.
struct FloatArray {
  std::vector<std::uint64_t> sizes;
  std::vector<float> values;
};

/// True for bytes that start as an HDF5 file does.
bool IsHdf5(std::string_view bytes);

/// What Keras leaves in an HDF5 file, read from memory and never written.
///
/// Made for files nobody vouches for: only hard links are followed, so that nothing outside the
/// file is opened; no filter is loaded; data must lie whole inside the file, so that what is read
/// takes no more memory than the file. Every failure is kInvalidInput. Several may be open; calls
/// of all threads go through one lock, as the library serves one at a time.
class Hdf5File {
 public:
  /// `bytes` are borrowed and must outlive the file.
  static Result<std::unique_ptr<Hdf5File>> Open(std::string_view bytes);
  ~Hdf5File();

  /// A text attribute of the root group, at most 1 MiB.
  Result<std::string> Text(const std::string& attribute);

  /// The one dataset named `name` or `name`:0 at or below a group, which is given by its path with
  /// '/' between parts. 32-bit floats only.
  Result<FloatArray> Floats(const std::string& group, const std::string& name);

 private:
  struct State;
  explicit Hdf5File(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace telar::models
