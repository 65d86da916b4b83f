#include "invoices/fuse_einvoice.h"

#include <algorithm>
#include <set>

#include "invoices/characters.h"
#include "invoices/check.h"
#include "invoices/check_digits.h"
#include "invoices/evidence.h"
#include "invoices/legal_form.h"
#include "invoices/printed_places.h"
#include "invoices/published_values.h"

namespace telar::invoices {
namespace {

using documents::EInvoice;
using documents::Published;

enum class Form { kAmount, kDay, kCode, kTaxId, kName, kOther };

struct Rule {
  std::string_view field;
  Form form;
  /// Labels that make a printed value this field.
  std::vector<Label> labels;
};

const std::vector<Rule>& Rules() {
  static const std::vector<Rule> rules = {
      {"supplier_tax_id", Form::kTaxId, {}},
      {"customer_tax_id", Form::kTaxId, {}},
      {"supplier", Form::kName, {}},
      {"customer", Form::kName, {}},
      {"invoice_number", Form::kCode, {}},
      {"purchase_order", Form::kCode, {}},
      {"iban", Form::kCode, {}},
      {"fiscal_id", Form::kCode, {}},
      {"date", Form::kDay, {Label::kDate, Label::kInvoiceDate, Label::kTitle}},
      {"due_date", Form::kDay, {Label::kDueDate}},
      {"subtotal", Form::kAmount, {Label::kSubtotal}},
      {"tax", Form::kAmount, {Label::kTax}},
      {"discount", Form::kAmount, {Label::kDiscount}},
      {"total", Form::kAmount, {Label::kTotal, Label::kTotalDue}},
      {"currency", Form::kOther, {}},
      {"supplier_address", Form::kOther, {}},
  };
  return rules;
}

/// A tax id without the country that some print before it.
std::string WithoutCountry(std::string_view compact) {
  const bool prefixed = compact.size() > 8 && IsAsciiLetter(compact[0]) &&
                        IsAsciiLetter(compact[1]) && !AllDigits(compact.substr(0, 3));
  return std::string(prefixed ? compact.substr(2) : compact);
}

bool SameTaxId(std::string_view a, std::string_view b) {
  const std::string one = Compact(a), other = Compact(b);
  return one == other || WithoutCountry(one) == other || one == WithoutCountry(other);
}

std::set<std::string> WordsOf(std::string_view name) {
  std::set<std::string> words;
  for (Atom& atom : SplitAtoms(name)) {
    if (CountLetters(atom.folded) > 2) words.insert(std::move(atom.folded));
  }
  return words;
}

bool ShareAWord(std::string_view a, std::string_view b) {
  const std::set<std::string> words = WordsOf(a), others = WordsOf(b);
  return std::any_of(words.begin(), words.end(), [&](const auto& w) { return others.contains(w); });
}

std::vector<Decimal> FiguresOf(const EInvoice& in) {
  std::vector<Decimal> figures;
  const auto add = [&](const Published& published) {
    if (const auto number = NumberOf(published)) figures.push_back(number->Abs());
  };
  for (const Published* figure :
       {&in.line_total, &in.allowances_total, &in.charges_total, &in.tax_exclusive, &in.tax_total,
        &in.tax_inclusive, &in.prepaid, &in.rounding, &in.payable}) {
    add(*figure);
  }
  for (const auto& tax : in.taxes) {
    add(tax.base);
    add(tax.amount);
    // What the goods of one of several rates cost with their tax; of a single rate it is the total.
    const auto base = NumberOf(tax.base), amount = NumberOf(tax.amount);
    if (in.taxes.size() > 1 && base && amount) figures.push_back((*base + *amount).Abs());
  }
  for (const auto& allowance : in.allowances) add(allowance.amount);
  Decimal off_lines;
  for (const auto& line : in.lines) {
    for (const auto& allowance : line.allowances) {
      const auto amount = NumberOf(allowance.amount);
      if (amount && !allowance.charge) off_lines = off_lines + *amount;
      add(allowance.amount);
    }
  }
  figures.push_back(off_lines.Abs());
  const auto inclusive = NumberOf(in.tax_inclusive), rounding = NumberOf(in.rounding);
  if (inclusive && rounding) figures.push_back((*inclusive + *rounding).Abs());
  return figures;
}

class Fusion {
 public:
  Fusion(const EInvoice& published, const Evidence& evidence, const Invoice& from_pages,
         Invoice& invoice)
      : published_(published), evidence_(evidence), pages_(from_pages), invoice_(invoice) {}

  void Run() {
    for (const Rule& rule : Rules()) {
      const auto it = invoice_.fields.find(rule.field);
      if (it == invoice_.fields.end()) continue;
      const Field* page = pages_.Find(rule.field);
      if (Confirm(rule, it->second, page)) continue;
      if (page != nullptr && Contradicts(rule, it->second, *page)) Differ(rule, it->second, *page);
    }
    Complete();
    PlaceLines();
  }

 private:
  void Complete() {
    for (const Rule& rule : Rules()) {
      const Field* page = pages_.Find(rule.field);
      if (page == nullptr || rule.form == Form::kAmount || invoice_.Find(rule.field) != nullptr)
        continue;
      if (page->confidence >= kSureEnough) invoice_.fields.emplace(rule.field, *page);
    }
    if (!invoice_.lines.empty() || pages_.lines.empty()) return;
    invoice_.lines = pages_.lines;
    const auto published =
        NumberOf(published_.line_total.empty() ? published_.tax_exclusive : published_.line_total);
    Decimal sum;
    for (const Line& line : invoice_.lines) sum = sum + line.amount.value_or(Decimal());
    if (!published || sum.Abs() == published->Abs()) return;
    Complain("xml_page_differ: the lines add up to " + published->ToString() +
             " in the XML and to " + sum.ToString() + " on the pages");
  }

  void Complain(std::string reason) {
    invoice_.verdict = Verdict::kReview;
    invoice_.reasons.push_back(std::move(reason));
  }

  static bool Same(const Rule& rule, std::string_view xml, std::string_view page) {
    switch (rule.form) {
      case Form::kAmount: {
        const auto a = Decimal::Parse(xml), b = Decimal::Parse(page);
        return a.ok() && b.ok() && a->Abs() == b->Abs();
      }
      case Form::kTaxId: return SameTaxId(xml, page);
      case Form::kCode: {
        const std::string a = Compact(xml), b = Compact(page);
        return a == b || (!b.empty() && a.ends_with(b)) || (!a.empty() && b.ends_with(a));
      }
      case Form::kName: return Compact(xml) == Compact(page);
      case Form::kDay:
      case Form::kOther: return xml == page;
    }
    return false;
  }

  std::vector<PrintedPlace> Places(const Rule& rule, const Field& field) const {
    switch (rule.form) {
      case Form::kAmount: {
        const auto amount = Decimal::Parse(field.value);
        // A zero stands everywhere.
        return amount.ok() && !amount->is_zero() ? PlacesOf(evidence_, *amount)
                                                 : std::vector<PrintedPlace>();
      }
      case Form::kDay: {
        const auto day = ParseDate(field.value);
        return day.ok() ? PlacesOf(evidence_, *day) : std::vector<PrintedPlace>();
      }
      case Form::kCode: return PlacesOfCode(evidence_, Compact(field.value));
      case Form::kTaxId: {
        const std::string compact = Compact(field.value);
        std::vector<PrintedPlace> places = PlacesOfCode(evidence_, compact, true);
        return places.empty() ? PlacesOfCode(evidence_, WithoutCountry(compact)) : places;
      }
      case Form::kName: return PlacesOfName(evidence_, field.value);
      case Form::kOther: return {};
    }
    return {};
  }

  bool Confirm(const Rule& rule, Field& field, const Field* page) {
    if (page != nullptr && !page->raw.empty() && Same(rule, field.value, page->value)) {
      field.page = page->page;
      field.box = page->box;
      return true;
    }
    const std::vector<PrintedPlace> places = Places(rule, field);
    const PrintedPlace* best = nullptr;
    bool labelled = false;
    for (const PrintedPlace& place : places) {
      const LabelHit* label = rule.labels.empty() ? nullptr : LabelOf(evidence_, place);
      const bool own = label != nullptr && std::find(rule.labels.begin(), rule.labels.end(),
                                                     label->label) != rule.labels.end();
      // What stands beside the label of something else is something else.
      if ((label != nullptr && !own) || (labelled && !own)) continue;
      // Totals stand at the foot, everything else at the head.
      const bool later = rule.form == Form::kAmount;
      if (best == nullptr || (own && !labelled) || later) best = &place;
      labelled = labelled || own;
    }
    if (best == nullptr) return false;
    const PrintedPlace& place = *best;
    const Row& row = evidence_.row(place.row);
    field.page = row.page->number;
    field.box = row.PrintedBoxOf(place.span);
    return true;
  }

  bool IsSure(const Field& page) const {
    if (page.how == How::kComputed || page.raw.empty()) return false;
    if (page.how != How::kOcr) return page.confidence >= kSureEnough;
    return page.confidence >= kSureScan && LeastSureWord(page) >= kSureScan;
  }

  double LeastSureWord(const Field& field) const {
    double least = 1;
    for (std::size_t r = 0; r < evidence_.size(); ++r) {
      if (evidence_.row(r).page->number != field.page) continue;
      for (const RowWord& word : evidence_.row(r).words) {
        const documents::Box& box = word.word->box;
        const float x = box.center_x(), y = box.center_y();
        const bool inside =
            x >= field.box.x0 && x <= field.box.x1 && y >= field.box.y0 && y <= field.box.y1;
        if (inside) least = std::min(least, static_cast<double>(word.word->confidence));
      }
    }
    return least;
  }

  bool IsConfirmed(std::string_view name) const {
    const Field* field = invoice_.Find(name);
    return field != nullptr && !field->box.empty();
  }

  bool Contradicts(const Rule& rule, const Field& xml, const Field& page) const {
    if (!IsSure(page) || Same(rule, xml.value, page.value)) return false;
    switch (rule.form) {
      case Form::kAmount: {
        const auto value = Decimal::Parse(page.value);
        if (!value.ok()) return false;
        const std::vector<Decimal> figures = FiguresOf(published_);
        return std::find(figures.begin(), figures.end(), value->Abs()) == figures.end();
      }
      case Form::kDay: return true;
      case Form::kTaxId: {
        const auto is = [&](const Published& id) {
          return !id.empty() && SameTaxId(id.text, page.value);
        };
        return !is(published_.seller.tax_id) && !is(published_.buyer.tax_id) &&
               !is(published_.seller.other_id) && !is(published_.buyer.other_id);
      }
      case Form::kName: {
        const bool seller = rule.field == "supplier";
        const auto& party = seller ? published_.seller : published_.buyer;
        if (IsConfirmed(seller ? "supplier_tax_id" : "customer_tax_id")) return false;
        // Without the form of a company a line may be anything.
        const std::vector<Atom> atoms = SplitAtoms(page.value);
        if (LegalFormEnd(atoms, 0, atoms.size()) == 0) return false;
        return !ShareAWord(party.name.text, page.value) &&
               !ShareAWord(party.trade_name.text, page.value);
      }
      case Form::kCode: return true;
      case Form::kOther: return rule.field == "currency" && page.raw == page.value;
    }
    return false;
  }

  void Differ(const Rule& rule, Field& xml, const Field& page) {
    xml.confidence = std::min(xml.confidence, 0.5);
    Complain("xml_page_differ: " + std::string(rule.field) + " is " + xml.value +
             " in the XML and " + page.value + " on page " + std::to_string(page.page));
  }

  void PlaceLines() {
    std::vector<bool> taken(pages_.lines.size());
    for (Line& line : invoice_.lines) {
      if (!line.amount) continue;
      for (std::size_t i = 0; i < pages_.lines.size(); ++i) {
        const Line& printed = pages_.lines[i];
        if (taken[i] || !printed.amount || printed.amount->Abs() != line.amount->Abs()) continue;
        const bool quantity =
            line.quantity && printed.quantity && line.quantity->Abs() == printed.quantity->Abs();
        if (!quantity && !ShareAWord(line.description, printed.description)) continue;
        taken[i] = true;
        line.page = printed.page;
        line.box = printed.box;
        break;
      }
    }
  }

  const EInvoice& published_;
  const Evidence& evidence_;
  const Invoice& pages_;
  Invoice& invoice_;
};

}  // namespace

void FuseWithPages(const EInvoice& published, const documents::Document& document,
                   const Invoice& from_pages, Invoice& invoice) {
  const Layout layout = BuildLayout(document);
  if (layout.rows.empty()) return;
  const Evidence evidence = Gather(layout);
  Fusion(published, evidence, from_pages, invoice).Run();
}

}  // namespace telar::invoices
