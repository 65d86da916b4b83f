#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "core/clock.h"
#include "core/random.h"

namespace telar {

/// A value with a name: two StrongIds of different tags do not convert into each other, so swapped
/// arguments do not compile.
template <typename Tag, typename T>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(T value) : value_(std::move(value)) {}
  const T& value() const { return value_; }
  friend auto operator<=>(const StrongId&, const StrongId&) = default;

 private:
  T value_{};
};

/// One execution of a pipeline; a UUIDv7 in text form, so that ids sort by start time.
using RunId = StrongId<struct RunIdTag, std::string>;
/// The ledger's number of a work item.
using ItemId = StrongId<struct ItemIdTag, std::int64_t>;
/// A document is its content: the lower-case hex SHA-256 of its bytes.
using DocumentId = StrongId<struct DocumentIdTag, std::string>;

/// A UUID version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then random bits.
std::string NewUuid(const Clock& clock, Random& random);

}  // namespace telar

template <typename Tag, typename T>
struct std::hash<telar::StrongId<Tag, T>> {
  std::size_t operator()(const telar::StrongId<Tag, T>& id) const {
    return std::hash<T>()(id.value());
  }
};
