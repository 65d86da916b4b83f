#include "invoices/lines.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "invoices/check.h"
#include "invoices/line_charges.h"
#include "invoices/line_counts.h"
#include "invoices/line_repair.h"
#include "invoices/line_sums.h"
#include "invoices/line_tax.h"
#include "invoices/line_totals.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostLines = 5000;
constexpr std::size_t kMostNames = 3;     // rows of a name above its numbers
constexpr std::size_t kMostWrapped = 8;   // rows of a description below its numbers
constexpr std::size_t kMostRewound = 14;  // rows looked at again once columns are known
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// A row's numbers and what they are. Owns the amounts that the rest points to.
struct Seen {
  std::vector<Amount> amounts;
  RowNumbers numbers;
  LineRoles roles;
  bool repaired = false;
};

class Finder {
 public:
  Finder(const Evidence& e, DecimalMark mark)
      : e_(e), style_{mark, e.prints_decimals}, rates_(PrintedRates(e, mark)) {}

  LineTable Find() {
    for (std::size_t r = 0; r < e_.size() && table_.lines.size() < kMostLines; ++r) {
      if (r > 0 && e_.row(r).page != e_.row(r - 1).page) NewPage();
      One(r);
      if (rewind_ == kNone) continue;
      // A place is gone back to once: rows of two pages may send each other back for ever.
      if (gone_back_ == kNone || rewind_ > gone_back_) {
        gone_back_ = rewind_;
        r = rewind_ - 1;
      }
      rewind_ = kNone;
    }
    Finish();
    return std::move(table_);
  }

 private:
  /// On which side of a row of numbers without a name its name stands.
  enum class Names { kUnknown, kAbove, kBelow };

  void Forget() {
    has_last_ = false;
    wants_name_ = false;
    above_.clear();
  }

  void NewPage() {
    held_ = inside_ && !inferred_;
    inside_ = closed_ = rewound_ = false;
    Forget();
  }

  std::optional<Decimal> Value(const Amount* amount) const {
    return amount == nullptr ? std::nullopt : amount->readings.Under(style_.mark);
  }

  static bool Scanned(const Row& row) { return row.page->source == documents::PageSource::kOcr; }

  void One(std::size_t r) {
    if (inside_ && !inferred_ && r <= header_row_) return;
    auto header = ReadHeader(e_, r);
    const bool split = header.empty() && !(header = ReadSplitHeader(e_, r)).empty();
    if (!header.empty() && unnamed_) summary_ = table_.lines.size();
    if (!header.empty()) unnamed_ = false;
    if (header.empty() && table_.lines.empty() && !closed_) {
      header = ReadUnnamedHeader(e_, r);
      unnamed_ = unnamed_ || !header.empty();
    }
    if (!header.empty()) {
      // A second line of one header names columns again, but fewer.
      const bool second = inside_ && header_row_ + 1 == r && header.size() <= columns_.size();
      header_row_ = r;
      if (split) table_.rows.insert(++header_row_);
      if (!second && ReadHeaderBelow(e_, header_row_, header)) table_.rows.insert(++header_row_);
      if (!second) columns_ = LineColumns(std::move(header));
      inside_ = true;
      inferred_ = held_ = closed_ = false;
      Forget();
      table_.rows.insert(r);
      return;
    }
    const bool carry = std::any_of(e_.labels[r].begin(), e_.labels[r].end(),
                                   [](const auto& h) { return h.label == Label::kCarry; });
    if (carry && IsCarriedRow(e_, r, style_.mark, Sum())) {
      Forget();
      return;
    }
    Seen seen = Look(r, inside_ ? columns_ : LineColumns());
    if (TakeDiscount(r, seen)) return;
    if (TakeTaxRow(r)) return;
    if (IsSumRow(e_, r, has_last_) && !IsSold(r, seen) && !ChargesDiscount(r) &&
        !(Proven(seen) && *Value(seen.roles.quantity) != Decimal(1))) {
      Close();
      return;
    }
    if (!inside_ && held_) {
      Seen held = Look(r, columns_);
      if (Resumes(r, held)) {
        inside_ = true;
        held_ = closed_ = false;
        seen = std::move(held);
      }
    }
    if (TakeCodeBelow(r)) return;
    if (IsLine(r, seen) && IsRunningSum(seen)) {
      Forget();
    } else if (IsLine(r, seen)) {
      Add(r, seen);
    } else if (IsText(r, seen)) {
      Continue(r);
    } else if (!inside_) {
      Forget();
    }
  }

  /// True for transport that is sold like anything else: a row of a table with a header that other
  /// lines follow, or without which the lines are no printed sum. So for what begins like a payment
  /// ("Payment service fee"), by the sum alone.
  bool IsSold(std::size_t r, const Seen& seen) const {
    if (!inside_ || inferred_ || seen.roles.amount == nullptr) return false;
    const bool shipping = OnlyShipping(e_, r);
    if (shipping && LineFollows(r)) return true;
    const bool paid = std::all_of(e_.labels[r].begin(), e_.labels[r].end(), [](const auto& h) {
      return h.label == Label::kPaid || !EndsTable(h.label);
    });
    if (!shipping && !paid) return false;
    const Decimal sum = Sum();
    const std::vector<Decimal> sums = PrintedSums(e_, style_.mark, table_.rows);
    return !HasSum(sums, sum, 0) && HasSum(sums, sum + *Value(seen.roles.amount), 0);
  }

  /// Of the lines so far.
  Decimal Sum() const {
    Decimal sum;
    for (const Line& line : table_.lines) sum = sum + line.amount.value_or(Decimal());
    return sum;
  }

  /// An amount alone that is the sum of all lines so far is that sum, whatever it is called.
  bool IsRunningSum(const Seen& seen) const {
    if (table_.lines.size() < 2 || seen.roles.quantity != nullptr || seen.roles.price != nullptr)
      return false;
    Decimal sum;
    for (const Line& line : table_.lines) {
      if (!line.amount) return false;
      sum = sum + *line.amount;
    }
    return !sum.is_zero() && Value(seen.roles.amount) == sum;
  }

  /// The sums have begun. The columns are kept for lines that may follow a sum of a group.
  void Close() {
    if (inside_ || !table_.lines.empty()) closed_ = true;
    held_ = held_ || (inside_ && !inferred_);
    inside_ = false;
    Forget();
  }

  Seen Look(std::size_t r, const LineColumns& columns) const {
    const Row& row = e_.row(r);
    Seen seen;
    seen.amounts = WithGlued(row, e_.amounts[r]);
    seen.numbers = SplitRow(row, seen.amounts, columns);
    seen.roles = ChooseRoles(row, seen.numbers, columns, style_);
    const bool worth = inside_ || seen.amounts.size() >= 2;
    // Where money has decimals, an amount without them may be half of a torn one.
    const bool whole =
        style_.prints_decimals && seen.roles.amount != nullptr && !seen.roles.amount->money();
    if ((seen.roles.proven() && !whole) || !Scanned(row) || !worth || closed_) return seen;
    for (RepairedAmounts& other : OtherReadings(row, seen.amounts)) {
      Seen repaired;
      repaired.amounts = std::move(other.amounts);
      repaired.repaired = true;
      repaired.numbers = SplitRow(row, repaired.amounts, columns);
      repaired.roles = ChooseRoles(row, repaired.numbers, columns, style_);
      const bool better = !seen.roles.proven() || repaired.roles.amount == nullptr ||
                          repaired.roles.amount->money();
      if (better && Trusted(repaired, other.repaired)) return repaired;
    }
    return seen;
  }

  /// A repair is proven by numbers that were read as they are: price and amount that were misread
  /// alike agree too.
  static bool Trusted(const Seen& seen, const std::vector<bool>& repaired) {
    const auto was = [&](const Amount* amount) {
      return amount != nullptr && repaired[static_cast<std::size_t>(amount - seen.amounts.data())];
    };
    const LineRoles& roles = seen.roles;
    if (roles.score <= 0 || (was(roles.price) && was(roles.amount))) return false;
    return roles.proof == LineProof::kProduct || roles.proof == LineProof::kOnes;
  }

  static bool Proven(const Seen& seen) {
    return seen.roles.quantity != nullptr && seen.roles.price != nullptr && seen.roles.proven();
  }

  bool IsLine(std::size_t r, const Seen& seen) const {
    const LineRoles& roles = seen.roles;
    if (!inside_) return !closed_ && Proven(seen) && Plausible(r, seen);
    if (roles.amount == nullptr || roles.score <= 0) return false;
    if (!inferred_) return true;
    if (Proven(seen)) return Plausible(r, seen);
    return roles.price != nullptr && roles.amount->money() && Fits(r, seen, 0.8) &&
           (roles.quantity != nullptr || Implied(r, seen));
  }

  /// Without a header, chance must not make a line: money in price and amount.
  bool Plausible(std::size_t r, const Seen& seen) const {
    const LineRoles& roles = seen.roles;
    // Money without decimals is as good where a sign says which number counts.
    const bool whole = !style_.prints_decimals &&
                       (IsTimes(e_.row(r), *roles.quantity) || IsTimes(e_.row(r), *roles.price));
    const auto money = [&](const Amount* amount) {
      return amount->money() || (whole && amount->digits.end - amount->digits.begin >= 3);
    };
    return money(roles.price) && money(roles.amount) && !Value(roles.amount)->is_zero() &&
           roles.amount->digits.begin > roles.price->digits.begin;
  }

  /// True when every number that has a role stands under its column.
  bool Fits(std::size_t r, const Seen& seen, double least) const {
    const Row& row = e_.row(r);
    const auto fits = [&](const Amount* number, Column column) {
      return number == nullptr || columns_.Fit(row, *number, column) > least;
    };
    return fits(seen.roles.quantity, Column::kQuantity) && fits(seen.roles.price, Column::kPrice) &&
           fits(seen.roles.amount, Column::kAmount);
  }

  /// True for a row that goes on with a table whose header stands on a page before, or that a sum
  /// interrupted.
  bool Resumes(std::size_t r, const Seen& seen) const {
    const LineRoles& roles = seen.roles;
    if (roles.amount == nullptr || !Fits(r, seen, 0.75)) return false;
    if (closed_) return roles.proof == LineProof::kProduct && roles.score > 1.5;
    if (Proven(seen)) return true;
    const int numbers = (roles.quantity != nullptr ? 1 : 0) + (roles.price != nullptr ? 1 : 0) +
                        (roles.amount->money() ? 1 : 0);
    return numbers >= 2 && roles.score > 0.3 && NamesProduct(e_.row(r).Text(seen.numbers.text));
  }

  bool IsText(std::size_t r, const Seen& seen) const {
    return std::none_of(seen.numbers.tail.begin(), seen.numbers.tail.end(), [&](const Amount* a) {
      return a->money() && !(inside_ && UnderText(r, *a));
    });
  }

  /// True for a number that goes on with the text of the line above and not with its numbers.
  bool UnderText(std::size_t r, const Amount& amount) const {
    if (!has_last_ || !amount.currency.empty()) return false;
    const Row& row = e_.row(r);
    const documents::Box box = row.BoxOf(amount.digits);
    return row.segments.size() == 1 && HorizontalOverlap(box, text_box_) > 0.9F &&
           box.x1 <= text_box_.x1;
  }

  std::optional<Decimal> Implied(std::size_t r, const Seen& seen) const {
    const auto price = Value(seen.roles.price), amount = Value(seen.roles.amount);
    if (seen.roles.quantity != nullptr || !price || !amount || !columns_.Has(Column::kQuantity))
      return std::nullopt;
    return ImpliedQuantity(*price, *amount, Scanned(e_.row(r)) ? 9 : 1);
  }

  void Add(std::size_t r, const Seen& seen) {
    const Row& row = e_.row(r);
    const LineRoles& roles = seen.roles;
    const LineColumns columns = inside_ ? columns_ : LineColumns();
    Line line;
    line.quantity = Value(roles.quantity);
    line.unit_price = Value(roles.price);
    line.amount = Value(roles.amount);
    line.tax_rate = RateOf(row, seen.numbers, roles, columns, style_.mark, rates_);
    double sure = Confidence(seen, columns);
    if (const auto implied = Implied(r, seen); implied && inside_) {
      line.quantity = implied;
      sure = 0.85;
    } else if (columns.ChargesOnly() && !line.quantity && !line.unit_price) {
      line.quantity = Decimal(1);
      line.unit_price = line.amount;
    }
    const LinePosition position{table_.lines.size() + 1,
                                numbered_ || columns.Has(Column::kPosition)};
    const Amount* lead = seen.numbers.lead;
    if (lead != nullptr && lead != roles.quantity && inside_ &&
        IsPosition(row, *lead, columns, position, style_.mark))
      numbered_ = true;
    const Span text = ReadLineText(row, seen.numbers, roles, columns, position, style_.mark, line);
    const Span whole{0, row.text.size()};
    line.raw = OneLine(row.text);
    line.page = row.page->number;
    line.box = row.PrintedBoxOf(whole);
    const std::size_t first = std::min(FirstRole(seen.numbers, roles), row.text.size());
    line.confidence = sure * (0.6 + 0.4 * row.ConfidenceOf({first, row.text.size()}));
    text_box_ = text.empty() ? row.box : row.BoxOf(text);
    code_box_ = {};
    if (const std::size_t at = line.code ? row.text.find(*line.code) : std::string::npos;
        at != std::string::npos && columns.Has(Column::kCode)) {
      code_box_ = row.BoxOf({at, at + line.code->size()});
    }
    const bool bare = !NamesProduct(line.description);
    if (bare && names_ != Names::kBelow && NamedAbove(r)) {
      NameAbove(line);
      names_ = Names::kAbove;
    } else if (!bare && inside_ && !inferred_ && WrappedAbove(r)) {
      const std::string own = line.description;
      line.description.clear();
      AddAbove(line);
      AppendText(own, line.description);
    }
    if (CleanDescription(line.description).empty() && !roles.proven()) return;
    wants_name_ = bare && names_ != Names::kAbove;
    table_.lines.push_back(std::move(line));
    table_.rows.insert(r);
    facts_.push_back({r, roles.proven(), TaxMark(row, seen.numbers)});
    last_ = r;
    has_last_ = true;
    const std::size_t top = above_.empty() ? r : above_.front();
    above_.clear();
    if (!inside_) Infer(r, top, seen, text);
  }

  static double Confidence(const Seen& seen, const LineColumns& columns) {
    const LineRoles& roles = seen.roles;
    if (seen.repaired) return 0.93;
    switch (roles.proof) {
      case LineProof::kProduct: return 0.985;
      case LineProof::kOnes: return 0.975;
      case LineProof::kAdjusted: return 0.96;
      case LineProof::kNone: break;
    }
    if (roles.quantity != nullptr && roles.price != nullptr) return 0.45;
    const bool missing = (columns.Has(Column::kQuantity) && roles.quantity == nullptr) ||
                         (columns.Has(Column::kPrice) && roles.price == nullptr);
    return missing ? 0.5 : 0.75;
  }

  /// A proven row without a header shows where the columns are; rows above it and its name, which
  /// begins at row `top`, are looked at again.
  void Infer(std::size_t r, std::size_t top, const Seen& seen, const Span& text) {
    const Row& row = e_.row(r);
    std::vector<HeaderColumn> columns;
    if (!text.empty()) columns.push_back({Column::kDescription, row.BoxOf(text)});
    for (const auto& [amount, column] : {std::pair{seen.roles.quantity, Column::kQuantity},
                                         {seen.roles.price, Column::kPrice},
                                         {seen.roles.amount, Column::kAmount}}) {
      columns.push_back({column, row.BoxOf(amount->digits)});
    }
    columns_ = LineColumns(std::move(columns));
    inside_ = inferred_ = true;
    held_ = false;
    if (rewound_) return;
    rewound_ = true;
    std::size_t from = top;
    while (from > 0 && r - from < kMostRewound && e_.row(from - 1).page == row.page &&
           !table_.rows.contains(from - 1) && !IsSumRow(e_, from - 1, false) &&
           Gap(from - 1, from) < 3 * row.height)
      --from;
    const bool missed = std::any_of(
        e_.amounts.begin() + static_cast<std::ptrdiff_t>(from),
        e_.amounts.begin() + static_cast<std::ptrdiff_t>(r),
        [](const auto& amounts) { return amounts.size() >= 2 && amounts.back().money(); });
    if (!missed) return;
    // The line is found again on the way down.
    table_.lines.pop_back();
    facts_.pop_back();
    for (std::size_t row_of_line = top; row_of_line <= r; ++row_of_line)
      table_.rows.erase(row_of_line);
    names_ = Names::kUnknown;
    Forget();
    rewind_ = from;
  }

  /// Blank height between two rows of one page.
  float Gap(std::size_t upper, std::size_t lower) const {
    return e_.row(lower).box.y0 - e_.row(upper).box.y1;
  }

  bool SamePage(std::size_t a, std::size_t b) const {
    return b < e_.size() && e_.row(a).page == e_.row(b).page;
  }

  bool NamedAbove(std::size_t r) const {
    return !above_.empty() && above_.back() + 1 == r &&
           Gap(above_.back(), r) < 1.5F * e_.row(r).height &&
           std::any_of(above_.begin(), above_.end(),
                       [&](std::size_t a) { return NamesProduct(e_.row(a).text); });
  }

  /// True when rows of text right above are closer to this row than to what stands above them.
  bool WrappedAbove(std::size_t r) const {
    if (above_.empty() || above_.back() + 1 != r || above_.front() == 0 ||
        !SamePage(above_.front() - 1, r))
      return false;
    const float before = Gap(above_.front() - 1, above_.front()), after = Gap(above_.back(), r);
    return Closer(after, before, e_.row(r).height) &&
           HorizontalOverlap(e_.row(above_.back()).box, text_box_) > 0.3F;
  }

  /// True when the first gap is clearly the smaller one.
  static bool Closer(float gap, float other, float height) {
    return gap < 0.45F * other && other - gap > 0.4F * height;
  }

  void AddAbove(Line& line) {
    std::string raw;
    for (const std::size_t a : above_) {
      const Row& row = e_.row(a);
      AppendText(row.text, line.description);
      raw += OneLine(row.text) + " ";
      line.box = Around(line.box, row.PrintedBoxOf({0, row.text.size()}));
      table_.rows.insert(a);
    }
    line.raw = raw + line.raw;
  }

  /// The rows above are the name; what stands beside the numbers is at most a code.
  void NameAbove(Line& line) {
    TakeCode(line);
    line.description.clear();
    AddAbove(line);
    CutCode(line);
  }

  /// A code of five capitals and digits or more, four of them digits, that leads a name.
  static void CutCode(Line& line) {
    const std::size_t end = line.description.find(' ');
    if (line.code || end == std::string::npos || end < 5) return;
    const std::string word = line.description.substr(0, end);
    const auto digits =
        std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool plain = std::all_of(word.begin(), word.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
    });
    if (digits < 4 || !plain || !NamesProduct(line.description.substr(end))) return;
    line.code = word;
    line.description.erase(0, end + 1);
  }

  static void TakeCode(Line& line) {
    const std::string_view own = line.description;
    const std::string_view word = own.substr(0, own.find(' '));
    const bool digits =
        std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!line.code && digits && word.size() >= 3) line.code = std::string(word);
  }

  /// A code too wide for its column goes on in the row below, where more of the description may
  /// stand beside it.
  bool TakeCodeBelow(std::size_t r) {
    const Row& row = e_.row(r);
    if (!inside_ || !has_last_ || last_ + 1 != r || code_box_.empty() || row.words.empty() ||
        Gap(last_, r) > 0.9F * row.height)
      return false;
    const RowWord& word = row.words.front();
    const std::string_view more = row.Text(word.span);
    Line& line = table_.lines.back();
    const auto digits = [](std::string_view text) {
      return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const bool fits = std::abs(word.flat.x0 - code_box_.x0) < 0.6F * row.height &&
                      word.flat.x1 <= code_box_.x1 && line.code->size() >= 8 && more.size() <= 6 &&
                      digits(more) && (digits(*line.code) || line.code->back() == '-');
    if (!fits) return false;
    const std::size_t at = row.text.find_first_not_of(" \t", word.span.end);
    if (at != std::string::npos) {
      const Span rest{at, row.text.size()};
      const bool under = HorizontalOverlap(row.BoxOf(rest), text_box_) > 0.3F;
      const bool money = std::any_of(e_.amounts[r].begin(), e_.amounts[r].end(),
                                     [](const Amount& a) { return a.money(); });
      if (!under || money) return false;
      AppendText(row.Text(rest), line.description);
    }
    *line.code += more;
    Extend(r, line);
    return true;
  }

  /// True for a discount that is listed among charges as one of them: it has a name of its own.
  bool ChargesDiscount(std::size_t r) const {
    if (!inside_ || inferred_ || !columns_.ChargesOnly()) return false;
    if (!IsSumRow(e_, r, true)) return true;
    const Row& row = e_.row(r);
    return row.segments.size() > 1 && LineFollows(r) &&
           std::any_of(e_.labels[r].begin(), e_.labels[r].end(), [&](const LabelHit& h) {
             const std::size_t end = row.segments.front().end;
             return h.label == Label::kDiscount && h.span.begin == 0 && h.span.end < end &&
                    NamesProduct(row.Text({h.span.end, end}));
           });
  }

  /// "SKU: B2094" in a row of its own below a line.
  bool TakeCodeRow(std::size_t r) {
    Line& line = table_.lines.back();
    const auto code = line.code ? std::nullopt : LabelledCode(e_.row(r));
    if (!code) return false;
    line.code = *code;
    Extend(r, line);
    return true;
  }

  /// A second tax of the line above, in a row of its own: "9 %  SGST  8.10" under the columns of
  /// taxes, with more of the description to its left or nothing.
  bool TakeTaxRow(std::size_t r) {
    if (!inside_ || inferred_ || !has_last_ || r - last_ > 3 || e_.amounts[r].size() < 2)
      return false;
    const Row& row = e_.row(r);
    const Amount& rate = e_.amounts[r].front();
    const bool taxes = std::all_of(
        e_.amounts[r].begin(), e_.amounts[r].end(),
        [&](const Amount& a) { return columns_.Under(row.BoxOf(a.digits), Column::kTax, 0.1F); });
    const bool named = std::any_of(row.atoms.begin(), row.atoms.end(), [&](const Atom& a) {
      return a.span.begin >= rate.span.end && IsTaxName(a.folded);
    });
    if (!rate.percent || !taxes || !named) return false;
    Line& line = table_.lines.back();
    const Span text{0, rate.span.begin};
    if (names_ != Names::kAbove) AppendText(row.Text(text), line.description);
    Extend(r, line);
    last_ = r;
    return true;
  }

  /// A discount in a row of its own below a line is part of that line: where its rate gives it,
  /// where quantity × price less the discount is the amount, or where another line follows.
  bool TakeDiscount(std::size_t r, const Seen& seen) {
    if (!has_last_ || table_.lines.empty() || r - last_ > 3) return false;
    if (ChargesDiscount(r)) return false;
    const bool named = std::any_of(e_.labels[r].begin(), e_.labels[r].end(),
                                   [](const auto& h) { return h.label == Label::kDiscount; });
    Line& line = table_.lines.back();
    if (!named || !line.amount || seen.numbers.tail.empty()) return false;
    std::optional<Decimal> rate, off;
    for (const Amount& amount : seen.amounts) {
      if (amount.percent) rate = Value(&amount);
    }
    if (const Amount* last = seen.numbers.tail.back(); !last->percent && last->money())
      off = Value(last);
    const Decimal amount = *line.amount;
    const bool priced = line.quantity && line.unit_price;
    const LineExtras extras{rate ? std::vector{*rate} : std::vector<Decimal>(),
                            off ? std::vector{*off} : std::vector<Decimal>()};
    const bool net =
        priced && Prove(*line.quantity, *line.unit_price, amount, extras) == LineProof::kAdjusted;
    if (!net) {
      if (!off || off->Abs() > amount.Abs()) return false;
      if (off->is_zero()) {
        table_.rows.insert(r);
        return LineFollows(r);
      }
      const bool rated =
          rate && ProductAgrees(amount, rate->Abs() * Decimal::FromUnits(1, 2), *off);
      if (!rated && discounts_ == 0 && !(off->is_negative() && LineFollows(r))) return false;
      // Of a single line, a discount on the whole document looks alike.
      if (rated && discounts_ == 0 && table_.lines.size() == 1 && !LineFollows(r)) return false;
      line.amount = amount.is_negative() ? amount + off->Abs() : amount - off->Abs();
    }
    ++discounts_;
    line.raw += " " + OneLine(e_.row(r).text);
    line.box = Around(line.box, e_.row(r).PrintedBoxOf({0, e_.row(r).text.size()}));
    facts_.back().proven = facts_.back().proven || net;
    if (net) line.confidence = std::max(line.confidence, 0.95);
    table_.rows.insert(r);
    last_ = r;
    wants_name_ = false;
    return true;
  }

  /// True when another line, and no sum, is the next row with an amount.
  bool LineFollows(std::size_t r) const {
    for (std::size_t next = r + 1; next < std::min(r + 6, e_.size()) && SamePage(r, next); ++next) {
      if (IsSumRow(e_, next, true)) return false;
      const auto& amounts = e_.amounts[next];
      if (!amounts.empty() && amounts.back().money()) return true;
    }
    return false;
  }

  /// A row of text alone: more of the line above, or what the next line is called.
  void Continue(std::size_t r) {
    const Row& row = e_.row(r);
    // A printed rule, unless it is the "%" that did not fit behind its number.
    if (row.atoms.empty() && row.text != "%") {
      above_.clear();
      return;
    }
    if (StartsOther(r)) {
      Forget();
      return;
    }
    if (has_last_ && last_ < r && row.page == e_.row(last_).page) {
      const float gap = Gap(r - 1, r);
      const float most = (Scanned(row) ? 1.6F : 0.9F) * row.height;
      const bool near = r - last_ <= kMostWrapped && gap < most;
      if (wants_name_ && gap < 1.6F * row.height && NamesProduct(row.text)) {
        NameBelow(r);
        return;
      }
      const bool under = HorizontalOverlap(row.box, text_box_) > 0.3F && row.segments.size() == 1 &&
                         row.box.x0 > text_box_.x0 - 3 * row.height;
      if (inside_ && near && TakeCodeRow(r)) return;
      if (inside_ && names_ != Names::kAbove && near && under && !BelongsBelow(r) && !Loose(r)) {
        Line& line = table_.lines.back();
        AppendText(row.text, line.description);
        Extend(r, line);
        return;
      }
      if (!near) has_last_ = false;
    }
    if (!above_.empty() && (above_.back() + 1 != r || above_.size() >= kMostNames ||
                            Gap(above_.back(), r) > 1.2F * row.height))
      above_.clear();
    above_.push_back(r);
  }

  /// True for a row that begins with what is no description.
  bool StartsOther(std::size_t r) const {
    return std::any_of(e_.labels[r].begin(), e_.labels[r].end(), [&](const LabelHit& h) {
      // "Card" without an amount may be a word of a description.
      const bool payment = h.label == Label::kPaid || h.label == Label::kCash ||
                           h.label == Label::kChange || h.label == Label::kShipping;
      if (payment && e_.amounts[r].empty()) return false;
      return (EndsTable(h.label) || h.label == Label::kContact || h.label == Label::kIban ||
              h.label == Label::kTaxId) &&
             h.weight > 0.6 && h.span.begin == 0;
    });
  }

  bool BelongsBelow(std::size_t r) const {
    if (!above_.empty() && above_.back() + 1 == r) return true;
    return SamePage(r, r + 1) && Closer(Gap(r, r + 1), Gap(r - 1, r), e_.row(r).height);
  }

  /// Without a header, only a row that clearly hangs on to the one above goes on with it.
  bool Loose(std::size_t r) const {
    if (!inferred_ || names_ == Names::kBelow) return false;
    return !SamePage(r, r + 1) || !Closer(Gap(r - 1, r), Gap(r, r + 1), e_.row(r).height);
  }

  void NameBelow(std::size_t r) {
    Line& line = table_.lines.back();
    TakeCode(line);
    line.description = OneLine(e_.row(r).text);
    Extend(r, line);
    names_ = Names::kBelow;
    wants_name_ = false;
    text_box_ = e_.row(r).box;
  }

  void Extend(std::size_t r, Line& line) {
    const Row& row = e_.row(r);
    line.raw += " " + OneLine(row.text);
    line.box = Around(line.box, row.PrintedBoxOf({0, row.text.size()}));
    table_.rows.insert(r);
  }

  /// The lines under a header without a name are a summary of those under a header that follows,
  /// where these alone give a printed sum.
  void DropSummary() {
    if (summary_ == 0 || summary_ >= table_.lines.size()) return;
    Decimal sum;
    for (std::size_t i = summary_; i < table_.lines.size(); ++i)
      sum = sum + table_.lines[i].amount.value_or(Decimal());
    if (!HasSum(PrintedSums(e_, style_.mark, table_.rows), sum, 0)) return;
    const auto count = static_cast<std::ptrdiff_t>(summary_);
    table_.lines.erase(table_.lines.begin(), table_.lines.begin() + count);
    facts_.erase(facts_.begin(), facts_.begin() + count);
  }

  void Finish() {
    const bool scanned = std::any_of(e_.layout->rows.begin(), e_.layout->rows.end(), Scanned);
    if (scanned) RepairCodes(table_.lines);
    DropSummary();
    SetTaxRates(e_, style_.mark, facts_, table_.lines);
    SettleTotals(e_, style_.mark, facts_, table_);
    TakeCountRows(e_, style_.mark, facts_, table_);
    for (Line& line : table_.lines) line.description = CleanDescription(line.description);
    CutLeadingDays(table_.lines);
  }

  const Evidence& e_;
  const NumberStyle style_;
  const std::set<Decimal> rates_;
  LineColumns columns_;
  std::size_t header_row_ = 0;
  bool inside_ = false;      // in a table, before the sums
  bool inferred_ = false;    // its columns are known from its lines, not from a header
  bool held_ = false;        // columns of a table that may go on
  bool closed_ = false;      // after the sums of this page
  bool rewound_ = false;     // rows above the first line of this page were looked at again
  bool unnamed_ = false;     // the header has no heading over the descriptions
  std::size_t summary_ = 0;  // lines read under such a header before one with a name
  bool has_last_ = false;
  bool wants_name_ = false;         // the last line has no name yet
  std::size_t last_ = 0;            // row of the last line
  std::size_t rewind_ = kNone;      // the row to go back to
  std::size_t gone_back_ = kNone;   // the last row gone back to
  std::vector<std::size_t> above_;  // rows of text that may name the next line
  Names names_ = Names::kUnknown;
  bool numbered_ = false;  // the table counts its lines
  int discounts_ = 0;      // lines with a discount in a row of its own
  documents::Box text_box_, code_box_;
  std::vector<LineFacts> facts_;
  LineTable table_;
};

}  // namespace

LineTable FindLines(const Evidence& evidence, DecimalMark mark) {
  return Finder(evidence, mark).Find();
}

}  // namespace telar::invoices
