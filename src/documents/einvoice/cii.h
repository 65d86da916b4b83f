#pragma once

#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// True for an element that holds an invoice in CII or ZUGFeRD 1.0: CrossIndustryInvoice or
/// CrossIndustryDocument, in any namespace.
bool IsCii(const XmlElement& element);

/// Reads CII (UN/CEFACT Cross Industry Invoice D16B as CEN/TS 16931-3-3 binds it) in all profiles
/// of Factur-X and ZUGFeRD 2.x and as XRechnung, and ZUGFeRD 1.0, its ancestor, whose elements have
/// longer names. Any prefix and version of the namespaces.
///
/// - MINIMUM and BASIC WL have no lines. Of EXTENDED, lines that only group or inform
///   (LineStatusReasonCode GROUP, INFORMATION) are left out: their amounts are in no sum. So is a
///   note that stands where a line would be (ZUGFeRD 1.0).
/// - Logistics service charges (EXTENDED, ZUGFeRD 1.0) are charges of the document.
/// - tax_id is the registration with schemeID VA, else FC; other_id the legal organisation, else
/// the
///   party's identifier, else the registration that is not tax_id.
/// - tax_total is the TaxTotalAmount in the invoice's currency.
/// - A date is what stands there: "20240131" in format 102. One that names a month or week only
/// (610,
///   616) has a diagnostic.
///
/// What is missing stays empty. A figure that is no number is kept, with a diagnostic of its line;
/// so does a line without amount. Amounts have the signs that are published.
EInvoice ReadCii(const XmlElement& root);

}  // namespace telar::documents::einvoice
