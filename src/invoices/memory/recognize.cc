#include "invoices/memory/recognize.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/text.h"
#include "invoices/check_digits.h"
#include "invoices/memory/likeness.h"

namespace telar::invoices {
namespace {

constexpr double kTriples = 0.3;       // fewer shared ones: not worth a closer look
constexpr std::size_t kShortName = 6;  // a shorter name must be printed without a slip
constexpr double kSameLine = 0.75;
constexpr double kAddressLikeness = 0.82, kAddressDigits = 0.8;
constexpr double kClearly = 0.08;  // by which the best supplier beats the next

std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return digits;
}

PrintedDocument::Match FindValue(const PrintedDocument& document, std::string_view value) {
  const std::string shape = ShapeOf(value);
  if (document.SharedTriples(shape) < kTriples) return {};
  return document.Find(shape);
}

double NameLikeness(const PrintedDocument& document, std::string_view name) {
  const std::string shape = ShapeOf(name);
  const double likeness = FindValue(document, name).likeness;
  return shape.size() < kShortName && likeness < 1 ? 0 : likeness;
}

/// What only the page itself can say: spelling as read there, and documents that agreed.
double Preference(const Lesson& lesson, const Field* own) {
  const double spelling =
      own == nullptr ? 0 : Likeness(AsciiUpper(own->raw), AsciiUpper(lesson.value));
  return 0.2 * spelling + 0.03 * std::log2(1.0 + lesson.agreed - lesson.failed);
}

std::string Value(const Invoice& invoice, std::string_view field) {
  const Field* found = invoice.Find(field);
  return found == nullptr ? "" : found->value;
}

bool IsRecognized(const Recognition& r) {
  const bool name = r.name >= 0.85;
  if (r.tax_id) return r.name >= 0.6 || r.address >= 0.7 || r.face >= 0.3;
  if (r.iban) return r.name >= 0.6 || r.address >= 0.8;
  if (name && (r.numbers > 0 || r.address >= 0.8 || r.face >= 0.5)) return true;
  return r.numbers > 0 && r.address >= 0.85 && (r.name >= 0.6 || r.face >= 0.5);
}

Recognition Compare(const KnownSupplier& known, const PrintedDocument& document,
                    const std::string& customer_tax_id) {
  Recognition r;
  for (const std::string& number : document.proven_tax_ids()) {
    if (known.tax_keys.contains(ProvenTaxKey(number)) && number != customer_tax_id) r.tax_id = true;
  }
  for (const std::string& key : known.tax_keys) {
    const std::string number = key.substr(key.find(':') + 1);
    if (document.numbers().contains(number) && number != customer_tax_id) r.tax_id = true;
  }
  for (const Lesson& lesson : known.ibans) {
    if (document.ibans().contains(Compact(lesson.value))) r.iban = true;
  }
  for (const std::string& number : known.numbers) {
    if (document.numbers().contains(number) && number != customer_tax_id) ++r.numbers;
  }
  for (const Lesson& lesson : known.names) {
    r.name = std::max(r.name, NameLikeness(document, lesson.value));
  }
  if (!r.tax_id && !r.iban && r.numbers == 0 && r.name < 0.6) return r;
  for (const Lesson& lesson : known.addresses) {
    r.address = std::max(r.address, FindValue(document, lesson.value).likeness);
  }
  for (const Lesson& lesson : known.faces) {
    r.face = std::max(r.face, FaceLikeness(lesson.face, document));
  }
  r.score = 2 * r.name + 0.4 * r.address + 0.4 * r.face + 0.2 * std::min(r.numbers, 2) +
            (r.tax_id ? 2 : 0) + (r.iban ? 0.5 : 0);
  return r;
}

}  // namespace

std::vector<KnownSupplier> KnownSuppliers(std::vector<Lesson> lessons) {
  std::map<std::string, KnownSupplier> by_id;
  std::map<std::string, std::set<std::string>> owners;
  for (Lesson& lesson : lessons) {
    if (!lesson.active || lesson.kind == LessonKind::kWriting) continue;
    KnownSupplier& known = by_id[lesson.supplier.value()];
    known.id = lesson.supplier;
    if (const std::string& id = known.id.value(); id.starts_with("tax:")) {
      known.tax_keys.insert(id.substr(4));
    }
    const auto owns = [&](const std::string& number) {
      known.numbers.insert(number);
      owners[number].insert(known.id.value());
    };
    if (lesson.kind == LessonKind::kFace) {
      for (const std::string& number : lesson.face.numbers) owns(number);
      known.faces.push_back(std::move(lesson));
    } else if (lesson.kind == LessonKind::kPlace) {
      known.places.push_back(std::move(lesson));
    } else if (lesson.field == "supplier_tax_id") {
      owns(Compact(lesson.value));
      if (std::string key = ProvenTaxKey(lesson.value); !key.empty()) known.tax_keys.insert(key);
      known.tax_ids.push_back(std::move(lesson));
    } else {
      auto& list = lesson.field == "supplier"           ? known.names
                   : lesson.field == "supplier_address" ? known.addresses
                   : lesson.field == "iban"             ? known.ibans
                                                        : known.currencies;
      list.push_back(std::move(lesson));
    }
  }
  std::vector<KnownSupplier> suppliers;
  for (auto& [id, known] : by_id) {
    std::erase_if(known.numbers, [&](const std::string& n) { return owners[n].size() > 1; });
    suppliers.push_back(std::move(known));
  }
  return suppliers;
}

double FaceLikeness(const Face& face, const PrintedDocument& document) {
  std::size_t all = 0;
  double there = 0;
  for (const std::string& line : face.lines) {
    double best = 0;
    for (const std::string& other : document.head_lines()) {
      const auto [shorter, longer] = std::minmax({line.size(), other.size()});
      if (static_cast<double>(shorter) < kSameLine * static_cast<double>(longer)) continue;
      best = std::max(best, Likeness(line, other));
    }
    all += line.size();
    if (best >= kSameLine) there += best * static_cast<double>(line.size());
  }
  return all == 0 ? 0 : there / static_cast<double>(all);
}

std::optional<Recognition> Recognize(const std::vector<KnownSupplier>& known,
                                     const PrintedDocument& document, const Invoice& invoice) {
  const std::string own_tax_key = ProvenTaxKey(Value(invoice, "supplier_tax_id"));
  const std::string customer_tax_id = Compact(Value(invoice, "customer_tax_id"));
  std::optional<Recognition> best;
  double next = 0;
  for (std::size_t i = 0; i < known.size(); ++i) {
    Recognition r = Compare(known[i], document, customer_tax_id);
    r.supplier = i;
    if (!IsRecognized(r)) continue;
    const bool another = !own_tax_key.empty() && !known[i].tax_keys.empty() &&
                         !known[i].tax_keys.contains(own_tax_key);
    if (another && !r.tax_id) continue;
    if (best && r.score <= best->score) {
      next = std::max(next, r.score);
      continue;
    }
    if (best) next = std::max(next, best->score);
    best = r;
  }
  if (best && best->score - next < kClearly) return std::nullopt;
  return best;
}

std::optional<Chosen> ChooseName(const std::vector<Lesson>& names, const PrintedDocument& document,
                                 const Field* own) {
  std::optional<Chosen> best;
  double highest = 0;
  for (const Lesson& lesson : names) {
    Chosen chosen{&lesson, FindValue(document, lesson.value)};
    const double score = chosen.match.likeness + Preference(lesson, own);
    if (best && score <= highest) continue;
    highest = score;
    best = std::move(chosen);
  }
  return best;
}

std::optional<Chosen> ChooseAddress(const std::vector<Lesson>& addresses,
                                    const PrintedDocument& document, const Field* own) {
  std::optional<Chosen> best;
  double highest = 0;
  for (const Lesson& lesson : addresses) {
    Chosen chosen{&lesson, FindValue(document, lesson.value)};
    if (chosen.match.likeness < kAddressLikeness) continue;
    const std::string digits = DigitsOf(ShapeOf(lesson.value));
    if (Likeness(digits, DigitsOf(chosen.match.shape)) < kAddressDigits) continue;
    const double score = chosen.match.likeness + Preference(lesson, own);
    if (best && score <= highest) continue;
    highest = score;
    best = std::move(chosen);
  }
  return best;
}

}  // namespace telar::invoices
