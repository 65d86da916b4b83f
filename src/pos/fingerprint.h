#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/decimal.h"
#include "db/value.h"

namespace telar::pos {

/// A 64-bit digest of a row (FNV-1a: Fowler, Noll, Vo), by which rows are told apart quickly. Equal
/// values give equal digests whatever type a database gives them back in: 2.50 is 2.5, a whole
/// number is the decimal of the same value. Not against people who want two rows to look alike.
class Fingerprint {
 public:
  void Add(const db::Value& value);
  void Add(const std::optional<Decimal>& number);
  std::uint64_t value() const { return hash_; }

  static std::uint64_t Of(std::span<const db::Value> values);

 private:
  void AddText(std::string_view text);
  std::uint64_t hash_ = 14'695'981'039'346'656'037U;
};

}  // namespace telar::pos
