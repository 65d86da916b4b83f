#pragma once

#include "core/random.h"
#include "samples/invoice_plan.h"

namespace telar::samples {

/// How documents of a class tend to look: three of four preventivas carry a band across the head,
/// three of four correctivas a rule along the side, and a few carry the other's cue, so that no
/// classifier can be perfect.
ClassCues CuesFor(InvoiceClass invoice_class, Random& random);

}  // namespace telar::samples
