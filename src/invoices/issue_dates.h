#pragma once

#include <string>

#include "invoices/decision.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// date and due_date: every printed date is a candidate, weighed by the labels beside and above it,
/// its place and its neighbours; a due date lies on or after the date. Days and months follow the
/// order of the whole document. `date_doubt` gets the printed date when the date chosen may mean
/// two days and nothing decides.
void FindIssueDates(const Evidence& evidence, const EvidenceWeights& weights, Invoice& invoice,
                    std::string& date_doubt, Trace* trace);

}  // namespace telar::invoices
