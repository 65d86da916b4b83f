#include "documents/einvoice/rules/rule.h"
#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {
namespace {

using enum Group;
using enum Term;

bool UblTypeIsKnown(const Scope& s) {
  const CodeList list =
      s.at.name() == "InvoiceTypeCode" ? CodeList::kInvoiceType : CodeList::kCreditNoteType;
  return CodeOf(list, kSelf)(s);
}

// In UBL a note may start "#AAI#…"; three characters between the first two marks are a code.
bool UblNoteSubjectIsKnown(const Scope& s) {
  const std::string_view text = s.at.text();
  const std::size_t first = text.find('#');
  if (first == std::string_view::npos) return true;
  const std::string_view rest = text.substr(first + 1);
  const std::size_t second = rest.find('#');
  if (second == std::string_view::npos) return true;
  const std::string_view code = rest.substr(0, second);
  return CountCharacters(code) != 3 ||
         ListInOneLine(CodeList::kNoteSubjectUbl).find(code) != std::string::npos;
}

// SEPA is a scheme of the seller and the payee, for their creditor identifier.
bool UblPartySchemeIsKnown(const Scope& s) {
  if (CodeOf(CodeList::kIcd, kSchemeId)(s)) return true;
  if (NormalizeSpace(s.Text(kSchemeId).value_or("")) != "SEPA") return false;
  static const Name seller = NameOf("cac:AccountingSupplierParty"),
                    payee = NameOf("cac:PayeeParty");
  for (XmlElement around = s.at.parent(); around; around = around.parent()) {
    if (seller.Fits(around) || payee.Fits(around)) return true;
  }
  return false;
}

bool ExemptionIsKnown(const Scope& s) {
  std::string code = NormalizeSpace(s.at.text());
  for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return IsOnList(CodeList::kExemption, code);
}

bool AttachmentIsKnown(const Scope& s) {
  return IsOnList(CodeList::kMime, s.Text(kMimeCode).value_or(""));
}

}  // namespace

// clang-format off
std::vector<Rule> CodeListRules() {
  const auto self = [](CodeList list) { return CodeOf(list, kSelf); };
  return {
    {"BR-CL-01", {kTypeCode, UblTypeIsKnown}, {kTypeCode, self(CodeList::kDocumentType)},
     "The invoice's type (BT-3) is a code of UNTDID 1001 for invoices or credit notes.",
     "El tipo de factura (BT-3) es un código de UNTDID 1001 de facturas o notas de crédito."},
    {"BR-CL-03", {kAmount, CodeOf(CodeList::kCurrency, kCurrencyId)},
     "An amount's currency is a code of ISO 4217.",
     "La moneda de un importe es un código de ISO 4217."},
    {"BR-CL-04", {kCurrency, self(CodeList::kCurrency)},
     "The invoice's currency (BT-5) is a code of ISO 4217.",
     "La moneda de la factura (BT-5) es un código de ISO 4217."},
    {"BR-CL-05", {kTaxCurrency, self(CodeList::kCurrency)},
     "The accounting currency (BT-6) is a code of ISO 4217.",
     "La moneda de contabilización (BT-6) es un código de ISO 4217."},
    {"BR-CL-06", {kTaxPointCode, self(CodeList::kTaxPointUbl)}, {kTaxPointCode, self(CodeList::kTaxPointCii)},
     "What VAT becomes due by (BT-8) is a code of the list (UNTDID 2005; in CII 2475).",
     "Aquello por lo que se devenga el IVA (BT-8) es un código de la lista (UNTDID 2005; en CII 2475)."},
    {"BR-CL-07", {kObjectScheme, CodeOf(CodeList::kReference, kSchemeId)}, {kObjectScheme, self(CodeList::kReference)},
     "An invoiced object's scheme (BT-18, BT-128) is a code of UNTDID 1153.",
     "El esquema de un objeto facturado (BT-18, BT-128) es un código de UNTDID 1153."},
    {"BR-CL-08", {kNote, UblNoteSubjectIsKnown}, {kNote, self(CodeList::kNoteSubjectCii)},
     "A note's subject (BT-21) is a code of UNTDID 4451.",
     "El asunto de una nota (BT-21) es un código de UNTDID 4451."},
    {"BR-CL-10", {kPartyScheme, UblPartySchemeIsKnown}, {kPartyScheme, CodeOf(CodeList::kIcd, kSchemeId)},
     "The scheme of a party's identifier (BT-29, BT-46, BT-60) is a code of ISO 6523.",
     "El esquema del identificador de una parte (BT-29, BT-46, BT-60) es un código de ISO 6523."},
    {"BR-CL-11", {kLegalScheme, CodeOf(CodeList::kIcd, kSchemeId)},
     "The scheme of a legal registration (BT-30, BT-47, BT-61) is a code of ISO 6523.",
     "El esquema de un registro legal (BT-30, BT-47, BT-61) es un código de ISO 6523."},
    {"BR-CL-13", {kClassScheme, CodeOf(CodeList::kItemClass, kListId)},
     "The scheme of an item's classification (BT-158) is a code of UNTDID 7143.",
     "El esquema de la clasificación de un artículo (BT-158) es un código de UNTDID 7143."},
    {"BR-CL-14", {kCountry, self(CodeList::kCountryUbl)}, {kCountry, self(CodeList::kCountryCii)},
     "A country is a code of ISO 3166-1.",
     "Un país es un código de ISO 3166-1."},
    {"BR-CL-15", {kOriginCountry, self(CodeList::kCountryUbl)}, {kOriginCountry, self(CodeList::kCountryCii)},
     "An item's country of origin (BT-159) is a code of ISO 3166-1.",
     "El país de origen de un artículo (BT-159) es un código de ISO 3166-1."},
    {"BR-CL-16", {kPaymentCode, self(CodeList::kPaymentMeans)},
     "A means of payment (BT-81) is a code of UNTDID 4461.",
     "Un medio de pago (BT-81) es un código de UNTDID 4461."},
    {"BR-CL-17", {kAllowanceVatCode, self(CodeList::kVatCategory)},
     "A VAT category (BT-95, BT-102, BT-118) is a code of UNTDID 5305.",
     "Una categoría de IVA (BT-95, BT-102, BT-118) es un código de UNTDID 5305."},
    {"BR-CL-18", {kLineVatCode, self(CodeList::kVatCategory)},
     "A line's VAT category (BT-151) is a code of UNTDID 5305.",
     "La categoría de IVA de una línea (BT-151) es un código de UNTDID 5305."},
    {"BR-CL-19", {kAllowanceReasonCode, self(CodeList::kAllowanceReason)},
     "The reason code of an allowance (BT-98, BT-140) is one of UNTDID 5189.",
     "El código de motivo de un descuento (BT-98, BT-140) es de UNTDID 5189."},
    {"BR-CL-20", {kChargeReasonCode, self(CodeList::kChargeReason)},
     "The reason code of a charge (BT-105, BT-145) is one of UNTDID 7161.",
     "El código de motivo de un cargo (BT-105, BT-145) es de UNTDID 7161."},
    {"BR-CL-21", {kItemScheme, CodeOf(CodeList::kIcd, kSchemeId)},
     "The scheme of an item's standard identifier (BT-157) is a code of ISO 6523.",
     "El esquema del identificador normalizado de un artículo (BT-157) es un código de ISO 6523."},
    {"BR-CL-22", {kExemptionCode, ExemptionIsKnown},
     "The reason code of a VAT exemption (BT-121) is one of the list VATEX.",
     "El código de motivo de una exención de IVA (BT-121) es de la lista VATEX."},
    {"BR-CL-23", {kQuantity, CodeOf(CodeList::kUnit, kUnitCode)},
     "A unit (BT-130, BT-150) is a code of UN/ECE Recommendation 20 or, with X before it, 21.",
     "Una unidad (BT-130, BT-150) es un código de la Recomendación 20 de UN/ECE o, precedido de X, de "
     "la 21."},
    {"BR-CL-24", {kAttachment, AttachmentIsKnown},
     "An attachment (BT-125) is a PDF, PNG, JPEG, CSV, XLSX or ODS file by its MIME type.",
     "Un anexo (BT-125) es un fichero PDF, PNG, JPEG, CSV, XLSX u ODS según su tipo MIME."},
    {"BR-CL-25", {kEndpointScheme, CodeOf(CodeList::kElectronicAddress, kSchemeId)},
     "The scheme of an electronic address (BT-34, BT-49) is a code of the list EAS.",
     "El esquema de una dirección electrónica (BT-34, BT-49) es un código de la lista EAS."},
    {"BR-CL-26", {kDeliveryScheme, CodeOf(CodeList::kIcd, kSchemeId)},
     "The scheme of a delivery place (BT-71) is a code of ISO 6523.",
     "El esquema de un lugar de entrega (BT-71) es un código de ISO 6523."},
  };
}
// clang-format on

}  // namespace telar::documents::einvoice::rules
