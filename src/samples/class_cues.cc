#include "samples/class_cues.h"

#include "samples/chance.h"

namespace telar::samples {

ClassCues CuesFor(InvoiceClass invoice_class, Random& random) {
  const bool preventiva = invoice_class == InvoiceClass::kPreventiva;
  const int lot = Between(random, 0, 99);
  if (lot < 75) return {.header_band = preventiva, .side_rule = !preventiva};
  if (lot < 80) return {.header_band = !preventiva, .side_rule = preventiva};
  return {};
}

}  // namespace telar::samples
