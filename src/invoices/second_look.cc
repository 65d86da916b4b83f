#include "invoices/second_look.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/log.h"
#include "core/text.h"
#include "invoices/check.h"
#include "invoices/check_digits.h"
#include "invoices/dates.h"
#include "invoices/layout.h"
#include "invoices/numbers.h"

namespace telar::invoices {
namespace {

using documents::Box;
using documents::Page;
using documents::Word;

// The order in which looks are spent.
constexpr std::string_view kByNeed[] = {
    "total",           "date", "supplier",        "invoice_number", "supplier_tax_id",
    "subtotal",        "tax",  "discount",        "due_date",       "purchase_order",
    "customer_tax_id", "iban", "supplier_address"};
constexpr double kSurest = 0.98, kLeast = 0.02;

enum class Form { kAmount, kDate, kCode, kText };

Form FormOf(std::string_view field) {
  if (field == "total" || field == "subtotal" || field == "tax" || field == "discount")
    return Form::kAmount;
  if (field == "date" || field == "due_date") return Form::kDate;
  if (field == "supplier" || field == "customer" || field == "supplier_address") return Form::kText;
  return Form::kCode;
}

bool Holds(const Box& box, const Word& word) {
  const float x = word.box.center_x(), y = word.box.center_y();
  return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}

/// The page a field was read on: of several sheets of one picture, the one with most of its words.
const Page* PageOf(const documents::Document& document, const Field& field) {
  const Page* best = nullptr;
  std::ptrdiff_t most = -1;
  for (const Page& page : document.pages) {
    if (page.number != field.page) continue;
    const auto count = std::count_if(page.words.begin(), page.words.end(),
                                     [&](const Word& w) { return Holds(field.box, w); });
    if (count <= most) continue;
    most = count;
    best = &page;
  }
  return best;
}

std::string Compact(std::string_view text) {
  std::string compact;
  for (const Atom& atom : SplitAtoms(text)) compact += atom.folded;
  return compact;
}

std::optional<Decimal> AmountOf(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  if (field == nullptr) return std::nullopt;
  const auto value = Decimal::Parse(field->value);
  return value.ok() ? std::optional(*value) : std::nullopt;
}

bool Near(const Decimal& a, const Decimal& b) { return (a - b).Abs() <= Decimal::FromUnits(2, 2); }

/// True when the sums of the invoice say that `name` is `value`.
bool Adds(const Invoice& invoice, std::string_view name, const Decimal& value) {
  const auto of = [&](std::string_view field) {
    return field == name ? std::optional(value) : AmountOf(invoice, field);
  };
  const auto total = of("total"), subtotal = of("subtotal"), tax = of("tax"),
             discount = of("discount");
  const Decimal zero;
  if (total && subtotal && (tax || discount) &&
      Near(*subtotal - discount.value_or(zero).Abs() + tax.value_or(zero), *total)) {
    return true;
  }
  if ((name != "total" && name != "subtotal") || invoice.lines.size() < 2) return false;
  Decimal sum;
  for (const Line& line : invoice.lines) {
    if (!line.amount) return false;
    sum = sum + *line.amount;
  }
  return Near(sum, value);
}

/// Another reading of a field.
struct Reading {
  bool same = false;
  std::string value, raw;
};

void ReadAmounts(const Row& row, const Decimal& value, std::vector<Reading>& readings) {
  for (const Amount& amount : FindAmounts(row, {})) {
    if (amount.percent) continue;
    for (const auto& reading : {amount.readings.point, amount.readings.comma}) {
      if (!reading) continue;
      const bool same = reading->Abs() == value.Abs();
      readings.push_back({same, reading->ToString(), std::string(row.Text(amount.span))});
    }
  }
}

void ReadDates(const Row& row, std::string_view value, std::vector<Reading>& readings) {
  for (const PrintedDate& date : FindDates(row.text)) {
    for (const auto& reading : {date.day_first, date.month_first}) {
      if (!reading) continue;
      const std::string text = FormatDate(*reading);
      readings.push_back({text == value, text, std::string(row.Text(date.span))});
    }
  }
}

std::vector<Reading> ReadingsOf(std::string_view name, const Field& field,
                                const std::vector<Word>& words) {
  documents::Document document;
  document.pages.push_back({.source = documents::PageSource::kOcr, .words = words});
  const Layout layout = BuildLayout(document);
  std::vector<Reading> readings;
  std::string all;
  for (const Row& row : layout.rows) {
    all += row.text + " ";
    if (FormOf(name) == Form::kAmount) {
      const auto value = Decimal::Parse(field.value);
      if (value.ok()) ReadAmounts(row, *value, readings);
    } else if (FormOf(name) == Form::kDate) {
      ReadDates(row, field.value, readings);
    }
  }
  if (FormOf(name) == Form::kAmount || FormOf(name) == Form::kDate) return readings;
  const std::string seen = Compact(all), known = Compact(field.value);
  if (seen.empty() || known.empty()) return readings;
  const std::string text = CollapseSpaces(all);
  readings.push_back({seen.find(known) != std::string::npos, text, text});
  return readings;
}

enum Name : std::size_t {
  kConfidenceBefore,
  kSame,
  kSameUnsurePrint,
  kOther,
  kOtherUnsurePrint,
  kProven,
  kEvidenceCount
};

constexpr std::array<std::string_view, kEvidenceCount> kNames = {
    "confidence_before", "read_again_same",         "read_again_same_unsure",
    "read_again_other",  "read_again_other_unsure", "read_again_proven"};

double LogOdds(double p) {
  p = std::clamp(p, kLeast, kSurest);
  return std::log(p / (1 - p));
}

/// Brings the candidates of a field up to date with what it has become.
void Show(const Field& field, std::string_view before, std::vector<Evidential> why,
          std::vector<Candidate>& candidates) {
  if (candidates.empty() || field.value != before) {
    std::erase_if(candidates, [&](const Candidate& c) { return c.value == field.value; });
    candidates.insert(candidates.begin(),
                      {field.value, field.raw, field.page, field.box, field.confidence, {}});
  }
  Candidate& chosen = candidates.front();
  chosen.probability = field.confidence;
  std::erase_if(why, [](const Evidential& e) { return e.name == kNames[kConfidenceBefore]; });
  chosen.evidence.insert(chosen.evidence.begin(), why.begin(), why.end());
}

}  // namespace

std::vector<Doubt> DoubtsOf(const documents::Document& document, const Invoice& invoice) {
  std::vector<Doubt> doubts;
  for (const std::string_view name : kByNeed) {
    const Field* field = invoice.Find(name);
    if (field == nullptr || field->how != How::kOcr || field->box.empty()) continue;
    if (field->confidence >= kSureEnough) continue;
    const Page* page = PageOf(document, *field);
    if (page == nullptr) continue;
    Doubt doubt{
        .field = std::string(name),
        .region = {.page = field->page, .box = field->box, .quarter_turns = page->quarter_turns}};
    for (const Word& word : page->words) {
      if (!Holds(field->box, word)) continue;
      doubt.word_confidence = std::min(doubt.word_confidence, static_cast<double>(word.confidence));
    }
    doubts.push_back(std::move(doubt));
    if (doubts.size() == kMostLooks) break;
  }
  return doubts;
}

SecondOpinion Weigh(const Doubt& doubt, const std::vector<Word>& words,
                    const EvidenceWeights& weights, Invoice& invoice, Explanation* explanation) {
  SecondOpinion second{Opinion::kNone, Decision("second_look", kNames)};
  const auto found = invoice.fields.find(doubt.field);
  if (found == invoice.fields.end()) return second;
  Field& field = found->second;
  const std::string before = field.value;
  const std::vector<Reading> readings = ReadingsOf(doubt.field, field, words);
  if (readings.empty()) return second;
  const std::span<float> is = second.decision.Add({});
  is[kConfidenceBefore] = static_cast<float>(LogOdds(field.confidence));
  const auto unsure = static_cast<float>(1 - std::clamp(doubt.word_confidence, 0.0, 1.0));
  const auto proved = [&](const Reading& reading) {
    if (doubt.field == "iban") return !IsIban(field.value) && IsIban(reading.value);
    if (FormOf(doubt.field) != Form::kAmount) return false;
    const auto now = Decimal::Parse(field.value), other = Decimal::Parse(reading.value);
    return now.ok() && other.ok() && Adds(invoice, doubt.field, *other) &&
           !Adds(invoice, doubt.field, *now);
  };
  const auto better = std::find_if(readings.begin(), readings.end(), proved);
  if (std::any_of(readings.begin(), readings.end(), [](const Reading& r) { return r.same; })) {
    second.opinion = Opinion::kAgrees;
    is[kSame] = 1;
    is[kSameUnsurePrint] = unsure;
  } else if (better != readings.end()) {
    second.opinion = Opinion::kReplaces;
    field.value = better->value;
    field.raw = better->raw;
    is[kConfidenceBefore] = 0;
    is[kProven] = 1;
  } else {
    second.opinion = Opinion::kDiffers;
    is[kOther] = 1;
    is[kOtherUnsurePrint] = unsure;
  }
  second.decision.Add({});
  second.decision.Weigh(weights);
  field.confidence = std::clamp(second.decision.probability(0), kLeast, kSurest);
  if (explanation != nullptr)
    Show(field, before, second.decision.WhyOf(0, weights), (*explanation)[doubt.field]);
  return second;
}

int TakeSecondLook(std::string_view bytes, const documents::Document& document,
                   documents::Reader& reader, const documents::ReadOptions& options,
                   const EvidenceWeights& weights, Invoice& invoice, Explanation* explanation) {
  documents::ReadOptions other = options;
  other.ocr = options.ocr == documents::OcrEngineName::kNeural
                  ? documents::OcrEngineName::kTesseract
                  : documents::OcrEngineName::kNeural;
  int opinions = 0;
  for (const Doubt& doubt : DoubtsOf(document, invoice)) {
    const auto seen = reader.ReadRegion(bytes, doubt.region, other);
    if (!seen.ok()) {
      log::Warn("a field could not be read again",
                {{"field", doubt.field}, {"reason", seen.status().FullMessage()}});
      continue;
    }
    if (seen->engine == document.ocr_engine) break;
    const SecondOpinion second = Weigh(doubt, seen->words, weights, invoice, explanation);
    if (second.opinion != Opinion::kNone) ++opinions;
  }
  if (opinions > 0) CheckConfidence(invoice);
  return opinions;
}

}  // namespace telar::invoices
