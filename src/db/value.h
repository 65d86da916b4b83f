#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/decimal.h"
#include "core/time.h"

namespace telar::db {

/// Raw bytes, as opposed to text.
struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

struct Null {
  friend bool operator==(const Null&, const Null&) = default;
};

/// One SQL value. Empty text and NULL are different values. Reading back from a column gives the
/// type the column's declaration asks for where the database knows it, otherwise the nearest of
/// int64, double, text, blob: use the As… functions of Row to read with a type.
using Value = std::variant<Null, bool, std::int64_t, double, Decimal, std::string, Blob, Date, Instant>;

}  // namespace telar::db
