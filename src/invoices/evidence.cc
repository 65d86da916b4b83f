#include "invoices/evidence.h"

#include <algorithm>

#include "core/text.h"

namespace telar::invoices {
namespace {

DateOrder OrderHint(Language language, const DocumentCurrency& currency) {
  const bool american = language == Language::kEnglish && currency.code == "USD";
  return american ? DateOrder::kMonthFirst : DateOrder::kDayFirst;
}

}  // namespace

Evidence Gather(const Layout& layout) {
  Evidence e;
  e.layout = &layout;
  for (const Row& row : layout.rows) {
    e.labels.push_back(FindLabels(row));
    e.dates.push_back(FindDates(row.text));
    std::vector<Span> taken;
    for (const PrintedDate& date : e.dates.back()) taken.push_back(date.span);
    e.amounts.push_back(FindAmounts(row, taken));
  }
  for (auto& row : e.amounts) {
    for (const Amount& amount : row) {
      if (amount.decimals == 2) e.prints_decimals = true;
    }
  }
  e.numbers = InferLocale(e.amounts);
  e.language = LanguageOf(e.labels);
  e.currency = InferCurrency(layout, e.amounts);
  e.order = InferDateOrder(e.dates, OrderHint(e.language, e.currency));
  return e;
}

Place RightOf(const Evidence& evidence, std::size_t row, std::size_t hit) {
  const auto& hits = evidence.labels[row];
  const std::size_t end =
      hit + 1 < hits.size() ? hits[hit + 1].span.begin : evidence.row(row).text.size();
  return {row, {hits[hit].span.end, end}, false};
}

std::vector<Place> Below(const Evidence& evidence, std::size_t row, const Span& label) {
  std::vector<Place> places;
  const Row& from = evidence.row(row);
  const documents::Box box = from.BoxOf(label);
  for (std::size_t r = row + 1; r < std::min(row + 3, evidence.size()); ++r) {
    const Row& to = evidence.row(r);
    if (to.page != from.page || to.box.y0 - from.box.y1 > 2.5F * from.height) break;
    Span span;
    for (const RowWord& word : to.words) {
      if (HorizontalOverlap(word.word->box, box) < 0.3F) continue;
      if (span.empty()) span = word.span;
      span.end = word.span.end;
    }
    if (span.empty()) continue;
    places.push_back({r, span, true});
    break;
  }
  return places;
}

std::string OneLine(std::string_view text) { return CollapseSpaces(text); }

Field MakeField(const Row& row, Span span, std::string value, double confidence) {
  Field field;
  field.value = std::move(value);
  field.raw = OneLine(row.Text(span));
  field.confidence = std::clamp(confidence * (0.6 + 0.4 * row.ConfidenceOf(span)), 0.0, 1.0);
  field.page = row.page->number;
  field.box = row.BoxOf(span);
  field.how = row.page->source == documents::PageSource::kOcr ? How::kOcr : How::kText;
  return field;
}

}  // namespace telar::invoices
