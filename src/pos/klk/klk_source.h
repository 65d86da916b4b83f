#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/clock.h"
#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http.h"
#include "pos/till_source.h"

namespace telar::pos::klk {

struct KlkOptions {
  /// "http://till.example:7002"; a path behind the host is kept. Without user, password and query.
  std::string url;
  std::optional<Secret>
      authorization;  ///< The whole value of that header; most services want none.
  Duration connect_timeout = std::chrono::seconds(10);
  Duration stock_timeout = std::chrono::seconds(60);   ///< Of one request for stock.
  Duration sales_timeout = std::chrono::seconds(600);  ///< Of one request for sales.
  std::uint64_t most_bytes = std::uint64_t{64} << 20;  ///< Of one answer, before compression.
};

/// The till system KLK: one REST service for all shops; docs/formats/tills.md has its requests and
/// answers. An answer is compressed and counted while it arrives and never lies uncompressed in
/// memory; its rows are read one by one (AnswerScanner, RowReader say what is tolerated).
///
/// Rows: an element of the list that is no object or is broken inside is a record without fields,
/// counted and at its position like any other, so that it loses no other row. Malformed UTF-8 is
/// U+FFFD in what is read; the archived answer keeps its bytes.
///
/// Beside TillSource's: kUnavailable for an answer of status 2xx that says `error`, is empty or
/// ends early; kInvalidInput for HTML or JSON without the list; for statuses other than 2xx
/// net::StatusOfAnswer; kInvalidConfig for a location without branch or a warehouse without code;
/// kInvalidInput for a range that is empty or not within one day. `claimed` is meta's
/// total_articulos or total_registros, a number or a text with one. The source's own words are
/// quoted only when HarmlessText finds them harmless.
///
/// Reading: an answer that would be kUnavailable when it came is kInvalidInput, as it stays so;
/// rows are handed over until the fault is met.
///
/// `http` and `clock` (for deadlines) are borrowed. kInvalidConfig when the address is none.
Result<std::unique_ptr<TillSource>> OpenKlkSource(KlkOptions options, net::HttpClient& http,
                                                  const Clock& clock);

}  // namespace telar::pos::klk
