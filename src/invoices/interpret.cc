#include "invoices/interpret.h"

#include <utility>

#include "invoices/check.h"
#include "invoices/picture_look.h"
#include "invoices/prefer_xml.h"
#include "invoices/second_look.h"
#include "invoices/templates/from_template.h"

namespace telar::invoices {

Interpretation Interpreter::Interpret(std::string_view bytes, const documents::Document& given,
                                      bool explain) const {
  Interpretation found;
  Findings findings;
  Trace trace;
  found.invoice = ExtractWithPictures(
      given,
      [&] {
        return options_.reader == nullptr
                   ? std::nullopt
                   : WithPictures(bytes, given, *options_.reader, options_.read);
      },
      options_.weights, explain ? &trace : nullptr, &findings, found.with_pictures);
  const documents::Document& document = found.with_pictures ? *found.with_pictures : given;
  if (explain) found.explanation = std::move(trace.explanation);
  // What a supplier declares in a structured invoice needs neither a second reading nor a pattern.
  if (document.einvoice) {
    PreferXml(document, found.invoice, found.explanation ? &*found.explanation : nullptr);
    return found;
  }
  if (options_.memory != nullptr) {
    found.recalled = options_.memory->Recall(document, found.invoice);
  }
  if (options_.second_look) {
    TakeSecondLook(bytes, document, *options_.reader, options_.read, options_.weights,
                   found.invoice, found.explanation ? &*found.explanation : nullptr);
  }
  if (options_.templates != nullptr) {
    documents::ReadOptions again = options_.read;
    again.small_pictures = true;
    const templates::Reading reading = options_.templates->Read(
        document, *options_.clock, [&] { return options_.reader->Read(bytes, again); });
    templates::ApplyTemplate(reading, document, findings, found.invoice);
    found.used_template = TemplateReport{
        .name = reading.name,
        .fields = reading.name.empty() ? "" : templates::ToJson(reading.extraction.fields),
        .failure = reading.failure};
  }
  // Last, for templates judge the invoice anew.
  AddAttachmentDoubts(document, found.invoice);
  return found;
}

}  // namespace telar::invoices
