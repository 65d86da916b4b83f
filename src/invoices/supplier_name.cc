#include "invoices/supplier_name.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <unordered_map>

#include "core/text.h"
#include "invoices/addressees.h"
#include "invoices/brands.h"
#include "invoices/characters.h"
#include "invoices/legal_form.h"

namespace telar::invoices {
namespace {

enum Name : std::size_t {
  kNobody,
  kLegalFormAtEnd,
  kLegalFormInside,
  kNoLegalForm,
  kBusinessWord,
  kCutBeforeNumber,
  kCutBeforeAddress,
  kCutElsewhere,
  kNotCutBeforeNumber,
  kTwoLines,
  kTwoLinesFormBelow,
  kTwoLinesFormAbove,
  kFormOnLineBelow,
  kNumberBelow,
  kAddressBelow,
  kNothingBelow,
  kFirstLine,
  kSecondLine,
  kThirdLine,
  kUpToSixthLine,
  kUpToTwelfthLine,
  kFurtherDown,
  kFoot,
  kLargePrint,
  kLargestPrint,
  kTitleWord,
  kLabelInside,
  kSupplierLabel,
  kCustomerBlock,
  kStreetWord,
  kManyDigits,
  kSomeDigits,
  kMailOrWeb,
  kTelephone,
  kHasDate,
  kHasMoney,
  kProse,
  kManyWords,
  kOneWord,
  kFewLetters,
  kPrintedAgain,
  kInDomain,
  kUnsurePrint,
  kFirstNameLike,
  kNameLikeAbove,
  kGenericWords,
  kGenericBelow,
  kTwoLinesGenericBelow,
  kTwoLinesOfOnePrint,
  kNoCapitals,
  kJoinerAtEnd,
  kTwoLinesJoiner,
  kSenderLine,
  kBelowSenderLine,
  kBrand,
  kBrandBegins,
  kBrandFirstWord,
  kBrandOften,
  kFormCut,
  kFormCutAgain,
  kTwoLinesFormAcross,
  kEvidenceCount
};

// clang-format off
constexpr std::array<std::string_view, kEvidenceCount> kNames = {
    "nobody", "legal_form_at_end", "legal_form_inside", "no_legal_form", "business_word",
    "cut_before_number", "cut_before_address", "cut_elsewhere", "number_not_cut", "two_lines",
    "two_lines_form_below", "two_lines_form_above", "form_on_line_below", "number_below",
    "address_below", "nothing_below", "first_line", "second_line", "third_line", "up_to_sixth_line",
    "up_to_twelfth_line", "further_down", "foot", "large_print", "largest_print", "title_word",
    "label_inside", "supplier_label", "customer_block", "street_word", "many_digits", "some_digits",
    "mail_or_web", "telephone", "has_date", "has_money", "prose", "many_words", "one_word",
    "few_letters", "printed_again", "in_domain", "unsure_print", "first_name_like",
    "name_like_above", "generic_words", "generic_words_below", "two_lines_generic_below",
    "two_lines_of_one_print", "no_capitals", "joiner_at_end", "two_lines_joiner", "sender_line",
    "below_sender_line", "brand", "brand_begins", "brand_first_word", "brand_often", "form_cut",
    "form_cut_again", "two_lines_form_across"};
// clang-format on

constexpr std::size_t kMostPieces = 160;

bool Quotes(char c) {
  return std::string_view(" \t,;:.-|*_'\"=~").find(c) != std::string_view::npos;
}

/// Without punctuation around, but with the point of a legal form or an abbreviation.
Span Trimmed(const Row& row, Span span) {
  while (!span.empty() && Quotes(row.text[span.begin])) ++span.begin;
  while (!span.empty() && Quotes(row.text[span.end - 1]) && row.text[span.end - 1] != '.')
    --span.end;
  while (span.end - span.begin > 1 && row.Text(span).ends_with("..")) --span.end;
  return span;
}

class Namer {
 public:
  Namer(const Evidence& e, const Letterhead& head, const Customer& customer, Decision& decision)
      : e_(e), head_(head), customer_(customer), decision_(decision), brands_(e) {
    for (std::size_t r = 0; r < e.size(); ++r) {
      for (const Atom& atom : e.row(r).atoms) {
        if (atom.folded.size() >= 4) ++counts_[atom.folded];
      }
    }
    for (const Piece& piece : head.pieces) {
      if (piece.traits.letters >= 4) largest_ = std::max(largest_, piece.height);
    }
  }

  std::vector<NameCandidate> Find() {
    FindSenderLine();
    std::size_t rank = 0;
    bool name_above = false;
    for (std::size_t i = 0; i < std::min(head_.pieces.size(), kMostPieces); ++i) {
      const Piece& piece = head_.pieces[i];
      if (piece.traits.letters < 2) continue;
      rank_ = rank++;
      name_above_ = name_above;
      OfPiece(i);
      const Traits& t = piece.traits;
      name_above = name_above ||
                   (t.letters >= 4 && !t.title && !t.label && !t.telephone && !t.web && !t.date &&
                    !t.money && !t.customer && !t.register_number && (t.legal_form || !t.street));
    }
    found_.push_back({});
    decision_.Add({})[kNobody] = 1;
    return std::move(found_);
  }

 private:
  static bool IsWholeAddress(const Traits& t) {
    return t.AddressLike() && t.digits >= 5 && t.letters >= 8;
  }

  /// Name and address in one line, as above the window of an envelope: what follows below it is the
  /// addressee.
  void FindSenderLine() {
    for (std::size_t i = 0; i < std::min<std::size_t>(head_.pieces.size(), 40); ++i) {
      const Piece& piece = head_.pieces[i];
      const std::string_view text = e_.row(piece.row).Text(piece.span);
      for (const std::string_view cut : {" - ", " | ", " · ", " – ", ", ", " • "}) {
        const std::size_t at = text.find(cut);
        if (at == std::string_view::npos || at < 3) continue;
        const Traits name = TraitsOf(e_, piece.row, {piece.span.begin, piece.span.begin + at});
        const Traits rest = TraitsOf(e_, piece.row, {piece.span.begin + at, piece.span.end});
        if (!(name.legal_form || name.business) || !IsWholeAddress(rest)) continue;
        sender_line_ = i;
        return;
      }
    }
  }

  void OfPiece(std::size_t i) {
    const Piece& piece = head_.pieces[i];
    const Row& row = e_.row(piece.row);
    Span whole = Trimmed(row, piece.span);
    if (whole.empty()) return;
    // Behind "Supplier:".
    for (const LabelHit& hit : e_.labels[piece.row]) {
      if (hit.label != Label::kSupplier || !IsSupplierLabel(row, whole, hit)) continue;
      whole = Trimmed(row, {hit.span.end, whole.end});
      if (whole.empty()) return;
    }
    if (NamesDocument(e_, piece.row, whole)) return;
    std::vector<std::size_t> ends = {whole.end};
    const auto [first, last] = AtomsIn(row, whole);
    if (first == last || (!head_.roll && NamesPerson(row, whole))) return;
    const std::size_t form_end = LegalFormEnd(row.atoms, first, last);
    if (form_end > 0) {
      std::size_t end = row.atoms[form_end - 1].span.end;
      if (end < whole.end && (row.text[end] == '.' || row.text[end] == ')')) ++end;
      ends.push_back(end);
    }
    const std::string_view text = row.Text(whole);
    for (const std::string_view cut : {" - ", " | ", " · ", " – ", " (", "(", "\t", ", "}) {
      for (const std::size_t at : {text.find(cut), text.rfind(cut)}) {
        if (at != std::string_view::npos && at > 2) ends.push_back(whole.begin + at);
      }
    }
    // "Blue Cloth Invoice": the title of the document behind the name of its sender.
    for (const LabelHit& hit : e_.labels[piece.row]) {
      if ((hit.label == Label::kTitle || hit.label == Label::kInvoiceNumber) &&
          hit.span.end == whole.end && hit.span.begin > whole.begin)
        ends.push_back(hit.span.begin);
    }
    if (const std::size_t start = LegalFormStart(row.atoms, first, form_end);
        !head_.roll && start > first) {
      formless_ = row.atoms[start].span.begin;
      ends.push_back(formless_);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    Span before;
    for (const std::size_t end : ends) {
      const Span span = Trimmed(row, {whole.begin, end});
      if (!span.empty() && span != before) Offer({i, i, span, {}}, whole);
      before = span;
    }
    formless_ = 0;
    // The head of a till roll names its shop; a brand beside it is one of many.
    if (!head_.roll) OfBrands(i, whole);
    if (piece.below == kNoPiece || whole.end < piece.span.end - 1) return;
    const std::size_t below = piece.below;
    const Piece& next = head_.pieces[below];
    if (next.box.y0 - piece.box.y1 > 2 * piece.height || next.traits.letters < 2) return;
    const Row& next_row = e_.row(next.row);
    const Span second = Trimmed(next_row, next.span);
    if (second.empty() || (!head_.roll && GoesNotOn(row, whole, next_row, second))) return;
    Offer({i, below, whole, second}, whole);
    const auto [from, to] = AtomsIn(next_row, second);
    std::size_t end = LegalFormEnd(next_row.atoms, from, to);
    if (end > 0 && end < to) {
      std::size_t at = next_row.atoms[end - 1].span.end;
      if (at < second.end && next_row.text[at] == '.') ++at;
      Offer({i, below, whole, {second.begin, at}}, whole);
    }
    const std::size_t open = next_row.Text(second).find('(');
    if (open != std::string_view::npos && open > 2) {
      Offer({i, below, whole, Trimmed(next_row, {second.begin, second.begin + open})}, whole);
    }
  }

  /// "Filton Supplies Ltd" and "Best Seller Books" are names; "Invoice issued by" labels one.
  static bool IsSupplierLabel(const Row& row, Span whole, const LabelHit& hit) {
    if (hit.span.begin < whole.begin || hit.span.end > whole.end) return false;
    if (hit.span.begin > whole.begin)
      return hit.weight > 0.9 && row.Text(hit.span).find(' ') != std::string_view::npos;
    return hit.weight > 0.9 || IsLabelOf(row, whole, hit);
  }

  /// A form of address opens who is written to.
  static bool NamesPerson(const Row& row, Span span) {
    return IsAttention(row, span) || BeginsWithSalutation(row, span);
  }

  /// Below a logo the whole name is no second half of it, nor is an addressee.
  static bool GoesNotOn(const Row& row, Span span, const Row& below, Span second) {
    const std::string name = Fold(OneLine(row.Text(span)));
    const std::string next = Fold(OneLine(below.Text(second)));
    return next.starts_with(name) || NamesPerson(below, second);
  }

  /// Words of a line that are a domain of the document: "Payment received by OYO".
  void OfBrands(std::size_t i, Span whole) {
    const Row& row = e_.row(head_.pieces[i].row);
    const auto [first, last] = AtomsIn(row, whole);
    for (std::size_t at = first; at < last; ++at) {
      for (std::size_t count = 1; count <= 3 && at + count <= last; ++count) {
        const Span span{row.atoms[at].span.begin, row.atoms[at + count - 1].span.end};
        if (span.begin == whole.begin && span.end == whole.end) continue;
        const std::string_view text = row.Text(span);
        const char before = span.begin > 0 ? row.text[span.begin - 1] : ' ';
        const char after = span.end < row.text.size() ? row.text[span.end] : ' ';
        const auto inside = [](char c) { return c == '@' || c == '/' || c == '.'; };
        const bool end_of_sentence =
            after == '.' && (span.end + 1 >= row.text.size() || row.text[span.end + 1] == ' ');
        if (text[0] < 'A' || text[0] > 'Z' || inside(before) || (inside(after) && !end_of_sentence))
          continue;
        if (!brands_.Is(text) || !offered_.insert(Fold(text)).second) continue;
        Offer({i, i, span, {}}, whole);
      }
    }
  }

  /// Who is named as the customer does not send the invoice, nor what its label opens.
  bool NamesCustomer(const NameCandidate& name) const {
    const auto meets = [&](std::size_t row, Span span) {
      if (customer_.found && row == customer_.row && span.begin < customer_.span.end &&
          span.end > customer_.span.begin)
        return true;
      const auto& labels = e_.labels[row];
      return std::any_of(labels.begin(), labels.end(), [&](const LabelHit& hit) {
        return hit.label == Label::kCustomer && hit.weight > 0.6 && hit.span.begin >= span.begin &&
               hit.span.end < span.end;
      });
    };
    if (meets(head_.pieces[name.first].row, name.span)) return true;
    return name.last != name.first && meets(head_.pieces[name.last].row, name.second);
  }

  void Offer(NameCandidate name, Span whole) {
    const Piece& piece = head_.pieces[name.first];
    const Row& row = e_.row(piece.row);
    if (NamesCustomer(name)) return;
    // Printed once more, as where the goods go.
    if (customer_.labelled && Fold(TextOf(e_, head_, name)) == customer_.folded) return;
    const bool two = name.last != name.first;
    const Piece& end_piece = head_.pieces[name.last];
    const Row& end_row = e_.row(end_piece.row);
    const Span end_span = two ? name.second : name.span;
    // "Ltd." is the end of another name and never the start of one.
    const auto [opening, opened] = AtomsIn(row, name.span);
    if (IsLegalForm(row.atoms, opening, opened)) return;
    const auto [first, last] = AtomsIn(end_row, end_span);
    const std::span<float> is = decision_.Add({{"supplier", TextOf(e_, head_, name)}});
    const auto set = [&](Name evidence, bool value) { is[evidence] = value ? 1.0F : 0.0F; };

    Traits t = TraitsOf(e_, piece.row, name.span);
    if (two) {
      const Traits below = TraitsOf(e_, end_piece.row, end_span);
      set(kTwoLines, true);
      set(kTwoLinesFormBelow, below.legal_form && !t.legal_form);
      set(kTwoLinesFormAbove, t.legal_form);
      set(kTwoLinesFormAcross, FormAcross(row, name.span, end_row, name.second));
      t.letters += below.letters;
      t.digits += below.digits;
      t.words += below.words;
      t.lower_words += below.lower_words;
      t.street = t.street || below.street;
      t.telephone = t.telephone || below.telephone;
      t.web = t.web || below.web;
      t.title = t.title || below.title;
      t.label = t.label || below.label;
      t.date = t.date || below.date;
      t.money = t.money || below.money;
      t.business = t.business || below.business;
      t.register_number = t.register_number || below.register_number;
    }
    const std::size_t form = LegalFormEnd(end_row.atoms, first, last);
    const bool form_ends = (form > 0 && form == last) || IsLegalForm(end_row.atoms, first, last);
    set(kLegalFormAtEnd, form_ends);
    set(kLegalFormInside, !form_ends && (form > 0 || t.legal_form));
    set(kNoLegalForm, !form_ends && form == 0 && !t.legal_form);
    set(kGenericWords, !two && t.generic);
    if (two) {
      set(kTwoLinesGenericBelow, !t.generic && TraitsOf(e_, end_piece.row, end_span).generic);
      set(kTwoLinesOfOnePrint,
          end_piece.height > 0.8F * piece.height && end_piece.height < 1.25F * piece.height);
    }
    // "HARDWARE &" goes on below.
    const auto joins = [](std::string_view text) {
      return text.ends_with('&') || text.ends_with(" and") || text.ends_with(" AND") ||
             text.ends_with(" y") || text.ends_with(" of");
    };
    set(kJoinerAtEnd, joins(end_row.Text(end_span)));
    set(kTwoLinesJoiner, two && joins(row.Text(name.span)));
    const std::string_view letters = row.Text(name.span);
    set(kNoCapitals,
        std::none_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    set(kBusinessWord, t.business);
    if (const Span rest{end_span.end, two ? end_piece.span.end : whole.end};
        rest.end > rest.begin + 2) {
      const Traits behind = TraitsOf(e_, end_piece.row, rest);
      const bool number = behind.register_number || (behind.digits >= 4 && behind.letters <= 3);
      set(kCutBeforeNumber, number);
      set(kCutBeforeAddress, !number && behind.AddressLike());
      set(kSenderLine, IsWholeAddress(behind));
      set(kCutElsewhere, !number && !behind.AddressLike());
    }
    set(kNotCutBeforeNumber, t.register_number);
    set(kBelowSenderLine, sender_line_ < name.first);
    const std::size_t below = end_piece.below;
    if (below == kNoPiece || head_.pieces[below].box.y0 - end_piece.box.y1 > 3 * piece.height) {
      set(kNothingBelow, true);
    } else {
      const Traits& next = head_.pieces[below].traits;
      set(kNumberBelow, next.register_number);
      set(kAddressBelow, next.AddressLike());
      set(kFormOnLineBelow, next.legal_form && !form_ends);
      set(kGenericBelow,
          next.generic && !t.generic && head_.pieces[below].height > 0.8F * end_piece.height);
    }
    const float down =
        (piece.box.center_y() - head_.top) / std::max(1.0F, head_.bottom - head_.top);
    set(kFirstLine, rank_ == 0);
    set(kSecondLine, rank_ == 1);
    set(kThirdLine, rank_ == 2);
    set(kUpToSixthLine, rank_ >= 3 && rank_ < 6);
    set(kUpToTwelfthLine, rank_ >= 6 && rank_ < 12);
    set(kFurtherDown, rank_ >= 12 && down < 0.85F);
    set(kFoot, rank_ >= 12 && down >= 0.85F);
    set(kLargePrint, piece.height > 1.25F * head_.usual_height);
    set(kLargestPrint, piece.height > 0.95F * largest_);
    set(kTitleWord, t.title);
    set(kLabelInside, t.label);
    set(kSupplierLabel, SupplierLabelAt(piece, name.span));
    set(kCustomerBlock, piece.traits.customer);
    set(kStreetWord, t.street && !t.legal_form);
    set(kManyDigits, t.digits * 3 > t.letters + t.digits);
    set(kSomeDigits, t.digits > 0 && t.digits * 3 <= t.letters + t.digits);
    set(kMailOrWeb, t.web);
    set(kTelephone, t.telephone);
    set(kHasDate, t.date);
    set(kHasMoney, t.money);
    set(kProse, t.lower_words >= 3);
    set(kManyWords, t.words > 7);
    // A brand is a word more often than not.
    set(kOneWord, t.words <= 1 && (head_.roll || !brands_.Is(TextOf(e_, head_, name))));
    set(kFewLetters, t.letters < 4);
    set(kPrintedAgain, PrintedAgain(row, name.span));
    set(kInDomain, brands_.domains().Hold(TextOf(e_, head_, name)));
    is[kUnsurePrint] = static_cast<float>(
        1 - std::min(row.ConfidenceOf(name.span), two ? end_row.ConfidenceOf(name.second) : 1.0));
    set(kNameLikeAbove, name_above_);
    set(kFirstNameLike, !name_above_ && t.letters >= 4 && !t.title && !t.label && !t.telephone &&
                            !t.web && !t.date && !t.money && !piece.traits.customer);
    SayBrand(TextOf(e_, head_, name),
             !two && formless_ > 0 && name.span.end <= formless_ && formless_ - name.span.end < 3,
             is);
    found_.push_back(name);
  }

  /// How the name agrees with the web and mail addresses, and with itself in other places.
  void SayBrand(const std::string& text, bool form_cut, std::span<float> is) const {
    if (head_.roll) return;
    const bool same = brands_.IsDomain(text);
    const bool brand = brands_.Is(text);
    const std::string_view first_word = std::string_view(text).substr(0, text.find(' '));
    is[kBrand] = same;
    is[kBrandBegins] = brand && !same;
    is[kBrandFirstWord] = !brand && first_word.size() < text.size() && brands_.IsDomain(first_word);
    is[kBrandOften] = brand && brands_.TimesPrinted(text) >= 3;
    is[kFormCut] = form_cut;
    is[kFormCutAgain] = form_cut && brands_.TimesPrinted(text) >= 3;
  }

  bool SupplierLabelAt(const Piece& piece, Span span) const {
    const Row& row = e_.row(piece.row);
    for (const LabelHit& hit : e_.labels[piece.row]) {
      if (hit.label != Label::kSupplier || hit.weight <= 0.6 || hit.span.end > span.begin) continue;
      const std::string_view between = row.Text({hit.span.end, span.begin});
      if (CountLetters(between) + CountDigits(between) == 0) return true;
    }
    if (piece.above == kNoPiece) return false;
    const Piece& above = head_.pieces[piece.above];
    return std::any_of(
        e_.labels[above.row].begin(), e_.labels[above.row].end(), [&](const LabelHit& hit) {
          return hit.label == Label::kSupplier && hit.weight > 0.6 &&
                 hit.span.begin >= above.span.begin && hit.span.end <= above.span.end &&
                 IsLabelOf(e_.row(above.row), above.span, hit);
        });
  }

  /// Its rarest long word stands elsewhere too.
  bool PrintedAgain(const Row& row, Span span) const {
    const auto [first, last] = AtomsIn(row, span);
    int least = 0;
    for (std::size_t i = first; i < last; ++i) {
      const auto count = counts_.find(row.atoms[i].folded);
      if (count == counts_.end()) continue;
      least = least == 0 ? count->second : std::min(least, count->second);
    }
    return least >= 2;
  }

  const Evidence& e_;
  const Letterhead& head_;
  const Customer& customer_;
  Decision& decision_;
  const Brands brands_;
  std::unordered_map<std::string_view, int> counts_;
  float largest_ = 0;
  std::size_t sender_line_ = kNoPiece;
  std::size_t rank_ = 0;
  bool name_above_ = false;
  std::size_t formless_ = 0;       // where the legal form of the piece at hand begins; 0: nowhere
  std::set<std::string> offered_;  // brands, folded, each once
  std::vector<NameCandidate> found_;
};

}  // namespace

Decision SupplierDecision() { return Decision("supplier", kNames); }

std::string TextOf(const Evidence& e, const Letterhead& head, const NameCandidate& name) {
  if (name.first == kNoPiece) return {};
  std::string text = OneLine(e.row(head.pieces[name.first].row).Text(name.span));
  if (name.last != name.first) {
    text += " " + OneLine(e.row(head.pieces[name.last].row).Text(name.second));
  }
  return text;
}

std::vector<NameCandidate> FindNames(const Evidence& evidence, const Letterhead& head,
                                     const Customer& customer, Decision& decision) {
  return Namer(evidence, head, customer, decision).Find();
}

}  // namespace telar::invoices
