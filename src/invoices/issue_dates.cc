#include "invoices/issue_dates.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"
#include "invoices/candidates.h"
#include "invoices/pay_days.h"

namespace telar::invoices {
namespace {

/// One printed date and what the labels around it say.
struct Placed {
  PrintedDate date;
  std::size_t row = 0;
  double invoice_date = 0, plain_date = 0, number = 0, due = 0, other = 0;
  bool below = false;  // the strongest label stands above it
};

bool SameSpan(const Placed& placed, std::size_t row, const Span& span) {
  return placed.row == row && placed.date.span == span;
}

/// True for one end of "01.05.14 - 31.05.14", "du 1er au 31 juillet", "from … to …".
bool InRange(const Evidence& e, const Placed& placed) {
  const Row& row = e.row(placed.row);
  for (const PrintedDate& other : e.dates[placed.row]) {
    if (other.span == placed.date.span) continue;
    const Span gap = other.span.begin < placed.date.span.begin
                         ? Span{other.span.end, placed.date.span.begin}
                         : Span{placed.date.span.end, other.span.begin};
    if (gap.begin > gap.end || gap.end - gap.begin > 10) continue;
    if (JoinsPeriod(Fold(Trim(row.Text(gap))))) return true;
  }
  return EndsYearlessPeriod(row.text, placed.date.span);
}

class Dates {
 public:
  explicit Dates(const Evidence& e) : e_(e), dates_(e.dates) {
    const bool none =
        std::all_of(dates_.begin(), dates_.end(), [](const auto& row) { return row.empty(); });
    for (std::size_t r = 0; r < e_.size(); ++r) {
      if (none && e_.row(r).page->source == documents::PageSource::kOcr) {
        dates_[r] = FindWornDates(e_.row(r).text);
        worn_ = worn_ || !dates_[r].empty();
      }
      for (const PrintedDate& date : dates_[r]) all_.push_back({.date = date, .row = r});
    }
    for (std::size_t r = 0; r < e_.size(); ++r) {
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) Claim(r, h);
    }
    for (Placed& placed : all_) Read(placed);
  }

  const std::vector<Placed>& all() const { return all_; }
  bool worn() const { return worn_; }  ///< The dates are FindWornDates' alone.

 private:
  static bool IsDated(Label label) {
    return label == Label::kInvoiceDate || label == Label::kDate || label == Label::kDueDate ||
           label == Label::kOtherDate;
  }

  void Claim(std::size_t r, std::size_t h) {
    const LabelHit& hit = e_.labels[r][h];
    const bool numbered = hit.label == Label::kInvoiceNumber || hit.label == Label::kTitle;
    if (!IsDated(hit.label) && !numbered) return;
    Place place = RightOf(e_, r, h);
    const Span* span = DateIn(place);
    if (span == nullptr && IsDated(hit.label)) span = BareDateIn(place);
    bool below = false;
    if (span == nullptr && IsDated(hit.label) && !ValueBeside(r, h, place)) {
      for (const Place& under : Below(e_, r, hit.span)) {
        span = DateTouching(under);
        if (span == nullptr) continue;
        place = under;
        below = true;
        break;
      }
    }
    if (span == nullptr) return;
    for (Placed& placed : all_) {
      if (SameSpan(placed, place.row, *span)) {
        Give(placed, hit, below);
        break;
      }
    }
  }

  /// True when something that is no date stands right beside a label, as its value.
  bool ValueBeside(std::size_t r, std::size_t h, const Place& right) const {
    const Row& row = e_.row(r);
    const Span near{right.span.begin,
                    std::min(right.span.end, row.SegmentAt(e_.labels[r][h].span.begin).end)};
    if (near.begin >= near.end) return false;
    const std::string_view text = row.Text(near);
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  void Give(Placed& placed, const LabelHit& hit, bool below) {
    double* strength = hit.label == Label::kInvoiceDate ? &placed.invoice_date
                       : hit.label == Label::kDate      ? &placed.plain_date
                       : hit.label == Label::kDueDate   ? &placed.due
                       : hit.label == Label::kOtherDate ? &placed.other
                                                        : &placed.number;
    // A due date stands right behind its words; behind a title any text may come between.
    *strength = std::max(*strength, hit.label == Label::kInvoiceNumber || hit.label == Label::kTitle
                                        ? 1.0
                                        : hit.weight);
    placed.below = placed.below || below;
  }

  /// What the sentence around a date says of paying, beyond the labels.
  void Read(Placed& placed) const {
    constexpr double kInASentence = 0.9;
    const auto& dates = dates_[placed.row];
    const auto at = std::find_if(dates.begin(), dates.end(), [&](const PrintedDate& date) {
      return date.span == placed.date.span;
    });
    if (at == dates.end()) return;
    const PayDay says =
        PayDayOf(e_.row(placed.row), dates, static_cast<std::size_t>(at - dates.begin()));
    if (says == PayDay::kEarly) {
      placed.other = std::max(placed.other, placed.due);
      placed.due = 0;
    }
    const bool labelled = placed.invoice_date > 0 || placed.plain_date > 0 || placed.other > 0;
    if (says == PayDay::kDue && !labelled && !InRange(e_, placed))
      placed.due = std::max(placed.due, kInASentence);
  }

  const Span* DateIn(const Place& place) const {
    for (const PrintedDate& date : dates_[place.row]) {
      if (date.span.begin >= place.span.begin && date.span.begin < place.span.end)
        return &date.span;
    }
    return nullptr;
  }

  /// The date's own words may reach beyond the label above it.
  const Span* DateTouching(const Place& place) const {
    for (const PrintedDate& date : dates_[place.row]) {
      if (date.span.begin < place.span.end && date.span.end > place.span.begin) return &date.span;
    }
    return nullptr;
  }

  /// A date that its label alone makes one: "Date: 20240305".
  const Span* BareDateIn(const Place& place) {
    const Row& row = e_.row(place.row);
    for (PrintedDate date : FindBareDates(row.Text(place.span))) {
      // Right behind the label and nothing else.
      if (date.span.begin > 4) break;
      date.span = {place.span.begin + date.span.begin, place.span.begin + date.span.end};
      all_.push_back({.date = date, .row = place.row});
      return &all_.back().date.span;
    }
    return nullptr;
  }

  const Evidence& e_;
  std::vector<std::vector<PrintedDate>> dates_;
  bool worn_ = false;
  std::vector<Placed> all_;
};

bool AmongAmounts(const Evidence& e, std::size_t r) {
  return std::any_of(e.amounts[r].begin(), e.amounts[r].end(),
                     [](const Amount& amount) { return amount.money(); });
}

/// "Madrid, 5 de marzo de 2024" and "Paris, le 7 mai 2014": a line of a place and a date alone.
bool IsPlaceAndDate(const Evidence& e, const Placed& placed) {
  const Row& row = e.row(placed.row);
  const Span segment = row.SegmentAt(placed.date.span.begin);
  if (!placed.date.in_words && segment.begin == placed.date.span.begin) return false;
  const std::string_view before = Trim(row.Text({segment.begin, placed.date.span.begin}));
  const bool alone = segment.end <= placed.date.span.end + 1;
  if (!alone || before.size() > 30 || before.find(',') == std::string_view::npos) return false;
  return std::none_of(before.begin(), before.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool InSentence(const Row& row, const Span& span) {
  std::size_t small = 0;
  for (const std::string_view word : Split(row.Text(row.SegmentAt(span.begin)), ' ')) {
    if (word.size() >= 3 && word[0] >= 'a' && word[0] <= 'z') ++small;
  }
  return small >= 5;
}

int DaysBetween(const Date& from, const Date& to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

std::vector<FieldCandidate> IssueCandidates(const Evidence& e, const std::vector<Placed>& all) {
  const auto under = [&](const Placed& placed) { return placed.date.Under(e.order.order); };
  const auto free = [&](const Placed& placed) {
    return placed.due <= 0 && placed.other <= 0 && !InRange(e, placed);
  };
  std::vector<Date> values;
  const Placed* first = nullptr;
  for (const Placed& placed : all) {
    if (!free(placed)) continue;
    if (first == nullptr) first = &placed;
    if (std::find(values.begin(), values.end(), under(placed)) == values.end())
      values.push_back(under(placed));
  }
  std::vector<FieldCandidate> candidates;
  for (const Placed& placed : all) {
    FieldCandidate one(FormatDate(under(placed)), placed.row, placed.date.span);
    const double label = std::max(placed.invoice_date, placed.plain_date);
    if (placed.invoice_date > 0) one.Say("invoice_date_label", placed.invoice_date);
    else if (placed.plain_date > 0) one.Say("date_label", placed.plain_date);
    else if (placed.number > 0) one.Say("number_label", placed.number);
    if (placed.due > 0 && label < placed.due) one.Say("due_label", placed.due);
    if (placed.other > 0 && label < placed.other) one.Say("other_date_label", placed.other);
    if (placed.below) one.Say("below");
    if (&placed == first) one.Say("first");
    if (free(placed)) {
      if (values.size() == 1) one.Say("only_date");
      else if (values.size() == 2) one.Say("few_dates");
    }
    if (InRange(e, placed)) one.Say("in_range");
    if (label <= 0 && AmongAmounts(e, placed.row)) one.Say("among_amounts");
    if (label <= 0 && placed.number <= 0 && InSentence(e.row(placed.row), placed.date.span))
      one.Say("in_sentence");
    if (label <= 0 && IsPlaceAndDate(e, placed)) one.Say("place_and_date");
    candidates.push_back(std::move(one));
  }
  return candidates;
}

std::vector<FieldCandidate> DueCandidates(const Evidence& e, const std::vector<Placed>& all,
                                          const Date* issued) {
  std::vector<FieldCandidate> candidates;
  for (const Placed& placed : all) {
    if (placed.due <= 0) continue;
    const Date date = placed.date.Under(e.order.order);
    FieldCandidate one(FormatDate(date), placed.row, placed.date.span);
    one.Say("due_label", placed.due);
    if (placed.below) one.Say("below");
    if (InRange(e, placed)) one.Say("in_range");
    if (issued != nullptr) {
      const int days = DaysBetween(*issued, date);
      if (days < 0) one.Say("before_date");
      if (days > 190) one.Say("long_after_date");
    }
    candidates.push_back(std::move(one));
  }
  return candidates;
}

/// The share of its probability a date keeps when day and month may be the other way round.
double OrderFactor(const Evidence& e, const std::vector<Placed>& all, const Ballot& ballot,
                   std::string* doubt) {
  const FieldCandidate* best = ballot.winner();
  if (best == nullptr) return 1;
  for (const Placed& placed : all) {
    if (!SameSpan(placed, best->row(), best->span()) || !placed.date.ambiguous()) continue;
    if (!e.order.decided && doubt != nullptr)
      *doubt = std::string(e.row(best->row()).Text(best->span()));
    return e.order.probability;
  }
  return 1;
}

}  // namespace

void FindIssueDates(const Evidence& e, const EvidenceWeights& weights, Invoice& invoice,
                    std::string& date_doubt, Trace* trace) {
  const Dates dates(e);
  Ballot issued("date", IssueCandidates(e, dates.all()), weights);
  // What only looks like a date is for a person to see.
  constexpr double kWornPrint = 0.7;
  const double worn = dates.worn() ? kWornPrint : 1;
  const double order = worn * OrderFactor(e, dates.all(), issued, &date_doubt);
  std::optional<Date> day;
  if (const FieldCandidate* best = issued.winner()) {
    if (const auto parsed = ParseDate(best->value()); parsed.ok()) day = *parsed;
  }
  std::move(issued).Elect(e, weights, order, invoice, trace);
  Ballot due("due_date", DueCandidates(e, dates.all(), day ? &*day : nullptr), weights);
  const double due_order = OrderFactor(e, dates.all(), due, nullptr);
  std::move(due).Elect(e, weights, due_order, invoice, trace);
}

}  // namespace telar::invoices
