#include "invoices/lines.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/text.h"
#include "invoices/check.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostLines = 5000;
constexpr std::size_t kMostNumbers = 6;

/// What may stand between the numbers of a line: signs, times, units, currency, short tax codes.
bool IsFiller(const Row& row, const Atom& atom) {
  const std::string& word = atom.folded;
  if (word == "x" || word == "por" || word == "a" || IsUnit(word)) return true;
  if (CurrencyMarkAt(row.text, atom.span.begin) > 0 || word == "us") return true;
  return word.size() <= 2 && AsciiUpper(row.Text(atom.span)) == row.Text(atom.span);
}

bool EndsTable(Label label) {
  switch (label) {
    case Label::kSubtotal:
    case Label::kTax:
    case Label::kDiscount:
    case Label::kTotal:
    case Label::kTotalDue:
    case Label::kShipping:
    case Label::kRounding:
    case Label::kCash:
    case Label::kChange:
    case Label::kPaid:
    case Label::kOtherTotal: return true;
    default: return false;
  }
}

/// The numbers of one row that may belong to a line.
struct Numbers {
  std::vector<const Amount*> tail;    ///< The run that closes the row, at most kMostNumbers.
  const Amount* lead = nullptr;       ///< A number that opens the row.
  const Amount* lead_next = nullptr;  ///< A second number right after it (position, quantity).
  Span before;                        ///< What stands left of a quantity that leads the row.
  Span text;                          ///< What is between: code and description.
};

struct Reading {
  const Amount *quantity = nullptr, *price = nullptr, *amount = nullptr;
  double score = -1e9;
  bool agrees = false;
};

class Finder {
 public:
  Finder(const Evidence& e, DecimalMark mark) : e_(e), mark_(mark) {}

  LineTable Find() {
    for (std::size_t r = 0; r < e_.size() && table_.lines.size() < kMostLines; ++r) {
      if (r > 0 && e_.row(r).page != e_.row(r - 1).page) {
        inside_ = false;
        closed_ = false;
        Forget();
      }
      One(r);
    }
    for (Line& line : table_.lines) line.description = CleanDescription(line.description);
    return std::move(table_);
  }

 private:
  void Forget() {
    last_ = 0;
    pending_ = kNone;
    has_last_ = false;
  }

  std::optional<Decimal> Value(const Amount* amount) const {
    return amount == nullptr ? std::nullopt : amount->readings.Under(mark_);
  }

  void One(std::size_t r) {
    if (auto header = ReadHeader(e_, r); !header.empty()) {
      // A second line of one header names columns again, but fewer.
      const bool second = inside_ && header_row_ + 1 == r && header.size() <= header_.size();
      if (!second) header_ = std::move(header);
      header_row_ = r;
      inside_ = true;
      closed_ = false;
      Forget();
      table_.rows.insert(r);
      return;
    }
    const auto& hits = e_.labels[r];
    if (std::any_of(hits.begin(), hits.end(),
                    [](const LabelHit& h) { return h.label == Label::kCarry; }) &&
        !e_.amounts[r].empty()) {
      Forget();
      return;
    }
    const Numbers numbers = Split(r);
    const Reading reading = Best(r, numbers);
    const bool three = reading.quantity != nullptr && reading.price != nullptr && reading.agrees;
    if (IsSumRow(r) && !(three && *Value(reading.quantity) != Decimal(1))) {
      if (inside_ || !table_.lines.empty()) closed_ = true;
      inside_ = false;
      Forget();
      return;
    }
    const bool line = inside_ ? reading.score > 0 && reading.amount != nullptr
                              : !closed_ && three && Plausible(reading);
    if (line) {
      Add(r, numbers, reading);
    } else if (std::none_of(numbers.tail.begin(), numbers.tail.end(), [&](const Amount* a) {
                 return a->money() && !(inside_ && UnderText(r, *a));
               })) {
      Continue(r);
    } else if (!inside_) {
      Forget();
    }
  }

  /// True for a number that goes on with the text of the line above and not with its numbers.
  bool UnderText(std::size_t r, const Amount& amount) const {
    if (!has_last_ || !amount.currency.empty()) return false;
    const Row& row = e_.row(r);
    const documents::Box box = row.BoxOf(amount.digits);
    return row.segments.size() == 1 && HorizontalOverlap(box, text_box_) > 0.9F &&
           box.x1 <= text_box_.x1;
  }

  /// Without a header, chance must not make a line: money in price and amount.
  bool Plausible(const Reading& reading) const {
    const auto amount = Value(reading.amount);
    return reading.price->money() && reading.amount->money() && !amount->is_zero() &&
           reading.amount->digits.begin > reading.price->digits.begin;
  }

  bool IsSumRow(std::size_t r) const {
    const Row& row = e_.row(r);
    for (const LabelHit& hit : e_.labels[r]) {
      if (!EndsTable(hit.label)) continue;
      std::size_t before = 0, between = 0;
      const Amount* next = nullptr;
      for (const Amount& amount : e_.amounts[r]) {
        if (amount.digits.begin >= hit.span.end && next == nullptr) next = &amount;
      }
      if (next == nullptr) {
        // The label alone, its amount elsewhere: only when it is the whole row.
        const bool sum = hit.label == Label::kSubtotal || hit.label == Label::kTotal ||
                         hit.label == Label::kTotalDue;
        if (sum && has_last_ && hit.span.begin == 0 && hit.span.end + 2 >= row.text.size())
          return true;
        continue;
      }
      for (const Atom& atom : row.atoms) {
        const bool letter = atom.folded[0] >= 'a' && atom.folded[0] <= 'z';
        if (atom.span.end <= hit.span.begin && letter) before += atom.folded.size();
        if (atom.span.begin >= hit.span.end && atom.span.end <= next->span.begin && letter)
          between += atom.folded.size();
      }
      const bool starts = row.SegmentAt(hit.span.begin).begin == hit.span.begin || before == 0;
      const bool always = before == 0 || hit.label == Label::kTotal ||
                          hit.label == Label::kTotalDue || hit.label == Label::kSubtotal ||
                          hit.label == Label::kTax;
      // Other sums beside text: a table's line of that name would have a quantity or a price too.
      const auto after = std::count_if(
          e_.amounts[r].begin(), e_.amounts[r].end(),
          [&](const Amount& a) { return a.digits.begin >= hit.span.end && !a.percent; });
      if (starts && between <= 12 && (always || after == 1)) return true;
    }
    return false;
  }

  /// True when nothing but fillers stands between two places of a row.
  bool OnlyFillers(const Row& row, std::size_t begin, std::size_t end) const {
    return std::all_of(row.atoms.begin(), row.atoms.end(), [&](const Atom& atom) {
      return atom.span.end <= begin || atom.span.begin >= end || IsFiller(row, atom) ||
             InUnitColumn(row, atom);
    });
  }

  /// True for a word of its own cell, or a known unit, under the header's unit column.
  bool InUnitColumn(const Row& row, const Atom& atom) const {
    if (!inside_ || atom.folded.empty() || atom.folded[0] < 'a' || atom.folded[0] > 'z') return false;
    const Span cell = row.SegmentAt(atom.span.begin);
    const bool alone = row.Text(cell).find(' ') == std::string_view::npos;
    if (!alone && !IsUnit(atom.folded)) return false;
    const documents::Box box = row.BoxOf(atom.span);
    return std::any_of(header_.begin(), header_.end(), [&](const HeaderColumn& h) {
      return h.column == Column::kUnit && HorizontalOverlap(h.box, box) > 0.3F;
    });
  }

  /// True when the header has the quantity left of the description.
  bool QuantityLeads() const {
    for (const HeaderColumn& h : header_) {
      if (h.column == Column::kDescription) return false;
      if (h.column == Column::kQuantity) return HasColumn(Column::kDescription);
    }
    return false;
  }

  Numbers Split(std::size_t r) const {
    const Row& row = e_.row(r);
    const auto& amounts = e_.amounts[r];
    Numbers numbers;
    std::size_t at = row.text.size();
    std::size_t left = amounts.size();
    while (left > 0 && numbers.tail.size() < kMostNumbers &&
           OnlyFillers(row, amounts[left - 1].span.end, at)) {
      --left;
      numbers.tail.push_back(&amounts[left]);
      at = amounts[left].span.begin;
    }
    std::reverse(numbers.tail.begin(), numbers.tail.end());
    std::size_t begin = 0;
    const Amount* leading = nullptr;
    if (inside_ && QuantityLeads()) {
      for (std::size_t i = 0; i < std::min<std::size_t>(left, 3); ++i) {
        const double fit = Fit(row, amounts[i], Column::kQuantity);
        if (fit > 0.6 && (leading == nullptr || fit > Fit(row, *leading, Column::kQuantity)))
          leading = &amounts[i];
      }
    }
    if (leading != nullptr) {
      numbers.lead = leading;
      numbers.before = {0, leading->span.begin};
      begin = leading->span.end;
    } else if (left > 0 && OnlyFillers(row, 0, amounts[0].span.begin)) {
      numbers.lead = &amounts[0];
      begin = amounts[0].span.end;
      if (left > 1 && OnlyFillers(row, begin, amounts[1].span.begin)) {
        numbers.lead_next = &amounts[1];
        begin = amounts[1].span.end;
      }
    }
    numbers.text = {begin,
                    numbers.tail.empty() ? row.text.size() : numbers.tail.front()->span.begin};
    return numbers;
  }

  bool HasColumn(Column column) const {
    return std::any_of(header_.begin(), header_.end(),
                       [&](const HeaderColumn& h) { return h.column == column; });
  }

  /// How well a number stands under a column of the header, 0..1.
  double Fit(const Row& row, const Amount& amount, Column column) const {
    const documents::Box box = row.BoxOf(amount.digits);
    double best = 0;
    for (const HeaderColumn& h : header_) {
      if (h.column != column) continue;
      const float apart =
          std::min({std::abs(box.x1 - h.box.x1), std::abs(box.center_x() - h.box.center_x()),
                    std::abs(box.x0 - h.box.x0)});
      const bool over = HorizontalOverlap(box, h.box) > 0.3F;
      best = std::max(
          best, std::max(over ? 0.9 : 0.0, 1.0 - static_cast<double>(apart / (6 * row.height))));
    }
    return best;
  }

  /// The reading of a row's numbers with the most evidence.
  Reading Best(std::size_t r, const Numbers& numbers) const {
    Reading best;
    if (numbers.tail.empty()) return best;
    const Row& row = e_.row(r);
    std::vector<const Amount*> usable, quantities;
    for (const Amount* amount : numbers.tail) {
      if (!amount->percent) usable.push_back(amount);
    }
    quantities = usable;
    if (numbers.lead != nullptr && !numbers.lead->percent) quantities.push_back(numbers.lead);
    if (numbers.lead_next != nullptr && !numbers.lead_next->percent)
      quantities.push_back(numbers.lead_next);
    quantities.push_back(nullptr);
    std::vector<const Amount*> prices = usable;
    prices.push_back(nullptr);
    for (std::size_t back = 0; back < std::min<std::size_t>(usable.size(), 3); ++back) {
      const Amount* amount = usable[usable.size() - 1 - back];
      if (!amount->unit.empty()) continue;
      for (const Amount* price : prices) {
        if (price == amount || (price != nullptr && !price->unit.empty())) continue;
        for (const Amount* quantity : quantities) {
          if (quantity == amount || (quantity != nullptr && quantity == price)) continue;
          const Reading reading =
              Score(row, numbers, quantity, price, amount, static_cast<double>(back));
          if (reading.score > best.score) best = reading;
        }
      }
    }
    return best;
  }

  Reading Score(const Row& row, const Numbers& numbers, const Amount* quantity, const Amount* price,
                const Amount* amount, double back) const {
    Reading reading{quantity, price, amount, 0, false};
    double score = 0.3 - 0.35 * back;
    const auto place = [&](const Amount* number, Column column) {
      if (number == nullptr || !inside_) return;
      score += HasColumn(column) ? Fit(row, *number, column) - 0.4 : -0.6;
    };
    place(quantity, Column::kQuantity);
    place(price, Column::kPrice);
    place(amount, Column::kAmount);
    const auto q = Value(quantity), p = Value(price), a = Value(amount);
    if (!a || (quantity != nullptr && !q) || (price != nullptr && !p)) return {};
    if (q && p) {
      reading.agrees = Agrees(numbers, *q, *p, *a);
      if (!reading.agrees) score -= 0.7;
      else if (!ProductAgrees(*q, *p, *a)) score += 0.2;
      else score += q->Abs() == Decimal(1) || p->Abs() == Decimal(1) ? 0.8 : 2.0;
    }
    if (quantity != nullptr) {
      if (!quantity->currency.empty()) score -= 1.5;
      if (quantity->decimals == 2) score -= 0.15;
      if (!quantity->unit.empty()) score += 0.4;
      if (q->is_zero()) score -= 0.5;
      if (price != nullptr && quantity->digits.begin > price->digits.begin) score -= 0.1;
    }
    if (price != nullptr && price->digits.begin > amount->digits.begin) score -= 0.3;
    if (e_.prints_decimals && !amount->money()) score -= quantity != nullptr ? 0.6 : 1.5;
    // Numbers without a role count against a reading, less so where they may belong to the name.
    const std::size_t first = FirstUsed(numbers, reading);
    for (const Amount* number : numbers.tail) {
      if (number->percent || number == quantity || number == price || number == amount) continue;
      score -= number->span.begin < first ? 0.1 : 0.3;
    }
    reading.score = score;
    return reading;
  }

  /// Where the first number of the tail that has a role begins.
  static std::size_t FirstUsed(const Numbers& numbers, const Reading& reading) {
    for (const Amount* number : numbers.tail) {
      if (number == reading.quantity || number == reading.price || number == reading.amount)
        return number->span.begin;
    }
    return std::string::npos;
  }

  /// quantity × price is the amount, also less a discount or with a tax printed in the row.
  bool Agrees(const Numbers& numbers, const Decimal& q, const Decimal& p, const Decimal& a) const {
    if (ProductAgrees(q, p, a)) return true;
    for (const Amount* other : numbers.tail) {
      const auto rate = Value(other);
      if (!other->percent || !rate || rate->Abs() > Decimal(100)) continue;
      const Decimal share = rate->Abs() * Decimal::FromUnits(1, 2);
      const Decimal product = (q * p).Rounded(6);
      if (ProductAgrees(product, Decimal(1) - share, a) ||
          ProductAgrees(product, Decimal(1) + share, a))
        return true;
    }
    return false;
  }

  void Add(std::size_t r, const Numbers& numbers, const Reading& reading) {
    const Row& row = e_.row(r);
    Line line;
    line.quantity = Value(reading.quantity);
    line.unit_price = Value(reading.price);
    line.amount = Value(reading.amount);
    for (const Amount* other : numbers.tail) {
      const auto rate = Value(other);
      // "Cotton 100 %" belongs to the name.
      if (!other->percent || !rate || other->span.begin < FirstUsed(numbers, reading)) continue;
      const bool discount = inside_ && HasColumn(Column::kDiscount) &&
                            (!HasColumn(Column::kTax) ||
                             Fit(row, *other, Column::kDiscount) > Fit(row, *other, Column::kTax));
      if (!discount) line.tax_rate = rate;
    }
    const Span unit = ReadUnit(row, reading.quantity, line);
    Span text{numbers.text.begin, FirstUsed(numbers, reading)};
    // A number that opened the row but has no role may be a code or belong to the name.
    if (numbers.lead != nullptr && reading.quantity != numbers.lead &&
        reading.quantity != numbers.lead_next && !IsPosition(row, *numbers.lead)) {
      text.begin = numbers.lead->span.begin;
    }
    TakeCode(row, text, line);
    TakeCodeBefore(row, numbers.before, line);
    if (unit.begin >= text.begin && unit.end <= text.end) {
      const std::string rest(row.Text({unit.end, text.end}));
      line.description = OneLine(std::string(row.Text({text.begin, unit.begin})) + " " + rest);
      if (rest.find_first_not_of(" \t") == std::string::npos) text.end = unit.begin;
      else if (row.Text({text.begin, unit.begin}).find_first_not_of(" \t.") == std::string::npos)
        text.begin = unit.end;
    } else {
      line.description = OneLine(row.Text(text));
    }
    const Span whole{0, row.text.size()};
    line.raw = OneLine(row.text);
    line.page = row.page->number;
    line.box = row.BoxOf(whole);
    const double ocr =
        0.6 + 0.4 * row.ConfidenceOf({numbers.tail.front()->span.begin, row.text.size()});
    line.confidence = (reading.agrees                                            ? 0.97
                       : reading.quantity != nullptr && reading.price != nullptr ? 0.5
                                                                                 : 0.75) *
                      ocr;
    if (CleanDescription(line.description).empty() && pending_ != kNone) {
      const Row& above = e_.row(pending_);
      line.description = OneLine(above.text);
      line.raw = OneLine(above.text) + " " + line.raw;
      line.box = Around(line.box, above.box);
      table_.rows.insert(pending_);
    }
    if (CleanDescription(line.description).empty() && !reading.agrees) return;
    if (reading.agrees) ++table_.agreeing;
    table_.lines.push_back(std::move(line));
    table_.rows.insert(r);
    last_ = r;
    has_last_ = true;
    pending_ = kNone;
    text_box_ = text.empty() ? row.box : row.BoxOf(text);
  }

  bool IsPosition(const Row& row, const Amount& amount) const {
    const auto value = Value(&amount);
    if (!value || amount.decimals != 0) return false;
    if (inside_ && HasColumn(Column::kPosition) && Fit(row, amount, Column::kPosition) > 0.6)
      return true;
    return *value == Decimal(static_cast<std::int64_t>(table_.lines.size()) + 1);
  }

  /// Sets the line's unit; the word it stands in, empty when it is glued to a number or absent.
  Span ReadUnit(const Row& row, const Amount* quantity, Line& line) const {
    for (const Atom& atom : row.atoms) {
      if (!InUnitColumn(row, atom)) continue;
      line.unit = std::string(row.Text(atom.span));
      return atom.span;
    }
    if (quantity == nullptr) return {};
    if (!quantity->unit.empty()) {
      line.unit = std::string(quantity->unit);
      return {};
    }
    const auto next = std::find_if(row.atoms.begin(), row.atoms.end(), [&](const Atom& a) {
      return a.span.begin >= quantity->span.end;
    });
    if (next == row.atoms.end() || next->folded == "x" || !IsUnit(next->folded)) return {};
    const std::string_view between = row.Text({quantity->span.end, next->span.begin});
    if (between != " " && between != "\t") return {};
    line.unit = std::string(row.Text(next->span));
    return next->span;
  }

  /// The word left of a leading quantity that stands under the code column.
  void TakeCodeBefore(const Row& row, Span before, Line& line) const {
    for (const RowWord& word : row.words) {
      if (line.code || word.span.end > before.end) break;
      for (const HeaderColumn& h : header_) {
        if (h.column == Column::kCode && HorizontalOverlap(h.box, word.word->box) > 0)
          line.code = std::string(row.Text(word.span));
      }
    }
  }

  /// Moves a leading code out of the text of a line.
  void TakeCode(const Row& row, Span& text, Line& line) const {
    while (!text.empty() && (row.text[text.begin] == ' ' || row.text[text.begin] == '\t'))
      ++text.begin;
    if (text.empty()) return;
    std::size_t end = text.begin;
    while (end < text.end && row.text[end] != ' ' && row.text[end] != '\t') ++end;
    const Span word{text.begin, end};
    const std::string_view printed = row.Text(word);
    const bool digits =
        std::any_of(printed.begin(), printed.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool alone = end < text.end && row.text[end] == '\t';
    bool under = false;
    if (inside_) {
      const documents::Box box = row.BoxOf(word);
      for (const HeaderColumn& h : header_) {
        if (h.column == Column::kCode && HorizontalOverlap(h.box, box) > 0) under = true;
      }
    }
    const std::size_t more = row.text.find_first_not_of(" \t", end);
    const bool text_follows = more != std::string::npos && more < text.end;
    if (!text_follows || (!under && !(digits && alone && printed.size() >= 4))) return;
    line.code = std::string(printed);
    text.begin = end;
  }

  /// A row of text alone: more of the line above, or what the next line is called.
  void Continue(std::size_t r) {
    const Row& row = e_.row(r);
    const bool label = std::any_of(e_.labels[r].begin(), e_.labels[r].end(), [&](const LabelHit& h) {
      // "Card" without an amount may be a word of a description.
      const bool payment = h.label == Label::kPaid || h.label == Label::kCash ||
                           h.label == Label::kChange || h.label == Label::kShipping;
      if (payment && e_.amounts[r].empty()) return false;
      return (EndsTable(h.label) || h.label == Label::kContact || h.label == Label::kIban ||
              h.label == Label::kTaxId) &&
             h.weight > 0.6 && h.span.begin == 0;
    });
    if (label) {
      Forget();
      return;
    }
    if (has_last_ && last_ < r && row.page == e_.row(last_).page) {
      const float gap = row.box.y0 - e_.row(r - 1).box.y1;
      const bool near = r - last_ <= 8 && gap < 0.9F * row.height;
      const bool under = HorizontalOverlap(row.box, text_box_) > 0.3F && row.segments.size() == 1 &&
                         row.box.x0 > text_box_.x0 - 3 * row.height;
      if (inside_ && near && under) {
        Line& line = table_.lines.back();
        // A word broken at its hyphen goes on without a space.
        const std::string& so_far = line.description;
        const bool hyphen = so_far.size() > 1 && so_far.back() == '-' &&
                            so_far[so_far.size() - 2] != ' ' && row.text[0] >= 'a' &&
                            row.text[0] <= 'z';
        line.description += (hyphen ? "" : " ") + OneLine(row.text);
        line.raw += " " + OneLine(row.text);
        line.box = Around(line.box, row.box);
        table_.rows.insert(r);
        return;
      }
      has_last_ = false;
    }
    pending_ = r;
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const Evidence& e_;
  DecimalMark mark_;
  std::vector<HeaderColumn> header_;
  std::size_t header_row_ = 0;
  bool inside_ = false;  // under a header, before the sums
  bool closed_ = false;  // after the sums of this page
  bool has_last_ = false;
  std::size_t last_ = 0;         // row of the last line
  std::size_t pending_ = kNone;  // a row of text that may name the next line
  documents::Box text_box_;
  LineTable table_;
};

}  // namespace

LineTable FindLines(const Evidence& evidence, DecimalMark mark) {
  return Finder(evidence, mark).Find();
}

std::string CleanDescription(std::string_view text) {
  std::string clean = OneLine(text);
  const std::vector<Atom> atoms = SplitAtoms(clean);
  for (std::size_t i = 1; i < atoms.size(); ++i) {
    const std::string& word = atoms[i].folded;
    if (word != "dolares" && word != "centavos" && word != "dolar" && word != "centavo") continue;
    for (std::size_t j = i + 1; j < std::min(i + 4, atoms.size()); ++j) {
      if (atoms[j].folded != "por" || atoms.size() - j > 5) continue;
      clean.resize(atoms[i].span.begin);
      i = atoms.size();
      break;
    }
  }
  constexpr std::string_view kLoose = " \t-:;,|";
  while (!clean.empty() && kLoose.find(clean.back()) != std::string_view::npos) clean.pop_back();
  const std::size_t begin = clean.find_first_not_of(" -:;,|*");
  return begin == std::string::npos ? std::string() : clean.substr(begin);
}

}  // namespace telar::invoices
