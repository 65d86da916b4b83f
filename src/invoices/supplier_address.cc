#include "invoices/supplier_address.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "invoices/addressees.h"
#include "invoices/characters.h"
#include "invoices/known_words.h"

namespace telar::invoices {
namespace {

enum Name : std::size_t {
  kNone,
  kOneLine,
  kTwoLines,
  kThreeLines,
  kFourLines,
  kFiveLines,
  kMoreLines,
  kAddressLines,
  kOtherLines,
  kStreet,
  kPostcode,
  kPostcodeNearEnd,
  kRegion,
  kRegionInLastLine,
  kLastLineBare,
  kNumberLines,
  kTelephoneLines,
  kWebLines,
  kTitleLines,
  kLabelLines,
  kDateOrMoneyLines,
  kLegalFormLines,
  kBusinessFirst,
  kAddressAbove,
  kAddressBelow,
  kPostcodeBelow,
  kRegionBelow,
  kRightBelowName,
  kOneLineBelowName,
  kFurtherBelowName,
  kAboveName,
  kElsewhere,
  kNumberAbove,
  kStreetNumberFirst,
  kStreetFirst,
  kCommaAtEnd,
  kCommaAbove,
  kGapInside,
  kGapBelow,
  kNothingBelow,
  kCustomerBlock,
  kSameLineAsName,
  kProse,
  kUnsurePrint,
  kParenthesesLast,
  kFoot,
  kOtherPrintSize,
  kFirstLineBare,
  kBranchLast,
  kBranchBelow,
  kWordOfName,
  kEvidenceCount
};

constexpr std::array<std::string_view, kEvidenceCount> kNames = {"no_address",
                                                                 "one_line",
                                                                 "two_lines",
                                                                 "three_lines",
                                                                 "four_lines",
                                                                 "five_lines",
                                                                 "more_lines",
                                                                 "address_lines",
                                                                 "other_lines",
                                                                 "street",
                                                                 "postcode",
                                                                 "postcode_near_end",
                                                                 "region",
                                                                 "region_in_last_line",
                                                                 "last_line_bare",
                                                                 "number_lines",
                                                                 "telephone_lines",
                                                                 "web_lines",
                                                                 "title_lines",
                                                                 "label_lines",
                                                                 "date_or_money_lines",
                                                                 "legal_form_lines",
                                                                 "business_first",
                                                                 "address_above",
                                                                 "address_below",
                                                                 "postcode_below",
                                                                 "region_below",
                                                                 "right_below_name",
                                                                 "one_line_below_name",
                                                                 "further_below_name",
                                                                 "above_name",
                                                                 "elsewhere",
                                                                 "number_above",
                                                                 "street_number_first",
                                                                 "street_first",
                                                                 "comma_at_end",
                                                                 "comma_above",
                                                                 "gap_inside",
                                                                 "gap_below",
                                                                 "nothing_below",
                                                                 "customer_block",
                                                                 "same_line_as_name",
                                                                 "prose",
                                                                 "unsure_print",
                                                                 "parentheses_last",
                                                                 "foot",
                                                                 "other_print_size",
                                                                 "first_line_bare",
                                                                 "branch_last",
                                                                 "branch_below",
                                                                 "word_of_name"};

constexpr std::size_t kMostLines = 7;
constexpr std::size_t kMostStarts = 40;

/// Without a register number in parentheses before, and telephone and tax numbers, addresses of the
/// web and signs behind.
Span WithoutNumbersAround(const Evidence& e, std::size_t r, Span span) {
  const Row& row = e.row(r);
  while (!span.empty()) {
    const std::size_t end = std::min(row.text.find_first_of(" \t", span.begin), span.end);
    if (row.text[span.begin] != '(' || CountDigits(row.Text({span.begin, end})) < 4 ||
        end == span.end)
      break;
    span.begin = end + 1;
  }
  // "… Tel: 03-000 000", "… GST ID 0000" at the end of the line.
  const auto atoms = AtomsIn(row, span);
  const std::size_t first = atoms.first, last = atoms.second;
  for (std::size_t i = first; i < last; ++i) {
    static constexpr std::string_view kEnds[] = {"tel",  "fax", "phone",   "gst",
                                                 "telp", "hp",  "telefono"};
    // These end an address where they open a line too.
    static constexpr std::string_view kNoLine[] = {"email", "siret", "siren",    "rcs",    "rpr",
                                                   "kvk",   "btw",   "inscrita", "telefon"};
    const std::string& atom = row.atoms[i].folded;
    const auto among = [&](const auto& words) {
      return std::find(std::begin(words), std::end(words), atom) != std::end(words);
    };
    const auto spelt = [&](std::string_view a, std::string_view b) {
      return atom == a && i + 1 < last && row.atoms[i + 1].folded == b;
    };
    if ((i > first && among(kEnds)) || among(kNoLine) || spelt("e", "mail") || spelt("r", "c")) {
      span.end = row.atoms[i].span.begin;
      break;
    }
  }
  for (const LabelHit& hit : e.labels[r]) {
    const bool number = hit.label == Label::kTaxId || hit.label == Label::kCustomerTaxId ||
                        hit.label == Label::kIban;
    if (number && hit.weight > 0.5 && hit.span.begin >= span.begin)
      span.end = std::min(span.end, hit.span.begin);
  }
  for (const std::string_view sign : {"@", "www.", "WWW."}) {
    const std::size_t at = row.Text(span).find(sign);
    if (at == std::string_view::npos) continue;
    const std::size_t word = row.Text(span).find_last_of(" \t", at);
    span.end = word == std::string_view::npos ? span.begin : span.begin + word;
  }
  while (!span.empty()) {
    const std::size_t space = row.Text(span).find_last_of(" \t");
    const std::size_t begin = space == std::string_view::npos ? span.begin : span.begin + space + 1;
    const std::string_view word = row.Text({begin, span.end});
    // The area code of a number that was cut off stands in parentheses.
    const bool number =
        CountLetters(word) == 0 &&
        (CountDigits(word) >= 7 || (word.starts_with('(') && CountDigits(word) >= 2));
    if (CountLetters(word) > 0 || (CountDigits(word) > 0 && !number)) break;
    span.end = space == std::string_view::npos ? span.begin : begin - 1;
  }
  return span;
}

constexpr std::size_t kMostParts = 12;

/// What a line has between signs that part it, and behind the words for a company's seat.
std::vector<Span> PartsOf(const Row& row, Span span) {
  static constexpr std::string_view kSigns[] = {" - ",      " | ",      " \u00B7 ", " \u2013 ",
                                                " \u2022 ", " \u2014 ", "; "};
  std::vector<Span> parts;
  const std::string_view text = row.Text(span);
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    while (begin < end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
    if (begin < end) parts.push_back({span.begin + begin, span.begin + end});
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto* sign = std::find_if(std::begin(kSigns), std::end(kSigns), [&](std::string_view s) {
      return text.substr(at).starts_with(s);
    });
    const bool colon = text[at] == ':';
    if (sign == std::end(kSigns) && !colon) continue;
    take(at);
    at += colon ? 0 : sign->size() - 1;
    begin = at + 1;
  }
  take(text.size());
  return parts;
}

class Finder {
 public:
  Finder(const Evidence& e, const Letterhead& head, const Customer& customer,
         const NameCandidate& name, Decision& decision)
      : e_(e), head_(head), customer_(customer), name_(name), decision_(decision) {}

  std::vector<AddressCandidate> Find() {
    BehindName();
    std::size_t starts = 0;
    for (std::size_t i = 0; i < head_.pieces.size() && starts < kMostStarts; ++i) {
      const Traits& t = head_.pieces[i].traits;
      const bool below_name = name_.last != kNoPiece && head_.pieces[name_.last].below == i;
      OfParts(i);
      if (i == name_.first || i == name_.last || t.letters < 3 || SaysWhose(i)) continue;
      if (!t.AddressLike() && !below_name) continue;
      ++starts;
      From(i);
    }
    found_.push_back({});
    decision_.Add({})[kNone] = 1;
    return std::move(found_);
  }

 private:
  /// What follows the name on its own line, alone and with the lines below.
  void BehindName() {
    if (name_.last == kNoPiece) return;
    const Piece& piece = head_.pieces[name_.last];
    const Row& row = e_.row(piece.row);
    const std::size_t end = name_.last == name_.first ? name_.span.end : name_.second.end;
    const std::size_t begin = row.text.find_first_not_of(" -|,·\t", end);
    if (begin == std::string::npos || begin + 5 > piece.span.end || row.text[begin] == '(') return;
    const Traits behind = TraitsOf(e_, piece.row, {begin, piece.span.end});
    if (!behind.AddressLike()) return;
    sender_line_ = behind.digits >= 5 && behind.letters >= 8;
    std::vector<std::size_t> run = {name_.last};
    Offer(run, {begin, piece.span.end});
    for (std::size_t next = piece.below; next != kNoPiece && run.size() < 3 && !NamesCustomer(next);
         next = head_.pieces[next].below) {
      // Below a sender line with a whole address another company is the addressee.
      if (sender_line_ && head_.pieces[next].traits.legal_form) return;
      run.push_back(next);
      Offer(run, {begin, piece.span.end});
    }
  }

  /// Below the customer's name stands the customer's address.
  bool NamesCustomer(std::size_t i) const { return customer_.lines.contains(i); }

  /// "Licensee of …", "(formerly known as …)", "Herrn": beside an address and no part of it.
  bool SaysWhose(std::size_t i) const {
    const Piece& piece = head_.pieces[i];
    const auto [first, last] = AtomsIn(e_.row(piece.row), piece.span);
    if (!head_.roll && BeginsWithSalutation(e_.row(piece.row), piece.span)) return true;
    return first < last && IsOwnershipWord(e_.row(piece.row).atoms[first].folded);
  }

  void From(std::size_t start) {
    // Below a sender line with a whole address another company is the addressee.
    if (sender_line_ && head_.pieces[start].traits.legal_form) return;
    std::vector<std::size_t> run;
    for (std::size_t at = start; at != kNoPiece && run.size() < kMostLines;
         at = head_.pieces[at].below) {
      if (at == name_.first || at == name_.last || NamesCustomer(at) || SaysWhose(at)) return;
      run.push_back(at);
      Offer(run, {});
      // Nothing that follows one of these belongs to it.
      const Traits& t = head_.pieces[at].traits;
      if (t.money || (t.web && t.letters > 0 && !t.street)) return;
    }
  }

  /// Between the signs of a line that says many things: "Siège social : 37 rue Boissière · 75116
  /// Paris · Tel. …".
  void OfParts(std::size_t i) {
    const Piece& piece = head_.pieces[i];
    if (NamesCustomer(i) || head_.roll) return;
    const std::vector<Span> parts = PartsOf(e_.row(piece.row), piece.span);
    if (parts.size() < 2 || parts.size() > kMostParts) return;
    for (std::size_t first = 0; first < parts.size(); ++first) {
      const Traits begins = TraitsOf(e_, piece.row, parts[first]);
      if (!begins.AddressLike() || begins.legal_form || begins.label) continue;
      for (std::size_t last = first; last < std::min(first + 3, parts.size()); ++last) {
        const Traits ends = TraitsOf(e_, piece.row, parts[last]);
        if (ends.telephone || ends.web || ends.register_number || ends.label || ends.legal_form)
          break;
        if (ends.postcode || (last > first && ends.region))
          Offer({i}, {parts[first].begin, parts[last].end});
      }
    }
  }

  /// `cut`: what is taken of the first line; all of it when empty.
  void Offer(const std::vector<std::size_t>& run, Span cut) {
    AddressCandidate address;
    for (std::size_t k = 0; k < run.size(); ++k) {
      const Piece& piece = head_.pieces[run[k]];
      Span span = piece.span;
      if (k == 0 && !cut.empty()) span = cut;
      span = WithoutNumbersAround(e_, piece.row, span);
      if (span.empty()) return;
      address.parts.push_back({piece.row, span});
    }
    // A part of a line is offered once, whoever finds it.
    const auto& [first_part, last_part] = std::pair(address.parts.front(), address.parts.back());
    if (!offered_.emplace(first_part.row, first_part.span.begin, last_part.row, last_part.span.end)
             .second)
      return;
    const std::span<float> is = decision_.Add({{"supplier_address", TextOf(e_, address)}});
    const auto set = [&](Name evidence, bool value) { is[evidence] = value ? 1.0F : 0.0F; };
    const bool behind = !cut.empty() && run.front() == name_.last;
    double unsure = 0;
    float height = 0;
    for (std::size_t k = 0; k < run.size(); ++k) {
      const Piece& piece = head_.pieces[run[k]];
      const Row& row = e_.row(piece.row);
      const Span span = address.parts[k].span;
      const Traits t = TraitsOf(e_, piece.row, span);
      unsure += 1 - row.ConfidenceOf(span);
      if (t.AddressLike()) ++is[kAddressLines];
      else ++is[kOtherLines];
      if (t.street) is[kStreet] = 1;
      if (t.postcode) is[kPostcode] = 1;
      if (t.postcode && k + 2 >= run.size()) is[kPostcodeNearEnd] = 1;
      if (t.region) is[kRegion] = 1;
      if (t.register_number) ++is[kNumberLines];
      if (t.telephone) ++is[kTelephoneLines];
      if (t.web) ++is[kWebLines];
      if (t.title) ++is[kTitleLines];
      if (t.label) ++is[kLabelLines];
      if (t.date || t.money) ++is[kDateOrMoneyLines];
      if (t.legal_form) ++is[kLegalFormLines];
      if (piece.traits.customer) is[kCustomerBlock] = 1;
      if (t.lower_words >= 4) is[kProse] = 1;
      if (k == 0) {
        const char c = row.text[span.begin];
        set(kStreetNumberFirst, c >= '0' && c <= '9');
        set(kStreetFirst, t.street);
        set(kBusinessFirst, t.business && !t.street);
        set(kFirstLineBare, !t.street && !t.postcode && !t.region && t.digits == 0);
        set(kWordOfName, SharesWord(piece.row, span));
        height = piece.height;
      } else {
        const Piece& before = head_.pieces[run[k - 1]];
        if (piece.box.y0 - before.box.y1 > 1.1F * before.height) is[kGapInside] = 1;
        if (piece.height > 1.4F * height || piece.height < 0.7F * height) is[kOtherPrintSize] = 1;
      }
      if (k + 1 == run.size()) {
        set(kRegionInLastLine, t.region);
        set(kLastLineBare, !t.region && !t.postcode && !t.street && t.digits == 0);
        set(kCommaAtEnd, row.text[span.end - 1] == ',');
        set(kBranchLast, t.branch && run.size() > 1);
        set(kParenthesesLast, row.text[span.begin] == '(' && row.text[span.end - 1] == ')');
        const float down =
            (piece.box.center_y() - head_.top) / std::max(1.0F, head_.bottom - head_.top);
        set(kFoot, down > 0.85F);
      }
    }
    set(kOneLine, run.size() == 1);
    set(kTwoLines, run.size() == 2);
    set(kThreeLines, run.size() == 3);
    set(kFourLines, run.size() == 4);
    set(kFiveLines, run.size() == 5);
    set(kMoreLines, run.size() > 5);
    is[kUnsurePrint] = static_cast<float>(unsure / static_cast<double>(run.size()));
    set(kSameLineAsName, behind);
    const Piece& top = head_.pieces[run.front()];
    const Piece& last = head_.pieces[run.back()];
    if (!behind && top.above != kNoPiece && top.above != name_.last) {
      const Piece& above = head_.pieces[top.above];
      const bool close = top.box.y0 - above.box.y1 < 1.1F * above.height;
      set(kAddressAbove, close && above.traits.AddressLike());
      set(kCommaAbove, close && above.traits.comma_at_end);
      set(kNumberAbove, above.traits.register_number);
    }
    if (last.below == kNoPiece) {
      set(kNothingBelow, true);
    } else {
      const Piece& below = head_.pieces[last.below];
      const bool gap = below.box.y0 - last.box.y1 > 1.1F * last.height;
      set(kGapBelow, gap);
      const Traits& t = below.traits;
      const bool other = t.telephone || t.web || t.title || t.label || t.register_number || t.date;
      set(kAddressBelow, !gap && !other && t.AddressLike());
      set(kPostcodeBelow, !gap && !other && t.postcode);
      set(kRegionBelow, !gap && !other && t.region);
      set(kBranchBelow, !gap && t.branch);
    }
    set(kRightBelowName, false);
    if (name_.last != kNoPiece && !behind) {
      const Piece& name = head_.pieces[name_.last];
      std::size_t steps = 0, at = name_.last;
      while (at != kNoPiece && at != run.front() && steps < 9) {
        at = head_.pieces[at].below;
        ++steps;
      }
      const bool in_column = at == run.front();
      set(kRightBelowName, in_column && steps == 1);
      set(kOneLineBelowName, in_column && steps == 2);
      set(kFurtherBelowName, in_column && steps > 2);
      set(kAboveName, !in_column && top.row < name.row);
      set(kElsewhere, !in_column && top.row >= name.row);
    }
    found_.push_back(std::move(address));
  }

  /// A long word of the name stands in the line.
  bool SharesWord(std::size_t r, Span span) const {
    if (name_.first == kNoPiece) return false;
    const Row& row = e_.row(r);
    const Row& name = e_.row(head_.pieces[name_.first].row);
    const auto [first, last] = AtomsIn(row, span);
    const auto [from, to] = AtomsIn(name, name_.span);
    for (std::size_t i = first; i < last; ++i) {
      for (std::size_t j = from; j < to; ++j) {
        if (row.atoms[i].folded.size() >= 5 && row.atoms[i].folded == name.atoms[j].folded)
          return true;
      }
    }
    return false;
  }

  const Evidence& e_;
  const Letterhead& head_;
  const Customer& customer_;
  const NameCandidate& name_;
  Decision& decision_;
  std::vector<AddressCandidate> found_;
  std::set<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>> offered_;
  bool sender_line_ = false;  // the name and a whole address share a line
};

}  // namespace

Decision AddressDecision() { return Decision("address", kNames); }

std::string TextOf(const Evidence& e, const AddressCandidate& address) {
  std::string text;
  for (const AddressCandidate::Part& part : address.parts) {
    text += (text.empty() ? "" : " ") + OneLine(e.row(part.row).Text(part.span));
  }
  return text;
}

std::vector<AddressCandidate> FindAddresses(const Evidence& evidence, const Letterhead& head,
                                            const Customer& customer, const NameCandidate& name,
                                            Decision& decision) {
  return Finder(evidence, head, customer, name, decision).Find();
}

}  // namespace telar::invoices
