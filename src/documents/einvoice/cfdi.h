#pragma once

#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// Reads CFDI 3.3 and 4.0, the invoice of Mexico's tax administration (SAT, Anexo 20 of the
/// Resolución Miscelánea Fiscal). Values are attributes.
///
/// - fiscal_id is the UUID of the fiscal stamp (TimbreFiscalDigital).
/// - number is "SERIE-FOLIO"; fiscal_id where the issuer gave neither.
/// - A line's amount is Importe, before its Descuento (an allowance of the line); line_total is
///   SubTotal, the sum of these, and allowances_total is Descuento, the sum of those.
/// - tax_inclusive is Total, from which taxes withheld (ISR, IVA) are taken off already: that is
///   what a Mexican invoice prints as its total.
/// - Rates are fractions as published: "0.160000" is 16 %. A quota (TipoFactor Cuota) is an amount
/// a
///   unit and no rate; it is left out.
/// - unit is ClaveUnidad (UN/ECE Recommendation 20), else Unidad; code is NoIdentificacion, else
///   ClaveProdServ.
/// - Local taxes (complement ImpuestosLocales) are no part of TotalImpuestosTrasladados: those that
///   are added are charges of the document, those withheld are in `taxes`.
/// - TipoDeComprobante E (egreso) is a credit note, with positive amounts. T, N and P (transfer,
///   payroll, payment) are no invoices: a diagnostic says so.
///
/// What is missing stays empty; what is no number is kept as published, with a diagnostic on its
/// line; of a document that breaks off, what came before is read. Never fails: a tree of another
/// kind gives an empty invoice with a diagnostic.
EInvoice ReadCfdi(const XmlTree& tree);

}  // namespace telar::documents::einvoice
