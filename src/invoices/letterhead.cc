#include "invoices/letterhead.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "invoices/characters.h"
#include "invoices/known_words.h"
#include "invoices/legal_form.h"

namespace telar::invoices {
namespace {

using Words = std::unordered_set<std::string_view>;

/// "(123456-X)", "Co. No. 123456-A", "SST ID: …": a number by which a company is registered.
bool HasRegisterNumber(const Row& row, Span span, std::size_t first, std::size_t last) {
  static const Words kNames = {"reg", "regn",  "gst",   "sst",  "gstid",    "gstin",
                               "rob", "roc",   "ssm",   "brn",  "nit",      "ruc",
                               "rfc", "rcs",   "cif",   "nif",  "uen",      "coreg",
                               "kvk", "siret", "siren", "cnpj", "syarikat", "pendaftaran"};
  const std::string_view text = row.Text(span);
  for (std::size_t i = first; i < last; ++i) {
    const std::string& atom = row.atoms[i].folded;
    const bool named = kNames.contains(atom) && i + 1 < last;
    const bool company = (atom == "co" || atom == "company" || atom == "id") && i + 1 < last &&
                         (row.atoms[i + 1].folded == "no" || row.atoms[i + 1].folded == "reg" ||
                          row.atoms[i + 1].folded == "registration");
    if ((named || company) && CountDigits(text) >= 5) return true;
  }
  // Parentheses around five digits or more and at most two letters.
  for (std::size_t open = text.find_first_of("(["); open != std::string_view::npos;
       open = text.find_first_of("([", open + 1)) {
    const std::size_t close = std::min(text.find_first_of(")]", open), text.size());
    const std::string_view inside = text.substr(open, close - open);
    if (CountDigits(inside) >= 5 && CountLetters(inside) <= 3) return true;
  }
  // "Anything: 0195932-X".
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    const std::string_view before = text.substr(0, colon), behind = text.substr(colon + 1);
    if (CountLetters(before) <= 20 && CountDigits(before) == 0 && CountDigits(behind) >= 6 &&
        CountLetters(behind) <= 3) {
      return true;
    }
  }
  // Nothing but "1234567-X".
  const std::size_t digits = CountDigits(text), letters = CountLetters(text);
  return digits >= 6 && digits <= 14 && letters >= 1 && letters <= 2 && last - first <= 3;
}

/// "D-63571", "L-1855": a country's sign before the digits that begin at `at`.
bool HasCountrySign(const Row& row, std::size_t first, std::size_t at) {
  static const Words kSigns = {"d",  "a",  "ch", "b",  "f",  "i",  "l",  "nl",
                               "dk", "s",  "se", "fi", "fl", "de", "at", "be",
                               "fr", "it", "lu", "es", "e",  "h",  "cz", "sk"};
  if (at == first || !kSigns.contains(row.atoms[at - 1].folded)) return false;
  const Span sign = row.atoms[at - 1].span, digits = row.atoms[at].span;
  const bool own_word =
      sign.begin == 0 || row.text[sign.begin - 1] == ' ' || row.text[sign.begin - 1] == '\t';
  return own_word && digits.begin == sign.end + 1 && row.text[sign.end] == '-' &&
         AllCapitals(row.Text(sign));
}

/// "EX1 1AA", "K1A 0B1": letters and digits in two groups.
bool IsLetterPostcode(std::string_view a, std::string_view b) {
  const auto shape = [](std::string_view text) {
    std::string out;
    for (const char c : text) out += IsDigit(c) ? '9' : c >= 'A' && c <= 'Z' ? 'A' : '?';
    return out;
  };
  static const Words kOutward = {"A9", "A99", "AA9", "AA99", "A9A", "AA9A"};
  const std::string left = shape(a), right = shape(b);
  return (right == "9AA" && kOutward.contains(left)) || (left == "A9A" && right == "9A9");
}

/// A postcode that is no plain run of four to six digits, with its first part at atom `i`.
bool IsForeignPostcode(const Row& row, std::size_t first, std::size_t last, std::size_t i) {
  const Span span = row.atoms[i].span;
  const std::string_view text = row.Text(span);
  const std::size_t digits = AllDigits(text) ? text.size() : 0;
  if ((digits == 4 || digits == 5) && HasCountrySign(row, first, i)) return true;
  // "VIC 8007".
  static const Words kStates = {"NSW", "QLD", "VIC", "WA", "SA", "TAS", "ACT", "NT"};
  if (digits == 4 && i > first && kStates.contains(row.Text(row.atoms[i - 1].span))) return true;
  if (i + 1 >= last) return false;
  const Span next = row.atoms[i + 1].span;
  const std::string_view other = row.Text(next);
  const bool one_apart = next.begin == span.end + 1;
  if (!one_apart) return false;
  const char between = row.text[span.end];
  if (between == ' ' && IsLetterPostcode(text, other)) return true;
  const bool opens = i == first || (span.begin >= 2 && row.text[span.begin - 2] == ',');
  if (!opens || digits == 0) return false;
  // "4131 PD Vianen", "4711 Ort" behind a street.
  const bool place = CountLetters(other) >= 3 && (other[0] < 'a' || other[0] > 'z');
  if (digits == 4 && between == ' ' && CountDigits(other) == 0)
    return place || (other.size() == 2 && AllCapitals(other));
  // "30-418 Kraków", "1200-015 Lisboa", "411 14 Göteborg".
  if (!AllDigits(other) || i + 2 >= last) return false;
  const std::string_view town = row.Text(row.atoms[i + 2].span);
  const bool named = CountDigits(town) == 0 && CountLetters(town) >= 3 &&
                     (town[0] < 'a' || town[0] > 'z') &&
                     row.atoms[i + 2].span.begin == next.end + 1;
  const bool dashed = between == '-' && other.size() == 3 && (digits == 2 || digits == 4);
  return named && (dashed || (between == ' ' && digits == 3 && other.size() == 2));
}

bool LooksLikeTelephone(std::string_view text) {
  const std::size_t digits = CountDigits(text), letters = CountLetters(text);
  return letters == 0 && digits >= 7 &&
         (text.front() == '+' || digits >= 9 || text.find('-') != std::string_view::npos);
}

}  // namespace

bool Traits::AddressLike() const {
  if (telephone || web || register_number || money || letters < 3) return false;
  if (label || title) return street && digits > 0;
  return street || region || postcode || (digits > 0 && digits < 14 && letters > digits);
}

std::pair<std::size_t, std::size_t> AtomsIn(const Row& row, Span span) {
  const auto begin = std::partition_point(row.atoms.begin(), row.atoms.end(),
                                          [&](const Atom& a) { return a.span.begin < span.begin; });
  const auto end = std::partition_point(begin, row.atoms.end(),
                                        [&](const Atom& a) { return a.span.begin < span.end; });
  return {static_cast<std::size_t>(begin - row.atoms.begin()),
          static_cast<std::size_t>(end - row.atoms.begin())};
}

bool IsLabelOf(const Row& row, Span span, const LabelHit& hit) {
  const std::size_t behind = row.text.find_first_not_of(" \t.", hit.span.end);
  const bool value = behind < span.end && (row.text[behind] == ':' || row.text[behind] == '#' ||
                                           IsDigit(row.text[behind]));
  return value || CountLetters(row.Text(hit.span)) * 3 > CountLetters(row.Text(span)) * 2;
}

bool NamesDocument(const Evidence& e, std::size_t r, Span span) {
  const std::string_view text = e.row(r).Text(span);
  return std::any_of(e.labels[r].begin(), e.labels[r].end(), [&](const LabelHit& hit) {
    return hit.label == Label::kInvoiceNumber && hit.weight > 0.6 && hit.span.begin == span.begin &&
           hit.span.end < span.end && CountDigits(text.substr(hit.span.end - span.begin)) > 2;
  });
}

Traits TraitsOf(const Evidence& e, std::size_t r, Span span) {
  Traits t;
  const Row& row = e.row(r);
  const std::string_view text = row.Text(span);
  if (text.empty()) return t;
  const auto [first, last] = AtomsIn(row, span);
  t.letters = CountLetters(text);
  t.digits = CountDigits(text);
  for (std::size_t i = first; i < last; ++i) {
    const Atom& atom = row.atoms[i];
    const std::string_view folded = atom.folded;
    const char c = row.text[atom.span.begin];
    if (!AllDigits(folded) && folded.size() >= 2) {
      ++t.words;
      if (c >= 'a' && c <= 'z') ++t.lower_words;
    }
    t.street = t.street || IsStreetWord(folded) || folded.ends_with("strasse") ||
               folded.ends_with("straat") || (folded.size() > 5 && folded.ends_with("weg"));
    t.region = t.region || IsRegionWord(folded);
    t.title = t.title || IsTitleWord(folded);
    t.business = t.business || IsBusinessWord(folded);
    static const Words kPhones = {"tel",       "fax",      "phone",   "telefono", "telefon",
                                  "hp",        "mobile",   "hotline", "tfno",     "telf",
                                  "telephone", "whatsapp", "celular"};
    t.telephone = t.telephone || kPhones.contains(folded);
    t.postcode = t.postcode || IsForeignPostcode(row, first, last, i);
    if (AllDigits(folded) && (folded.size() == 5 || folded.size() == 6 || folded.size() == 4)) {
      const bool alone = (atom.span.begin == 0 || row.text[atom.span.begin - 1] != '-') &&
                         (atom.span.end >= row.text.size() || row.text[atom.span.end] != '-');
      t.postcode = t.postcode || (alone && (folded.size() == 5 || folded.size() == 6 ||
                                            // "1017 AB", "4711 Ort"
                                            (i + 1 < last && i == first)));
    }
  }
  t.telephone = t.telephone || LooksLikeTelephone(text);
  t.web = text.find('@') != std::string_view::npos || text.find("www") != std::string_view::npos ||
          text.find("WWW") != std::string_view::npos || text.find("http") != std::string_view::npos;
  t.register_number = HasRegisterNumber(row, span, first, last);
  for (const LabelHit& hit : e.labels[r]) {
    const bool inside = hit.span.begin >= span.begin && hit.span.begin < span.end;
    if (!inside || hit.weight < 0.5 || hit.label == Label::kSupplier) continue;
    t.label = t.label || IsLabelOf(row, span, hit);
  }
  t.date = std::any_of(e.dates[r].begin(), e.dates[r].end(), [&](const PrintedDate& d) {
    return d.span.begin < span.end && d.span.end > span.begin;
  });
  t.money = std::any_of(e.amounts[r].begin(), e.amounts[r].end(), [&](const Amount& a) {
    return a.span.begin >= span.begin && a.span.end <= span.end && a.decimals == 2;
  });
  // "55,57 & 59, Jalan …" are house numbers.
  if (t.street && t.letters > 8) t.money = false;
  t.comma_at_end = text.back() == ',' || text.back() == '&';
  t.generic =
      first < last &&
      std::all_of(row.atoms.begin() + static_cast<std::ptrdiff_t>(first),
                  row.atoms.begin() + static_cast<std::ptrdiff_t>(last), [&](const Atom& atom) {
                    return atom.folded.size() < 2 || AllDigits(atom.folded) ||
                           IsBusinessWord(atom.folded) || IsRegionWord(atom.folded) ||
                           IsLegalForm({atom}, 0, 1);
                  });
  if (!t.generic) {
    // Without a legal form of several words at its end: "RESTAURANT SDN BHD".
    const std::size_t form = LegalFormEnd(row.atoms, first, last);
    std::size_t other = first;
    while (other < last &&
           (IsBusinessWord(row.atoms[other].folded) || row.atoms[other].folded.size() < 2))
      ++other;
    t.generic =
        form > 0 && LegalFormEnd(row.atoms, other, last) > 0 && IsLegalForm(row.atoms, other, form);
    t.generic = t.generic || IsLegalForm(row.atoms, first, last);
  }
  const std::size_t dash = text.find('-');
  t.branch = dash != std::string_view::npos && dash >= 2 && dash <= 5 &&
             CountDigits(text.substr(0, dash)) == dash && CountLetters(text.substr(dash)) >= 3;
  t.legal_form = LegalFormEnd(row.atoms, first, last) > 0 || IsLegalForm(row.atoms, first, last);
  return t;
}

FirstPage MeasureFirstPage(const Evidence& e) {
  FirstPage page;
  std::vector<float> heights;
  for (; page.rows < e.size() && e.row(page.rows).page == e.row(0).page; ++page.rows) {
    heights.push_back(e.row(page.rows).height);
    page.print = Around(page.print, e.row(page.rows).box);
  }
  if (heights.empty()) return page;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  page.usual_height = *middle;
  // A till's roll is some forty letters wide, a sheet is twice that.
  page.narrow = page.print.width() < 38 * page.usual_height;
  return page;
}

Letterhead ReadLetterhead(const Evidence& e, const std::set<std::size_t>& line_rows,
                          const std::vector<std::pair<std::size_t, documents::Box>>& customers) {
  Letterhead head;
  if (e.size() == 0) return head;
  const FirstPage page = MeasureFirstPage(e);
  head.usual_height = page.usual_height;
  head.top = page.print.y0;
  head.bottom = page.print.y1;
  head.right = page.print.x1;
  const bool one_column = e.row(0).page->source == documents::PageSource::kOcr && page.narrow;
  head.roll = one_column;
  for (std::size_t r = 0; r < page.rows; ++r) {
    if (line_rows.contains(r)) continue;
    const Row& row = e.row(r);
    std::vector<Span> spans = row.segments;
    if (one_column) spans = {{0, row.text.size()}};
    for (const Span& span : spans) {
      if (span.empty()) continue;
      Piece piece{.row = r,
                  .span = span,
                  .box = row.BoxOf(span),
                  .height = row.height,
                  .confidence = row.ConfidenceOf(span),
                  .traits = TraitsOf(e, r, span)};
      piece.traits.customer = std::any_of(customers.begin(), customers.end(), [&](const auto& c) {
        const Row& label = e.row(c.first);
        return r >= c.first && label.page == row.page &&
               piece.box.y0 - label.box.y1 < 6.5F * label.height &&
               piece.box.x0 < c.second.x1 + 40 && piece.box.x1 > c.second.x0 - 10;
      });
      head.pieces.push_back(std::move(piece));
    }
  }
  for (std::size_t i = 0; i < head.pieces.size(); ++i) {
    Piece& piece = head.pieces[i];
    for (std::size_t j = i + 1; j < head.pieces.size(); ++j) {
      const Piece& next = head.pieces[j];
      if (next.row > piece.row + 4 || next.box.y0 - piece.box.y1 > 3.5F * piece.height) break;
      if (next.row == piece.row || HorizontalOverlap(piece.box, next.box) < 0.2F) continue;
      piece.below = j;
      if (head.pieces[j].above == kNoPiece) head.pieces[j].above = i;
      break;
    }
  }
  return head;
}

}  // namespace telar::invoices
