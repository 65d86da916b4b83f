#include "samples/compare.h"

#include <nlohmann/json.hpp>

#include "core/decimal.h"
#include "core/text.h"

namespace telar::samples {
namespace {

using Json = nlohmann::ordered_json;

std::string TextOf(const Json& object, const std::string& key) {
  const auto it = object.find(key);
  if (it == object.end() || it->is_null()) return "";
  return it->is_string() ? it->get<std::string>() : it->dump();
}

std::string LettersAndDigits(const std::string& text) {
  std::string kept;
  for (const char c : AsciiUpper(text)) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0) kept.push_back(c);
  }
  return kept;
}

bool Same(const std::string& what, const std::string& read, const std::string& truth) {
  const Result<Decimal> a = Decimal::Parse(read), b = Decimal::Parse(truth);
  const bool identifier = what.ends_with("tax_id") || what == "iban";
  if (identifier) return LettersAndDigits(read) == LettersAndDigits(truth);
  if (what.find("number") == std::string::npos && what != "purchase_order" && a.ok() && b.ok()) {
    return *a == *b;
  }
  return CollapseSpaces(read) == CollapseSpaces(truth);
}

void CompareLines(const Json& read, const Json& truth, Comparison& result) {
  result.lines = static_cast<int>(truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    bool right = i < read.size();
    for (const char* key : {"description", "quantity", "unit_price", "amount"}) {
      const std::string is = i < read.size() ? TextOf(read[i], key) : "",
                        was = TextOf(truth[i], key);
      if (was.empty() || Same(key, is, was)) continue;
      right = false;
      result.differences.push_back({"line " + std::to_string(i + 1) + " " + key, is, was});
    }
    result.lines_right += right ? 1 : 0;
  }
  for (std::size_t i = truth.size(); i < read.size(); ++i) {
    result.differences.push_back(
        {"line " + std::to_string(i + 1) + " description", TextOf(read[i], "description"), ""});
  }
}

}  // namespace

Result<Comparison> Compare(const std::string& report_json, const std::string& truth_json) {
  const Json report = Json::parse(report_json, nullptr, false);
  const Json truth = Json::parse(truth_json, nullptr, false);
  if (!report.is_object() || !report.contains("fields") || !report.contains("lines")) {
    return Status::InvalidInput("compare: not a line of telar invoices read --json");
  }
  if (!truth.is_object() || !truth.contains("fields") || !truth.contains("lines")) {
    return Status::InvalidInput("compare: not the truth of a sample");
  }
  Comparison result;
  result.file = TextOf(report, "file");
  result.verdict = TextOf(report, "verdict");
  for (const auto& [name, field] : truth.at("fields").items()) {
    const auto found = report.at("fields").find(name);
    const std::string is = found == report.at("fields").end() ? "" : TextOf(*found, "value");
    const std::string was = TextOf(field, "value");
    ++result.fields;
    if (Same(name, is, was)) ++result.fields_right;
    else result.differences.push_back({name, is, was});
  }
  CompareLines(report.at("lines"), truth.at("lines"), result);
  return result;
}

}  // namespace telar::samples
