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

/// As much of HDF5 as Keras writes (h5py's default form): superblock 0 or 1, groups of symbol
/// tables, object headers of version 1, text attributes, and 32-bit floats that lie in one piece.
/// (HDF5 File Format Specification 3.0, The HDF Group.)
///
/// Made for files nobody vouches for, which the published library reads at its peril: every place
/// and size is checked against the file, links out of it are not followed, and what is read takes
/// no more memory than the file. Every failure is kInvalidInput. Safe from several threads.
class Hdf5File {
 public:
  /// `bytes` are borrowed and must outlive the file.
  static Result<Hdf5File> Open(std::string_view bytes);

  /// A text attribute of the root group, of fixed or variable length, at most 4 MiB.
  Result<std::string> Text(std::string_view attribute) const;

  /// The one dataset named `name` or `name`:0 at or below a group, which is given by its path with
  /// '/' between parts.
  Result<FloatArray> Floats(std::string_view group, std::string_view name) const;

 private:
  Hdf5File(std::string_view bytes, std::uint64_t root) : bytes_(bytes), root_(root) {}
  std::string_view bytes_;
  std::uint64_t root_;  // place of the root group's header
};

}  // namespace telar::models
