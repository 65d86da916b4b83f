#include "invoices/printed_places.h"

#include <algorithm>
#include <optional>

#include "invoices/characters.h"
#include "invoices/check_digits.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostWords = 8;
constexpr std::size_t kRowsAbove = 3;

std::string Letters(std::string_view text) {
  std::string letters;
  for (const Atom& atom : SplitAtoms(text)) letters += atom.folded;
  return letters;
}

/// The label left of a place in its row, the nearest one.
const LabelHit* LabelBefore(const Evidence& e, const PrintedPlace& place) {
  const LabelHit* nearest = nullptr;
  for (const LabelHit& hit : e.labels[place.row]) {
    if (hit.span.end <= place.span.begin) nearest = &hit;
  }
  return nearest;
}

const LabelHit* LabelAbove(const Evidence& e, const PrintedPlace& place) {
  const Row& row = e.row(place.row);
  const documents::Box box = row.BoxOf(place.span);
  for (std::size_t up = 1; up <= kRowsAbove && up <= place.row; ++up) {
    const std::size_t above = place.row - up;
    if (e.row(above).page != row.page) return nullptr;
    for (const LabelHit& hit : e.labels[above]) {
      if (HorizontalOverlap(e.row(above).BoxOf(hit.span), box) > 0.2F) return &hit;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<PrintedPlace> PlacesOf(const Evidence& e, const Decimal& amount) {
  std::vector<PrintedPlace> places;
  for (std::size_t r = 0; r < e.size(); ++r) {
    for (const Amount& printed : e.amounts[r]) {
      if (printed.percent) continue;
      const auto is = [&](const std::optional<Decimal>& reading) {
        return reading && reading->Abs() == amount.Abs();
      };
      if (is(printed.readings.point) || is(printed.readings.comma))
        places.push_back({r, printed.span});
    }
  }
  return places;
}

std::vector<PrintedPlace> PlacesOf(const Evidence& e, Date day) {
  std::vector<PrintedPlace> places;
  for (std::size_t r = 0; r < e.size(); ++r) {
    std::vector<PrintedDate> dates = e.dates[r];
    if (dates.empty()) dates = FindBareDates(e.row(r).text);
    for (const PrintedDate& date : dates) {
      if (date.day_first == day || date.month_first == day) places.push_back({r, date.span});
    }
  }
  return places;
}

std::vector<PrintedPlace> PlacesOfCode(const Evidence& e, std::string_view compact,
                                       bool country_before) {
  std::vector<PrintedPlace> places;
  if (compact.empty()) return places;
  const std::size_t longest = compact.size() + (country_before ? 2 : 0);
  const auto is = [&](std::string_view joined) {
    if (joined == compact) return true;
    return country_before && joined.size() == longest && IsAsciiLetter(joined[0]) &&
           IsAsciiLetter(joined[1]) && joined.substr(2) == compact;
  };
  for (std::size_t r = 0; r < e.size(); ++r) {
    const std::vector<RowWord>& words = e.row(r).words;
    for (std::size_t first = 0; first < words.size(); ++first) {
      std::string joined;
      for (std::size_t i = first; i < std::min(first + kMostWords, words.size()); ++i) {
        // A label may be glued to its value: "NIF:B12345674".
        std::string_view text = words[i].word->text;
        if (const std::size_t colon = text.rfind(':'); i == first && colon + 1 < text.size())
          text.remove_prefix(colon + 1);
        joined += Compact(text);
        if (is(joined)) {
          places.push_back({r, {words[first].span.begin, words[i].span.end}});
          break;
        }
        if (joined.size() >= longest) break;
      }
    }
  }
  return places;
}

std::vector<PrintedPlace> PlacesOfName(const Evidence& e, std::string_view name) {
  std::vector<PrintedPlace> places;
  const std::string letters = Letters(name);
  if (letters.empty()) return places;
  for (std::size_t r = 0; r < e.size(); ++r) {
    const std::vector<Atom>& atoms = e.row(r).atoms;
    for (std::size_t first = 0; first < atoms.size(); ++first) {
      std::string joined;
      for (std::size_t i = first; i < atoms.size(); ++i) {
        joined += atoms[i].folded;
        if (joined == letters) {
          places.push_back({r, {atoms[first].span.begin, atoms[i].span.end}});
          break;
        }
        if (joined.size() >= letters.size() || !letters.starts_with(joined)) break;
      }
    }
  }
  return places;
}

const LabelHit* LabelOf(const Evidence& e, const PrintedPlace& place) {
  const LabelHit* hit = LabelBefore(e, place);
  return hit != nullptr ? hit : LabelAbove(e, place);
}

}  // namespace telar::invoices
