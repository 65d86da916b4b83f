#include "invoices/identity.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

/// The top of an invented invoice and what it says. An empty text: the field must be absent.
struct Page {
  const char* name;
  const char* text;
  const char *number, *order, *date, *due, *supplier_tax, *customer_tax, *iban, *currency;
};

constexpr Page kPages[] = {
    {"FrenchTelecom",
     R"(Fil Exemple Télécom SAS                                   Votre facture n° 123 456 789
                                                          du 7 mai 2014
Numéro de client : 55004711
Ligne : 01 23 45 67 89

Total HT                                                                  24,99 €
TVA 20 %                                                                   5,00 €
Montant à payer TTC                                                       29,99 €
Date limite de paiement : 21 mai 2014
Période du 1er au 31 mai 2014
Fil Exemple SAS - RCS Paris - N° TVA intracommunautaire FR83404833048
)",
     "123 456 789", "", "2014-05-07", "2014-05-21", "FR83404833048", "", "", "EUR"},
    {"FrenchHosting",
     R"(Exemple Hébergement SARL
Date d'émission :  01/06/2015
Référence de la facture : FR15234567
Date de paiement : 01/06/2015
Référence de la commande : 41512345

Total HT          9,98 EUR
TVA 20,00 %       2,00 EUR
Total TTC        11,98 EUR
)",
     "FR15234567", "", "2015-06-01", "2015-06-01", "", "", "", "EUR"},
    {"GermanUtility",
     R"(Stadtwerke Beispiel GmbH
Musterweg 4, 12345 Musterstadt
Rechnungsnummer      Kundennummer      Vertragskonto      Datum
2014-0012345         88001234          400123             02.06.2014

Abrechnungszeitraum 01.05.2014 - 31.05.2014
Nettobetrag          100,00
19 % MwSt             19,00
Rechnungsbetrag      119,00 €
Fällig am 16.06.2014
USt-IdNr.: DE136695976   IBAN: DE89 3704 0044 0532 0130 00
)",
     "2014-0012345", "", "2014-06-02", "2014-06-16", "DE136695976", "", "DE89370400440532013000",
     "EUR"},
    {"GermanLetter",
     R"(Garn Beispiel e.K.

Rechnung Nr. RE-4711 vom 7. Mai 2014
Ihre Bestellung: 990077 vom 05.05.2014
Lieferdatum: 06.05.2014

Gesamtbetrag  11,90 EUR
Zahlbar bis spätestens 21.05.2014 ohne Abzug
)",
     "RE-4711", "990077", "2014-05-07", "2014-05-21", "", "", "", "EUR"},
    {"DutchWebshop",
     R"(Voorbeeld Garens B.V.             KvK 12345678
                                  BTW NL010000446B01
Factuurnummer: 2014-00017
Klantnummer: 66001
Factuurdatum: 7 mei 2014
Ordernummer: 1257210
Orderdatum: 6 mei 2014
Vervaldatum: 21 mei 2014

Totaal incl. btw      € 12,10
)",
     "2014-00017", "", "2014-05-07", "2014-05-21", "NL010000446B01", "", "", "EUR"},
    {"BelgianDutch",
     R"(Voorbeeld Stof BVBA
Factuur nr.       Datum          Vervaldag       Uw referentie
14/0815           07/05/2014     06/06/2014      K. Wol

BTW BE 0776.091.951
Te betalen        121,00 EUR
)",
     "14/0815", "", "2014-05-07", "2014-06-06", "BE0776091951", "", "", "EUR"},
    {"SpanishTelecom",
     R"(Telefonía Muestra, S.A.            CIF: A13585625
Nº de factura:  TA5PT0123456
Fecha de emisión:  15 de marzo de 2016
Periodo de facturación: 1 feb. a 29 feb. 2016
Fecha de cargo: 1 de abril de 2016
Titular: Comercial Inventada, S.L.    NIF cliente: B76365790

Base imponible       50,00 €
IVA 21 %             10,50 €
Total a pagar        60,50 €
)",
     "TA5PT0123456", "", "2016-03-15", "2016-04-01", "A13585625", "B76365790", "", "EUR"},
    {"ItalianTrade",
     R"(Filati Esempio S.r.l.
P.IVA 00000010215
Fattura n. 123/A del 05/03/2024
Spett.le Tessuti Prova S.p.A.
Vs. ordine n. 4500012
Totale imponibile 100,00
Totale IVA 22,00
Totale documento € 122,00
Scadenza: 04/04/2024
)",
     "123/A", "4500012", "2024-03-05", "2024-04-04", "00000010215", "", "", "EUR"},
    {"PolishInvoice",
     R"(Faktura VAT nr FV/0123/05/2014
Data wystawienia: 2014-05-07      Data sprzedaży: 2014-05-06
Termin płatności: 2014-05-21
Sprzedawca                         Nabywca
Przykład Nici Sp. z o.o.           Próba Tkaniny S.A.
NIP: 526-000-12-46                 NIP: 106-00-00-062
Razem do zapłaty: 123,00 PLN
)",
     "FV/0123/05/2014", "", "2014-05-07", "2014-05-21", "526-000-12-46", "106-00-00-062", "",
     "PLN"},
    {"PortugueseUtility",
     R"(Luz Exemplo, S.A.       NIF 501964843
Fatura n.º FT 2014/000815
Data de emissão: 07-05-2014
Data limite de pagamento: 28-05-2014
Total a pagar: 35,10 €
)",
     "FT 2014/000815", "", "2014-05-07", "2014-05-28", "501964843", "", "", "EUR"},
    {"IndianTaxInvoice",
     R"(Sample Threads Private Limited           Tax Invoice
GSTIN: 27AAPFU0939F1ZV
Invoice No.: ST/19-20/0815        Dated: 1-Jul-2019
Buyer's Order No.: 4500077        Dated: 28-Jun-2019
Total  Rs. 1,180.00
)",
     "ST/19-20/0815", "4500077", "2019-07-01", "", "27AAPFU0939F1ZV", "", "", "INR"},
    {"MalayReceipt",
     R"(PERNIAGAAN CONTOH SDN BHD
No. Invois: CS00012345
Tarikh: 05/03/2018 10:22:31
Jumlah RM 12.50
Tunai RM 20.00
Baki RM 7.50
)",
     "CS00012345", "", "2018-03-05", "", "", "", "", "MYR"},
    {"AmericanHosting",
     R"(Example Cloud, Inc.
Springfield, USA
Invoice #12345678
Invoice Date: May 7th, 2014
Due Date: 05/21/2014
Order Number: 9988776
Total $12.00 USD
)",
     "12345678", "", "2014-05-07", "2014-05-21", "", "", "", "USD"},
    {"BritishLetter",
     R"(Sample Yarn Ltd                          VAT Reg No: GB 980 7806 84
Invoice No        Invoice Date        Account No        Order No
SI-00815          07/05/2014          SAM001            PO 4455
Payment due by 06/06/2014
Total £120.00
IBAN: GB82WEST12345698765432
)",
     "SI-00815", "4455", "2014-05-07", "2014-06-06", "GB980780684", "", "GB82WEST12345698765432",
     "GBP"},
    {"ChineseInvoice",
     R"(发票代码：144031400000
发票号码：01234567
开票日期：2014年05月07日
纳税人识别号：91110000600037341L
合计 ¥117.00
)",
     "01234567", "", "2014-05-07", "", "91110000600037341L", "", "", "CNY"},
    {"CatalanInvoice",
     R"(Fils de Mostra, S.L.    NIF: B76365790
Factura núm.: 2024/0815
Data de factura: 5 de març de 2024
Venciment: 4 d'abril de 2024
Total factura: 121,00 €
)",
     "2024/0815", "", "2024-03-05", "2024-04-04", "B76365790", "", "", "EUR"},
    {"MexicanInvoice",
     R"(Hilos de Muestra SA de CV
RFC: GODE561231GR8
Folio: A-815
Fecha de expedición: 2024-03-05T10:22:31
Folio fiscal: 0A1B2C3D-0000-0000-0000-000000000000
Total $ 1,160.00
)",
     "A-815", "", "2024-03-05", "", "GODE561231GR8", "", "", "MXN"},
    {"SwissInvoice",
     R"(Garn Muster AG, 8000 Musterstadt, Schweiz
Rechnung Nr. 815            Datum: 07.05.2014
MWST-Nr. CHE-107.787.577 MWST
Zahlungsziel: 06.06.2014
Total CHF 1'080.00
)",
     "815", "", "2014-05-07", "2014-06-06", "CHE-107787577", "", "", "CHF"},
};

class Identity : public ::testing::TestWithParam<Page> {};

TEST_P(Identity, IsReadAsPrinted) {
  const Page& page = GetParam();
  const Invoice invoice = Extract(testing::TextDocument(page.text));
  const auto value = [&](std::string_view name) {
    const Field* field = invoice.Find(name);
    return field == nullptr ? std::string() : field->value;
  };
  EXPECT_EQ(value("invoice_number"), page.number);
  EXPECT_EQ(value("purchase_order"), page.order);
  EXPECT_EQ(value("date"), page.date);
  EXPECT_EQ(value("due_date"), page.due);
  EXPECT_EQ(value("supplier_tax_id"), page.supplier_tax);
  EXPECT_EQ(value("customer_tax_id"), page.customer_tax);
  EXPECT_EQ(value("iban"), page.iban);
  EXPECT_EQ(value("currency"), page.currency);
}

INSTANTIATE_TEST_SUITE_P(Pages, Identity, ::testing::ValuesIn(kPages),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace telar::invoices
