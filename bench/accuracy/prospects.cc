#include "bench/accuracy/prospects.h"

#include <algorithm>

#include "bench/accuracy/compare.h"
#include "core/text.h"
#include "invoices/memory/likeness.h"
#include "invoices/memory/teach.h"
#include "invoices/suppliers.h"

namespace telar::bench {
namespace {

constexpr double kSameName = 0.88;

std::string ValueOf(const Truth& truth, std::string_view field) {
  const auto it = truth.fields.find(std::string(field));
  return it == truth.fields.end() ? "" : it->second.value;
}

std::string AsCompared(std::string_view text) { return AsciiUpper(CollapseSpaces(text)); }

}  // namespace

std::string_view NameOf(Prospects::Kind kind) {
  switch (kind) {
    case Prospects::Kind::kOtherShop: return "other shop";
    case Prospects::Kind::kSame: return "taught so";
    case Prospects::Kind::kPrinted: return "printed";
    case Prospects::Kind::kSpelled: return "taught otherwise spelled";
    case Prospects::Kind::kOtherValue: break;
  }
  return "taught another value";
}

bool SameShop(const Truth& a, const Truth& b) {
  const std::string name = invoices::SupplierKey(ValueOf(a, "supplier"));
  const std::string other = invoices::SupplierKey(ValueOf(b, "supplier"));
  if (!name.empty() && invoices::Likeness(name, other) >= kSameName) return true;
  const std::string address = LettersAndDigits(ValueOf(a, "supplier_address"));
  return !address.empty() && address == LettersAndDigits(ValueOf(b, "supplier_address"));
}

std::vector<std::string> Prospects::ValuesOf(const Truth& truth, std::string_view field) const {
  std::vector<std::string> values;
  for (const Truth* taught : taught_) {
    if (!SameShop(*taught, truth)) continue;
    std::string value = ValueOf(*taught, field);
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return values;
}

Prospects::Kind Prospects::KindOf(const Truth& truth, std::string_view field) const {
  const std::vector<std::string> values = ValuesOf(truth, field);
  if (values.empty()) return Kind::kOtherShop;
  if (!invoices::IsConstantField(field)) return Kind::kPrinted;
  const std::string wanted = ValueOf(truth, field);
  const auto any = [&](const auto& same) {
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
      return !value.empty() && same(value) == same(wanted);
    });
  };
  if (any(AsCompared)) return Kind::kSame;
  return any(LettersAndDigits) ? Kind::kSpelled : Kind::kOtherValue;
}

Counts MostThatMemoryCouldWin(const std::vector<CaseScore>& scores,
                              const std::vector<const Truth*>& truths, const Prospects& prospects,
                              bool style) {
  Counts counts;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (const FieldScore& field : scores[i].fields) {
      const auto kind =
          field.is_true ? prospects.KindOf(*truths[i], field.field) : Prospects::Kind::kOtherShop;
      const bool won = kind == Prospects::Kind::kSame || kind == Prospects::Kind::kPrinted ||
                       (style && field.normal);
      const bool right = field.exact || won;
      counts += {.right = right ? 1 : 0,
                 .found = field.found || right ? 1 : 0,
                 .true_ones = field.is_true ? 1 : 0};
    }
  }
  return counts;
}

}  // namespace telar::bench
