#include "invoices/parties.h"

#include <algorithm>
#include <set>

#include "core/text.h"

namespace telar::invoices {
namespace {

// Legal forms as folded atoms, longer before shorter.
constexpr std::string_view kLegalForms[] = {"s a p i de c v",
                                            "s de r l de c v",
                                            "s a de c v",
                                            "sa de cv",
                                            "s de r l",
                                            "private limited",
                                            "pvt ltd",
                                            "pte ltd",
                                            "sdn bhd",
                                            "son bhd",
                                            "s a s",
                                            "s r l",
                                            "s p a",
                                            "s l u",
                                            "s a c",
                                            "e i r l",
                                            "pty ltd",
                                            "co ltd",
                                            "s c a",
                                            "l l c",
                                            "s a",
                                            "s l",
                                            "c a",
                                            "b v",
                                            "n v",
                                            "s c",
                                            "bhd",
                                            "sas",
                                            "srl",
                                            "spa",
                                            "slu",
                                            "sac",
                                            "eirl",
                                            "sarl",
                                            "sl",
                                            "sa",
                                            "ltda",
                                            "limitada",
                                            "gmbh",
                                            "ag",
                                            "kg",
                                            "ohg",
                                            "ug",
                                            "bv",
                                            "nv",
                                            "inc",
                                            "llc",
                                            "llp",
                                            "ltd",
                                            "limited",
                                            "corp",
                                            "corporation",
                                            "plc",
                                            "lda",
                                            "oy",
                                            "ab",
                                            "aps",
                                            "enterprise",
                                            "enterprises",
                                            "trading",
                                            "holdings",
                                            "company"};

constexpr std::string_view kStreetWords[] = {
    "calle",     "carrera", "cra",      "cll",    "avenida", "av",      "avda",    "transversal",
    "diagonal",  "plaza",   "paseo",    "km",     "piso",    "oficina", "local",   "barrio",
    "colonia",   "cp",      "poligono", "street", "st",      "road",    "rd",      "avenue",
    "ave",       "suite",   "floor",    "lane",   "drive",   "blvd",    "box",     "jalan",
    "jln",       "lot",     "no",       "taman",  "tmn",     "lorong",  "kampung", "bandar",
    "persiaran", "strasse", "str",      "weg",    "platz",   "rue",     "straat",  "laan",
    "via",       "rua",     "blok",     "block",  "level",   "unit",    "ground",  "mall"};

constexpr std::string_view kTitles[] = {
    "invoice", "factura", "facture",   "rechnung",  "factuur", "fatura",   "fattura",
    "receipt", "recibo",  "page",      "pagina",    "seite",   "original", "copia",
    "copy",    "kopie",   "quotation", "statement", "albaran", "remision", "welcome",
    "thank",   "gracias", "reprint",   "duplicate", "bill"};

/// One past the last atom of `form` when it stands at `at`; 0 otherwise.
std::size_t FormAt(const std::vector<Atom>& atoms, std::size_t at, std::size_t last,
                   std::string_view form) {
  std::size_t from = 0;
  while (from < form.size()) {
    const std::size_t space = std::min(form.find(' ', from), form.size());
    if (at >= last || atoms[at].folded != form.substr(from, space - from)) return 0;
    from = space + 1;
    ++at;
  }
  return at;
}

bool IsLegalForm(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  return std::any_of(std::begin(kLegalForms), std::end(kLegalForms), [&](std::string_view form) {
    return FormAt(atoms, first, last, form) == last;
  });
}

bool Among(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t Letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0xC3;
  }));
}

std::size_t Digits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsDigit));
}

std::pair<std::size_t, std::size_t> AtomsIn(const Row& row, Span span) {
  const auto begin = std::partition_point(row.atoms.begin(), row.atoms.end(),
                                          [&](const Atom& a) { return a.span.begin < span.begin; });
  const auto end = std::partition_point(begin, row.atoms.end(),
                                        [&](const Atom& a) { return a.span.begin < span.end; });
  return {static_cast<std::size_t>(begin - row.atoms.begin()),
          static_cast<std::size_t>(end - row.atoms.begin())};
}

struct Name {
  std::size_t row = 0;
  Span segment;  ///< The whole piece of print it stands in.
  Span span;
  double score = 0;
  bool legal_form = false;
};

/// Where a customer's block begins and what it covers.
struct Block {
  std::size_t row;
  documents::Box box;
};

class Finder {
 public:
  Finder(const Evidence& e, const std::set<std::size_t>& line_rows, Invoice& invoice)
      : e_(e), line_rows_(line_rows), invoice_(invoice) {}

  void Find() {
    if (e_.size() == 0) return;
    FindCustomer();
    std::vector<float> heights;
    for (const Row& row : e_.layout->rows) heights.push_back(row.height);
    std::nth_element(heights.begin(),
                     heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2),
                     heights.end());
    usual_height_ = heights[heights.size() / 2];
    Name best;
    for (std::size_t r = 0; r < e_.size() && e_.row(r).page == e_.row(0).page; ++r) {
      for (const Span& segment : e_.row(r).segments) {
        const Name name = Judge(r, segment);
        if (name.score > best.score) best = name;
      }
    }
    if (best.score < 0.25) return;
    Emit(best);
  }

 private:
  void FindCustomer() {
    double best = 0;
    Place place;
    for (std::size_t r = 0; r < e_.size(); ++r) {
      if (line_rows_.contains(r)) continue;
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) {
        const LabelHit& hit = e_.labels[r][h];
        const Row& row = e_.row(r);
        // "Service clients" in a sentence is no label.
        if (hit.label != Label::kCustomer || row.SegmentAt(hit.span.begin).begin != hit.span.begin)
          continue;
        blocks_.push_back({r, row.BoxOf(row.SegmentAt(hit.span.begin))});
        Place right = RightOf(e_, r, h);
        const std::size_t tab = row.text.find_first_not_of(":. \t", right.span.begin);
        if (tab != std::string::npos && tab < right.span.end) {
          right.span = {tab, std::min(right.span.end, row.SegmentAt(tab).end)};
        }
        const auto offer = [&](const Place& name, double score) {
          if (!IsName(name)) return false;
          // A company's legal form outweighs the side on which the name stands.
          if (HasLegalForm(name)) score += 0.3;
          if (score <= best) return true;
          best = score;
          place = name;
          return true;
        };
        const bool same_cell =
            right.span.begin < row.SegmentAt(hit.span.begin).end && !right.span.empty();
        const bool beside = offer(right, hit.weight * (same_cell ? 1 : 0.95));
        if (beside && (same_cell || HasLegalForm(right))) continue;
        for (const Place& below : Below(e_, r, hit.span)) {
          Place whole = below;
          const Span segment = e_.row(below.row).SegmentAt(below.span.begin);
          whole.span = {std::min(segment.begin, below.span.begin), segment.end};
          if (offer(whole, hit.weight * 0.9)) break;
        }
      }
    }
    if (best <= 0.3) return;
    const Row& row = e_.row(place.row);
    Span span = place.span;
    while (!span.empty() && (row.text[span.end - 1] == ' ' || row.text[span.end - 1] == ','))
      --span.end;
    invoice_.fields.emplace("customer",
                            MakeField(row, span, OneLine(row.Text(span)), 0.4 + 0.45 * std::min(best, 1.0)));
    customer_row_ = place.row;
    customer_span_ = span;
  }

  bool IsName(const Place& place) const {
    const std::string_view text = e_.row(place.row).Text(place.span);
    if (Letters(text) < 3 || Digits(text) > Letters(text) || text.ends_with(':') ||
        text.find('@') != std::string_view::npos) {
      return false;
    }
    for (const LabelHit& hit : e_.labels[place.row]) {
      if (hit.span.begin >= place.span.begin && hit.span.begin < place.span.end &&
          hit.weight > 0.6 && hit.label != Label::kSupplier && hit.label != Label::kCustomer) {
        return false;
      }
    }
    return true;
  }

  bool HasLegalForm(const Place& place) const {
    const auto [first, last] = AtomsIn(e_.row(place.row), place.span);
    return LegalFormEnd(e_.row(place.row).atoms, first, last) > 0;
  }

  bool InCustomerBlock(std::size_t r, const documents::Box& box) const {
    return std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
      const Row& label = e_.row(block.row);
      return r >= block.row && label.page == e_.row(r).page &&
             box.y0 - label.box.y1 < 6.5F * label.height && box.x0 < block.box.x1 + 40 &&
             box.x1 > block.box.x0 - 10;
    });
  }

  /// How much a piece of print looks like the name of the company that wrote the invoice.
  Name Judge(std::size_t r, Span segment) const {
    const Row& row = e_.row(r);
    Name name{r, segment, segment, 0, false};
    auto [first, last] = AtomsIn(row, segment);
    if (first == last || Letters(row.Text(segment)) < 3) return name;
    const std::size_t form_end = LegalFormEnd(row.atoms, first, last);
    name.legal_form = form_end > 0;
    if (form_end > 0) {
      name.span.end = row.atoms[form_end - 1].span.end;
      if (name.span.end < segment.end && row.text[name.span.end] == '.') ++name.span.end;
    } else {
      for (const std::string_view cut : {" - ", " | ", " · ", " – ", " ("}) {
        const std::size_t at = row.Text(segment).find(cut);
        if (at != std::string_view::npos && at > 2)
          name.span.end = std::min(name.span.end, segment.begin + at);
      }
    }
    std::tie(first, last) = AtomsIn(row, name.span);
    const std::string_view text = row.Text(name.span);
    double score = 0;
    if (name.legal_form) score += 0.5;
    const auto rank = static_cast<double>(r);
    score += 0.32 * std::max(0.0, 1 - rank / 12);
    if (row.height > 1.25F * usual_height_ && r < 15) score += 0.12;
    for (const LabelHit& hit : e_.labels[r]) {
      const bool inside = hit.span.begin >= name.span.begin && hit.span.begin < name.span.end;
      if (hit.label == Label::kSupplier && hit.span.end <= name.span.begin + 3) score += 0.3;
      else if (hit.label == Label::kSupplier && inside) {
        name.span.begin = row.text.find_first_not_of(":. ", hit.span.end);
        if (name.span.begin == std::string::npos || name.span.begin >= name.span.end) return name;
        score += 0.35;
      } else if (inside && hit.weight >= 0.5) {
        score -= 0.45;
      }
    }
    for (std::size_t up = r; up-- > 0 && r - up <= 3;) {
      for (const LabelHit& hit : e_.labels[up]) {
        if (hit.label == Label::kSupplier &&
            HorizontalOverlap(e_.row(up).BoxOf(hit.span), row.BoxOf(name.span)) > 0) {
          score += 0.2;
        }
      }
    }
    std::size_t lower = 0, words = 0;
    for (std::size_t i = first; i < last; ++i) {
      const char c = row.text[row.atoms[i].span.begin];
      if (row.atoms[i].span.end - row.atoms[i].span.begin < 2) continue;
      ++words;
      if (c >= 'a' && c <= 'z') ++lower;
      if (Among(row.atoms[i].folded, kTitles)) score -= 0.4;
    }
    if (lower >= 3 || words > 9) score -= 0.4;
    if (words == 0) score -= 0.3;
    if (Digits(text) * 3 > text.size()) score -= 0.3;
    else if (!name.legal_form && Digits(text) > 1) score -= 0.15;
    if (text.find('@') != std::string_view::npos || text.find("www") != std::string_view::npos)
      score -= 0.5;
    if (!e_.dates[r].empty() && !name.legal_form) score -= 0.2;
    if (std::any_of(e_.amounts[r].begin(), e_.amounts[r].end(),
                    [](const Amount& a) { return a.decimals == 2; })) {
      score -= 0.4;
    }
    if (InCustomerBlock(r, row.BoxOf(name.span))) score -= 0.6;
    if (customer_row_ == r && customer_span_.begin < name.span.end &&
        customer_span_.end > name.span.begin)
      score -= 0.6;
    if (!name.legal_form && first < last && Among(row.atoms[first].folded, kStreetWords))
      score -= 0.3;
    name.score = score;
    return name;
  }

  void Emit(Name name) {
    const Row& row = e_.row(name.row);
    const auto [first, last] = AtomsIn(row, name.span);
    // Only the legal form on this line: the name began above.
    const bool only_form =
        name.legal_form && last - first <= 3 && IsLegalForm(row.atoms, first, last);
    Field field = MakeField(row, name.span, OneLine(row.Text(name.span)),
                            std::min(0.92, 0.35 + 0.65 * name.score));
    if (only_form && name.row > 0) {
      const Row& above = e_.row(name.row - 1);
      for (const Span& segment : above.segments) {
        if (HorizontalOverlap(above.BoxOf(segment), row.BoxOf(name.span)) <= 0 ||
            Letters(above.Text(segment)) < 3)
          continue;
        field.value = OneLine(above.Text(segment)) + " " + field.value;
        field.raw = field.value;
        field.box = Around(field.box, above.BoxOf(segment));
        break;
      }
    }
    if (!only_form) TakeWrappedForm(name, field);
    invoice_.fields.emplace("supplier", std::move(field));
    FindAddress(name);
  }

  /// A name too long for its line ends below, inside or before its legal form: "… S.A. de" over
  /// "C.V.".
  void TakeWrappedForm(Name& name, Field& field) const {
    const Row& row = e_.row(name.row);
    const std::size_t below = name.row + 1;
    if (name.segment.end - name.span.end > 4 || below >= e_.size()) return;
    const Row& next = e_.row(below);
    if (next.page != row.page || next.box.y0 - row.box.y1 > row.height) return;
    for (const Span& segment : next.segments) {
      if (HorizontalOverlap(next.BoxOf(segment), row.BoxOf(name.segment)) <= 0) continue;
      const std::string whole =
          OneLine(row.Text(name.segment)) + " " + OneLine(next.Text(segment));
      const auto atoms = SplitAtoms(whole);
      const auto before = SplitAtoms(row.Text(name.segment)).size();
      if (atoms.size() <= before || atoms.size() - before > 4) continue;
      const std::size_t end = LegalFormEnd(atoms, 0, atoms.size());
      if (end != atoms.size()) continue;
      field.value = whole;
      field.raw = whole;
      field.box = Around(field.box, next.BoxOf(segment));
      name.span = segment;
      name.segment = segment;
      name.row = below;
      return;
    }
  }

  /// Digits alone, led by a plus or too many for a postal code.
  static bool IsTelephone(std::string_view text) {
    const std::size_t digits = Digits(text);
    return Letters(text) == 0 && digits >= 7 && (text.front() == '+' || digits >= 9);
  }

  bool EndsAddress(std::size_t r, Span span) const {
    for (const LabelHit& hit : e_.labels[r]) {
      if (hit.span.begin < span.begin || hit.span.begin >= span.end || hit.weight < 0.5) continue;
      if (hit.label == Label::kCarry || hit.label == Label::kPaid) continue;
      return true;
    }
    const auto [first, last] = AtomsIn(e_.row(r), span);
    for (std::size_t i = first; i < last; ++i) {
      if (Among(e_.row(r).atoms[i].folded, kTitles)) return true;
    }
    const std::string_view text = e_.row(r).Text(span);
    return text.find('@') != std::string_view::npos || text.find("www") != std::string_view::npos ||
           IsTelephone(text) ||
           std::any_of(e_.dates[r].begin(), e_.dates[r].end(),
                       [&](const PrintedDate& d) {
                         return d.span.begin < span.end && d.span.end > span.begin;
                       }) ||
           LegalFormEnd(e_.row(r).atoms, first, last) > 0;
  }

  bool LooksLikeAddress(std::size_t r, Span span) const {
    const Row& row = e_.row(r);
    const std::string_view text = row.Text(span);
    const auto [first, last] = AtomsIn(row, span);
    bool street = false;
    for (std::size_t i = first; i < last; ++i) {
      const std::string& atom = row.atoms[i].folded;
      if (Among(atom, kStreetWords) || atom.ends_with("strasse") || atom.ends_with("straat") ||
          atom.ends_with("weg"))
        street = true;
    }
    return Letters(text) >= 3 && (street || (Digits(text) > 0 && Digits(text) < 14));
  }

  /// Without a register number in parentheses before, and telephone numbers and signs behind.
  static Span WithoutNumbersAround(const Row& row, Span span) {
    while (!span.empty()) {
      const std::size_t end = std::min(row.text.find_first_of(" \t", span.begin), span.end);
      if (row.text[span.begin] != '(' || Digits(row.Text({span.begin, end})) < 4 || end == span.end)
        break;
      span.begin = end + 1;
    }
    while (!span.empty()) {
      const std::size_t space = row.Text(span).find_last_of(" \t");
      const std::size_t begin =
          space == std::string_view::npos ? span.begin : span.begin + space + 1;
      const std::string_view word = row.Text({begin, span.end});
      if (Letters(word) > 0 || (Digits(word) > 0 && Digits(word) < 6)) break;
      span.end = space == std::string_view::npos ? span.begin : begin - 1;
    }
    return span;
  }

  void FindAddress(const Name& name) {
    const Row& row = e_.row(name.row);
    std::string value;
    documents::Box box;
    double ocr = 1;
    const auto add = [&](const Row& at, Span span) {
      span = WithoutNumbersAround(at, span);
      std::string text = OneLine(at.Text(span));
      if (text.empty()) return;
      value += (value.empty() ? "" : " ") + text;
      box = Around(box, at.BoxOf(span));
      ocr = std::min(ocr, at.ConfidenceOf(span));
    };
    if (name.span.end < name.segment.end) {
      const std::size_t begin = row.text.find_first_not_of(" -|,·", name.span.end);
      const Span rest{begin, name.segment.end};
      if (begin != std::string::npos && begin < name.segment.end && row.text[begin] != '(' &&
          Letters(row.Text(rest)) >= 5 && rest.end - rest.begin <= 100 &&
          LooksLikeAddress(name.row, rest)) {
        add(row, rest);
      }
    }
    const documents::Box anchor = row.BoxOf(name.segment);
    std::size_t lines = value.empty() ? 0 : 9;
    float bottom = row.box.y1;
    for (std::size_t r = name.row + 1; r < std::min(name.row + 9, e_.size()) && lines < 5; ++r) {
      const Row& next = e_.row(r);
      if (next.page != row.page || next.box.y0 - bottom > 3.5F * row.height) break;
      for (const Span& segment : next.segments) {
        if (HorizontalOverlap(next.BoxOf(segment), anchor) < 0.2F) continue;
        if (EndsAddress(r, segment)) {
          if (lines > 0) lines = 9;
          break;
        }
        if (lines == 0 && !LooksLikeAddress(r, segment)) break;
        if (Letters(next.Text(segment)) < 3 && lines == 0) break;
        if (InCustomerBlock(r, next.BoxOf(segment))) lines = 9;
        else add(next, segment), ++lines, bottom = next.box.y1;
        break;
      }
    }
    if (value.empty()) return;
    Field field;
    field.value = value;
    field.raw = value;
    field.confidence = 0.75 * (0.6 + 0.4 * ocr);
    field.page = row.page->number;
    field.box = box;
    field.how = row.page->source == documents::PageSource::kOcr ? How::kOcr : How::kText;
    invoice_.fields.emplace("supplier_address", std::move(field));
  }

  const Evidence& e_;
  const std::set<std::size_t>& line_rows_;
  Invoice& invoice_;
  std::vector<Block> blocks_;
  float usual_height_ = 1;
  std::size_t customer_row_ = static_cast<std::size_t>(-1);
  Span customer_span_;
};

/// One past the first legal form in `atoms`; 0 when there is none.
std::size_t OneLegalFormEnd(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  // One atom of name at least; a form of its own line is the caller's business.
  for (std::size_t i = first; i < last; ++i) {
    for (const std::string_view form : kLegalForms) {
      const std::size_t at = FormAt(atoms, i, last, form);
      if (at == 0) continue;
      const bool two_words = form.find(' ') != std::string_view::npos && form.size() >= 6;
      if (i == first && !two_words) continue;
      // Short forms are words of other languages too ("sa", "ca"): only at the end of the name.
      if (form.size() <= 2 && at < last && atoms[at].span.begin - atoms[at - 1].span.end < 2)
        continue;
      return at;
    }
  }
  return 0;
}

}  // namespace

std::size_t LegalFormEnd(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  std::size_t end = OneLegalFormEnd(atoms, first, last);
  // "Trading LLC" is two forms in a row.
  while (end > 0 && end < last) {
    std::size_t next = 0;
    for (const std::string_view form : kLegalForms)
      next = std::max(next, FormAt(atoms, end, last, form));
    if (next == 0 || atoms[next - 1].span.end - atoms[end].span.begin < 2) break;
    end = next;
  }
  return end;
}

void FindParties(const Evidence& evidence, const std::set<std::size_t>& line_rows,
                 Invoice& invoice) {
  Finder(evidence, line_rows, invoice).Find();
}

}  // namespace telar::invoices
