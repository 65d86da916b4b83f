#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "core/decimal.h"
#include "core/status.h"
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
using Value =
    std::variant<Null, bool, std::int64_t, double, Decimal, std::string, Blob, Date, Instant>;

/// Refuses what not every database keeps as it is: kInvalidInput for text that is not UTF-8 or
/// holds a NUL, a double that is not finite, a day that does not exist, a year outside 1..9999.
/// Every adapter calls it for every value it binds. The message names the reason, never the value.
Status CheckStorable(const Value& value);

/// The decimal behind a binary float: 15 significant digits (what every double keeps of a decimal,
/// IEEE 754), rounded to at most 18 places, without trailing zeros. kInvalidInput when not finite,
/// kLimitExceeded beyond 36 digits.
Result<Decimal> DecimalOfDouble(double value);

}  // namespace telar::db
