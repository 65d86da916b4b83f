#pragma once

#include <vector>

#include "invoices/customer.h"
#include "invoices/decision.h"
#include "invoices/letterhead.h"
#include "invoices/supplier_name.h"

namespace telar::invoices {

/// Lines under each other, what follows a name on its line, or a part of a line between signs, that
/// may be the supplier's address.
struct AddressCandidate {
  struct Part {
    std::size_t row = 0;
    Span span;
  };
  std::vector<Part> parts;  ///< Empty for "no address is printed".
};

/// The candidates with the evidence for each as the decision "address"; the last one is "no address
/// is printed". No line of the customer's block is part of one. `name` is the supplier's name as
/// chosen. Evidence: what its lines look like, whether the lines before and behind it look like
/// more of it, and where it stands to the name.
std::vector<AddressCandidate> FindAddresses(const Evidence& evidence, const Letterhead& head,
                                            const Customer& customer, const NameCandidate& name,
                                            Decision& decision);
Decision AddressDecision();

/// A candidate as printed, lines joined by one space.
std::string TextOf(const Evidence& evidence, const AddressCandidate& address);

}  // namespace telar::invoices
