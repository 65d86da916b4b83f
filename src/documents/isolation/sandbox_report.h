#pragma once

#include <string>
#include <vector>

namespace telar::documents {

/// One protection of a reader process: whether it holds, and why not (or how far).
struct SandboxLayer {
  std::string name;  ///< "landlock", "seccomp", "address_space" …: stable.
  bool on = false;
  std::string detail;
  friend bool operator==(const SandboxLayer&, const SandboxLayer&) = default;
};

/// What a reader process could switch on; sent to the parent at start, shown by `telar doctor`.
struct SandboxReport {
  std::vector<SandboxLayer> layers;
  /// "landlock: on (ABI 7)\nseccomp: off (…)\n": one line a layer, for people.
  std::string ToString() const;
  friend bool operator==(const SandboxReport&, const SandboxReport&) = default;
};

}  // namespace telar::documents
