#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/decimal.h"
#include "samples/invoice_plan.h"

namespace telar::samples {

/// The forms in which a sample is written as a structured invoice: UBL 2.1 and CII D16B as EN 16931
/// binds them, Facturae 3.2.2, CFDI 4.0, and Factur-X: CII inside the drawn PDF.
enum class EinvoiceForm { kUbl, kCii, kFacturae, kCfdi, kFacturX };
std::string_view EinvoiceFormName(EinvoiceForm form);  ///< "ubl", "cii", "facturae" …

/// Takes out of a plan what the form has no place for, and adds it up again, so that a page drawn
/// from it and the XML say the same: rounding and withheld taxes, the service charge; for CFDI also
/// discounts on lines and shipping, and a discount is rounded line by line. `plan` has prices
/// before tax (any layout but receipts). Amounts have the decimals of their currency at least.
void FitToEinvoice(EinvoiceForm form, InvoicePlan& plan);

/// The invoice as XML, from a plan that fits. Depends on the plan alone. UBL and CII break no rule
/// of EN 16931. Amounts of a credit note are positive, but in Facturae.
std::string EinvoiceXml(EinvoiceForm form, const InvoicePlan& plan);

/// What is true of the XML where the page has it otherwise or not at all: the unit of a line as it
/// is read (Recommendation 20, "05" for what Facturae has no code for), `fiscal_id` (empty where
/// there is none).
std::string EinvoiceUnit(EinvoiceForm form, std::string_view printed);
/// A line's code; CFDI has the class of goods where the supplier has none.
std::string EinvoiceCode(EinvoiceForm form, const PlannedLine& line);
std::string EinvoiceFiscalId(EinvoiceForm form, const InvoicePlan& plan);
/// True where the XML says this field ("iban"), true as the plan has it.
bool EinvoiceSays(EinvoiceForm form, std::string_view field, const InvoicePlan& plan);

}  // namespace telar::samples
