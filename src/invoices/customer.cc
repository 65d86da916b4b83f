#include "invoices/customer.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/text.h"
#include "invoices/addressees.h"
#include "invoices/characters.h"
#include "invoices/domains.h"
#include "invoices/legal_form.h"

namespace telar::invoices {
namespace {

enum Name : std::size_t {
  kNobody,
  kLabel,
  kSameCell,
  kAcrossColumns,
  kBelow,
  kLegalForm,
  kAddressBelow,
  kNothingBelow,
  kHasDate,
  kLabelInside,
  kManyDigits,
  kProse,
  kOneWord,
  kFirstPage,
  kSupplierLabel,
  kInDomain,
  kPrintedAgain,
  kNoLabel,
  kFirstNameLike,
  kContactsBelow,
  kBelowSenderLine,
  kLeft,
  kLargePrint,
  kOnlyName,
  kSalutation,
  kEvidenceCount
};

constexpr std::array<std::string_view, kEvidenceCount> kNames = {"nobody",
                                                                 "label",
                                                                 "same_cell",
                                                                 "across_columns",
                                                                 "below",
                                                                 "legal_form",
                                                                 "address_below",
                                                                 "nothing_below",
                                                                 "has_date",
                                                                 "label_inside",
                                                                 "many_digits",
                                                                 "prose",
                                                                 "one_word",
                                                                 "first_page",
                                                                 "supplier_label",
                                                                 "in_domain",
                                                                 "printed_again",
                                                                 "no_label",
                                                                 "first_name_like",
                                                                 "contacts_below",
                                                                 "below_sender_line",
                                                                 "left",
                                                                 "large_print",
                                                                 "only_name",
                                                                 "salutation"};

constexpr std::size_t kMostExplained = 8;

struct Offered {
  std::size_t row = 0;
  Span span;
};

class Finder {
 public:
  Finder(const Evidence& e, const Letterhead& head, const std::set<std::size_t>& line_rows)
      : e_(e), head_(head), line_rows_(line_rows), domains_(e), decision_("customer", kNames) {
    for (std::size_t r = 0; r < e.size(); ++r) {
      for (const Atom& atom : e.row(r).atoms) {
        if (atom.folded.size() >= 4) ++counts_[atom.folded];
      }
    }
  }

  void Find(const CustomerBlocks& blocks) {
    std::vector<Labelled> places;
    for (const auto& [r, box] : blocks) {
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) {
        const LabelHit& hit = e_.labels[r][h];
        if (hit.label == Label::kCustomer && e_.row(r).BoxOf(hit.span).x0 == box.x0)
          FindLabelled(r, h, places);
      }
    }
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const Labelled& one : places) {
      if (seen.emplace(one.place.row, one.place.span.begin).second) ++labelled_[Folded(one.place)];
    }
    for (const Labelled& one : places) {
      if (std::span<float> is = Offer(one.place); !is.empty()) {
        is[kLabel] = one.weight;
        is[one.how] = 1;
      }
    }
    if (!head_.roll) OfWindows();
    decision_.Add({})[kNobody] = 1;
  }

  Customer Settle(const EvidenceWeights& weights, Invoice& invoice, Trace* trace) {
    decision_.Weigh(weights);
    const std::size_t best = decision_.Best();
    Customer customer;
    if (best < offered_.size()) {
      const auto [row, span] = offered_[best];
      Field field = MakeField(e_.row(row), span, OneLine(e_.row(row).Text(span)), 1);
      double probability = 0;
      for (std::size_t i = 0; i < offered_.size(); ++i) {
        if (decision_.says(i) == decision_.says(best)) probability += decision_.probability(i);
      }
      const Belief belief{probability, e_.row(row).ConfidenceOf(span)};
      field.confidence = weights.CalibrationOf("customer").Apply(belief.probability, belief.print);
      invoice.fields.insert_or_assign("customer", std::move(field));
      customer = {.found = true,
                  .row = row,
                  .span = span,
                  .labelled = decision_.evidence(best)[kLabel] > 0.6F,
                  .folded = Fold(OneLine(e_.row(row).Text(span))),
                  .lines = LinesOf(row, span)};
      if (trace != nullptr) trace->beliefs["customer"] = belief;
    }
    if (trace != nullptr) {
      Explain(weights, *trace);
      trace->decisions.push_back(std::move(decision_));
    }
    return customer;
  }

 private:
  /// What a label of customers points at.
  struct Labelled {
    Place place;
    float weight = 0;
    Name how = kBelow;
  };

  std::string Folded(const Place& place) const {
    return Fold(OneLine(e_.row(place.row).Text(place.span)));
  }

  void FindLabelled(std::size_t r, std::size_t h, std::vector<Labelled>& places) const {
    const LabelHit& hit = e_.labels[r][h];
    const Row& row = e_.row(r);
    Place right = RightOf(e_, r, h);
    const std::size_t tab = row.text.find_first_not_of(":. \t", right.span.begin);
    if (tab != std::string::npos && tab < right.span.end) {
      right.span = {tab, std::min(right.span.end, row.SegmentAt(tab).end)};
      const bool same = tab < row.SegmentAt(hit.span.begin).end;
      places.push_back({right, static_cast<float>(hit.weight), same ? kSameCell : kAcrossColumns});
    }
    for (const Place& first : Below(e_, r, hit.span)) {
      const Place below = BehindSalutation(first);
      const Span segment = e_.row(below.row).SegmentAt(below.span.begin);
      const Place whole{below.row, {std::min(segment.begin, below.span.begin), segment.end}, true};
      places.push_back({whole, static_cast<float>(hit.weight), kBelow});
    }
  }

  /// The line under "Herrn" where a place is that and nothing else.
  Place BehindSalutation(const Place& place) const {
    const Row& row = e_.row(place.row);
    const Piece* piece = PieceAt(place.row, place.span);
    if (piece == nullptr || piece->below == kNoPiece ||
        !IsSalutation(row, row.SegmentAt(place.span.begin)))
      return place;
    const Piece& name = head_.pieces[piece->below];
    return {name.row, name.span, true};
  }

  /// First lines of blocks with an address below, in the upper half of the first page.
  void OfWindows() {
    bool first = true;
    std::size_t sender = kNoPiece;
    for (std::size_t i = 0; i < head_.pieces.size(); ++i) {
      const Piece& piece = head_.pieces[i];
      const Traits& t = piece.traits;
      if (piece.box.center_y() > head_.top + 0.5F * (head_.bottom - head_.top)) break;
      if (t.AddressLike() && t.digits >= 5 && t.letters >= 12 && t.legal_form) sender = i;
      const bool name = t.letters >= 3 && t.digits * 2 < t.letters && !t.label && !t.title &&
                        !t.telephone && !t.web && !t.date && !t.money && !t.register_number &&
                        !t.postcode && !NoName(piece) &&
                        (t.legal_form || t.business || !t.AddressLike());
      if (!name) continue;
      const bool was_first = std::exchange(first, false);
      if (Known(piece.row, piece.span) || !StartsBlock(piece) || !HasAddress(piece)) continue;
      std::span<float> is = Offer({piece.row, piece.span});
      if (is.empty()) continue;
      is[kNoLabel] = 1;
      is[kFirstNameLike] = was_first;
      is[kContactsBelow] = HasContacts(piece);
      is[kBelowSenderLine] = sender != kNoPiece;
      is[kLeft] = piece.box.x0 < 0.4F * head_.right;
      is[kLargePrint] = piece.height > 1.25F * head_.usual_height;
      is[kOnlyName] = !NamesAnother(i);
    }
  }

  /// True when the page names somebody else: another line has a company's legal form, or another
  /// block an address below its first line.
  bool NamesAnother(std::size_t i) const {
    const auto folded = [&](const Piece& piece) {
      return Fold(OneLine(e_.row(piece.row).Text(piece.span)));
    };
    const std::string own = folded(head_.pieces[i]);
    return std::any_of(head_.pieces.begin(), head_.pieces.end(), [&](const Piece& piece) {
      if (&piece == &head_.pieces[i] || NoName(piece)) return false;
      const Traits& t = piece.traits;
      const bool block = t.letters >= 4 && t.digits == 0 && !t.label && !t.title && !t.street &&
                         StartsBlock(piece) && AddressFollows(piece);
      return (t.legal_form || block) && folded(piece).find(own) == std::string::npos;
    });
  }

  /// "Herrn" opens the line or is the one above.
  bool HasSalutation(std::size_t r, Span span) const {
    if (BeginsWithSalutation(e_.row(r), span)) return true;
    const Piece* piece = PieceAt(r, span);
    if (piece == nullptr || piece->above == kNoPiece) return false;
    const Piece& above = head_.pieces[piece->above];
    return IsSalutation(e_.row(above.row), above.span);
  }

  bool Known(std::size_t row, Span span) const {
    return std::any_of(offered_.begin(), offered_.end(), [&](const Offered& o) {
      return o.row == row && o.span.begin < span.end && o.span.end > span.begin;
    });
  }

  bool NoName(const Piece& piece) const {
    const Row& row = e_.row(piece.row);
    return IsSalutation(row, piece.span) || IsAttention(row, piece.span);
  }

  bool StartsBlock(const Piece& piece) const {
    if (piece.above == kNoPiece) return true;
    const Piece& above = head_.pieces[piece.above];
    if (IsSalutation(e_.row(above.row), above.span)) return true;
    return piece.box.y0 - above.box.y1 > 0.8F * piece.height || above.traits.label ||
           above.traits.title || (above.traits.legal_form && above.traits.AddressLike());
  }

  bool HasAddress(const Piece& piece) const {
    std::size_t lines = 0;
    bool place = false;
    for (std::size_t at = piece.below, last = kNoPiece; at != kNoPiece && lines < 5;
         last = at, at = head_.pieces[at].below) {
      const Piece& line = head_.pieces[at];
      const float above = last == kNoPiece ? piece.box.y1 : head_.pieces[last].box.y1;
      if (line.box.y0 - above > 0.8F * line.height || line.traits.money || line.traits.title) break;
      ++lines;
      // Below a company any house number will do: most of the world's places are no known words.
      place = place || line.traits.postcode || line.traits.region || line.traits.street ||
              (piece.traits.legal_form && line.traits.AddressLike());
    }
    return lines > 0 && place;
  }

  /// An address follows at once, or behind one or two lines that name a person or a department.
  bool AddressFollows(const Piece& piece) const {
    const Piece* last = &piece;
    for (std::size_t lines = 0; lines < 3 && last->below != kNoPiece; ++lines) {
      const Piece& line = head_.pieces[last->below];
      if (line.box.y0 - last->box.y1 >= 1.2F * piece.height) return false;
      const Traits& t = line.traits;
      if (t.AddressLike()) return true;
      const bool person = IsAttention(e_.row(line.row), line.span) ||
                          (!t.label && !t.title && !t.date && !t.money && !t.telephone && !t.web &&
                           !t.register_number && !t.legal_form && t.digits == 0 && t.letters >= 3);
      if (!person) return false;
      last = &line;
    }
    return false;
  }

  /// The name's line and those below that look like its address.
  std::set<std::size_t> LinesOf(std::size_t row, Span span) const {
    std::set<std::size_t> lines;
    const Piece* piece = PieceAt(row, span);
    if (piece == nullptr) return lines;
    auto at = static_cast<std::size_t>(piece - head_.pieces.data());
    if (piece->above != kNoPiece && NoName(head_.pieces[piece->above])) lines.insert(piece->above);
    lines.insert(at);
    for (std::size_t next = piece->below; next != kNoPiece && lines.size() < 8;
         at = next, next = head_.pieces[next].below) {
      const Piece& line = head_.pieces[next];
      const bool apart = line.box.y0 - head_.pieces[at].box.y1 > 0.8F * line.height;
      if (apart || line.traits.title || line.traits.money || line.traits.date) break;
      lines.insert(next);
    }
    return lines;
  }

  bool HasContacts(const Piece& piece) const {
    std::size_t steps = 0;
    for (std::size_t at = piece.below; at != kNoPiece && steps < 8;
         at = head_.pieces[at].below, ++steps) {
      if (head_.pieces[at].traits.telephone || head_.pieces[at].traits.web) return true;
    }
    return false;
  }

  /// A new choice, or nothing where the place names nobody.
  std::span<float> Offer(const Place& place) {
    const Row& row = e_.row(place.row);
    Span span = place.span;
    while (!span.empty() && (row.text[span.end - 1] == ' ' || row.text[span.end - 1] == ',' ||
                             row.Text(span).ends_with("..")))
      --span.end;
    span = BehindAttention(place.row, span);
    span = WithoutAddressBehind(place.row, WithoutCompanyWord(row, span));
    const std::string_view text = row.Text(span);
    if (line_rows_.contains(place.row) || CountLetters(text) < 3 ||
        CountDigits(text) > CountLetters(text) || text.ends_with(':') ||
        text.find('@') != std::string_view::npos || IsSalutation(row, span) ||
        IsAttention(row, span)) {
      return {};
    }
    for (const LabelHit& hit : e_.labels[place.row]) {
      if (hit.span.begin >= span.begin && hit.span.begin < span.end && hit.weight > 0.6 &&
          hit.label != Label::kSupplier && hit.label != Label::kCustomer &&
          IsLabelOf(row, span, hit)) {
        return {};
      }
    }
    const Traits t = TraitsOf(e_, place.row, span);
    std::string value = OneLine(text);
    const std::span<float> is = decision_.Add({{"customer", value}});
    const auto set = [&](Name evidence, bool said) { is[evidence] = said ? 1.0F : 0.0F; };
    const auto [first, last] = AtomsIn(row, span);
    set(kLegalForm, LegalFormEnd(row.atoms, first, last) > 0);
    set(kHasDate, t.date);
    set(kLabelInside, t.label);
    set(kManyDigits, t.digits * 3 > t.letters);
    set(kProse, t.lower_words >= 3);
    set(kOneWord, t.words <= 1);
    set(kFirstPage, row.page->number == 1);
    set(kSalutation, HasSalutation(place.row, span));
    set(kInDomain, domains_.Hold(text));
    set(kPrintedAgain, PrintedAgain(first, last, row, place));
    const Piece* piece = PieceAt(place.row, span);
    const Piece* below =
        piece == nullptr || piece->below == kNoPiece ? nullptr : &head_.pieces[piece->below];
    const bool near = below != nullptr && below->box.y0 - piece->box.y1 < 1.2F * piece->height;
    set(kAddressBelow, piece != nullptr && AddressFollows(*piece));
    set(kNothingBelow, piece != nullptr && !near);
    offered_.push_back({place.row, span});
    return is;
  }

  /// "ATTN: Looms Limited" where it opens the block and its address follows at once: nobody else
  /// is named, so that the company is who is meant.
  Span BehindAttention(std::size_t r, Span span) const {
    const Row& row = e_.row(r);
    const Piece* piece = IsAttention(row, span) ? PieceAt(r, span) : nullptr;
    if (piece == nullptr || piece->below == kNoPiece || !StartsBlock(*piece)) return span;
    const Piece& below = head_.pieces[piece->below];
    const std::size_t colon = row.text.find(':', span.begin);
    if (!below.traits.AddressLike() || below.box.y0 - piece->box.y1 >= 1.2F * piece->height ||
        colon >= span.end) {
      return span;
    }
    const std::size_t name = row.text.find_first_not_of(" \t", colon + 1);
    return name < span.end ? Span{name, span.end} : span;
  }

  /// "The Granary, 8 Castle Street, Ludlow SY8 1AS": up to where a whole address begins.
  Span WithoutAddressBehind(std::size_t r, Span span) const {
    const Row& row = e_.row(r);
    const std::string_view text = row.Text(span);
    for (const std::string_view cut : {", ", " - ", " \u00B7 ", " \u2013 ", " | "}) {
      const std::size_t at = text.find(cut);
      if (at == std::string_view::npos || CountDigits(text.substr(0, at)) > 0 ||
          CountLetters(text.substr(0, at)) < 3)
        continue;
      const Traits behind = TraitsOf(e_, r, {span.begin + at + cut.size(), span.end});
      if (behind.digits > 0 && (behind.street || behind.postcode) && behind.AddressLike())
        return {span.begin, span.begin + at};
    }
    return span;
  }

  const Piece* PieceAt(std::size_t row, Span span) const {
    for (const Piece& piece : head_.pieces) {
      if (piece.row == row && piece.span.begin <= span.begin && piece.span.end > span.begin)
        return &piece;
    }
    return nullptr;
  }

  /// Its rarest long word stands elsewhere too, as a supplier's in the foot.
  /// Elsewhere than where the goods or the bill go to the same.
  bool PrintedAgain(std::size_t first, std::size_t last, const Row& row, const Place& place) const {
    int least = 0;
    for (std::size_t i = first; i < last; ++i) {
      const auto count = counts_.find(row.atoms[i].folded);
      if (count == counts_.end()) continue;
      least = least == 0 ? count->second : std::min(least, count->second);
    }
    const auto labelled = labelled_.find(Folded(place));
    return least >= 2 && (labelled == labelled_.end() || least > labelled->second);
  }

  void Explain(const EvidenceWeights& weights, Trace& trace) const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < offered_.size(); ++i) {
      if (decision_.probability(i) > 0.001) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return decision_.probability(a) > decision_.probability(b);
    });
    if (order.size() > kMostExplained) order.resize(kMostExplained);
    for (const std::size_t i : order) {
      const Row& row = e_.row(offered_[i].row);
      const std::string text = OneLine(row.Text(offered_[i].span));
      trace.explanation["customer"].push_back(
          {text, text, row.page->number, row.PrintedBoxOf(offered_[i].span),
           decision_.probability(i), decision_.WhyOf(i, weights)});
    }
  }

  const Evidence& e_;
  const Letterhead& head_;
  const std::set<std::size_t>& line_rows_;
  const Domains domains_;
  Decision decision_;
  std::unordered_map<std::string_view, int> counts_;
  std::unordered_map<std::string, int> labelled_;  // prints below or beside a label of customers
  std::vector<Offered> offered_;
};

}  // namespace

CustomerBlocks LabelledCustomers(const Evidence& e, const std::set<std::size_t>& line_rows) {
  CustomerBlocks blocks;
  std::set<std::pair<std::size_t, std::size_t>> names;  // by row and byte, right below a label
  for (std::size_t r = 0; r < e.size(); ++r) {
    if (line_rows.contains(r)) continue;
    const Row& row = e.row(r);
    for (const LabelHit& hit : e.labels[r]) {
      // "Service clients" in a sentence is no label, nor "Client Earth Ltd" below one.
      const Span cell = row.SegmentAt(hit.span.begin);
      if (hit.label != Label::kCustomer || cell.begin != hit.span.begin) continue;
      const bool labels = IsLabelOf(row, cell, hit);
      if (!labels && names.contains({r, cell.begin})) continue;
      blocks.emplace_back(r, row.BoxOf(cell));
      if (!labels) continue;
      for (const Place& below : Below(e, r, hit.span)) names.emplace(below.row, below.span.begin);
    }
  }
  return blocks;
}

Customer FindCustomer(const Evidence& evidence, const Letterhead& head,
                      const std::set<std::size_t>& line_rows, CustomerBlocks blocks,
                      const EvidenceWeights& weights, Invoice& invoice, Trace* trace) {
  Finder finder(evidence, head, line_rows);
  finder.Find(blocks);
  Customer customer = finder.Settle(weights, invoice, trace);
  if (customer.found && blocks.empty())
    blocks.emplace_back(customer.row, evidence.row(customer.row).BoxOf(customer.span));
  customer.blocks = std::move(blocks);
  return customer;
}

}  // namespace telar::invoices
