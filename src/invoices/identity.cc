#include "invoices/identity.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"

namespace telar::invoices {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t CountDigits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsDigit));
}

/// Words of a span, without the signs around them.
std::vector<Span> Tokens(const Row& row, Span span) {
  constexpr std::string_view kAround = ":;#.,()[]*'\"=-";
  std::vector<Span> tokens;
  for (std::size_t at = span.begin; at < span.end;) {
    if (row.text[at] == ' ' || row.text[at] == '\t') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < span.end && row.text[end] != ' ' && row.text[end] != '\t') ++end;
    std::size_t first = at, last = end;
    // Signs of two bytes around a number: º ° №.
    for (bool more = true; more && first < last;) {
      more = true;
      if (kAround.find(row.text[first]) != std::string_view::npos) ++first;
      else if (last - first >= 2 && row.text[first] == '\xC2') first += 2;
      else more = false;
    }
    for (bool more = true; more && first < last;) {
      if (kAround.find(row.text[last - 1]) != std::string_view::npos) --last;
      else if (last - first >= 2 && row.text[last - 2] == '\xC2') last -= 2;
      else more = false;
    }
    if (first < last) tokens.push_back({first, last});
    at = end;
  }
  return tokens;
}

bool IsFiller(std::string_view token) {
  constexpr std::string_view kFillers[] = {"no",     "n",      "nr", "nro", "num",
                                           "number", "numero", "de", "id",  "o"};
  const std::string folded = Fold(token);
  return std::find(std::begin(kFillers), std::end(kFillers), folded) != std::end(kFillers);
}

bool InDate(const Evidence& e, std::size_t r, Span span) {
  return std::any_of(e.dates[r].begin(), e.dates[r].end(), [&](const PrintedDate& d) {
    return span.begin < d.span.end && span.end > d.span.begin;
  });
}

/// A number as printed at the start of a place: "F-2024/001", "FE 00123"; empty when there is none.
Span NumberAt(const Evidence& e, const Place& place, std::size_t least_digits) {
  const Row& row = e.row(place.row);
  std::vector<Span> tokens = Tokens(row, place.span);
  while (!tokens.empty() && IsFiller(row.Text(tokens.front()))) tokens.erase(tokens.begin());
  // Glued filler: "n°562044387" has lost its sign, "No.123" keeps the word.
  if (!tokens.empty()) {
    const std::string folded = Fold(row.Text(tokens.front()));
    for (const std::string_view filler : {"no.", "n.", "nr.", "no:", "nro.", "no-"}) {
      if (folded.starts_with(filler) && folded.size() > filler.size() &&
          IsDigit(folded[filler.size()])) {
        tokens.front().begin += filler.size();
        break;
      }
    }
  }
  const auto well_formed = [](std::string_view text) {
    return text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
             return IsDigit(c) || IsAlpha(c) || c == '-' || c == '/' || c == '.' || c == '_' ||
                    c == '#' || c == ':';
           });
  };
  if (tokens.empty()) return {};
  Span found = tokens.front();
  const std::string_view first = row.Text(found);
  if (!well_formed(first)) return {};
  if (CountDigits(first) == 0) {
    const bool prefix = first.size() <= 5 && AsciiUpper(first) == first && tokens.size() > 1 &&
                        tokens[1].begin - found.end <= 3 && CountDigits(row.Text(tokens[1])) > 0 &&
                        well_formed(row.Text(tokens[1]));
    if (!prefix) return {};
    found.end = tokens[1].end;
  }
  if (CountDigits(row.Text(found)) < least_digits || InDate(e, place.row, found)) return {};
  for (const Amount& amount : e.amounts[place.row]) {
    const bool same = amount.digits.begin < found.end && amount.digits.end > found.begin;
    if (same && (!amount.currency.empty() || amount.percent || amount.decimals == 2)) return {};
  }
  return found;
}

struct Best {
  double score = 0;
  std::size_t row = 0;
  Span span;
};

void FindNumber(const Evidence& e, Label label, std::string_view name, Invoice& invoice) {
  Best best;
  for (std::size_t r = 0; r < e.size(); ++r) {
    for (std::size_t h = 0; h < e.labels[r].size(); ++h) {
      const LabelHit& hit = e.labels[r][h];
      if (hit.label != label) continue;
      // Short numbers need a label that says "number".
      const std::size_t least = hit.weight > 0.75 ? 1 : 3;
      const auto offer = [&](const Place& place, double factor) {
        const Span span = NumberAt(e, place, least);
        const double score = hit.weight * factor;
        if (span.empty() || score <= best.score) return !span.empty();
        best = {score, place.row, span};
        return true;
      };
      const Place right = RightOf(e, r, h);
      if (offer(right, 1)) continue;
      // "Kopie factuur" above a table is a title.
      if (hit.weight < 0.75 && e.row(r).SegmentAt(hit.span.begin).begin != hit.span.begin) continue;
      // Text to the right means the value is not below, unless it is the next column's.
      const Span near{right.span.begin,
                      std::min(right.span.end, e.row(r).SegmentAt(hit.span.begin).end)};
      if (near.begin < near.end && !Tokens(e.row(r), near).empty() && hit.weight < 0.9) continue;
      for (const Place& place : Below(e, r, hit.span)) {
        if (offer(place, 0.85)) break;
      }
    }
  }
  if (best.score <= 0) return;
  const Row& row = e.row(best.row);
  invoice.fields.emplace(
      name, MakeField(row, best.span, OneLine(row.Text(best.span)), 0.5 + 0.45 * best.score));
}

struct DateChoice {
  const PrintedDate* date = nullptr;
  std::size_t row = 0;
  double score = 0;
};

const PrintedDate* DateAt(const Evidence& e, const Place& place) {
  for (const PrintedDate& date : e.dates[place.row]) {
    if (date.span.begin >= place.span.begin && date.span.begin < place.span.end) return &date;
  }
  return nullptr;
}

void FindDatesOfInvoice(const Evidence& e, Invoice& invoice, std::string& date_doubt) {
  std::vector<std::pair<const PrintedDate*, Label>> claimed;
  DateChoice issued, due;
  const auto better = [](DateChoice& best, const DateChoice& offer) {
    if (offer.score > best.score) best = offer;
  };
  for (std::size_t r = 0; r < e.size(); ++r) {
    for (std::size_t h = 0; h < e.labels[r].size(); ++h) {
      const LabelHit& hit = e.labels[r][h];
      const bool dated = hit.label == Label::kInvoiceDate || hit.label == Label::kDate ||
                         hit.label == Label::kDueDate || hit.label == Label::kOtherDate;
      const bool numbered = hit.label == Label::kInvoiceNumber || hit.label == Label::kTitle;
      if (!dated && !numbered) continue;
      Place place = RightOf(e, r, h);
      const PrintedDate* date = DateAt(e, place);
      double factor = 1;
      if (date == nullptr && dated) {
        for (const Place& below : Below(e, r, hit.span)) {
          // The date's own words may reach beyond the label.
          for (const PrintedDate& candidate : e.dates[below.row]) {
            if (candidate.span.begin < below.span.end && candidate.span.end > below.span.begin)
              date = &candidate;
          }
          if (date != nullptr) {
            place = below;
            factor = 0.95;
            break;
          }
        }
      }
      if (date == nullptr) continue;
      const double base = hit.label == Label::kInvoiceDate ? 0.97
                          : hit.label == Label::kDate      ? 0.9
                                                           : 0.8;
      const DateChoice choice{date, place.row, base * factor * (dated ? hit.weight : 1)};
      if (hit.label == Label::kDueDate) better(due, {date, place.row, 0.95 * factor * hit.weight});
      if (hit.label == Label::kDueDate || hit.label == Label::kOtherDate) {
        claimed.emplace_back(date, hit.label);
      } else {
        better(issued, choice);
      }
    }
  }
  // Without a label the first date counts, the surer the fewer other dates there are.
  const PrintedDate* first = nullptr;
  std::size_t first_row = 0;
  bool others = false;
  for (std::size_t r = 0; r < e.size(); ++r) {
    for (const PrintedDate& date : e.dates[r]) {
      if (std::any_of(claimed.begin(), claimed.end(),
                      [&](const auto& c) { return c.first == &date; }))
        continue;
      if (first == nullptr) {
        first = &date;
        first_row = r;
      } else if (date.Under(e.order.order) != first->Under(e.order.order)) {
        others = true;
      }
    }
  }
  if (first != nullptr) better(issued, {first, first_row, others ? 0.6 : 0.85});
  const auto emit = [&](const DateChoice& choice, std::string_view name) {
    if (choice.date == nullptr) return;
    double confidence = choice.score;
    if (choice.date->ambiguous() && !e.order.decided) {
      const bool day_first = e.language != Language::kEnglish ||
                             (!e.currency.code.empty() && e.currency.code != "USD");
      confidence *= day_first ? 0.93 : 0.6;
      if (!day_first && name == "date")
        date_doubt = std::string(e.row(choice.row).Text(choice.date->span));
    }
    invoice.fields.emplace(name,
                           MakeField(e.row(choice.row), choice.date->span,
                                     FormatDate(choice.date->Under(e.order.order)), confidence));
  };
  emit(issued, "date");
  emit(due, "due_date");
}

/// A tax number at the start of a place: letters and digits in up to six blocks, six digits or
/// more.
Span TaxIdAt(const Evidence& e, const Place& place) {
  const Row& row = e.row(place.row);
  std::vector<Span> tokens = Tokens(row, place.span);
  while (!tokens.empty() &&
         (IsFiller(row.Text(tokens.front())) || CountDigits(row.Text(tokens.front())) == 0) &&
         row.Text(tokens.front()).size() != 2) {
    if (row.Text(tokens.front()).size() > 8) return {};
    tokens.erase(tokens.begin());
  }
  Span found;
  std::size_t blocks = 0;
  for (const Span& token : tokens) {
    const std::string_view text = row.Text(token);
    const bool country =
        found.empty() && text.size() == 2 && AsciiUpper(text) == text && IsAlpha(text[0]);
    const bool good = std::all_of(text.begin(), text.end(), [](char c) {
      return IsDigit(c) || IsAlpha(c) || c == '-' || c == '.' || c == '/';
    });
    if (!good || (!country && CountDigits(text) == 0)) break;
    // A second block goes on only where the first is no whole number yet.
    if (!found.empty() &&
        (token.begin - found.end > 1 ||
         (CountDigits(row.Text(found)) >= 8 && text.size() > 3 && CountDigits(text) > 4)))
      break;
    if (found.empty()) found = token;
    found.end = token.end;
    if (++blocks == 6) break;
  }
  if (found.empty() || CountDigits(row.Text(found)) < 6 || found.end - found.begin > 24) return {};
  return InDate(e, place.row, found) ? Span{} : found;
}

void FindTaxIds(const Evidence& e, Invoice& invoice) {
  struct Found {
    std::string value;
    std::size_t row;
    Span span;
    double weight;
    bool customer;
  };
  std::vector<Found> all;
  std::vector<std::pair<std::size_t, documents::Box>> customers;  // blocks of customers so far
  for (std::size_t r = 0; r < e.size(); ++r) {
    for (std::size_t h = 0; h < e.labels[r].size(); ++h) {
      const LabelHit& hit = e.labels[r][h];
      const Row& row = e.row(r);
      if (hit.label == Label::kCustomer && row.SegmentAt(hit.span.begin).begin == hit.span.begin)
        customers.emplace_back(r, row.BoxOf(row.SegmentAt(hit.span.begin)));
      // "VAT GB123456789": the name of the tax alone, when a country's code follows.
      const bool tax = hit.label == Label::kTax;
      if (hit.label != Label::kTaxId && hit.label != Label::kCustomerTaxId && !tax) continue;
      Place place = RightOf(e, r, h);
      Span span = TaxIdAt(e, place);
      if (tax && (span.empty() || !IsAlpha(row.text[span.begin]) ||
                  !IsAlpha(row.text[span.begin + 1]) || span.begin > hit.span.end + 3)) {
        continue;
      }
      if (span.empty()) {
        for (const Place& below : Below(e, r, hit.span)) {
          place = below;
          if (span = TaxIdAt(e, below); !span.empty()) break;
        }
      }
      if (span.empty()) continue;
      const Row& at = e.row(place.row);
      std::string value;
      for (const char c : at.Text(span)) {
        if (c != ' ' && c != '\t' && c != '.') value.push_back(c);
      }
      value = AsciiUpper(value);
      const documents::Box box = at.BoxOf(span);
      bool customer = hit.label == Label::kCustomerTaxId;
      for (const auto& [customer_row, customer_box] : customers) {
        const Row& label = e.row(customer_row);
        const bool close = label.page == row.page && row.box.y0 - label.box.y1 < 10 * label.height;
        const bool under =
            box.x1 > customer_box.x0 - 5 && row.BoxOf(hit.span).x0 < customer_box.x1 + 60;
        if (close && under) customer = true;
      }
      all.push_back({value, place.row, span, hit.weight, customer});
    }
  }
  for (const bool customer : {false, true}) {
    const Found* best = nullptr;
    for (const Found& found : all) {
      if (found.customer == customer && (best == nullptr || found.weight > best->weight))
        best = &found;
    }
    if (best == nullptr) continue;
    invoice.fields.emplace(
        customer ? "customer_tax_id" : "supplier_tax_id",
        MakeField(e.row(best->row), best->span, best->value, 0.5 + 0.38 * best->weight));
  }
}

void FindIban(const Evidence& e, Invoice& invoice) {
  for (std::size_t r = 0; r < e.size(); ++r) {
    const Row& row = e.row(r);
    for (std::size_t i = 0; i < row.atoms.size(); ++i) {
      const std::string& start = row.atoms[i].folded;
      if (start.size() < 4 || !IsAlpha(start[0]) || !IsAlpha(start[1]) || !IsDigit(start[2]) ||
          !IsDigit(start[3])) {
        continue;
      }
      std::string iban;
      for (std::size_t j = i; j < std::min(i + 9, row.atoms.size()) && iban.size() < 34; ++j) {
        if (j > i && row.Text({row.atoms[j - 1].span.end, row.atoms[j].span.begin}) != " ") break;
        iban += AsciiUpper(row.Text(row.atoms[j].span));
        // A part may pass the check by chance: the longest that does counts.
        if (!IsIban(iban)) continue;
        invoice.fields.insert_or_assign(
            "iban", MakeField(row, {row.atoms[i].span.begin, row.atoms[j].span.end}, iban, 0.99));
      }
      if (invoice.Find("iban") != nullptr) return;
    }
  }
}

}  // namespace

bool IsIban(std::string_view iban) {
  if (iban.size() < 15 || iban.size() > 34) return false;
  const std::string turned = std::string(iban.substr(4)) + std::string(iban.substr(0, 4));
  unsigned rest = 0;
  for (std::size_t i = 0; i < turned.size(); ++i) {
    const char c = turned[i];
    if (IsDigit(c)) rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
    else if (c >= 'A' && c <= 'Z') rest = (rest * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
    else return false;
  }
  return IsAlpha(iban[0]) && IsAlpha(iban[1]) && IsDigit(iban[2]) && IsDigit(iban[3]) && rest == 1;
}

void FindIdentity(const Evidence& evidence, Invoice& invoice, std::string& date_doubt) {
  FindNumber(evidence, Label::kInvoiceNumber, "invoice_number", invoice);
  FindNumber(evidence, Label::kPurchaseOrder, "purchase_order", invoice);
  FindDatesOfInvoice(evidence, invoice, date_doubt);
  FindTaxIds(evidence, invoice);
  FindIban(evidence, invoice);
}

}  // namespace telar::invoices
