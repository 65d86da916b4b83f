#include "documents/einvoice.h"

namespace telar::documents {

std::string_view SyntaxName(Syntax syntax) {
  switch (syntax) {
    case Syntax::kUblInvoice: return "ubl-invoice";
    case Syntax::kUblCreditNote: return "ubl-creditnote";
    case Syntax::kCii: return "cii";
    case Syntax::kZugferd1: return "zugferd1";
    case Syntax::kFacturae: return "facturae";
    case Syntax::kCfdi: return "cfdi";
  }
  return "unknown";
}

std::string_view RuleResultName(RuleResult result) {
  switch (result) {
    case RuleResult::kPass: return "pass";
    case RuleResult::kFail: return "fail";
    case RuleResult::kWarning: return "warning";
    case RuleResult::kNotRun: return "not_run";
  }
  return "unknown";
}

}  // namespace telar::documents
