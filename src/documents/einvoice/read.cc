#include "documents/einvoice/read.h"

#include <string>
#include <utility>

#include "documents/einvoice/as_published.h"
#include "documents/einvoice/cfdi.h"
#include "documents/einvoice/cii.h"
#include "documents/einvoice/envelope.h"
#include "documents/einvoice/facturae.h"
#include "documents/einvoice/ubl.h"

namespace telar::documents::einvoice {

Result<EInvoice> ReadEInvoice(const XmlTree& tree) {
  if (tree.root().name() == "Facturae") return ReadFacturae(tree);
  if (tree.root().name() == "Comprobante") return ReadCfdi(tree);
  TELAR_ASSIGN_OR_RETURN(const Envelope envelope, OpenEnvelope(tree));
  EInvoice first;
  for (const EnvelopedInvoice& found : envelope.invoices) {
    EInvoice invoice = IsCii(found.root) ? ReadCii(found.root) : ReadUbl(found.root);
    if (found.own) AddComplaints(*found.own, invoice.diagnostics);
    if (&found == &envelope.invoices.front()) first = std::move(invoice);
    else first.more.push_back(std::move(invoice));
  }
  NoteLeftOut(envelope.count, first);
  AddComplaints(tree, first.diagnostics);
  return first;
}

}  // namespace telar::documents::einvoice
