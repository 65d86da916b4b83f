#include "invoices/customer.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/text.h"
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
                                                                 "only_name"};

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
    for (const auto& [r, box] : blocks) {
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) {
        const LabelHit& hit = e_.labels[r][h];
        if (hit.label == Label::kCustomer && e_.row(r).BoxOf(hit.span).x0 == box.x0) OfLabel(r, h);
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
      customer = {true, row, span, {}};
      if (trace != nullptr) trace->beliefs["customer"] = belief;
    }
    if (trace != nullptr) {
      Explain(weights, *trace);
      trace->decisions.push_back(std::move(decision_));
    }
    return customer;
  }

 private:
  void OfLabel(std::size_t r, std::size_t h) {
    const LabelHit& hit = e_.labels[r][h];
    const Row& row = e_.row(r);
    Place right = RightOf(e_, r, h);
    const std::size_t tab = row.text.find_first_not_of(":. \t", right.span.begin);
    if (tab != std::string::npos && tab < right.span.end) {
      right.span = {tab, std::min(right.span.end, row.SegmentAt(tab).end)};
      if (std::span<float> is = Offer(right); !is.empty()) {
        is[kLabel] = static_cast<float>(hit.weight);
        is[tab < row.SegmentAt(hit.span.begin).end ? kSameCell : kAcrossColumns] = 1;
      }
    }
    for (const Place& below : Below(e_, r, hit.span)) {
      const Span segment = e_.row(below.row).SegmentAt(below.span.begin);
      const Place whole{below.row, {std::min(segment.begin, below.span.begin), segment.end}, true};
      if (std::span<float> is = Offer(whole); !is.empty()) {
        is[kLabel] = static_cast<float>(hit.weight);
        is[kBelow] = 1;
      }
    }
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
                        !t.postcode && (t.legal_form || t.business || !t.AddressLike());
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

  /// True when another line of the page has a company's legal form, and another text.
  bool NamesAnother(std::size_t i) const {
    const auto folded = [&](const Piece& piece) {
      return Fold(OneLine(e_.row(piece.row).Text(piece.span)));
    };
    const std::string own = folded(head_.pieces[i]);
    return std::any_of(head_.pieces.begin(), head_.pieces.end(), [&](const Piece& piece) {
      return piece.traits.legal_form && folded(piece).find(own) == std::string::npos;
    });
  }

  bool Known(std::size_t row, Span span) const {
    return std::any_of(offered_.begin(), offered_.end(), [&](const Offered& o) {
      return o.row == row && o.span.begin < span.end && o.span.end > span.begin;
    });
  }

  bool StartsBlock(const Piece& piece) const {
    if (piece.above == kNoPiece) return true;
    const Piece& above = head_.pieces[piece.above];
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
      place = place || line.traits.postcode || line.traits.region || line.traits.street;
    }
    return lines > 0 && place;
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
    const std::string_view text = row.Text(span);
    if (line_rows_.contains(place.row) || CountLetters(text) < 3 ||
        CountDigits(text) > CountLetters(text) || text.ends_with(':') ||
        text.find('@') != std::string_view::npos) {
      return {};
    }
    for (const LabelHit& hit : e_.labels[place.row]) {
      if (hit.span.begin >= span.begin && hit.span.begin < span.end && hit.weight > 0.6 &&
          hit.label != Label::kSupplier && hit.label != Label::kCustomer) {
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
    set(kInDomain, domains_.Hold(text));
    set(kPrintedAgain, PrintedAgain(first, last, row));
    const Piece* piece = PieceAt(place.row, span);
    const Piece* below =
        piece == nullptr || piece->below == kNoPiece ? nullptr : &head_.pieces[piece->below];
    const bool near = below != nullptr && below->box.y0 - piece->box.y1 < 1.2F * piece->height;
    set(kAddressBelow, near && below->traits.AddressLike());
    set(kNothingBelow, piece != nullptr && !near);
    offered_.push_back({place.row, span});
    return is;
  }

  const Piece* PieceAt(std::size_t row, Span span) const {
    for (const Piece& piece : head_.pieces) {
      if (piece.row == row && piece.span.begin <= span.begin && piece.span.end > span.begin)
        return &piece;
    }
    return nullptr;
  }

  /// Its rarest long word stands elsewhere too, as a supplier's in the foot.
  bool PrintedAgain(std::size_t first, std::size_t last, const Row& row) const {
    int least = 0;
    for (std::size_t i = first; i < last; ++i) {
      const auto count = counts_.find(row.atoms[i].folded);
      if (count == counts_.end()) continue;
      least = least == 0 ? count->second : std::min(least, count->second);
    }
    return least >= 2;
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
  std::vector<Offered> offered_;
};

}  // namespace

CustomerBlocks LabelledCustomers(const Evidence& e, const std::set<std::size_t>& line_rows) {
  CustomerBlocks blocks;
  for (std::size_t r = 0; r < e.size(); ++r) {
    if (line_rows.contains(r)) continue;
    const Row& row = e.row(r);
    for (const LabelHit& hit : e.labels[r]) {
      // "Service clients" in a sentence is no label.
      const Span cell = row.SegmentAt(hit.span.begin);
      if (hit.label == Label::kCustomer && cell.begin == hit.span.begin)
        blocks.emplace_back(r, row.BoxOf(cell));
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
