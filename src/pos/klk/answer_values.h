#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pos/record.h"

namespace telar::pos::klk {

/// Makes records of the elements of KLK's lists (docs/formats/tills.md has the names). Members come
/// in any order, unknown ones are skipped, of two with one name the last counts. A number is its
/// JSON token, digit for digit; true and false are "true" and "false"; null, a list or an object
/// where a plain value belongs are an absent field; anything else (NaN) is handed on as it stands.
/// Malformed UTF-8 and halves of surrogate pairs become U+FFFD.
///
/// An element that is no object, whose JSON is broken inside or that is "" (too large) gives a
/// record without fields: never one that lacks some. Records are valid until the next call. One
/// thread at a time.
class RowReader {
 public:
  RowReader();
  ~RowReader();
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  StockRecord Stock(std::string_view element);
  /// `producto`, `cantidad` and `financiero` are lists of one object; a bare object, an empty list
  /// and null are taken, of several objects the first. kCategory is `categoria_nombre` or, when
  /// that is absent or blank, `categoria_producto`.
  SaleRecord Sale(std::string_view element);

 private:
  struct Parser;
  const std::unique_ptr<Parser> parser_;
};

/// The whole number that the member `name` of a JSON object is, or a text with it; nothing when
/// there is none.
std::optional<std::int64_t> CountIn(std::string_view object, std::string_view name);

/// The text that a JSON string is, or the first string among `error`, `message` and `detail` of a
/// JSON object, on one line and at most 100 characters; "" unless it is beyond doubt free of
/// credentials and addresses: letters, digits, blanks and plain punctuation only, no word that goes
/// with a password, nothing that looks like a key.
std::string HarmlessText(std::string_view json);

}  // namespace telar::pos::klk
