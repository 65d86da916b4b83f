#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace telar::models {

/// A run of bytes read from its start, little-endian. What is not there reads as zero and leaves it
/// not ok for good, so that a whole record is read first and asked once.
class Hdf5Bytes {
 public:
  explicit Hdf5Bytes(std::string_view bytes) : left_(bytes) {}

  bool ok() const { return ok_; }
  bool empty() const { return left_.empty(); }
  std::string_view Take(std::uint64_t count);
  void Skip(std::uint64_t count) { Take(count); }
  std::uint64_t Number(int bytes);  ///< 1 to 8 bytes.

 private:
  std::string_view left_;
  bool ok_ = true;
};

/// One message of an object's header.
struct Hdf5Message {
  int type = 0;
  bool shared = false;  ///< Its content lies elsewhere.
  std::string_view content;
};

/// Numbers of the messages that are read.
namespace hdf5_message {
inline constexpr int kDataspace = 1, kDatatype = 3, kExternal = 7, kLayout = 8, kFilters = 11,
                     kAttribute = 12, kContinuation = 16, kSymbolTable = 17;
}

/// An object of a group.
struct Hdf5Member {
  std::string name;
  std::uint64_t header = 0;  ///< Place of its header.
};

/// kInvalidInput: "read HDF5: " and why.
Status Hdf5Damaged(std::string_view why);

/// The bytes from `place` on, none beyond the end of the file.
std::string_view Hdf5From(std::string_view file, std::uint64_t place);

/// The messages of the object header at `place`, with those of its continuations.
Result<std::vector<Hdf5Message>> Hdf5Messages(std::string_view file, std::uint64_t place);

/// The members of the group whose symbol table message this is, without links, by name. Groups of
/// up to a thousand members.
Result<std::vector<Hdf5Member>> Hdf5Members(std::string_view file, std::string_view symbol_table);

}  // namespace telar::models
