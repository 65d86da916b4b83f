#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "invoices/decision.h"
#include "invoices/evidence.h"
#include "invoices/letterhead.h"

namespace telar::invoices {

/// Straight boxes by row of what opens a customer's block: its label or, without one, its name.
using CustomerBlocks = std::vector<std::pair<std::size_t, documents::Box>>;

/// The labels of customers ("Cliente", "Bill to", "Rechnungsadresse") that begin a cell. Rows in
/// `line_rows` belong to the table of products and name nobody.
CustomerBlocks LabelledCustomers(const Evidence& evidence, const std::set<std::size_t>& line_rows);

/// Whom the document is written to.
struct Customer {
  bool found = false;
  std::size_t row = 0;  ///< Of the name.
  Span span;
  bool labelled = false;          ///< A label says so.
  std::string folded;             ///< The name, folded.
  std::set<std::size_t> lines{};  ///< Pieces of the letterhead: the name and its address below.
  CustomerBlocks blocks{};
};

/// The customer among what stands beside and below the labels and, on a sheet, the first lines of
/// blocks that have an address below: an address window has no label. "Herrn" or "Firma" on a line
/// of its own is no name, and what says to whose attention a letter goes parts no name from its
/// address. Adds the field; `blocks` are those of LabelledCustomers. `trace`, when given, gets the
/// decision and the explanation.
Customer FindCustomer(const Evidence& evidence, const Letterhead& head,
                      const std::set<std::size_t>& line_rows, CustomerBlocks blocks,
                      const EvidenceWeights& weights, Invoice& invoice, Trace* trace);

}  // namespace telar::invoices
