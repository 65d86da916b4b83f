#pragma once

#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// True for an element that holds an invoice in UBL: an Invoice, CreditNote or DebitNote (or its
/// self-billed kin) in a namespace of UBL, or with parts that only UBL has.
bool IsUbl(const XmlElement& element);

/// Reads UBL 2.0 and 2.1 (OASIS; the semantic terms of EN 16931 as CEN/TS 16931-3-2 binds them),
/// whatever prefixes and version of the namespaces: Peppol BIS, XRechnung and other countries' own
/// UBL, of which these are known:
///
/// - Colombia (DIAN, Resolución 000165): a tax without TaxCategory/ID has the code of its
///   TaxScheme ("01" IVA, "04" INC); WithholdingTaxTotal (05, 06, 07) gives withheld taxes; the NIT
///   is CompanyID with its check digit behind a hyphen, which the XML has in schemeID; a price is
///   for one unit whatever BaseQuantity says.
/// - Peru (SUNAT): the RUC is PartyIdentification/ID with schemeID 6, or CustomerAssignedAccountID
///   in UBL 2.0. Prices are Price/PriceAmount; AlternativeConditionPrice holds IGV and is not read.
///
/// fiscal_id is the document's UUID: the CUFE or CUDE in Colombia.
///
/// Choices where UBL has several places:
/// - tax_id is the CompanyID whose TaxScheme is VAT, else the first that has a digit; other_id is
///   the legal registration, else the party's identifier, else another CompanyID.
/// - tax_total is the TaxTotal in the document's currency. Where there are several (one for each
///   tax), it is empty and `taxes` has them all.
/// - A debit note (DebitNote) is read as an invoice.
///
/// What is missing stays empty. A figure that is no number is kept, with a diagnostic of its line;
/// so does a line without amount. Amounts have the signs that are published.
EInvoice ReadUbl(const XmlElement& root);

}  // namespace telar::documents::einvoice
