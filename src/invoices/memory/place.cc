#include "invoices/memory/place.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/check_digits.h"
#include "invoices/memory/likeness.h"

namespace telar::invoices {
namespace {

constexpr int kLabelWords = 5;
constexpr float kLabelGap = 2.5F;  // heights between two words of a label
constexpr float kAboveGap = 4.0F;  // heights between a value and the label over it
constexpr double kLeastLabel = 0.72, kLeastScore = 0.68, kLeastBare = 0.88, kMargin = 0.04;

/// Print that may be a value, with what it may mean.
struct Spot {
  Print print;
  std::vector<std::string> values;  // one, or the readings of what may mean two things
  int words = 1;
};

using SpotFn = std::function<void(Spot)>;

bool IsLabelWord(std::string_view word) {
  const std::size_t letters = CountLetters(word);
  return letters >= 1 && letters > CountDigits(word);
}

bool IsSign(std::string_view word) { return CountLetters(word) + CountDigits(word) == 0; }

/// The words before a value in its row; `gap` in heights.
std::string LeftOf(const Row& row, Span span, double& gap) {
  std::string text;
  const documents::Box value = row.BoxOf(span);
  float edge = value.x0;
  gap = 0;
  int taken = 0;
  for (std::size_t i = row.words.size(); i-- > 0 && taken < kLabelWords;) {
    Span word = row.words[i].span;
    if (word.begin >= span.begin) continue;
    word.end = std::min(word.end, span.begin);
    const std::string_view printed = row.Text(word);
    const documents::Box box = row.BoxOf(word);
    const float height = std::max(1.0F, row.height);
    if (taken > 0 && edge - box.x1 > kLabelGap * height) break;
    if (IsSign(printed)) continue;
    if (!IsLabelWord(printed)) break;
    if (taken == 0) gap = static_cast<double>((value.x0 - box.x1) / height);
    text.insert(0, std::string(printed) + (text.empty() ? "" : " "));
    edge = box.x0;
    ++taken;
  }
  return text;
}

/// The words over a value in the nearest row above that has any there.
std::string AboveOf(const PrintedDocument& document, Print print, double& gap) {
  const Row& row = document.row(print.row);
  documents::Box value = row.BoxOf(print.span);
  const float height = std::max(1.0F, row.height);
  value.x0 -= height;
  value.x1 += height;
  gap = 0;
  for (std::size_t r = print.row; r-- > 0;) {
    const Row& above = document.row(r);
    if (above.page != row.page || value.y0 - above.box.y1 > kAboveGap * height) break;
    for (const Span& segment : above.segments) {
      const documents::Box box = above.BoxOf(segment);
      if (std::min(box.x1, value.x1) - std::max(box.x0, value.x0) < 0.5F * height) continue;
      const std::string_view printed = above.Text(segment);
      if (!IsLabelWord(printed)) return {};
      gap = static_cast<double>((value.y0 - box.y1) / height);
      return OneLine(printed);
    }
  }
  return {};
}

std::string OutlineOf(std::string_view text) {
  std::string outline;
  for (const char c : text) {
    const char sign = IsDigit(c)                                             ? '9'
                      : IsLetter(c) || static_cast<unsigned char>(c) >= 0x80 ? 'A'
                                                                             : c;
    const bool run = (sign == '9' || sign == 'A') && !outline.empty() && outline.back() == sign;
    if (!run) outline.push_back(sign);
  }
  return outline;
}

std::size_t LengthOf(std::string_view text) { return CountLetters(text) + CountDigits(text); }

FieldPlace Measure(const PrintedDocument& document, const Spot& spot, ValueForm form) {
  const Row& row = document.row(spot.print.row);
  const documents::Box box = row.BoxOf(spot.print.span);
  const auto width = static_cast<double>(std::max(1.0F, row.page->width));
  const auto height = static_cast<double>(std::max(1.0F, row.page->height));
  FieldPlace place;
  place.form = form;
  place.left = LeftOf(row, spot.print.span, place.left_gap);
  place.above = AboveOf(document, spot.print, place.above_gap);
  place.x0 = static_cast<double>(box.x0) / width;
  place.x1 = static_cast<double>(box.x1) / width;
  place.y = static_cast<double>(box.center_y()) / height;
  place.last_page =
      document.row(0).page != row.page && document.row(document.size() - 1).page == row.page;
  place.opens = row.SegmentAt(spot.print.span.begin).begin >= spot.print.span.begin;
  place.outline = OutlineOf(row.Text(spot.print.span));
  place.length = LengthOf(row.Text(spot.print.span));
  place.words = spot.words;
  return place;
}

void Amounts(const PrintedDocument& document, const SpotFn& take) {
  const Evidence& evidence = document.evidence();
  for (std::size_t r = 0; r < document.size(); ++r) {
    for (const Amount& amount : evidence.amounts[r]) {
      if (amount.percent || amount.readings.none()) continue;
      Spot spot{{r, amount.span}, {}, 1};
      // The reading under a point comes first, under a comma second.
      const auto point = amount.readings.Under(DecimalMark::kPoint);
      const auto comma = amount.readings.Under(DecimalMark::kComma);
      spot.values = {point->ToString()};
      if (amount.readings.ambiguous()) spot.values.push_back(comma->ToString());
      take(std::move(spot));
    }
  }
}

void Dates(const PrintedDocument& document, const SpotFn& take) {
  for (std::size_t r = 0; r < document.size(); ++r) {
    std::vector<PrintedDate> dates = document.evidence().dates[r];
    for (PrintedDate& bare : FindBareDates(document.row(r).text)) dates.push_back(bare);
    for (const PrintedDate& date : dates) {
      Spot spot{{r, date.span}, {}, 1};
      spot.values = {FormatDate(date.Under(DateOrder::kDayFirst))};
      if (date.ambiguous()) spot.values.push_back(FormatDate(date.Under(DateOrder::kMonthFirst)));
      take(std::move(spot));
    }
  }
}

Span WithoutSigns(std::string_view text, Span span) {
  constexpr std::string_view kSigns = ".,;:()[]|'\"";
  while (!span.empty() && kSigns.find(text[span.end - 1]) != std::string_view::npos) --span.end;
  while (!span.empty() && kSigns.find(text[span.begin]) != std::string_view::npos) ++span.begin;
  return span;
}

/// Codes of up to three words; texts that reach to the end of their segment.
void Words(const PrintedDocument& document, bool codes, const SpotFn& take) {
  for (std::size_t r = 0; r < document.size(); ++r) {
    const Row& row = document.row(r);
    for (std::size_t first = 0; first < row.words.size(); ++first) {
      const Span segment = row.SegmentAt(row.words[first].span.begin);
      std::vector<std::size_t> begins = {row.words[first].span.begin};
      const std::string_view word = row.Text(row.words[first].span);
      if (const std::size_t at = word.find_last_of(":#="); at + 1 < word.size() && at != word.npos)
        begins.push_back(begins[0] + at + 1);
      for (std::size_t last = first; last < row.words.size(); ++last) {
        if (row.words[last].span.begin >= segment.end || (codes && last >= first + 3)) break;
        const bool at_end = row.words[last].span.end >= segment.end;
        if (!codes && !at_end) continue;
        for (const std::size_t begin : begins) {
          Span span{begin, row.words[last].span.end};
          if (codes) span = WithoutSigns(row.text, span);
          if (LengthOf(row.Text(span)) < 2) continue;
          take({{r, span}, {OneLine(row.Text(span))}, static_cast<int>(last - first) + 1});
        }
      }
    }
  }
}

void Spots(const PrintedDocument& document, ValueForm form, const SpotFn& take) {
  switch (form) {
    case ValueForm::kAmount: return Amounts(document, take);
    case ValueForm::kDate: return Dates(document, take);
    case ValueForm::kCode: return Words(document, true, take);
    case ValueForm::kText: return Words(document, false, take);
  }
}

double LabelsAlike(std::string_view a, std::string_view b) {
  return Likeness(ShapeOf(a), ShapeOf(b));
}

double LabelLikeness(const FieldPlace& wanted, const FieldPlace& seen) {
  const double left = wanted.left.empty() ? 0 : LabelsAlike(wanted.left, seen.left);
  const double above = wanted.above.empty() ? 0 : LabelsAlike(wanted.above, seen.above);
  if (wanted.left.empty() || wanted.above.empty()) return std::max(left, above);
  return 0.85 * std::max(left, above) + 0.15 * std::min(left, above);
}

double Score(const FieldPlace& wanted, const FieldPlace& seen) {
  const bool bare = wanted.left.empty() && wanted.above.empty();
  const double label = LabelLikeness(wanted, seen);
  if (!bare && label < kLeastLabel) return 0;
  if (wanted.last_page && !seen.last_page) return 0;
  const double dx = std::min(std::abs(wanted.x0 - seen.x0), std::abs(wanted.x1 - seen.x1));
  const double dy = std::abs(wanted.y - seen.y);
  const double position = 0.6 * std::exp(-8 * dx) + 0.4 * std::exp(-3 * dy);
  const auto longer = static_cast<double>(std::max({wanted.length, seen.length, std::size_t{1}}));
  const double length =
      1 - std::abs(static_cast<double>(wanted.length) - static_cast<double>(seen.length)) / longer;
  double form = 1;
  if (wanted.form == ValueForm::kCode)
    form = 0.65 * Likeness(wanted.outline, seen.outline) + 0.35 * length;
  if (wanted.form == ValueForm::kText) form = 0.7 + 0.3 * length;
  if (wanted.form == ValueForm::kText && wanted.opens != seen.opens) form -= 0.5;
  if (bare) return position < kLeastBare ? 0 : 0.5 * position + 0.5 * form;
  return 0.6 * label + 0.2 * position + 0.2 * form;
}

std::string ValueUnder(const PrintedDocument& document, const FieldPlace& place, const Spot& spot) {
  if (spot.values.size() == 1) return spot.values.front();
  bool second = false;
  if (place.form == ValueForm::kAmount) {
    second = place.decimal_comma.value_or(document.evidence().numbers.mark == DecimalMark::kComma);
  } else {
    second = place.month_first.value_or(document.evidence().order.order == DateOrder::kMonthFirst);
  }
  return spot.values[second ? 1 : 0];
}

/// What a customer hands over equals the total only when nothing is given back.
bool IsHandedOver(const PrintedDocument& document, const Print& print) {
  const std::vector<LabelHit>& labels = document.evidence().labels[print.row];
  return std::any_of(labels.begin(), labels.end(), [&](const LabelHit& hit) {
    return hit.span.begin < print.span.begin &&
           (hit.label == Label::kCash || hit.label == Label::kChange || hit.label == Label::kPaid);
  });
}

struct Ranking {
  std::optional<Placed> best;
  double margin = 1;  // over the best print with another value
};

bool Overlap(const Print& a, const Print& b) {
  return a.row == b.row && a.span.begin < b.span.end && b.span.begin < a.span.end;
}

Ranking Rank(const PrintedDocument& document, const FieldPlace& place,
             const std::set<std::string>& others) {
  std::vector<Placed> all;
  Spots(document, place.form, [&](Spot spot) {
    if (place.form == ValueForm::kCode && std::abs(spot.words - place.words) > 1) return;
    if (!others.empty() && others.contains(Essence(spot.values.front()))) return;
    const double score = Score(place, Measure(document, spot, place.form));
    if (score >= 0.5 * kLeastScore)
      all.push_back({spot.print, ValueUnder(document, place, spot), score});
  });
  Ranking ranking;
  for (const Placed& one : all) {
    if (!ranking.best || one.score > ranking.best->score) ranking.best = one;
  }
  for (const Placed& one : all) {
    if (one.value == ranking.best->value || Overlap(one.print, ranking.best->print)) continue;
    ranking.margin = std::min(ranking.margin, ranking.best->score - one.score);
  }
  return ranking;
}

}  // namespace

ValueForm FormOf(std::string_view field) {
  if (field == "date" || field == "due_date") return ValueForm::kDate;
  for (const std::string_view sum : {"subtotal", "tax", "discount", "total"}) {
    if (field == sum) return ValueForm::kAmount;
  }
  return field == "customer" ? ValueForm::kText : ValueForm::kCode;
}

bool SameValue(std::string_view field, std::string_view a, std::string_view b) {
  switch (FormOf(field)) {
    case ValueForm::kAmount: {
      const auto x = Decimal::Parse(a), y = Decimal::Parse(b);
      if (!x.ok() || !y.ok()) return a == b;
      return field == "discount" ? x->Abs() == y->Abs() : *x == *y;
    }
    case ValueForm::kDate: return a == b;
    case ValueForm::kCode:
    case ValueForm::kText: break;
  }
  return Essence(a) == Essence(b);
}

std::optional<FieldPlace> LearnPlace(const PrintedDocument& document, std::string_view field,
                                     std::string_view value, const std::set<std::string>& others) {
  const ValueForm form = FormOf(field);
  std::optional<FieldPlace> best;
  double widest = 0;
  Spots(document, form, [&](const Spot& spot) {
    if (form == ValueForm::kAmount && IsHandedOver(document, spot.print)) return;
    const auto at = std::find_if(spot.values.begin(), spot.values.end(),
                                 [&](const auto& v) { return SameValue(field, v, value); });
    if (at == spot.values.end()) return;
    FieldPlace place = Measure(document, spot, form);
    if (spot.values.size() > 1) {
      (form == ValueForm::kDate ? place.month_first : place.decimal_comma) =
          at != spot.values.begin();
    }
    const Ranking ranking = Rank(document, place, others);
    if (!ranking.best || !SameValue(field, ranking.best->value, value)) return;
    if (ranking.best->score < kLeastScore || ranking.margin < kMargin) return;
    // A label beside the value moves with it more surely than one above.
    const double width = ranking.margin + (place.left.empty() ? 0 : 0.05);
    if (width <= widest) return;
    widest = width;
    best = std::move(place);
  });
  return best;
}

std::optional<Placed> FindAtPlace(const PrintedDocument& document, const FieldPlace& place,
                                  const std::set<std::string>& others) {
  Ranking ranking = Rank(document, place, others);
  if (!ranking.best || ranking.best->score < kLeastScore || ranking.margin < kMargin) return {};
  return ranking.best;
}

}  // namespace telar::invoices
