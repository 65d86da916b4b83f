#include "samples/labelled_cues.h"

#include "samples/invoice_plan.h"

namespace telar::samples {

CueSet DrawCueSet(InvoiceClass invoice_class, Random& random) {
  CueSet cues;
  for (const CueRow& row : kCueTable) {
    const bool preventiva = invoice_class == InvoiceClass::kPreventiva;
    cues.set(row.cue, random.Fraction() < (preventiva ? row.in_preventiva : row.in_correctiva));
  }
  return cues;
}

double PosteriorOfPreventiva(const CueSet& cues, double preventive_share) {
  double preventiva = preventive_share, correctiva = 1 - preventive_share;
  for (const CueRow& row : kCueTable) {
    const bool on = cues.has(row.cue);
    preventiva *= on ? row.in_preventiva : 1 - row.in_preventiva;
    correctiva *= on ? row.in_correctiva : 1 - row.in_correctiva;
  }
  return preventiva / (preventiva + correctiva);
}

}  // namespace telar::samples
