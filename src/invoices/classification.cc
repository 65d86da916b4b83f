#include "invoices/classification.h"

#include "core/text.h"
#include "invoices/corrections.h"

namespace telar::invoices {

std::string_view ClassLabel(InvoiceClass c) {
  return c == InvoiceClass::kPreventiva ? "preventiva" : "correctiva";
}

std::string_view SalesTable(InvoiceClass c) {
  return c == InvoiceClass::kPreventiva ? "ventas_preventivas" : "ventas_correctivas";
}

std::string_view ArchiveFolder(InvoiceClass c) {
  return c == InvoiceClass::kPreventiva ? "preventivos" : "correctivos";
}

Result<InvoiceClass> ParseClass(std::string_view text) {
  const std::string word = AsciiLower(text);
  if (word == "preventiva" || word == "prev" || word == "1") return InvoiceClass::kPreventiva;
  if (word == "correctiva" || word == "corr" || word == "0") return InvoiceClass::kCorrectiva;
  return Status::InvalidInput("read class '" + std::string(text.substr(0, 32)) +
                              "': expected preventiva or correctiva");
}

bool IsClassReason(std::string_view reason) {
  const std::string_view rule = RuleOf(reason);
  return rule == "no_class" || rule == "class_unsure" || rule == "class_suggested";
}

}  // namespace telar::invoices
