#pragma once

#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// Reads Facturae 3.2, 3.2.1 and 3.2.2, the structured invoice of Spain's administration (Orden
/// HAP/1650/2015; schemas at facturae.gob.es), signed or not: the signature is neither needed nor
/// checked.
///
/// - number is "SERIES-NUMBER", the number alone where it has the series in it already.
/// - tax_inclusive is InvoiceTotal, from which taxes withheld (IRPF) are taken off already: that is
///   what a Spanish invoice prints as its total. The withheld ones are in `taxes`.
/// - An equivalence surcharge (recargo de equivalencia) is an entry of `taxes` behind its tax's;
///   TotalTaxOutputs (tax_total) holds both.
/// - A line's amount is GrossAmount, after its own discounts and charges.
/// - unit is Facturae's own code ("01" units, "03" kilograms …).
/// - due_date and iban are those of the first instalment; purchase_order is the receiver's
///   reference, of the document or else of the first line that has one.
/// - payable (TotalExecutableAmount) is left out where subsidies, expenses or retentions of another
///   kind than taxes make it differ from InvoiceTotal less payments on account.
/// - credit_note: a corrective invoice with a negative total. One that replaces the original whole
///   (CorrectionMethod 01) has positive amounts and is an invoice.
///
/// A batch of several invoices gives its first with the others in `more`. What is
/// missing stays empty; what is no number is kept as published, with a diagnostic on its line; of a
/// document that breaks off, what came before is read. Never fails: a tree of another kind gives an
/// empty invoice with a diagnostic.
EInvoice ReadFacturae(const XmlTree& tree);

}  // namespace telar::documents::einvoice
