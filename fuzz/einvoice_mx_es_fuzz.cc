#include <string>

#include "core/text.h"
#include "documents/einvoice/cfdi.h"
#include "documents/einvoice/facturae.h"
#include "fuzz/support/require.h"
#include "invoices/from_einvoice.h"
#include "invoices/invoice_json.h"

namespace {

using namespace telar;
using namespace telar::documents;
using fuzz::Require;

void JudgeValue(const Published& value) {
  Require(IsValidUtf8(value.text), "a published value is valid UTF-8", value.text);
  Require(value.empty() || (!value.path.empty() && value.line > 0), "a published value has a place",
          value.text);
}

void Judge(const EInvoice& read) {
  for (const Published* value :
       {&read.number, &read.issue_date, &read.due_date, &read.currency, &read.purchase_order,
        &read.iban, &read.seller.name, &read.seller.tax_id, &read.buyer.name, &read.line_total,
        &read.tax_total, &read.tax_inclusive, &read.payable}) {
    JudgeValue(*value);
  }
  for (const EInvoiceLine& line : read.lines) {
    for (const Published* value : {&line.description, &line.quantity, &line.price, &line.amount})
      JudgeValue(*value);
  }
  const invoices::Invoice invoice = invoices::FromEInvoice(read);
  Require(invoice.lines.size() == read.lines.size(), "no line gets lost");
  Require((invoice.verdict == invoices::Verdict::kAccept) == invoice.reasons.empty(),
          "what is not accepted has a reason");
  invoices::Invoice back;
  Require(invoices::ParseFieldsJson(invoices::FieldsJson(invoice), back).ok() &&
              invoices::ParseLinesJson(invoices::LinesJson(invoice), back).ok(),
          "what was read can be stored");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto tree = einvoice::XmlTree::Parse(fuzz::AsText(data, size));
  if (!tree.ok()) return 0;
  const bool facturae = (*tree)->root().name() == "Facturae";
  Judge(facturae ? einvoice::ReadFacturae(**tree) : einvoice::ReadCfdi(**tree));
  return 0;
}
