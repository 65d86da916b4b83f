#pragma once

#include "core/result.h"
#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// The published set these rules agree with.
inline constexpr std::string_view kRuleSet = "EN 16931 1.3.16";

/// Holds a UBL invoice, a UBL credit note or a CII invoice against the business rules of
/// EN 16931-1, as the validation artefacts of the European Commission bind them to the syntaxes:
/// same elements, same rounding, same slack (docs/formats/rules.md; rules/ holds the table).
///
/// An invoice in an envelope that ReadEInvoice opens is checked inside it; of several invoices all
/// are, and the report has what was found in any (RuleReport::invoices).
///
/// What the set flags as a warning gives kWarning and no kFail: BR-51 in UBL. BR-CO-25, which
/// 1.3.16 has no more, is bound in UBL as 1.3.15 has it and in CII as Factur-X binds it.
///
/// Every rule has at least one outcome. Not one of them says anything where its element does not
/// occur: that is kNotRun, and no pass. A document that stops being well-formed is checked as far
/// as it was read; whoever calls says so (XmlTree::broken).
///
/// Time is linear in the document's elements. kInvalidInput where there is no such invoice, or one
/// inside an AttachedDocument is not well-formed; kLimitExceeded for more than kMostInvoices.
Result<RuleReport> CheckRules(const XmlTree& tree);

}  // namespace telar::documents::einvoice
