#pragma once

#include <string>

#include "documents/einvoice.h"

namespace telar::testing {

/// A UBL invoice of two lines as its XML publishes it; every figure follows from the others. Tests
/// change one thing in it.
///
///   Tejidos Alborada S.L. (ESB00123455) to Bazar del Puerto, number 2024-0815, 15 March 2024, EUR
///   10 m at 8.00 = 80.00, 4 pieces at 30.00 less 20.00 = 100.00; 180.00 less 10.00 = 170.00;
///   21 % of 170.00 = 35.70; total 205.70.
inline documents::EInvoice SampleEInvoice() {
  int line = 0;
  const auto at = [&](std::string text) {
    return documents::Published{.text = std::move(text), .path = "/Invoice/x", .line = ++line};
  };
  documents::EInvoice in;
  in.profile = "urn:cen.eu:en16931:2017";
  in.number = at("2024-0815");
  in.issue_date = at("2024-03-15");
  in.due_date = at("2024-04-14");
  in.currency = at("EUR");
  in.purchase_order = at("PO-77");
  in.iban = at("ES91 2100 0418 4502 0005 1332");
  in.seller.name = at("Tejidos Alborada S.L.");
  in.seller.tax_id = at("ESB00123455");
  in.seller.address = {at("Calle Nueva 5"), at("46001"), at("Valencia"), at("ES")};
  in.buyer.name = at("Bazar del Puerto");
  documents::EInvoiceLine cloth;
  cloth.description = at("Lino crudo");
  cloth.quantity = at("10");
  cloth.unit = at("MTR");
  cloth.price = at("8.00");
  cloth.amount = at("80.00");
  cloth.tax_rate = at("21");
  documents::EInvoiceLine pieces;
  pieces.description = at("Cortina lisa");
  pieces.code = at("COR-1");
  pieces.quantity = at("4");
  pieces.unit = at("C62");
  pieces.price = at("30.00");
  pieces.allowances = {{.charge = false, .amount = at("20.00"), .reason = {}}};
  pieces.amount = at("100.00");
  pieces.tax_rate = at("21");
  in.lines = {cloth, pieces};
  in.line_total = at("180.00");
  in.allowances = {{.charge = false, .amount = at("10.00"), .reason = at("Descuento")}};
  in.allowances_total = at("10.00");
  in.tax_exclusive = at("170.00");
  in.taxes = {{.category = at("S"), .rate = at("21"), .base = at("170.00"), .amount = at("35.70")}};
  in.tax_total = at("35.70");
  in.tax_inclusive = at("205.70");
  in.payable = at("205.70");
  return in;
}

}  // namespace telar::testing
