#include "invoices/memory/memory.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "core/text.h"
#include "invoices/characters.h"
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
constexpr double kDoubtful = 0.6;  // below it a place that corrected nothing decides
constexpr double kMostConfidence = 0.995;
constexpr double kSlip = 0.85;       // a number printed with a slip
constexpr double kSurely = 0.95;     // confidence of words that were read as they are printed
constexpr double kSurelyRead = 0.9;  // of a field that the extraction has right by itself
// Of an address that may go on behind the known one, or that a single document has otherwise.
constexpr double kWholeAddress = 0.8;
constexpr double kSureSigns = 0.99;  // of a word whose point or comma stays as it is printed
constexpr int kClearly = 3;          // documents for a spelling, for one with another

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
  Recollection(const KnownSupplier& supplier, const Recognition& recognition,
               const HouseStyle& style, const PrintedDocument& document, Invoice& invoice)
      : supplier_(supplier),
        style_(style),
        recognition_(recognition),
        document_(document),
        invoice_(invoice),
        accepted_(invoice.verdict == Verdict::kAccept),
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

  /// Takes the spelling of a person. What is read letter for letter as a person wrote it keeps its
  /// signs in raw where persons do not agree, and where they were read surely in an accepted
  /// document.
  void Spell(const std::vector<Lesson>& spellings, const Chosen& chosen, double confidence) {
    Field* own = Own(chosen.lesson->field);
    const Lesson* lesson = chosen.lesson;
    if (own != nullptr) {
      if (const Lesson* heard = HeardBefore(spellings, own->raw)) lesson = heard;
      if (Essence(own->raw) == Essence(lesson->value))
        lesson = &BestSpelling(spellings, *lesson, own->raw);
    }
    const bool same = own != nullptr && Essence(own->raw) == Essence(lesson->value);
    const auto& prints =
        chosen.match.likeness >= kSlip ? chosen.match.prints : std::vector<Print>();
    Field field = FieldAt(lesson->value, prints, confidence);
    if (own != nullptr && (same || field.box.empty())) {
      field.page = own->page;
      field.box = own->box;
    }
    if (same) {
      field.raw = Rewrites(spellings, *lesson, *own) ? Respelled(*lesson, own->raw) : own->raw;
      field.confidence = std::max(field.confidence, own->confidence);
    }
    if (same && field.value == own->value && field.raw == own->raw) {
      own->confidence = field.confidence;
      return Note(*lesson, false);
    }
    invoice_.fields.insert_or_assign(lesson->field, std::move(field));
    Note(*lesson, true);
  }

  /// The known spelling; a sign at its end follows the print, unless a person changed that very
  /// reading.
  static std::string Respelled(const Lesson& lesson, const std::string& raw) {
    return ReadAs(lesson, raw) ? lesson.value : WithEndOf(lesson.value, raw);
  }

  /// Whether the signs are written as persons write them, not as they are printed: where several
  /// documents agree on them, where a person changed this very reading, and where print is no
  /// witness, because it was not read surely or persons in general write such signs otherwise.
  bool Rewrites(const std::vector<Lesson>& spellings, const Lesson& lesson,
                const Field& own) const {
    int others = 0;
    for (const Lesson& other : spellings) {
      if (&other != &lesson && ShapeOf(other.value) == ShapeOf(lesson.value))
        others += other.agreed - other.failed;
    }
    const bool agreed = lesson.agreed - lesson.failed >= kClearly * others;
    if (!agreed || (accepted_ && !WellKnown(lesson))) return false;
    if (!accepted_ && (WellKnown(lesson) || ReadAs(lesson, own.raw))) return true;
    const auto differences = SignDifferences(own.raw, Respelled(lesson, own.raw));
    return std::all_of(differences.begin(), differences.end(), [&](const SignDifference& d) {
      if (document_.SureOf(d.printed, own.page, own.box) < kSureSigns) return true;
      return accepted_ ? d.blanks_only : style_.Rewrites(lesson.field, d.signs);
    });
  }

  static bool Alike(const Lesson& lesson, std::string_view raw) {
    return AsciiUpper(lesson.value) == AsciiUpper(raw);
  }

  /// Of the spellings that print cannot tell from `like`, the one that persons use most; what they
  /// made of this very reading counts twice, and one that is printed just so three times.
  const Lesson& BestSpelling(const std::vector<Lesson>& spellings, const Lesson& like,
                             std::string_view raw) const {
    const Lesson* best = &like;
    int most = 0;
    for (const Lesson& lesson : spellings) {
      if (ShapeOf(lesson.value) != ShapeOf(like.value)) continue;
      if (accepted_ && Alike(lesson, raw)) return lesson;
      const int factor = Alike(lesson, raw) ? 3 : ReadAs(lesson, raw) ? 2 : 1;
      const int weight = factor * (lesson.agreed - lesson.failed);
      if (weight <= most) continue;
      most = weight;
      best = &lesson;
    }
    return *best;
  }

  static bool WellKnown(const Lesson& lesson) { return lesson.agreed - lesson.failed > 1; }

  static bool ReadAs(const Lesson& lesson, std::string_view raw) {
    const std::string read = AsciiUpper(raw);
    return std::find(lesson.read_as.begin(), lesson.read_as.end(), read) != lesson.read_as.end();
  }

  /// The lesson for what was read: a spelling just like it, else what persons made of this reading
  /// most often.
  static const Lesson* HeardBefore(const std::vector<Lesson>& spellings, std::string_view raw) {
    const Lesson* heard = nullptr;
    int most = 0;
    for (const Lesson& lesson : spellings) {
      const bool alike = Alike(lesson, raw);
      if (!alike && !ReadAs(lesson, raw)) continue;
      const int weight = 2 * (lesson.agreed - lesson.failed) + (alike ? 1 : 0);
      if (weight <= most) continue;
      most = weight;
      heard = &lesson;
    }
    return heard;
  }

  /// True where print cannot tell the letters of a name that one person wrote from those that were
  /// read, and nothing says that these are wrong.
  static bool Doubtful(const Lesson& lesson, const Field& own) {
    return Essence(own.raw) != Essence(lesson.value) && ShapeOf(own.raw) == ShapeOf(lesson.value) &&
           !WellKnown(lesson) && CountDigits(own.raw) <= CountDigits(lesson.value) &&
           own.confidence >= kDoubtful;
  }

  void RecallName() {
    Field* own = Own("supplier");
    const auto chosen = ChooseName(supplier_.names, document_, own);
    if (!chosen) return;
    if (own != nullptr && Doubtful(*chosen->lesson, *own)) return;
    const bool same = own != nullptr && Essence(own->raw) == Essence(chosen->lesson->value);
    // A name that is clearly printed otherwise needs more than its address to be this one.
    const bool otherwise = chosen->match.likeness >= kSlip && chosen->match.likeness < 1 &&
                           chosen->match.surest_difference >= kSurely;
    if (!same && otherwise && !recognition_.tax_id && recognition_.numbers < 2) return;
    Spell(supplier_.names, *chosen, kKnownConfidence);
  }

  void RecallAddress() {
    Field* own = Own("supplier_address");
    // What is likelier wrong than right says nothing against what is known.
    if (own != nullptr && own->confidence < kWorthSaying) own = nullptr;
    const auto chosen = ChooseAddress(supplier_.addresses, document_, own);
    if (!chosen) return;
    const Lesson& lesson = *chosen->lesson;
    const bool same = own != nullptr && ShapeOf(own->raw) == ShapeOf(lesson.value);
    const bool heard = own != nullptr && ReadAs(lesson, own->raw);
    if (!same && (accepted_ || heard) && !WellKnown(lesson)) {
      if (accepted_ || own->confidence >= kSurelyRead) return;
    }
    if (!same) {
      // What is clearly printed otherwise is another address, or more of it.
      const bool printed = chosen->match.likeness == 1;
      if (!printed && chosen->match.surest_difference >= kSurely) return;
      const double sure = printed || !WellKnown(lesson) ? kWholeAddress : kSurelyRead;
      if (own != nullptr && own->confidence >= sure && !heard) return;
      if (own != nullptr && GoesOn(own->raw, lesson)) return;
    }
    Spell(supplier_.addresses, *chosen,
          kKnownConfidence - 0.3 * (1 - chosen->match.likeness) - (same || heard ? 0 : 0.05));
  }

  /// True when the print goes on behind the known address, and no person ever cut that off.
  static bool GoesOn(std::string_view raw, const Lesson& lesson) {
    const std::string known = Essence(lesson.value), read = Essence(raw);
    const bool cut =
        std::any_of(lesson.read_as.begin(), lesson.read_as.end(), [&](const std::string& before) {
          const std::string essence = Essence(before);
          return essence.size() > known.size() && essence.starts_with(known);
        });
    return !(cut && WellKnown(lesson)) && read.size() > known.size() &&
           ShapeOf(raw).starts_with(ShapeOf(lesson.value));
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
    std::set<std::string> others;
    for (const auto* numbers : {&supplier_.tax_ids, &supplier_.ibans}) {
      for (const Lesson& lesson : *numbers) others.insert(Essence(lesson.value));
    }
    for (const Lesson& lesson : supplier_.places) {
      const auto placed = FindAtPlace(document_, lesson.place, others);
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
    return own->confidence < kDoubtful && own->confidence < proposal.confidence;
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
  const HouseStyle& style_;
  const Recognition& recognition_;
  const PrintedDocument& document_;
  Invoice& invoice_;
  const bool accepted_;  // without the memory
  Findings findings_;
  Memory::Recalled recalled_;
};

bool SpelledSo(const std::vector<Lesson>& spellings, std::string_view raw) {
  return std::any_of(spellings.begin(), spellings.end(), [&](const Lesson& lesson) {
    return AsciiUpper(lesson.value) == AsciiUpper(raw);
  });
}

/// Rewrites what is still as it was `read`, as persons write it; a spelling that the supplier's own
/// lessons have stays.
void ApplyStyle(const HouseStyle& style, const PrintedDocument& printed,
                const KnownSupplier* supplier, const Invoice& read, Invoice& invoice,
                Memory::Recalled& recalled) {
  for (const std::string_view name : kWrittenFields) {
    const Field* before = read.Find(name);
    const auto it = invoice.fields.find(name);
    if (it == invoice.fields.end() || before == nullptr || before->how != How::kOcr) continue;
    Field& field = it->second;
    if (field.raw != before->raw) continue;
    if (supplier != nullptr &&
        (SpelledSo(supplier->names, field.raw) || SpelledSo(supplier->addresses, field.raw))) {
      continue;
    }
    HouseStyle::Text text = style.Write(name, field, printed);
    if (text.lessons.empty()) continue;
    if (field.how == How::kOcr) field.value = text.text;
    field.raw = std::move(text.text);
    field.how = How::kLesson;
    for (const Lesson* lesson : text.lessons) {
      recalled.used.push_back({lesson->id, lesson->field, lesson->document, true});
    }
  }
}

}  // namespace

Result<Memory> Memory::Load(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(std::vector<Lesson> lessons, ListLessons(connection));
  return Memory(std::move(lessons));
}

Memory::Recalled Memory::Recall(const documents::Document& document, Invoice& invoice) const {
  if (known_.empty() || !document.HasText()) return {};
  const PrintedDocument printed(document);
  const Invoice read = invoice;
  const auto recognition = Recognize(known_, printed, invoice);
  const KnownSupplier* supplier = recognition ? &known_[recognition->supplier] : nullptr;
  Recalled recalled;
  if (supplier != nullptr)
    recalled = Recollection(*supplier, *recognition, style_, printed, invoice).Run();
  // What is accepted without the memory stays as it is printed.
  if (read.verdict != Verdict::kAccept) {
    ApplyStyle(style_, printed, supplier, read, invoice, recalled);
  }
  return recalled;
}

Status NoteFailures(db::Connection& connection, const Memory::Recalled& recalled,
                    const DocumentId& document, Instant now) {
  for (const Memory::Use& use : recalled.failed) {
    TELAR_RETURN_IF_ERROR(Witness(connection, use.lesson, {document, false, now}, "arithmetic"));
  }
  return Status::Ok();
}

}  // namespace telar::invoices
