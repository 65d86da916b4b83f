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
/// Every rule has at least one outcome. Not one of them says anything where its element does not
/// occur: that is kNotRun, and no pass. A document that stops being well-formed is checked as far
/// as it was read; whoever calls says so (XmlTree::broken).
///
/// Time is linear in the document's elements. kInvalidInput for any other root element.
Result<RuleReport> CheckRules(const XmlTree& tree);

}  // namespace telar::documents::einvoice
