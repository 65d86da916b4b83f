#include "samples/labels.h"

#include <cctype>
#include <cstddef>
#include <set>

#include "samples/chance.h"

namespace telar::samples {
namespace {

constexpr const char* kNoticeEs =
    "Documento de muestra inventado. Las empresas, personas y números no existen.";
constexpr const char* kNoticeEn =
    "Invented sample document. The companies, people and numbers do not exist.";

constexpr std::string_view kOnsets[] = {"b", "br", "d",  "dr", "f",  "g", "gl", "j",
                                        "k", "kr", "l",  "m",  "n",  "p", "pl", "qu",
                                        "r", "s",  "sn", "t",  "tr", "v", "w",  "z"};
constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "ai", "eo", "ou"};
constexpr std::string_view kCodas[] = {"", "", "", "l", "m", "n", "r", "x", "nd", "rk", "lt"};

std::string OddWord(Random& random) {
  std::string word;
  for (int i = Between(random, 2, 3); i > 0; --i) {
    word += Pick(random, kOnsets);
    word += Pick(random, kVowels);
    word += Pick(random, kCodas);
  }
  word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

// Takes every label's wording at a different step, so that variants mix wordings.
template <std::size_t N>
const char* Wording(int variant, const char* const (&wordings)[N]) {
  return wordings[static_cast<std::size_t>(variant) % N];
}

Labels SpanishLabels(int v) {
  Labels l;
  l.title = Wording(v, {"FACTURA", "FACTURA DE VENTA", "FACTURA ELECTRÓNICA", "Factura"});
  l.credit_title = Wording(v, {"NOTA DE CRÉDITO", "NOTA CRÉDITO"});
  l.number = Wording(v, {"Factura N.º", "N° de factura:", "Número:", "Factura No.", "Folio:"});
  l.order = Wording(
      v / 2, {"Orden de compra:", "O.C.:", "Pedido N.º", "Orden de Compra No.", "Su pedido:"});
  l.date = Wording(v / 2, {"Fecha:", "Fecha de emisión:", "Fecha factura:"});
  l.due = Wording(v / 2, {"Vencimiento:", "Fecha de vencimiento:", "Vence:"});
  l.customer = Wording(v, {"Facturar a", "Cliente", "Señores", "Datos del cliente"});
  l.currency = "Moneda:";
  l.iban = "IBAN:";
  l.phone = "Tel.";
  l.code = Wording(v, {"Código", "Ref.", "Referencia", "Cód."});
  l.item = Wording(v, {"Descripción", "Concepto", "Producto", "Artículo", "Detalle"});
  l.quantity = Wording(v, {"Cantidad", "Cant.", "CANT."});
  l.unit = Wording(v, {"Unidad", "U.M.", "Und."});
  l.price = Wording(v, {"Precio unitario", "Valor unit.", "P. Unit.", "Precio", "Vr. unitario"});
  l.tax_rate = "%";
  l.amount = Wording(v, {"Importe", "Total", "Valor total", "Monto", "Vr. total"});
  l.subtotal =
      Wording(v, {"Subtotal", "Base imponible", "Valor bruto", "Sub-total", "Op. gravada"});
  l.discount = Wording(v, {"Descuento", "Dto.", "Desc. comercial"});
  l.tax_total = "Total impuestos";
  l.total =
      Wording(v, {"Total", "TOTAL A PAGAR", "Total factura", "Importe total", "Neto a pagar"});
  l.page = "Página";
  l.of = "de";
  l.thanks = Wording(v, {"Gracias por su compra.", "Pago por transferencia en el plazo indicado.",
                         "Revise la mercancía al recibirla; plazo de reclamo: 5 días hábiles."});
  l.sample_notice = kNoticeEs;
  return l;
}

Labels EnglishLabels(int v) {
  Labels l;
  l.title = Wording(v, {"INVOICE", "Invoice", "TAX INVOICE", "COMMERCIAL INVOICE"});
  l.credit_title = Wording(v, {"CREDIT NOTE", "CREDIT MEMO"});
  l.number = Wording(v, {"Invoice No.", "Invoice #", "Invoice number:", "Number:"});
  l.order = Wording(v / 2, {"Purchase Order:", "P.O. Number:", "Your order:", "PO #"});
  l.date = Wording(v / 2, {"Invoice date:", "Date:", "Date of issue:"});
  l.due = Wording(v / 2, {"Due date:", "Payment due:", "Due:"});
  l.customer = Wording(v, {"Bill to", "Customer", "Sold to", "Invoice to"});
  l.currency = "Currency:";
  l.iban = "IBAN:";
  l.phone = "Phone";
  l.code = Wording(v, {"Item no.", "SKU", "Code", "Ref."});
  l.item = Wording(v, {"Description", "Item", "Product", "Details"});
  l.quantity = Wording(v, {"Quantity", "Qty", "QTY"});
  l.unit = Wording(v, {"Unit", "UOM", "U/M"});
  l.price = Wording(v, {"Unit price", "Price", "Rate", "Unit cost"});
  l.tax_rate = "VAT";
  l.amount = Wording(v, {"Amount", "Line total", "Total", "Net amount"});
  l.subtotal = Wording(v, {"Subtotal", "Net total", "Sub-total", "Total before tax"});
  l.discount = Wording(v, {"Discount", "Less discount", "Trade discount"});
  l.tax_total = "Total tax";
  l.total = Wording(v, {"Total", "Total due", "Amount due", "TOTAL", "Grand total"});
  l.page = "Page";
  l.of = "of";
  l.thanks = Wording(v, {"Thank you for your business.", "Please pay by bank transfer.",
                         "Claims within five working days of delivery."});
  l.sample_notice = kNoticeEn;
  return l;
}

}  // namespace

Labels TextileLabels(Language language) {
  const bool english = language == Language::kEnglish;
  Labels l = english ? EnglishLabels(0) : SpanishLabels(0);
  l.number = "#";
  l.order = english ? "Purchase Order:" : "Orden de Compra:";
  l.date = english ? "Date:" : "Fecha:";
  l.due = english ? "Due Date:" : "Fecha de vencimiento:";
  l.customer = english ? "Bill To:" : "Cobrar a:";
  l.item = english ? "ITEM" : "ARTÍCULO";
  l.quantity = english ? "QUANTITY" : "CANTIDAD";
  l.price = english ? "RATE" : "TASA";
  l.amount = english ? "AMOUNT" : "CANTIDAD";
  return l;
}

Labels OddLabels(Labels labels, std::uint64_t chance) {
  SeededRandom random(chance);
  std::set<std::string> taken;
  for (std::string* label :
       {&labels.number, &labels.order, &labels.date, &labels.due, &labels.customer, &labels.code,
        &labels.item, &labels.quantity, &labels.unit, &labels.price, &labels.amount,
        &labels.subtotal, &labels.discount, &labels.tax_total, &labels.total}) {
    do {
      *label = OddWord(random);
      if (Chance(random, 35)) *label += " " + OddWord(random);
    } while (!taken.insert(*label).second);
    if (Chance(random, 50)) *label += ":";
  }
  return labels;
}

Labels LabelsOf(const InvoicePlan& plan) {
  Labels labels = plan.layout == Layout::kTextile ? TextileLabels(plan.language)
                                                  : GenericLabels(plan.language, plan.look.variant);
  return plan.odd_labels == 0 ? labels : OddLabels(std::move(labels), plan.odd_labels);
}

Labels GenericLabels(Language language, int variant) {
  return language == Language::kEnglish ? EnglishLabels(variant) : SpanishLabels(variant);
}

}  // namespace telar::samples
