#include "invoices/memory/memory.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "invoices/check.h"
#include "invoices/check_digits.h"
#include "invoices/layout.h"
#include "invoices/memory/lesson_table.h"
#include "invoices/memory/likeness.h"

namespace telar::invoices {
namespace {

using Use = Memory::Use;

constexpr double kKnownConfidence = 0.985;  // a constant field of a recognised supplier
constexpr double kHealedConfidence = 0.97;
constexpr double kMostConfidence = 0.995;
constexpr double kSlip = 0.85;  // a number printed with a slip

bool IsAmount(std::string_view field) { return FormOf(field) == ValueForm::kAmount; }

/// The doubts that the extraction put into the reasons (check.h).
Findings FindingsOf(const Invoice& invoice) {
  Findings findings;
  findings.total_confirmed = true;
  for (const std::string& reason : invoice.reasons) {
    const auto text = [&](std::string_view rule, std::string_view end) -> std::string {
      const std::size_t stop = reason.rfind(end);
      return stop == std::string::npos ? "?" : reason.substr(rule.size(), stop - rule.size());
    };
    if (reason.starts_with("no_text: ")) findings.any_words = false;
    if (reason.starts_with("too_long: ")) findings.cut = true;
    if (reason.starts_with("unchecked_total: ")) findings.total_confirmed = false;
    if (reason.starts_with("number_format: "))
      findings.number_format = text("number_format: ", " may mean");
    if (reason.starts_with("date_order: ")) findings.date_order = text("date_order: ", " may mean");
  }
  return findings;
}

std::optional<Decimal> AmountOf(const Invoice& invoice, std::string_view field) {
  const Field* found = invoice.Find(field);
  if (found == nullptr) return std::nullopt;
  const auto amount = Decimal::Parse(found->value);
  return amount.ok() ? std::optional(*amount) : std::nullopt;
}

/// Whether subtotal, discount and tax give the total; nothing when too little is there.
std::optional<bool> AddsUp(const Invoice& invoice) {
  const auto total = AmountOf(invoice, "total"), subtotal = AmountOf(invoice, "subtotal");
  const auto tax = AmountOf(invoice, "tax"), discount = AmountOf(invoice, "discount");
  const bool computed = subtotal && invoice.Find("subtotal")->how == How::kComputed;
  if (!total || !subtotal || computed || (!tax && !discount)) return std::nullopt;
  const Decimal zero;
  const Decimal sum = *subtotal - discount.value_or(zero).Abs() + tax.value_or(zero);
  return (sum - *total).Abs() <= Decimal::FromUnits(2, 2);
}

class Recollection {
 public:
  Recollection(const KnownSupplier& supplier, const PrintedDocument& document, Invoice& invoice)
      : supplier_(supplier),
        document_(document),
        invoice_(invoice),
        findings_(FindingsOf(invoice)) {}

  Memory::Recalled Run() {
    recalled_.supplier = supplier_.id;
    RecallName();
    RecallAddress();
    RecallNumber("supplier_tax_id", supplier_.tax_ids);
    RecallNumber("iban", supplier_.ibans);
    RecallPlaces();
    RecallCurrency();
    if (!recalled_.used.empty()) Check(findings_, invoice_);
    return std::move(recalled_);
  }

 private:
  Field* Own(std::string_view field) {
    const auto it = invoice_.fields.find(field);
    return it == invoice_.fields.end() ? nullptr : &it->second;
  }

  /// A field at the print where a match was found; without one, the field has no box.
  Field FieldAt(std::string value, const std::vector<Print>& prints, double confidence) {
    Field field{.value = value, .raw = value, .confidence = confidence, .how = How::kLesson};
    for (const Print& print : prints) {
      const Row& row = document_.row(print.row);
      field.page = row.page->number;
      field.box = Around(field.box, row.PrintedBoxOf(print.span));
    }
    return field;
  }

  void Note(const Lesson& lesson, bool changed) {
    recalled_.used.push_back({lesson.id, lesson.field, lesson.document, changed});
  }

  void Agree(const Lesson& lesson, Field& own, double confidence) {
    const double doubt = (1 - own.confidence) * (1 - confidence) * 2;
    own.confidence = std::clamp(1 - doubt, own.confidence, kMostConfidence);
    Note(lesson, false);
  }

  void Set(const Lesson& lesson, Field field) {
    invoice_.fields.insert_or_assign(lesson.field, std::move(field));
    Note(lesson, true);
  }

  void SetConstant(const std::vector<Lesson>& spellings, const Chosen& chosen, double confidence) {
    Field* own = Own(chosen.lesson->field);
    // What was read is a spelling that a person confirmed: it is what this page prints.
    for (const Lesson& lesson : spellings) {
      if (own == nullptr || own->raw != lesson.value) continue;
      own->confidence = std::max(own->confidence, confidence);
      return Note(lesson, false);
    }
    const auto& prints =
        chosen.match.likeness >= kSlip ? chosen.match.prints : std::vector<Print>();
    Field field = FieldAt(chosen.lesson->value, prints, confidence);
    if (own != nullptr && field.box.empty()) {
      field.page = own->page;
      field.box = own->box;
    }
    Set(*chosen.lesson, std::move(field));
  }

  void RecallName() {
    const auto chosen = ChooseName(supplier_.names, document_, Own("supplier"));
    if (chosen) SetConstant(supplier_.names, *chosen, kKnownConfidence);
  }

  void RecallAddress() {
    const auto chosen = ChooseAddress(supplier_.addresses, document_, Own("supplier_address"));
    if (!chosen) return;
    const double confidence = 1 - 0.3 * (1 - chosen->match.likeness) - (1 - kKnownConfidence);
    SetConstant(supplier_.addresses, *chosen, confidence);
  }

  void RecallNumber(std::string_view name, const std::vector<Lesson>& lessons) {
    Field* own = Own(name);
    const bool account = name == "iban";
    const auto proves = [&](const std::string& number) {
      return account ? IsIban(number) : ProvenScheme(number) != nullptr;
    };
    const std::string own_number = own == nullptr ? "" : Compact(own->value);
    for (const Lesson& lesson : lessons) {
      if (own_number != Compact(lesson.value)) continue;
      return Agree(lesson, *own, kKnownConfidence);
    }
    const auto& printed = account ? document_.ibans() : document_.proven_tax_ids();
    for (const Lesson& lesson : lessons) {
      const std::string number = Compact(lesson.value);
      const PrintedDocument::Match match = document_.Find(ShapeOf(number));
      const bool there = printed.contains(number) || match.likeness == 1;
      // Another account that proves itself is another account, however alike.
      if (!there && (match.likeness < kSlip || proves(own_number))) continue;
      if (there && account && proves(own_number)) continue;
      return Set(lesson,
                 FieldAt(lesson.value, match.prints, there ? kKnownConfidence : kHealedConfidence));
    }
  }

  void RecallCurrency() {
    if (supplier_.currencies.size() != 1 || invoice_.Find("total") == nullptr) return;
    const Lesson& lesson = supplier_.currencies.front();
    Field* own = Own("currency");
    if (own != nullptr && own->value == lesson.value) return Agree(lesson, *own, 0.9);
    if (own != nullptr && !(lesson.corrects && own->confidence < kHealedConfidence)) return;
    const Field* total = invoice_.Find("total");
    Field field = FieldAt(lesson.value, {}, kHealedConfidence);
    field.page = total->page;
    field.box = total->box;
    Set(lesson, std::move(field));
  }

  struct Proposal {
    const Lesson* lesson = nullptr;
    Placed placed;
    double confidence = 0;
  };

  /// How often a lesson that has this record is right: one document gives 0.94, ten 0.98.
  static double Trust(const Lesson& lesson, const Placed& placed, const Row& row) {
    const double record = 1 - 0.06 / std::sqrt(std::max(1, lesson.agreed)) -
                          0.1 * lesson.failed / std::max(1, lesson.agreed + lesson.failed);
    const double print = 0.6 + 0.4 * row.ConfidenceOf(placed.print.span);
    return std::clamp(record * print * (0.85 + 0.15 * std::min(1.0, placed.score / 0.9)), 0.0,
                      kMostConfidence);
  }

  std::map<std::string, Proposal> Proposals() {
    std::map<std::string, Proposal> proposals;
    for (const Lesson& lesson : supplier_.places) {
      const auto placed = FindAtPlace(document_, lesson.place);
      if (!placed) continue;
      Proposal& best = proposals[lesson.field];
      if (best.lesson != nullptr && best.placed.score >= placed->score) continue;
      best = {&lesson, *placed, Trust(lesson, *placed, document_.row(placed->print.row))};
    }
    return proposals;
  }

  Field FieldOf(const Proposal& proposal) {
    const Row& row = document_.row(proposal.placed.print.row);
    Field field = FieldAt(proposal.placed.value, {proposal.placed.print}, proposal.confidence);
    field.raw = OneLine(row.Text(proposal.placed.print.span));
    if (proposal.lesson->field == "customer_tax_id") {
      std::erase_if(field.value, [](char c) { return c == ' ' || c == '.'; });
    }
    if (proposal.lesson->field == "discount") {
      if (const auto amount = Decimal::Parse(field.value); amount.ok())
        field.value = amount->Abs().ToString();
    }
    return field;
  }

  bool Wins(const Proposal& proposal, const Field* own) const {
    if (own == nullptr || proposal.lesson->corrects) return true;
    return own->confidence + 0.05 < proposal.confidence;
  }

  void RecallPlaces() {
    std::map<std::string, Proposal> proposals = Proposals();
    const Field* total = invoice_.Find("total");
    const std::string total_before = total == nullptr ? "" : total->value;
    const std::optional<bool> before = AddsUp(invoice_);
    Invoice trial = invoice_;
    for (const auto& [name, proposal] : proposals) {
      const Field* own = Own(name);
      const bool same = own != nullptr && SameValue(name, own->value, proposal.placed.value);
      if (IsAmount(name) && !same) trial.fields.insert_or_assign(name, FieldOf(proposal));
    }
    const std::optional<bool> after = AddsUp(trial);
    for (const auto& [name, proposal] : proposals) {
      Field* own = Own(name);
      if (own != nullptr && SameValue(name, own->value, proposal.placed.value)) {
        Agree(*proposal.lesson, *own, proposal.confidence);
        if (name == "date") findings_.date_order.clear();
        continue;
      }
      bool wins = Wins(proposal, own);
      if (IsAmount(name) && before == true && after == false) {
        recalled_.failed.push_back({proposal.lesson->id, name, proposal.lesson->document, false});
        wins = false;
      } else if (IsAmount(name) && after == true && before != true) {
        wins = true;
      }
      if (!wins) continue;
      if (name == "date" && proposal.lesson->place.month_first) findings_.date_order.clear();
      Set(*proposal.lesson, FieldOf(proposal));
    }
    total = invoice_.Find("total");
    if (AddsUp(invoice_) == true) findings_.total_confirmed = true;
    else if (total != nullptr && total->value != total_before) findings_.total_confirmed = false;
  }

  const KnownSupplier& supplier_;
  const PrintedDocument& document_;
  Invoice& invoice_;
  Findings findings_;
  Memory::Recalled recalled_;
};

}  // namespace

Result<Memory> Memory::Load(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(std::vector<Lesson> lessons, ListLessons(connection));
  return Memory(std::move(lessons));
}

Memory::Recalled Memory::Recall(const documents::Document& document, Invoice& invoice) const {
  if (known_.empty() || !document.HasText()) return {};
  const PrintedDocument printed(document);
  const auto recognition = Recognize(known_, printed, invoice);
  if (!recognition) return {};
  return Recollection(known_[recognition->supplier], printed, invoice).Run();
}

Status NoteFailures(db::Connection& connection, const Memory::Recalled& recalled,
                    const DocumentId& document, Instant now) {
  for (const Memory::Use& use : recalled.failed) {
    TELAR_RETURN_IF_ERROR(Witness(connection, use.lesson, {document, false, now}, "arithmetic"));
  }
  return Status::Ok();
}

}  // namespace telar::invoices
