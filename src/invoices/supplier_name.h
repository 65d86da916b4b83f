#pragma once

#include <vector>

#include "invoices/customer.h"
#include "invoices/decision.h"
#include "invoices/letterhead.h"

namespace telar::invoices {

/// A line, a part of one, or two lines under each other that may name the company that wrote the
/// document.
struct NameCandidate {
  std::size_t first = kNoPiece;  ///< Piece with its beginning; kNoPiece for "nobody is named".
  std::size_t last = kNoPiece;   ///< Piece with its end: `first`, or the one below it.
  Span span;                     ///< In the first piece's row.
  Span second;                   ///< In the last piece's row when that is another one.
};

/// The candidates with the evidence for each as the decision "supplier"; the last candidate is
/// "nobody is named". The customer's name is no candidate,
/// nor a line that addresses a person. Evidence: its place on the page, its
/// print size, a legal form, what is beside and below it, and what makes it something else (title,
/// label, date, street, customer).
std::vector<NameCandidate> FindNames(const Evidence& evidence, const Letterhead& head,
                                     const Customer& customer, Decision& decision);
Decision SupplierDecision();

/// A candidate as printed, with single spaces.
std::string TextOf(const Evidence& evidence, const Letterhead& head, const NameCandidate& name);

}  // namespace telar::invoices
