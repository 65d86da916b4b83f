#include "invoices/tax_ids.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"
#include "invoices/candidates.h"
#include "invoices/characters.h"
#include "invoices/check_digits.h"
#include "invoices/reference_numbers.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostBlocks = 7;

/// What the words of a label tell of the number's country.
std::string_view CountryOfLabel(std::string_view printed) {
  struct Name {
    std::string_view word, country;
  };
  constexpr Name kNames[] = {
      {"nit", "CO"},   {"ruc", "PE"},     {"rfc", "MX"},  {"cuit", "AR"},         {"rut", "CL"},
      {"nif", "ES"},   {"cif", "ES"},     {"cnpj", "BR"}, {"abn", "AU"},          {"gstin", "IN"},
      {"nip", "PL"},   {"nipc", "PT"},    {"piva", "IT"}, {"contribuinte", "PT"}, {"ust", "DE"},
      {"ustid", "DE"}, {"ustidnr", "DE"}, {"uid", "AT"},  {"btw", "NL"},          {"partita", "IT"},
      {"tva", "FR"},   {"cvr", "DK"},     {"siren", "FR"}};
  const std::vector<Atom> atoms = SplitAtoms(printed);
  std::string joined;
  for (const Atom& atom : atoms) joined += atom.folded;
  for (const Name& name : kNames) {
    if (joined == name.word) return name.country;
    for (const Atom& atom : atoms) {
      if (atom.folded == name.word) return name.country;
    }
  }
  return {};
}

/// A number with what its check digits say.
struct Number {
  Span span;
  std::string value;  // repaired where that is proven
  bool proven = false, disproven = false;
};

/// A value as it is stored: upper case, without blanks and points.
std::string Stored(std::string_view printed) {
  std::string value;
  for (const char c : printed) {
    if (c != ' ' && c != '\t' && c != '.') value.push_back(c);
  }
  return AsciiUpper(value);
}

/// The longest run of blocks from token `first` on that check digits prove.
Number ProvenAt(const Row& row, const std::vector<Span>& tokens, std::size_t first,
                std::string_view country) {
  Number found;
  std::string joined;
  for (std::size_t i = first; i < std::min(first + kMostBlocks, tokens.size()); ++i) {
    if (i > first && tokens[i].begin - tokens[i - 1].end > 3) break;
    joined += Compact(row.Text(tokens[i]));
    if (joined.size() > 20) break;
    if (joined.size() < 7) continue;
    const Span span{tokens[first].begin, tokens[i].end};
    // A prefix of another country than the label suggests counts as well.
    if (ProvenScheme(joined, country) != nullptr || ProvenScheme(joined) != nullptr) {
      found = {span, Stored(row.Text(span)), true, false};
    } else if (!found.proven) {
      auto repaired = RepairTaxNumber(joined);
      if (!repaired && !country.empty()) repaired = RepairTaxNumber(joined, country);
      if (repaired) found = {span, *repaired, true, false};
    }
  }
  return found;
}

/// A tax number at the start of a place: one that check digits prove, or letters and digits in up
/// to six blocks, six digits or more.
Number NumberAt(const Evidence& e, const Place& place, std::string_view country) {
  const Row& row = e.row(place.row);
  std::vector<Span> tokens = Tokens(row, place.span);
  while (!tokens.empty() &&
         (IsFiller(row.Text(tokens.front())) || CountDigits(row.Text(tokens.front())) == 0) &&
         row.Text(tokens.front()).size() != 2 && row.Text(tokens.front()).size() != 3) {
    if (row.Text(tokens.front()).size() > 8) return {};
    tokens.erase(tokens.begin());
  }
  for (std::size_t first = 0; first < std::min<std::size_t>(2, tokens.size()); ++first) {
    if (Number proven = ProvenAt(row, tokens, first, country); proven.proven) return proven;
  }
  while (!tokens.empty() && row.Text(tokens.front()).size() == 3 &&
         CountDigits(row.Text(tokens.front())) == 0 && row.Text(tokens.front()) != "CHE" &&
         row.Text(tokens.front()) != "ATU") {
    tokens.erase(tokens.begin());
  }
  Span found;
  std::size_t blocks = 0;
  for (const Span& token : tokens) {
    const std::string_view text = row.Text(token);
    const bool prefix = found.empty() && (text.size() == 2 || text.size() == 3) &&
                        AsciiUpper(text) == text && IsAsciiLetter(text[0]);
    const bool good = std::all_of(text.begin(), text.end(), [](char c) {
      return IsDigit(c) || IsAsciiLetter(c) || c == '-' || c == '.' || c == '/';
    });
    if (!good || (!prefix && CountDigits(text) == 0)) break;
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
  if (TouchesDate(e, place.row, found)) return {};
  const std::string value = Stored(row.Text(found));
  // Two letters of a country with check digits, or a country the label names.
  const std::string compact = Compact(value);
  const bool union_prefix = compact.size() > 9 && IsAsciiLetter(compact[0]) &&
                            IsAsciiLetter(compact[1]) && IsDigit(compact[3]) &&
                            IbanLength(compact) > 0;
  return {found, value, false, union_prefix || !country.empty()};
}

class TaxNumbers {
 public:
  TaxNumbers(const Evidence& e, const CustomerBlocks& customers) : e_(e), customers_(customers) {}

  void Find() {
    for (std::size_t r = 0; r < e_.size(); ++r) {
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) Look(r, h);
      LookForProven(r);
    }
  }

  /// The candidates of one side; what was elected for the other side is left out.
  std::vector<FieldCandidate> Of(std::string_view field, std::string_view taken) const {
    std::vector<FieldCandidate> candidates;
    bool first = true;
    for (const Found& found : all_) {
      if (found.number.value == taken) continue;
      FieldCandidate one(found.number.value, found.row, found.number.span);
      const bool names_other = found.customer_label && field == "supplier_tax_id";
      if (found.label > 0 && !names_other) one.Say("label", found.label);
      else if (found.tax_name) one.Say("tax_name");
      if (found.number.proven) one.Say("proven");
      if (found.number.disproven) one.Say("disproven");
      if (found.customer_label) one.Say("customer_label");
      if (found.customer_block) one.Say("customer_block");
      if (!found.customer_label && !found.customer_block) one.Say("no_customer");
      if (found.below) one.Say("below");
      if (first) one.Say("first");
      first = false;
      candidates.push_back(std::move(one));
    }
    return candidates;
  }

 private:
  struct Found {
    Number number;
    std::size_t row = 0;
    double label = 0;
    bool tax_name = false, customer_label = false, customer_block = false, below = false;
  };

  void Look(std::size_t r, std::size_t h) {
    const LabelHit& hit = e_.labels[r][h];
    const Row& row = e_.row(r);
    // "VAT GB123456789": the name of the tax alone, when a country's code follows.
    const bool tax = hit.label == Label::kTax;
    if (hit.label != Label::kTaxId && hit.label != Label::kCustomerTaxId && !tax) return;
    const std::string_view country = CountryOfLabel(row.Text(hit.span));
    Place place = RightOf(e_, r, h);
    Number number = NumberAt(e_, place, tax ? std::string_view() : country);
    if (tax && !LooksNamed(row, hit, number)) return;
    bool below = false;
    if (number.span.empty()) {
      for (const Place& under : Below(e_, r, hit.span)) {
        place = under;
        number = NumberAt(e_, under, country);
        below = !number.span.empty();
        if (below) break;
      }
    }
    if (number.span.empty()) return;
    Found found{.number = std::move(number),
                .row = place.row,
                .label = tax ? 0 : hit.weight,
                .tax_name = tax,
                .customer_label = hit.label == Label::kCustomerTaxId,
                .customer_block = false,
                .below = below};
    found.customer_block = InCustomerBlock(row, hit.span, e_.row(place.row), found.number.span);
    all_.push_back(std::move(found));
  }

  /// A number right behind the name of a tax starts with a country or is proven.
  static bool LooksNamed(const Row& row, const LabelHit& hit, const Number& number) {
    if (number.span.empty() || number.span.begin > hit.span.end + 3) return false;
    if (number.proven) return true;
    return IsAsciiLetter(row.text[number.span.begin]) &&
           IsAsciiLetter(row.text[number.span.begin + 1]);
  }

  /// Numbers that need no name: a country's letters and right check digits.
  void LookForProven(std::size_t r) {
    const Row& row = e_.row(r);
    const std::vector<Span> tokens = Tokens(row, {0, row.text.size()});
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string_view text = row.Text(tokens[i]);
      if (CountDigits(text) < 8 && !(text.size() <= 4 && IsAsciiLetter(text[0]))) continue;
      std::string joined;
      for (std::size_t j = i; j < std::min(i + kMostBlocks, tokens.size()); ++j) {
        if (j > i && row.Text({tokens[j - 1].end, tokens[j].begin}) != " ") break;
        if (row.Text(tokens[j]).find_first_of("/:@") != std::string_view::npos) break;
        joined += Compact(row.Text(tokens[j]));
        if (joined.size() > 18 || TouchesDate(e_, r, tokens[j])) break;
        const TaxScheme* scheme = joined.size() < 9 ? nullptr : ProvenScheme(joined);
        if (scheme == nullptr) continue;
        const bool telling = joined.starts_with(scheme->prefix) && !scheme->prefix.empty();
        if (!telling && scheme->form.size() < 12) continue;
        const Span span{tokens[i].begin, tokens[j].end};
        if (Known(r, span)) break;
        const bool block = InCustomerBlock(row, span, row, span);
        all_.push_back({.number = {span, Stored(row.Text(span)), true, false},
                        .row = r,
                        .label = 0,
                        .tax_name = false,
                        .customer_label = false,
                        .customer_block = block,
                        .below = false});
        break;
      }
    }
  }

  bool Known(std::size_t r, const Span& span) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Found& found) {
      return found.row == r && found.number.span.begin < span.end &&
             found.number.span.end > span.begin;
    });
  }

  bool InCustomerBlock(const Row& label_row, const Span& label, const Row& value_row,
                       const Span& value) const {
    const documents::Box box = value_row.BoxOf(value);
    return std::any_of(customers_.begin(), customers_.end(), [&](const auto& customer) {
      const auto& [first, start_box] = customer;
      const Row& start = e_.row(first);
      const float down = label_row.box.y0 - start.box.y0;
      const bool close =
          start.page == label_row.page && down > -0.5F * start.height && down < 11 * start.height;
      return close && box.x1 > start_box.x0 - 5 && label_row.BoxOf(label).x0 < start_box.x1 + 60;
    });
  }

  const Evidence& e_;
  const CustomerBlocks& customers_;
  std::vector<Found> all_;
};

bool NamesPayersAccount(const Evidence& e, std::size_t r) {
  constexpr std::string_view kWords[] = {
      "debiter",   "debite",     "preleve", "prelevee",     "mandat",        "lastschrift",
      "abgebucht", "eingezogen", "incasso", "geincasseerd", "domiciliacion", "adeudo",
      "debited",   "addebito",   "debito",  "your account", "ihrem konto"};
  const std::size_t from = r >= 2 ? r - 2 : 0;
  for (std::size_t row = from; row <= r; ++row) {
    const std::string folded = Fold(e.row(row).text);
    for (const std::string_view word : kWords) {
      if (folded.find(word) != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

void FindTaxIds(const Evidence& e, const CustomerBlocks& customers, const EvidenceWeights& weights,
                Invoice& invoice, Trace* trace) {
  TaxNumbers numbers(e, customers);
  numbers.Find();
  Ballot("supplier_tax_id", numbers.Of("supplier_tax_id", {}), weights)
      .Elect(e, weights, 1, invoice, trace);
  const Field* supplier = invoice.Find("supplier_tax_id");
  const std::string taken = supplier == nullptr ? std::string() : supplier->value;
  Ballot("customer_tax_id", numbers.Of("customer_tax_id", taken), weights)
      .Elect(e, weights, 1, invoice, trace);
}

void FindIban(const Evidence& e, const EvidenceWeights& weights, Invoice& invoice, Trace* trace) {
  std::vector<FieldCandidate> candidates;
  const Field* supplier = invoice.Find("supplier_tax_id");
  for (std::size_t r = 0; r < e.size(); ++r) {
    const Row& row = e.row(r);
    const bool labelled =
        std::any_of(e.labels[r].begin(), e.labels[r].end(),
                    [](const LabelHit& hit) { return hit.label == Label::kIban; });
    for (std::size_t i = 0; i < row.atoms.size(); ++i) {
      const std::string start = Compact(row.Text(row.atoms[i].span));
      if (start.size() < 2 || (!IsAsciiLetter(start[0]) && !labelled)) continue;
      std::string whole, iban;
      Span span;
      bool repaired = false;
      for (std::size_t j = i; j < std::min(i + 9, row.atoms.size()) && whole.size() < 34; ++j) {
        if (j > i) {
          const std::string_view gap =
              row.Text({row.atoms[j - 1].span.end, row.atoms[j].span.begin});
          if (gap != " " && gap != "-" && gap != ".") break;
        }
        whole += Compact(row.Text(row.atoms[j].span));
        const std::size_t glued = whole.starts_with("IBAN") ? 4 : 0;
        const std::string number = whole.substr(glued);
        // A part may pass the check by chance: the longest that does counts.
        const bool right = IsIban(number);
        const auto mended = right ? std::nullopt : RepairIban(number);
        if (!right && !mended) continue;
        iban = right ? number : *mended;
        repaired = !right;
        span = {row.atoms[i].span.begin +
                    (row.atoms[i].span.end - row.atoms[i].span.begin > 4 ? glued : std::size_t{0}),
                row.atoms[j].span.end};
      }
      if (iban.empty()) continue;
      FieldCandidate one(iban, r, span);
      one.Say("check_digits");
      if (labelled) one.Say("label");
      if (repaired) one.Say("repaired");
      if (candidates.empty()) one.Say("first");
      if (NamesPayersAccount(e, r)) one.Say("payers_account");
      if (supplier != nullptr && supplier->value.substr(0, 2) == iban.substr(0, 2))
        one.Say("country_of_supplier");
      candidates.push_back(std::move(one));
    }
  }
  Ballot("iban", std::move(candidates), weights).Elect(e, weights, 1, invoice, trace);
}

}  // namespace telar::invoices
