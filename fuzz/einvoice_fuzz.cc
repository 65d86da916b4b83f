#include <string>

#include "core/text.h"
#include "documents/einvoice/read.h"
#include "documents/isolation/wire.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using namespace telar::documents;
using fuzz::Require;

void JudgeValue(const Published& value) {
  Require(IsValidUtf8(value.text), "a value is valid UTF-8", value.text);
  Require(value.empty() || (value.path.starts_with('/') && value.line > 0), "a value has a place",
          value.text);
}

void Judge(const EInvoice& invoice) {
  for (const Published* value :
       {&invoice.number, &invoice.issue_date, &invoice.due_date, &invoice.currency,
        &invoice.purchase_order, &invoice.iban, &invoice.line_total, &invoice.tax_exclusive,
        &invoice.tax_total, &invoice.tax_inclusive, &invoice.payable}) {
    JudgeValue(*value);
  }
  for (const EInvoiceParty* party : {&invoice.seller, &invoice.buyer}) {
    for (const Published* value :
         {&party->name, &party->trade_name, &party->tax_id, &party->other_id}) {
      JudgeValue(*value);
    }
    for (const Published& part : party->address) JudgeValue(part);
  }
  for (const EInvoiceLine& line : invoice.lines) {
    for (const Published* value : {&line.id, &line.description, &line.code, &line.quantity,
                                   &line.unit, &line.price, &line.price_base, &line.amount}) {
      JudgeValue(*value);
    }
  }
}

}  // namespace

/// Any bytes as a structured invoice: read or refused; what was read has places and travels whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto tree = einvoice::XmlTree::Parse(fuzz::AsText(data, size));
  if (!tree.ok()) return 0;
  Result<EInvoice> invoice = einvoice::ReadEInvoice(**tree);
  if (!invoice.ok()) {
    Require(invoice.status().code() == Code::kInvalidInput ||
                invoice.status().code() == Code::kLimitExceeded,
            "a failure is the document's");
    return 0;
  }
  Judge(*invoice);
  Document document;
  document.kind = FileKind::kXml;
  document.einvoice = *std::move(invoice);
  const wire::Frame frame = wire::EncodeReply(std::move(document));
  auto reply = wire::DecodeReply(frame);
  Require(reply.ok(), "an invoice survives a trip");
  Require(wire::EncodeReply(*std::move(reply)).meta == frame.meta, "an invoice stays the same");
  return 0;
}
