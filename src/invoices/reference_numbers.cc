#include "invoices/reference_numbers.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/text.h"
#include "invoices/candidates.h"
#include "invoices/characters.h"

namespace telar::invoices {
namespace {

constexpr double kWeakLabel = 0.55;

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

bool WellFormed(std::string_view text) {
  constexpr std::string_view kInner = "-/._#:+\\&()";
  return text.size() <= 40 && std::all_of(text.begin(), text.end(), [&](char c) {
           return IsDigit(c) || IsAsciiLetter(c) || kInner.find(c) != std::string_view::npos;
         });
}

bool IsMoney(const Evidence& e, std::size_t r, Span span, bool sure_label) {
  for (const Amount& amount : e.amounts[r]) {
    if (amount.digits.begin >= span.end || amount.digits.end <= span.begin) continue;
    if (!amount.currency.empty() || amount.percent) return true;
    if (amount.decimals == 2 && !sure_label) return true;
  }
  return false;
}

/// "No.123" keeps the word before the number, "n°562044387" has lost its sign.
void DropGluedFiller(const Row& row, Span& token) {
  const std::string folded = Fold(row.Text(token));
  for (const std::string_view filler : {"no.", "n.", "nr.", "no:", "nro.", "no-", "nr:", "num:"}) {
    if (folded.starts_with(filler) && folded.size() > filler.size() &&
        IsDigit(folded[filler.size()])) {
      token.begin += filler.size();
      return;
    }
  }
}

/// Where the blocks of digits that go on with a number behind a label that surely is its own end:
/// "10 118 827 364", "INV 2023 0042", "RE2023 118". They fill their cell, or are groups of three
/// and more; a block of one digit is something else.
std::size_t BlocksEnd(const Evidence& e, std::size_t r, const std::vector<Span>& tokens,
                      std::size_t next) {
  constexpr std::size_t kMostBlocks = 6;
  const Row& row = e.row(r);
  const auto is_block = [&](std::size_t i, std::size_t least) {
    const Span token = tokens[i];
    return AllDigits(row.Text(token)) && token.end - token.begin >= least &&
           row.Text({tokens[i - 1].end, token.begin}) == " " && !TouchesDate(e, r, token);
  };
  const Span cell = row.SegmentAt(tokens[next - 1].begin);
  std::size_t last = next;
  while (last < tokens.size() && tokens[last].begin < cell.end && is_block(last, 2)) ++last;
  const bool fills = last == tokens.size() || tokens[last].begin >= cell.end;
  if (!fills) {
    if (!AllDigits(row.Text(tokens.front()))) return next;
    last = next;
    while (last < tokens.size() && tokens[last].begin < cell.end && is_block(last, 3)) ++last;
  }
  const bool fits = last - next <= kMostBlocks && tokens[last - 1].end - tokens[0].begin <= 30;
  return fits ? last : next;
}

/// Blocks that a blank parts belong to one number: "FE 1234", "2014 / 001", "1234 5678 90".
Span Joined(const Evidence& e, std::size_t r, const std::vector<Span>& tokens, bool sure_label) {
  const Row& row = e.row(r);
  Span found = tokens.front();
  const auto next_fits = [&](std::size_t i) {
    return i < tokens.size() && WellFormed(row.Text(tokens[i])) &&
           row.Text({found.end, tokens[i].begin}).find('\t') == std::string_view::npos &&
           !TouchesDate(e, r, tokens[i]);
  };
  const std::string_view first = row.Text(found);
  std::size_t i = 1;
  if (CountDigits(first) == 0) {
    if (first.size() > 5 || AsciiUpper(first) != first || !next_fits(1) ||
        CountDigits(row.Text(tokens[1])) == 0 || tokens[1].begin - found.end > 4) {
      return {};
    }
    found.end = tokens[sure_label ? BlocksEnd(e, r, tokens, 2) - 1 : 1].end;
    return found;
  }
  if (sure_label && !TouchesDate(e, r, found)) {
    if (const std::size_t end = BlocksEnd(e, r, tokens, 1); end > 1) {
      found.end = tokens[end - 1].end;
      return found;
    }
  }
  for (; next_fits(i); ++i) {
    const std::string_view gap = row.Text({found.end, tokens[i].begin});
    const std::string_view text = row.Text(tokens[i]);
    const bool sign = gap == " - " || gap == " / " || gap == "/ " || gap == " /" || gap == "- ";
    const bool block = gap == " " && AllDigits(text) && text.size() >= 2 && text.size() <= 5 &&
                       AllDigits(row.Text({tokens[i - 1].begin, tokens[i - 1].end})) &&
                       tokens[i - 1].end - tokens[i - 1].begin <= 5 &&
                       tokens[i - 1].end - tokens[i - 1].begin >= 3 &&
                       text.size() + 1 >= tokens[i - 1].end - tokens[i - 1].begin - 1;
    const bool digits = CountDigits(text) > 0;
    if (!digits || !(sign || block) || found.end - found.begin + text.size() > 30) break;
    found.end = tokens[i].end;
  }
  return found;
}

/// "13:55" and "13:55:42".
bool IsTime(std::string_view text) {
  const std::vector<std::string_view> parts = Split(text, ':');
  return parts.size() >= 2 && parts.size() <= 3 &&
         std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return part.size() <= 2 && !part.empty() && CountDigits(part) == part.size();
         });
}

/// True for "2021-08-03" and the "15/05/2023" of a yearly or monthly count, behind a label that
/// surely is a number's, where a label of its own names the date of the document elsewhere.
bool IsDateLikeNumber(const Evidence& e, const Place& place, const Span& number) {
  const Row& row = e.row(place.row);
  const std::string_view text = row.Text(number);
  const bool like_number = text.find('/') != std::string_view::npos ||
                           (text.size() >= 8 && CountDigits(text.substr(0, 4)) == 4);
  const std::string_view behind = row.Text({number.end, row.SegmentAt(number.begin).end});
  if (!like_number || text.size() > 10 || place.below || !Trim(behind).empty()) return false;
  for (std::size_t r = 0; r < e.size(); ++r) {
    for (std::size_t h = 0; h < e.labels[r].size(); ++h) {
      const LabelHit& hit = e.labels[r][h];
      if (hit.weight < 0.9 || (hit.label != Label::kInvoiceDate && hit.label != Label::kDate))
        continue;
      const Place right = RightOf(e, r, h);
      for (const PrintedDate& date : e.dates[r]) {
        const bool beside = date.span.begin >= right.span.begin && date.span.begin < right.span.end;
        if (beside && !(r == place.row && date.span.begin == number.begin)) return true;
      }
    }
  }
  return false;
}

/// A number as printed at the start of a place; empty when there is none.
Span NumberAt(const Evidence& e, const Place& place, std::size_t least_digits, bool sure_label) {
  const Row& row = e.row(place.row);
  std::vector<Span> tokens = Tokens(row, place.span);
  while (!tokens.empty() && IsFiller(row.Text(tokens.front()))) tokens.erase(tokens.begin());
  if (tokens.empty()) return {};
  DropGluedFiller(row, tokens.front());
  if (!WellFormed(row.Text(tokens.front()))) return {};
  const Span found = Joined(e, place.row, tokens, sure_label);
  if (found.empty() || CountDigits(row.Text(found)) < least_digits || IsTime(row.Text(found)))
    return {};
  // A date inside a longer code ("INV-2024-05-07") does not make it a date.
  for (const PrintedDate& date : e.dates[place.row]) {
    const bool touches = found.begin < date.span.end && found.end > date.span.begin;
    const bool longer =
        found.begin + 1 < date.span.begin && !IsBlank(row.text[date.span.begin - 1]);
    if (touches && !longer && !(sure_label && IsDateLikeNumber(e, place, found))) return {};
  }
  return IsMoney(e, place.row, found, sure_label) ? Span{} : found;
}

bool StartsSegment(const Row& row, std::size_t at) { return row.SegmentAt(at).begin == at; }

/// True when words of small letters run before the label: it stands in a sentence.
bool InSentence(const Row& row, const Span& label) {
  const Span segment = row.SegmentAt(label.begin);
  const std::string_view before = row.Text({segment.begin, label.begin});
  std::size_t small = 0;
  for (const std::string_view word : Split(before, ' ')) {
    if (word.size() >= 3 && word[0] >= 'a' && word[0] <= 'z') ++small;
  }
  return small >= 2;
}

bool HasLabelNear(const Evidence& e, std::size_t r, Label label, std::string_view words) {
  const std::size_t from = r >= 3 ? r - 3 : 0;
  for (std::size_t row = from; row < std::min(r + 4, e.size()); ++row) {
    if (e.row(row).page != e.row(r).page) continue;
    for (const LabelHit& hit : e.labels[row]) {
      if (hit.label != label) continue;
      const std::string folded = Fold(e.row(row).Text(hit.span));
      for (const std::string_view word : Split(words, '|')) {
        if (folded.find(word) != std::string::npos) return true;
      }
    }
  }
  return false;
}

/// The seller's own order: its date or the number it gave its customer stand close by.
bool IsOwnOrder(const Evidence& e, std::size_t r) {
  return HasLabelNear(e, r, Label::kOtherDate,
                      "order|orde|bestel|pedido|commande|ordine|zamow|auftrag") ||
         HasLabelNear(e, r, Label::kOtherNumber,
                      "customer|klant|kunden|client|kunde|debiteur|account");
}

bool HasOrderPrefix(std::string_view number) {
  const std::string upper = AsciiUpper(number);
  for (const std::string_view prefix : {"PO", "P.O", "OC", "O.C"}) {
    if (upper.starts_with(prefix) && upper.size() > prefix.size() &&
        !IsAsciiLetter(upper[prefix.size()]))
      return true;
  }
  return false;
}

/// True when a label of another number claims the same text.
bool ClaimedByOther(const Evidence& e, std::size_t r, const Span& span) {
  const std::string_view text = e.row(r).Text(span);
  for (std::size_t row = 0; row < e.size(); ++row) {
    for (std::size_t h = 0; h < e.labels[row].size(); ++h) {
      const Label label = e.labels[row][h].label;
      if (label != Label::kOtherNumber && label != Label::kContact && label != Label::kTaxId)
        continue;
      const Place right = RightOf(e, row, h);
      const std::vector<Span> tokens = Tokens(e.row(row), right.span);
      if (tokens.empty() || tokens.front().begin > right.span.begin + 4) continue;
      if (row == r && tokens.front().begin == span.begin) continue;
      if (e.row(row).Text(tokens.front()) == text) return true;
    }
  }
  return false;
}

class Numbers {
 public:
  Numbers(const Evidence& e, Label label) : e_(e), label_(label) {}

  std::vector<FieldCandidate> Find() {
    for (std::size_t r = 0; r < e_.size(); ++r) {
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) {
        if (e_.labels[r][h].label == label_) Look(r, h);
      }
    }
    return std::move(found_);
  }

 private:
  void Look(std::size_t r, std::size_t h) {
    const LabelHit& hit = e_.labels[r][h];
    const Row& row = e_.row(r);
    Place right = RightOf(e_, r, h);
    // "Invoice no INV 2024-001": the second label is the number's prefix.
    if (h + 1 < e_.labels[r].size() && e_.labels[r][h + 1].label == label_ && hit.weight > 0.85) {
      const LabelHit& next = e_.labels[r][h + 1];
      const std::string_view prefix = row.Text(next.span);
      const bool upper = prefix.size() <= 4 && AsciiUpper(prefix) == prefix;
      if (upper && next.span.begin <= hit.span.end + 3) {
        right.span.end = RightOf(e_, r, h + 1).span.end;
      }
    }
    if (Offer(hit, r, right)) return;
    // "Kopie factuur" above a table is a title.
    if (hit.weight < 0.75 && !StartsSegment(row, hit.span.begin)) return;
    // Text to the right means the value is not below, unless it is the next column's.
    const Span near{right.span.begin, std::min(right.span.end, row.SegmentAt(hit.span.begin).end)};
    if (near.begin < near.end && !Tokens(row, near).empty() && hit.weight < 0.9) return;
    for (const Place& place : Below(e_, r, hit.span)) {
      if (Offer(hit, r, place)) return;
    }
  }

  /// True for "Invoice: F-1", alone in a cell or in two side by side.
  bool FillsCell(const LabelHit& hit, const Place& place, Span number) const {
    if (place.below) return false;
    const Row& row = e_.row(place.row);
    const Span cell = row.SegmentAt(hit.span.begin), last = row.SegmentAt(number.begin);
    const auto bare = [&](Span span) {
      return row.Text(span).find_first_not_of(" .,:;)\t") == std::string_view::npos;
    };
    return cell.begin == hit.span.begin && bare({number.end, last.end}) &&
           (cell == last || (bare({hit.span.end, cell.end}) && bare({last.begin, number.begin})));
  }

  /// True for "No. 7", below a title.
  bool BeginsWithSign(const Place& place) const {
    const std::vector<Span> tokens = Tokens(e_.row(place.row), place.span);
    return tokens.size() == 2 && IsFiller(e_.row(place.row).Text(tokens.front()));
  }

  bool Offer(const LabelHit& hit, std::size_t label_row, const Place& place) {
    const Span span = NumberAt(e_, place, 1, hit.weight > 0.85 && !place.below);
    if (span.empty()) return false;
    const Row& row = e_.row(place.row);
    // Short numbers need a label that says "number", or nothing else beside both.
    const bool alone = FillsCell(hit, place, span);
    if (hit.weight <= 0.75 && CountDigits(row.Text(span)) < 3 && !alone && !BeginsWithSign(place))
      return false;
    const std::string_view text = row.Text(span);
    FieldCandidate one(OneLine(text), place.row, span);
    one.Say("label", hit.weight);
    if (hit.weight < kWeakLabel) one.Say("weak_label");
    if (place.below) one.Say("below");
    else if (row.Text({hit.span.end, span.begin}).find('\t') != std::string_view::npos)
      one.Say("across_columns");
    const std::size_t digits = CountDigits(text);
    if (CountLetters(text) > 0) one.Say("letters_and_digits");
    if (digits >= 4) one.Say("long");
    if (digits <= 2) one.Say("short");
    if (text.size() == 4 && digits == 4 && (text.starts_with("19") || text.starts_with("20")))
      one.Say("year_alone");
    if (row.page->number == 1) one.Say("first_page");
    if (InSentence(e_.row(label_row), hit.span)) one.Say("in_sentence");
    if (label_ == Label::kPurchaseOrder) {
      // "PO 4455": the prefix may be read as the label.
      const std::string_view label = e_.row(label_row).Text(hit.span);
      if (HasOrderPrefix(text) || HasOrderPrefix(std::string(label) + "-")) one.Say("order_prefix");
      else if (hit.weight < 0.65 && IsOwnOrder(e_, label_row)) one.Say("own_order");
    }
    if (ClaimedByOther(e_, place.row, span)) one.Say("claimed_by_other");
    found_.push_back(std::move(one));
    return true;
  }

  const Evidence& e_;
  Label label_;
  std::vector<FieldCandidate> found_;
};

}  // namespace

std::vector<Span> Tokens(const Row& row, Span span) {
  constexpr std::string_view kAround = ":;#.,()[]*'\"=-|";
  std::vector<Span> tokens;
  for (std::size_t at = span.begin; at < span.end;) {
    if (IsBlank(row.text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < span.end && !IsBlank(row.text[end])) ++end;
    std::size_t first = at, last = end;
    // Signs of more bytes around a number: º ° № ： 。
    const auto sign_at = [&](std::size_t i) -> std::size_t {
      const std::string_view rest = row.Text({i, last});
      if (rest.starts_with("\xC2")) return std::min<std::size_t>(2, rest.size());
      for (const std::string_view sign : {"\xE2\x84\x96", "\xEF\xBC\x9A", "\xEF\xBC\x83"}) {
        if (rest.starts_with(sign)) return sign.size();
      }
      return kAround.find(rest[0]) != std::string_view::npos ? 1 : 0;
    };
    while (first < last && sign_at(first) > 0) first += sign_at(first);
    while (first < last) {
      if (kAround.find(row.text[last - 1]) != std::string_view::npos) --last;
      else if (last - first >= 2 && row.text[last - 2] == '\xC2') last -= 2;
      else break;
    }
    if (first < last) tokens.push_back({first, last});
    at = end;
  }
  return tokens;
}

bool IsFiller(std::string_view token) {
  constexpr std::string_view kFillers[] = {"no", "n",      "nr",     "nro", "num", "number",
                                           "de", "numero", "nummer", "id",  "o",   "numer",
                                           "is", "code",   "ref",    "est", "n.º", "nº"};
  const std::string folded = Fold(token);
  return std::find(std::begin(kFillers), std::end(kFillers), folded) != std::end(kFillers);
}

bool TouchesDate(const Evidence& e, std::size_t r, Span span) {
  return std::any_of(e.dates[r].begin(), e.dates[r].end(), [&](const PrintedDate& d) {
    return span.begin < d.span.end && span.end > d.span.begin;
  });
}

void FindReferenceNumbers(const Evidence& e, const EvidenceWeights& weights, Invoice& invoice,
                          Trace* trace) {
  Ballot("invoice_number", Numbers(e, Label::kInvoiceNumber).Find(), weights)
      .Elect(e, weights, 1, invoice, trace);
  Ballot("purchase_order", Numbers(e, Label::kPurchaseOrder).Find(), weights)
      .Elect(e, weights, 1, invoice, trace);
}

}  // namespace telar::invoices
