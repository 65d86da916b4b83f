#include "invoices/interpret.h"

#include <utility>

#include "invoices/check.h"
#include "invoices/extract.h"
#include "invoices/prefer_xml.h"
#include "invoices/second_look.h"
#include "invoices/templates/from_template.h"

namespace telar::invoices {

Interpretation Interpreter::Interpret(std::string_view bytes, const documents::Document& document,
                                      bool explain) const {
  Interpretation found;
  Findings findings;
  Trace trace;
  found.invoice = ExtractWith(document, options_.weights, explain ? &trace : nullptr, &findings);
  if (explain) found.explanation = std::move(trace.explanation);
  PreferXml(document, found.invoice, found.explanation ? &*found.explanation : nullptr);
  // What a supplier declares in a structured invoice needs neither a second reading nor a pattern.
  if (document.einvoice) return found;
  if (options_.memory != nullptr) {
    found.recalled = options_.memory->Recall(document, found.invoice);
  }
  if (options_.second_look) {
    TakeSecondLook(bytes, document, *options_.reader, options_.read, options_.weights,
                   found.invoice, found.explanation ? &*found.explanation : nullptr);
  }
  if (options_.templates != nullptr) {
    const templates::Reading reading = options_.templates->Read(document, *options_.clock);
    templates::ApplyTemplate(reading, document, findings, found.invoice);
    found.used_template = TemplateReport{
        .name = reading.name,
        .fields = reading.name.empty() ? "" : templates::ToJson(reading.extraction.fields),
        .failure = reading.failure};
  }
  return found;
}

}  // namespace telar::invoices
