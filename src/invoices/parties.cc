#include "invoices/parties.h"

#include <algorithm>

#include "invoices/customer.h"
#include "invoices/known_words.h"
#include "invoices/letterhead.h"
#include "invoices/supplier_address.h"
#include "invoices/supplier_name.h"

namespace telar::invoices {
namespace {

// Of a name with a digit where a letter may stand: for a person to look at.
constexpr double kSuspectName = 0.7;

/// The probability that every word of a span is read right, each being so on its own.
double Legibility(const Row& row, Span span) {
  double right = 1;
  for (const RowWord& word : row.words) {
    if (word.span.begin < span.end && word.span.end > span.begin)
      right *= std::clamp(static_cast<double>(word.word->confidence), 0.0, 1.0);
  }
  return right;
}

/// Pieces of rows as one field; its confidence is that of its print.
Field FieldOf(const Evidence& e, const std::vector<AddressCandidate::Part>& parts) {
  Field field;
  double sure = 1;
  for (const auto& part : parts) {
    const Row& row = e.row(part.row);
    field.raw += (field.raw.empty() ? "" : " ") + OneLine(row.Text(part.span));
    field.box = Around(field.box, row.PrintedBoxOf(part.span));
    sure *= Legibility(row, part.span);
  }
  const Row& row = e.row(parts.front().row);
  if (row.page->source == documents::PageSource::kOcr) field.raw = RepairKnownWords(field.raw);
  field.value = field.raw;
  field.page = row.page->number;
  field.how = row.page->source == documents::PageSource::kOcr ? How::kOcr : How::kText;
  field.confidence = sure;
  return field;
}

std::vector<AddressCandidate::Part> PartsOf(const Letterhead& head, const NameCandidate& name) {
  if (name.first == kNoPiece) return {};
  std::vector<AddressCandidate::Part> parts = {{head.pieces[name.first].row, name.span}};
  if (name.last != name.first) parts.push_back({head.pieces[name.last].row, name.second});
  return parts;
}

/// Adds the best choice as a field, and to the trace all of them. `parts_of` gives the print of a
/// choice; none for "there is no such field".
template <typename PartsOfChoice>
std::size_t Settle(const Evidence& e, const EvidenceWeights& weights, std::string_view field_name,
                   Decision& decision, const PartsOfChoice& parts_of, Invoice& invoice,
                   Trace* trace) {
  decision.Weigh(weights);
  const std::size_t best = decision.Best();
  const auto field_of = [&](std::size_t i) {
    Field field = FieldOf(e, parts_of(i));
    field.confidence =
        weights.CalibrationOf(field_name).Apply(decision.probability(i), field.confidence);
    const bool suspect =
        field_name == "supplier" && field.how == How::kOcr && HoldsDigitAmongLetters(field.raw);
    if (suspect) field.confidence = std::min(field.confidence, kSuspectName);
    return field;
  };
  if (!parts_of(best).empty())
    invoice.fields.insert_or_assign(std::string(field_name), field_of(best));
  if (trace == nullptr) return best;
  if (!parts_of(best).empty()) {
    trace->beliefs[std::string(field_name)] = {decision.probability(best),
                                               FieldOf(e, parts_of(best)).confidence};
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < decision.size(); ++i) {
    if (!parts_of(i).empty() && decision.probability(i) > 0.001) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return decision.probability(a) > decision.probability(b);
  });
  for (const std::size_t i : order) {
    const Field field = field_of(i);
    trace->explanation[std::string(field_name)].push_back({field.value, field.raw, field.page,
                                                           field.box, decision.probability(i),
                                                           decision.WhyOf(i, weights)});
  }
  return best;
}

}  // namespace

CustomerBlocks FindParties(const Evidence& evidence, const std::set<std::size_t>& line_rows,
                           const EvidenceWeights& weights, Invoice& invoice, Trace* trace) {
  CustomerBlocks blocks = LabelledCustomers(evidence, line_rows);
  const Letterhead head = ReadLetterhead(evidence, line_rows, blocks);
  Customer customer =
      FindCustomer(evidence, head, line_rows, std::move(blocks), weights, invoice, trace);

  Decision supplier = SupplierDecision();
  const std::vector<NameCandidate> names = FindNames(evidence, head, customer, supplier);
  const std::size_t name = Settle(
      evidence, weights, "supplier", supplier,
      [&](std::size_t i) { return PartsOf(head, names[i]); }, invoice, trace);

  Decision address = AddressDecision();
  const std::vector<AddressCandidate> addresses =
      FindAddresses(evidence, head, customer, names[name], address);
  Settle(
      evidence, weights, "supplier_address", address,
      [&](std::size_t i) { return addresses[i].parts; }, invoice, trace);
  if (trace != nullptr) {
    trace->decisions.push_back(std::move(supplier));
    trace->decisions.push_back(std::move(address));
  }
  return std::move(customer.blocks);
}

}  // namespace telar::invoices
