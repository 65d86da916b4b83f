#include "bench/accuracy/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "bench/support/files.h"
#include "invoices/learn/truth.h"
#include "samples/sample.h"
#include "samples/truth_json.h"

namespace telar::bench {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

using Names = std::pair<std::string_view, std::string_view>;  // theirs, ours

constexpr Names kLineNames[] = {{"name", "description"},
                                {"desc", "description"},
                                {"code", "code"},
                                {"qty", "quantity"},
                                {"uom", "unit"},
                                {"price_unit", "unit_price"},
                                {"price", "unit_price"},
                                {"price_subtotal", "amount"},
                                {"taxpercent", "tax_rate"},
                                {"line_tax_percent", "tax_rate"}};

std::string TextOf(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// The document's bytes and the fields of the JSON beside it.
Result<Truth> LoadFields(const fs::path& path) {
  Truth truth;
  TELAR_ASSIGN_OR_RETURN(truth.bytes, ReadWhole(path));
  TELAR_ASSIGN_OR_RETURN(const std::string text,
                         ReadWhole(fs::path(path).replace_extension(".json")));
  TELAR_ASSIGN_OR_RETURN(const auto labelled, invoices::learn::ReadTruth(text));
  for (const auto& [name, value] : labelled.truth) truth.fields[name] = {value, ""};
  return truth;
}

Result<Truth> LoadReceipt(const fs::path& path) {
  TELAR_ASSIGN_OR_RETURN(Truth truth, LoadFields(path));
  for (auto& [name, field] : truth.fields) field.printed = field.value;
  return truth;
}

Result<Truth> LoadInvoice(const fs::path& path) {
  TELAR_ASSIGN_OR_RETURN(Truth truth, LoadFields(path));
  TELAR_ASSIGN_OR_RETURN(const std::string text,
                         ReadWhole(fs::path(path).replace_extension(".json")));
  Json json = Json::parse(text);
  if (json.is_array()) json = Json(json.front());
  if (!json.contains("lines")) return truth;
  truth.lines.emplace();
  for (const Json& line : json["lines"]) {
    TrueLine cells;
    for (const auto& [theirs, ours] : kLineNames) {
      if (line.contains(theirs)) cells[std::string(ours)] = TextOf(line[theirs]);
    }
    if (cells.contains("description")) truth.lines->push_back(std::move(cells));
  }
  return truth;
}

Result<Truth> DrawCase(const samples::SampleRequest& request) {
  TELAR_ASSIGN_OR_RETURN(samples::Sample sample, samples::DrawInvoice(request));
  const Json json = Json::parse(samples::TruthJson(sample, request.seed));
  Truth truth{.bytes = std::move(sample.bytes), .complete = true, .lines = std::vector<TrueLine>()};
  for (const auto& [name, field] : json["fields"].items()) {
    truth.fields[name] = {field["value"], name == "currency" ? "" : field["raw"]};
  }
  for (const Json& line : json["lines"]) {
    TrueLine cells;
    for (const char* cell :
         {"description", "code", "quantity", "unit", "unit_price", "amount", "tax_rate"}) {
      if (line[cell].is_string()) cells[cell] = line[cell];
    }
    truth.lines->push_back(std::move(cells));
  }
  return truth;
}

}  // namespace

Result<std::vector<Case>> ReceiptCases(const CaseChoice& choice) {
  TELAR_ASSIGN_OR_RETURN(const auto paths,
                         ListFiles(choice.data + "/receipts", ".jpg", choice.limit));
  std::vector<Case> cases;
  for (const fs::path& path : paths) {
    cases.push_back({.group = "receipts",
                     .name = path.stem(),
                     .options = {.ocr = choice.engine},
                     .load = [path] { return LoadReceipt(path); }});
  }
  return cases;
}

Result<std::vector<Case>> InvoiceCases(const CaseChoice& choice) {
  TELAR_ASSIGN_OR_RETURN(const auto paths,
                         ListFiles(choice.data + "/invoices", ".pdf", choice.limit));
  std::vector<Case> cases;
  for (const bool ocr : {false, true}) {
    for (const fs::path& path : paths) {
      cases.push_back({.group = ocr ? "invoices scanned" : "invoices text",
                       .name = path.stem(),
                       .options = {.ocr = choice.engine, .ocr_dpi = 200, .force_ocr = ocr},
                       .load = [path] { return LoadInvoice(path); }});
    }
  }
  return cases;
}

std::vector<Case> GeneratedCases(const CaseChoice& choice) {
  std::vector<Case> cases;
  for (const bool scan : {false, true}) {
    for (const auto& [layout, name] : {std::pair{samples::LayoutChoice::kTextile, "textile"},
                                       {samples::LayoutChoice::kGeneric, "generic"},
                                       {samples::LayoutChoice::kLetter, "letter"},
                                       {samples::LayoutChoice::kService, "service"},
                                       {samples::LayoutChoice::kCharges, "charges"},
                                       {samples::LayoutChoice::kReceipt, "receipt"}}) {
      int count = scan ? choice.generated_scans : choice.generated;
      if (choice.limit > 0) count = std::min(count, choice.limit);
      for (int i = 0; i < count; ++i) {
        const samples::SampleRequest request{.seed = choice.seed,
                                             .index = static_cast<std::uint64_t>(i),
                                             .layout = layout,
                                             .degraded_share = scan ? 1.0 : 0.0};
        cases.push_back({.group = fmt::format("generated {} {}", name, scan ? "scan" : "text"),
                         .name = fmt::format("{:04}", i),
                         .options = {.ocr = choice.engine},
                         .load = [request] { return DrawCase(request); }});
      }
    }
  }
  return cases;
}

std::vector<Case> SupplierCases(std::uint64_t seed, std::uint64_t supplier, int count, bool scans) {
  const bool textile = supplier % 2 == 0;
  std::vector<Case> cases;
  for (int i = 0; i < count; ++i) {
    const samples::SampleRequest request{
        .seed = seed,
        .index = supplier * 1000 + static_cast<std::uint64_t>(i),
        .layout = textile ? samples::LayoutChoice::kTextile : samples::LayoutChoice::kGeneric,
        .degraded_share = scans ? 1.0 : 0.0,
        .supplier = supplier,
        .odd_labels = true};
    cases.push_back({.group = fmt::format("supplier {}", supplier),
                     .name = fmt::format("{:03}-{:02}", supplier, i),
                     .options = {},
                     .load = [request] { return DrawCase(request); }});
  }
  return cases;
}

}  // namespace telar::bench
