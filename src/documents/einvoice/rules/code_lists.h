#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace telar::documents::einvoice::rules {

/// The lists of codes that BR-CL-* and BR-CO-09 look into, as the edition of the rule set has them
/// (docs/formats/rules.md names edition and source of each). Some differ between UBL and CII.
enum class CodeList {
  kCurrency,           ///< ISO 4217.
  kInvoiceType,        ///< UNTDID 1001: what a UBL invoice may be.
  kCreditNoteType,     ///< UNTDID 1001: what a UBL credit note may be.
  kDocumentType,       ///< UNTDID 1001: both, since CII has one document for the two.
  kTaxPointUbl,        ///< UNTDID 2005.
  kTaxPointCii,        ///< UNTDID 2475.
  kReference,          ///< UNTDID 1153.
  kNoteSubjectUbl,     ///< UNTDID 4451.
  kNoteSubjectCii,     ///< UNTDID 4451, a later edition.
  kIcd,                ///< ISO/IEC 6523 ICD.
  kItemClass,          ///< UNTDID 7143.
  kCountryUbl,         ///< ISO 3166-1 alpha-2, 1A (Kosovo) and XI (Northern Ireland).
  kCountryCii,         ///< The same with AN and without SS.
  kVatPrefixUbl,       ///< kCountryUbl and EL (Greece).
  kVatPrefixCii,       ///< kCountryCii and EL.
  kPaymentMeans,       ///< UNTDID 4461.
  kVatCategory,        ///< UNTDID 5305.
  kAllowanceReason,    ///< UNTDID 5189.
  kChargeReason,       ///< UNTDID 7161.
  kExemption,          ///< VATEX.
  kUnit,               ///< UN/ECE Recommendations 20 and 21 (the latter with X before).
  kMime,               ///< What an attachment may be.
  kElectronicAddress,  ///< EAS.
};

/// True when `code` is on the list, letter for letter. O(log n).
bool IsOnList(CodeList list, std::string_view code);

/// The whole list in order, one blank before and after each code.
const std::string& ListInOneLine(CodeList list);

/// How many codes it has.
std::size_t ListSize(CodeList list);

}  // namespace telar::documents::einvoice::rules
