#pragma once

#include "invoices/customer.h"
#include "invoices/decision.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// supplier_tax_id and customer_tax_id: numbers behind the names of tax numbers, and numbers
/// without one whose check digits prove them (check_digits.h). One in one of `customers`, or
/// named as the customer's, is the customer's. A number that look-alike characters spoil is
/// repaired where its check digits prove the repair; the raw text stays as printed.
void FindTaxIds(const Evidence& evidence, const CustomerBlocks& customers,
                const EvidenceWeights& weights, Invoice& invoice, Trace* trace);

/// iban: the account to pay to, proven by its check digits, also printed in blocks or misread in
/// characters that look alike. The payer's own account (of a direct debit) speaks against itself.
void FindIban(const Evidence& evidence, const EvidenceWeights& weights, Invoice& invoice,
              Trace* trace);

}  // namespace telar::invoices
