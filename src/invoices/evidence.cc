#include "invoices/evidence.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/addressees.h"

namespace telar::invoices {
namespace {

bool IsNumeral(const Atom& atom, std::size_t most) {
  return atom.folded.size() <= most && std::all_of(atom.folded.begin(), atom.folded.end(),
                                                   [](char c) { return c >= '0' && c <= '9'; });
}

/// The numbers of "Página 1 de 3", which are no amounts.
void TakePageNumbers(const Row& row, std::vector<Span>& taken) {
  constexpr std::string_view kPage[] = {"pagina", "pag", "page", "seite", "hoja", "blad", "folha"};
  constexpr std::string_view kOf[] = {"de", "of", "von", "sur", "van", "di"};
  for (std::size_t i = 0; i + 1 < row.atoms.size(); ++i) {
    if (std::find(std::begin(kPage), std::end(kPage), row.atoms[i].folded) == std::end(kPage) ||
        !IsNumeral(row.atoms[i + 1], 4)) {
      continue;
    }
    std::size_t last = i + 1;
    std::size_t next = last + 1;
    if (next < row.atoms.size() &&
        std::find(std::begin(kOf), std::end(kOf), row.atoms[next].folded) != std::end(kOf)) {
      ++next;
    }
    const bool slash = next == last + 1 && next < row.atoms.size() &&
                       row.Text({row.atoms[last].span.end, row.atoms[next].span.begin}) == "/";
    if ((next > last + 1 || slash) && next < row.atoms.size() && IsNumeral(row.atoms[next], 4))
      last = next;
    taken.push_back({row.atoms[i + 1].span.begin, row.atoms[last].span.end});
  }
}

/// A date in a narrow column breaks before its year: "15 de octubre de" above "2021". Adds it to
/// the upper row and takes the year out of the lower one.
void JoinWrappedDates(const Row& upper, const Row& lower, std::vector<PrintedDate>& dates,
                      std::vector<Span>& lower_taken) {
  if (upper.page != lower.page || lower.box.y0 - upper.box.y1 > upper.height) return;
  for (const Span& year : lower.segments) {
    const std::vector<Atom> atoms = SplitAtoms(lower.Text(year));
    if (atoms.size() != 1 || atoms[0].folded.size() != 4 || !IsNumeral(atoms[0], 4)) continue;
    for (const Span& segment : upper.segments) {
      if (HorizontalOverlap(upper.BoxOf(segment), lower.BoxOf(year)) < 0.5F) continue;
      if (!FindDates(upper.Text(segment)).empty()) continue;
      const std::string whole = std::string(upper.Text(segment)) + " " + atoms[0].folded;
      const auto found = FindDates(whole);
      if (found.size() != 1 || found[0].span.end != whole.size()) continue;
      PrintedDate date = found[0];
      date.span = {segment.begin + date.span.begin, segment.end};
      dates.push_back(date);
      lower_taken.push_back(year);
    }
  }
}

}  // namespace

Evidence Gather(const Layout& layout) {
  Evidence e;
  e.layout = &layout;
  std::vector<std::vector<Span>> wrapped(layout.rows.size());
  for (std::size_t r = 0; r < layout.rows.size(); ++r) {
    const Row& row = layout.rows[r];
    std::vector<LabelHit> labels = FindLabels(row);
    for (LabelHit& party : PartyLabels(row, labels)) labels.push_back(party);
    std::sort(labels.begin(), labels.end(),
              [](const LabelHit& a, const LabelHit& b) { return a.span.begin < b.span.begin; });
    e.labels.push_back(std::move(labels));
    e.dates.push_back(FindDates(row.text));
    if (r + 1 < layout.rows.size())
      JoinWrappedDates(row, layout.rows[r + 1], e.dates.back(), wrapped[r + 1]);
    std::vector<Span> taken = std::move(wrapped[r]);
    TakePageNumbers(row, taken);
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
  e.countries = InferCountries(layout);
  e.currency = InferCurrency(layout, e.amounts, e.countries);
  e.order = InferDateOrder({.dates = &e.dates,
                            .labels = &e.labels,
                            .language = e.language,
                            .currency = e.currency.code,
                            .countries = e.countries});
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
      if (HorizontalOverlap(word.flat, box) < 0.3F) continue;
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
  field.box = row.PrintedBoxOf(span);
  field.how = row.IsRecognized(span) ? How::kOcr : How::kText;
  return field;
}

}  // namespace telar::invoices
