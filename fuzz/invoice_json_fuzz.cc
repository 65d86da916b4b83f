#include <string>

#include "fuzz/support/require.h"
#include "invoices/invoice_json.h"

/// Any bytes as stored fields and lines: refused, or read into an invoice that stores to JSON which
/// reads back as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace telar;
  using namespace telar::invoices;
  using fuzz::Require;
  const std::string json(fuzz::AsText(data, size));
  if (Invoice invoice; ParseFieldsJson(json, invoice).ok()) {
    const std::string stored = FieldsJson(invoice);
    Invoice again;
    Require(ParseFieldsJson(stored, again).ok(), "stored fields can be read", stored);
    Require(FieldsJson(again) == stored, "stored fields stay the same", stored);
  }
  if (Invoice invoice; ParseLinesJson(json, invoice).ok()) {
    const std::string stored = LinesJson(invoice);
    Invoice again;
    Require(ParseLinesJson(stored, again).ok(), "stored lines can be read", stored);
    Require(LinesJson(again) == stored, "stored lines stay the same", stored);
  }
  return 0;
}
