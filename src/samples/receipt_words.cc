#include "samples/receipt_words.h"

namespace telar::samples {
namespace {

using Words = std::string_view;

constexpr Words kTitlesEs[] = {"FACTURA SIMPLIFICADA",
                               "BOLETA DE VENTA ELECTRÓNICA",
                               "TICKET",
                               "FACTURA DE VENTA",
                               "Factura simplificada",
                               "BOLETA",
                               "RECIBO",
                               "TIQUETE DE VENTA"};
constexpr Words kNumberEs[] = {
    "Nº ticket:",          "Factura Nº", "Ticket:", "Boleta Nro.",         "No.",
    "Fact. simplificada:", "Recibo No.", "Nro:",    "Factura de venta No."};
constexpr Words kDateEs[] = {"Fecha:", "FECHA", "Fecha :", "Fecha emisión:", "F."};
constexpr Words kTimeEs[] = {"Hora:", "HORA", "H."};
constexpr Words kCashierEs[] = {"Cajero:", "Le atendió:", "Vendedor:", "Atendido por", "CAJERO"};
constexpr Words kTillEs[] = {"Caja:", "TPV", "Terminal:", "Caja Nº"};
constexpr Words kTableEs[] = {"Mesa:", "MESA", "Comensales:"};
constexpr Words kCustomerEs[] = {"Cliente:", "Sr(a):", "Señor(es):", "CLIENTE"};
constexpr Words kItemEs[] = {"Descripción", "Artículo", "DESCRIPCION", "Producto", "CONCEPTO"};
constexpr Words kQuantityEs[] = {"Cant.", "Uds", "CANT", "Cantidad", "UND"};
constexpr Words kPriceEs[] = {"Precio", "P.Unit", "PVP", "P.U.", "Vr.Unit"};
constexpr Words kAmountEs[] = {"Importe", "Total", "IMPORTE", "Valor", "Monto"};
constexpr Words kItemsEs[] = {"Nº artículos:", "Total unidades", "Artículos:"};
constexpr Words kSubtotalEs[] = {"Subtotal", "SUBTOTAL", "Sub-total:", "SUB TOTAL"};
constexpr Words kNetEs[] = {"Base imponible", "OP. GRAVADA", "Base Imp.", "Valor venta",
                            "Total sin IVA"};
constexpr Words kDiscountEs[] = {"Descuento", "DTO.", "Descuentos", "Desc."};
constexpr Words kServiceEs[] = {"Servicio", "Propina sugerida", "Cubierto"};
constexpr Words kIncludedEs[] = {"IVA incluido", "Incluye IVA", "IGV", "Impuestos incl.",
                                 "Total IVA"};
constexpr Words kTaxLineEs[] = {"IVA", "IGV", "Impuesto", "I.V.A."};
constexpr Words kGrossEs[] = {"Total con impuestos", "Total bruto"};
constexpr Words kRoundingEs[] = {"Redondeo", "REDONDEO", "Ajuste redondeo"};
constexpr Words kTotalEs[] = {"TOTAL",         "Total a pagar", "IMPORTE TOTAL",
                              "TOTAL A PAGAR", "Total",         "Total compra"};
constexpr Words kCashEs[] = {"Efectivo", "EFECTIVO", "Entregado", "Recibido"};
constexpr Words kCardEs[] = {"TARJETA", "Visa", "Tarjeta débito", "MASTERCARD"};
constexpr Words kChangeEs[] = {"Cambio", "CAMBIO", "Vuelto", "Devolución"};
constexpr Words kSummaryHeadEs[] = {"IVA", "Tipo", "% IVA", "Impuesto"};
constexpr Words kThanksEs[] = {"GRACIAS POR SU VISITA", "¡Gracias por su compra!",
                               "Muchas gracias, vuelva pronto", "GRACIAS POR SU COMPRA"};
constexpr Words kNotesEs[] = {"Conserve este ticket para cambios",
                              "Cambios y devoluciones: 15 días",
                              "IVA INCLUIDO",
                              "Representación impresa de la boleta electrónica",
                              "Software de caja Tillware",
                              "No se admiten devoluciones de alimentos"};

constexpr Words kTitlesEn[] = {"TAX INVOICE", "RECEIPT",     "CASH BILL",
                               "INVOICE",     "TAX INVOICE", "SIMPLIFIED TAX INVOICE",
                               "Tax Invoice", "CASH SALES",  "OFFICIAL RECEIPT",
                               "Receipt"};
constexpr Words kNumberEn[] = {"Invoice No :",  "Receipt #:", "Bill No.",         "Doc No. :",
                               "Document No :", "INV NO:",    "Tax Invoice No :", "Receipt No",
                               "Slip No.:",     "Trans #",    "Bill#:",           "No. :",
                               "Inv. No. :",    "Ref No:",    "Invoice#"};
constexpr Words kDateEn[] = {
    "Date :", "DATE", "Date:", "Date/Time :", "Bill Date:", "Trans Date:", "Invoice Date :", "Dt"};
constexpr Words kTimeEn[] = {"Time :", "TIME", "Time:"};
constexpr Words kCashierEn[] = {"Cashier :", "CASHIER", "Served by:", "Sales Person :",
                                "User :",    "Staff:",  "Cashier #",  "Server"};
constexpr Words kTillEn[] = {"Counter :", "POS No.", "Till", "Terminal:", "Station :", "Reg #"};
constexpr Words kTableEn[] = {"Table :", "TABLE NO", "Tbl", "Pax :", "Order #"};
constexpr Words kCustomerEn[] = {"Customer :", "Bill To :", "Member :", "Name :", "To:"};
constexpr Words kItemEn[] = {"Item",      "Description",      "DESC",
                             "CODE/DESC", "Item Description", "ITEM"};
constexpr Words kQuantityEn[] = {"Qty", "QTY", "Qnty", "Quantity"};
constexpr Words kPriceEn[] = {"Price", "U.Price", "@", "PRICE", "S/Price", "Unit Price"};
constexpr Words kAmountEn[] = {"Amount", "Total", "AMT", "AMOUNT", "Amt(RM)", "Price"};
constexpr Words kItemsEn[] = {"Total Qty :", "Item(s) :", "TOTAL QTY",
                              "No. of items:", "Total Item(s):"};
constexpr Words kSubtotalEn[] = {"Subtotal", "SUB TOTAL", "Sub-Total :", "Sub Total", "SUBTOTAL:"};
constexpr Words kNetEn[] = {"Total Excl. GST", "Total Excluding GST", "Amount before tax",
                            "Net Amount",      "Total (Excl. Tax)",   "Sub Total (Excl GST)"};
constexpr Words kDiscountEn[] = {"Discount",       "Disc",          "DISCOUNT",
                                 "Less: Discount", "Total Savings", "Bill Disc"};
constexpr Words kServiceEn[] = {"Service Charge", "Svc Chg", "Serv. Charge", "SERVICE CHG"};
constexpr Words kIncludedEn[] = {"GST included", "Total GST", "Incl. GST",
                                 "TAX INCLUDED", "Total Tax", "Includes tax of"};
constexpr Words kTaxLineEn[] = {"GST", "GST @", "Add GST", "Tax", "GST Amount"};
constexpr Words kGrossEn[] = {"Total Incl. GST", "Total Sales Inclusive GST",
                              "Total Sales",     "Total Inclusive of GST",
                              "Total Amount",    "TOTAL INCL GST"};
constexpr Words kRoundingEn[] = {"Rounding",  "Rounding Adj", "Rounding Adjustment",
                                 "ROUND ADJ", "Round off",    "Rounding Adj."};
constexpr Words kTotalEn[] = {"TOTAL",         "Total",         "Grand Total",  "NET TOTAL",
                              "Total Due",     "Rounded Total", "TOTAL AMOUNT", "Amount Due",
                              "Total Payable", "Nett Total",    "BALANCE DUE"};
constexpr Words kCashEn[] = {"CASH", "Cash", "Cash Tendered", "Tendered", "Paid Amount", "Payment"};
constexpr Words kCardEn[] = {"VISA", "MASTER CARD", "Credit Card", "DEBIT", "NETS"};
constexpr Words kChangeEn[] = {"CHANGE", "Change", "Change Due", "Balance"};
constexpr Words kSummaryHeadEn[] = {"GST Summary", "GST Analysis", "Tax Summary", "GST Code",
                                    "TAX CODE"};
constexpr Words kThanksEn[] = {"THANK YOU", "Thank you, please come again",
                               "THANK YOU FOR SHOPPING WITH US", "THANK YOU! PLEASE COME AGAIN!",
                               "Have a nice day"};
constexpr Words kNotesEn[] = {"GOODS SOLD ARE NOT RETURNABLE",
                              "Goods sold are not refundable. Exchange within 7 days",
                              "EXCHANGE & REFUND WITHIN 3 DAYS WITH RECEIPT",
                              "Please keep this receipt as proof of purchase",
                              "Like us on our page",
                              "This is a computer generated receipt",
                              "Price inclusive of tax",
                              "Customer service hotline below",
                              "Powered by Tillware Systems 1-300-55-0100",
                              "WIFI PASSWORD: 12345678",
                              "Collect points with every purchase"};

constexpr Words kTitlesPt[] = {"FATURA SIMPLIFICADA", "FATURA-RECIBO", "CUPOM FISCAL",
                               "Fatura simplificada", "TALÃO DE VENDA"};
constexpr Words kNumberPt[] = {"Fatura N.º", "Documento:", "FS", "Cupom nº", "Nº:"};
constexpr Words kDatePt[] = {"Data:", "DATA", "Data de emissão:"};
constexpr Words kTimePt[] = {"Hora:", "HORA"};
constexpr Words kCashierPt[] = {"Operador:", "Funcionário:", "Caixa/Op:"};
constexpr Words kTillPt[] = {"Caixa:", "POS"};
constexpr Words kTablePt[] = {"Mesa:", "MESA"};
constexpr Words kCustomerPt[] = {"Cliente:", "CONSUMIDOR"};
constexpr Words kItemPt[] = {"Descrição", "Artigo", "DESCRICAO"};
constexpr Words kQuantityPt[] = {"Qtd", "QTD", "Qt."};
constexpr Words kPricePt[] = {"Preço", "P.Unit", "VL UN"};
constexpr Words kAmountPt[] = {"Total", "Valor", "VALOR"};
constexpr Words kItemsPt[] = {"Nº artigos:", "Qtd. total de itens"};
constexpr Words kSubtotalPt[] = {"Subtotal", "SUBTOTAL"};
constexpr Words kNetPt[] = {"Base tributável", "Total líquido", "Incidência"};
constexpr Words kDiscountPt[] = {"Desconto", "DESCONTO"};
constexpr Words kServicePt[] = {"Serviço", "Taxa de serviço"};
constexpr Words kIncludedPt[] = {"IVA incluído", "Total IVA", "Tributos incl."};
constexpr Words kTaxLinePt[] = {"IVA", "Imposto"};
constexpr Words kGrossPt[] = {"Total bruto"};
constexpr Words kRoundingPt[] = {"Arredondamento"};
constexpr Words kTotalPt[] = {"TOTAL", "Total a pagar", "TOTAL R$", "Valor total", "TOTAL EUR"};
constexpr Words kCashPt[] = {"Dinheiro", "Numerário", "DINHEIRO"};
constexpr Words kCardPt[] = {"Multibanco", "Cartão", "CARTAO DEBITO"};
constexpr Words kChangePt[] = {"Troco", "TROCO"};
constexpr Words kSummaryHeadPt[] = {"Taxa", "IVA", "%IVA"};
constexpr Words kThanksPt[] = {"OBRIGADO PELA SUA VISITA", "Obrigado e volte sempre",
                               "Obrigado pela preferência"};
constexpr Words kNotesPt[] = {"Processado por programa certificado",
                              "Guarde este talão para trocas", "IVA incluído à taxa em vigor"};

constexpr Words kTitlesFr[] = {"TICKET DE CAISSE", "FACTURE", "Ticket", "NOTE", "REÇU"};
constexpr Words kNumberFr[] = {"Ticket n°", "Facture N°", "N° ticket :", "Note n°"};
constexpr Words kDateFr[] = {"Date :", "DATE", "Le"};
constexpr Words kTimeFr[] = {"Heure :", "à"};
constexpr Words kCashierFr[] = {"Caissier :", "Vendeur :", "Servi par"};
constexpr Words kTillFr[] = {"Caisse :", "CAISSE N°"};
constexpr Words kTableFr[] = {"Table :", "TABLE"};
constexpr Words kCustomerFr[] = {"Client :", "CLIENT"};
constexpr Words kItemFr[] = {"Désignation", "Article", "LIBELLE"};
constexpr Words kQuantityFr[] = {"Qté", "QTE"};
constexpr Words kPriceFr[] = {"P.U.", "Prix"};
constexpr Words kAmountFr[] = {"Montant", "Total", "TTC"};
constexpr Words kItemsFr[] = {"Nb articles :", "Articles :"};
constexpr Words kSubtotalFr[] = {"Sous-total", "SOUS-TOTAL"};
constexpr Words kNetFr[] = {"Total HT", "TOTAL HT", "Montant HT"};
constexpr Words kDiscountFr[] = {"Remise", "REMISE"};
constexpr Words kServiceFr[] = {"Service"};
constexpr Words kIncludedFr[] = {"dont TVA", "TVA incluse", "Total TVA"};
constexpr Words kTaxLineFr[] = {"TVA", "T.V.A."};
constexpr Words kGrossFr[] = {"Total brut"};
constexpr Words kRoundingFr[] = {"Arrondi"};
constexpr Words kTotalFr[] = {"TOTAL TTC", "TOTAL", "Total à payer", "NET A PAYER", "Total TTC"};
constexpr Words kCashFr[] = {"Espèces", "ESPECES"};
constexpr Words kCardFr[] = {"Carte bancaire", "CB"};
constexpr Words kChangeFr[] = {"Rendu", "RENDU MONNAIE", "Monnaie"};
constexpr Words kSummaryHeadFr[] = {"Taux", "TVA", "Code TVA"};
constexpr Words kThanksFr[] = {"MERCI DE VOTRE VISITE", "Merci et à bientôt",
                               "MERCI DE VOTRE VISITE A BIENTOT"};
constexpr Words kNotesFr[] = {"Ni repris ni échangé", "Échange sous 15 jours avec ticket",
                              "TVA acquittée sur les encaissements"};

constexpr Words kTitlesDe[] = {"RECHNUNG", "KASSENBON", "Rechnung",
                               "Quittung", "BON",       "Kassenbeleg"};
constexpr Words kNumberDe[] = {"Bon-Nr.:", "Rechnung Nr.", "Beleg-Nr.", "Bon", "Rechnungs-Nr.:"};
constexpr Words kDateDe[] = {"Datum:", "DATUM", "Datum"};
constexpr Words kTimeDe[] = {"Uhrzeit:", "Zeit:", "um"};
constexpr Words kCashierDe[] = {"Bediener:", "Kassierer", "Es bediente Sie:"};
constexpr Words kTillDe[] = {"Kasse:", "Kasse", "Terminal"};
constexpr Words kTableDe[] = {"Tisch:", "TISCH"};
constexpr Words kCustomerDe[] = {"Kunde:", "KUNDE"};
constexpr Words kItemDe[] = {"Artikel", "Bezeichnung", "ARTIKEL"};
constexpr Words kQuantityDe[] = {"Menge", "Anz.", "MENGE"};
constexpr Words kPriceDe[] = {"Preis", "Einzel", "E-Preis"};
constexpr Words kAmountDe[] = {"Betrag", "Gesamt", "EUR"};
constexpr Words kItemsDe[] = {"Posten:", "Anzahl Artikel:"};
constexpr Words kSubtotalDe[] = {"Zwischensumme", "ZW-SUMME"};
constexpr Words kNetDe[] = {"Netto", "Nettobetrag", "Summe netto"};
constexpr Words kDiscountDe[] = {"Rabatt", "Nachlass"};
constexpr Words kServiceDe[] = {"Bedienung"};
constexpr Words kIncludedDe[] = {"inkl. MwSt", "enth. MwSt.", "darin MwSt"};
constexpr Words kTaxLineDe[] = {"MwSt", "MwSt."};
constexpr Words kGrossDe[] = {"Brutto"};
constexpr Words kRoundingDe[] = {"Rundung"};
constexpr Words kTotalDe[] = {"SUMME", "Summe",  "Gesamtbetrag", "ZU ZAHLEN",
                              "Total", "GESAMT", "SUMME EUR"};
constexpr Words kCashDe[] = {"BAR", "Gegeben BAR", "Bar", "Geg. BAR"};
constexpr Words kCardDe[] = {"EC-Karte", "Girocard", "Kartenzahlung"};
constexpr Words kChangeDe[] = {"Rückgeld", "RÜCKGELD", "Zurück"};
constexpr Words kSummaryHeadDe[] = {"MwSt-Satz", "Steuer %", "Typ"};
constexpr Words kThanksDe[] = {"Vielen Dank für Ihren Einkauf", "VIELEN DANK FÜR IHREN BESUCH",
                               "Auf Wiedersehen", "Danke und bis bald"};
constexpr Words kNotesDe[] = {"Umtausch nur mit Kassenbon", "TSE-Signatur: Xh3kd9Lq0P",
                              "Es gelten unsere Geschäftsbedingungen",
                              "Kundenservice werktags 8-18 Uhr"};

constexpr Words kTitlesNl[] = {"KASSABON", "BON", "Factuur", "KASSABON", "REKENING"};
constexpr Words kNumberNl[] = {"Bonnr:", "Bon nr.", "Factuurnr:", "Transactie"};
constexpr Words kDateNl[] = {"Datum:", "DATUM"};
constexpr Words kTimeNl[] = {"Tijd:", "Tijd"};
constexpr Words kCashierNl[] = {"Kassier:", "U bent geholpen door:", "Medewerker:"};
constexpr Words kTillNl[] = {"Kassa:", "KASSA"};
constexpr Words kTableNl[] = {"Tafel:", "TAFEL"};
constexpr Words kCustomerNl[] = {"Klant:", "KLANT"};
constexpr Words kItemNl[] = {"Omschrijving", "Artikel"};
constexpr Words kQuantityNl[] = {"Aantal", "AANT"};
constexpr Words kPriceNl[] = {"Prijs", "Stukprijs"};
constexpr Words kAmountNl[] = {"Bedrag", "Totaal"};
constexpr Words kItemsNl[] = {"Aantal artikelen:"};
constexpr Words kSubtotalNl[] = {"Subtotaal", "SUBTOTAAL"};
constexpr Words kNetNl[] = {"Totaal excl. BTW", "Netto"};
constexpr Words kDiscountNl[] = {"Korting", "KORTING"};
constexpr Words kServiceNl[] = {"Bediening"};
constexpr Words kIncludedNl[] = {"Waarvan BTW", "BTW inbegrepen"};
constexpr Words kTaxLineNl[] = {"BTW"};
constexpr Words kGrossNl[] = {"Bruto"};
constexpr Words kRoundingNl[] = {"Afronding", "AFRONDING"};
constexpr Words kTotalNl[] = {"TOTAAL", "Totaal", "Te betalen", "TOTAAL EUR", "TE BETALEN"};
constexpr Words kCashNl[] = {"Contant", "CONTANT"};
constexpr Words kCardNl[] = {"PIN", "Pinbetaling", "MAESTRO"};
constexpr Words kChangeNl[] = {"Wisselgeld", "Terug", "WISSELGELD"};
constexpr Words kSummaryHeadNl[] = {"BTW", "BTW %", "Tarief"};
constexpr Words kThanksNl[] = {"Bedankt voor uw bezoek", "TOT ZIENS", "Dank u en tot ziens"};
constexpr Words kNotesNl[] = {"Ruilen binnen 14 dagen met bon",
                              "Bewaar deze bon als garantiebewijs"};

constexpr Words kTitlesIt[] = {"DOCUMENTO COMMERCIALE", "SCONTRINO", "RICEVUTA FISCALE",
                               "Documento commerciale di vendita"};
constexpr Words kNumberIt[] = {"Documento N.", "Scontrino n.", "DOC. N.", "N."};
constexpr Words kDateIt[] = {"Data:", "DATA", "del"};
constexpr Words kTimeIt[] = {"Ora:", "ORE"};
constexpr Words kCashierIt[] = {"Cassiere:", "Operatore:"};
constexpr Words kTillIt[] = {"Cassa:", "CASSA"};
constexpr Words kTableIt[] = {"Tavolo:", "TAVOLO"};
constexpr Words kCustomerIt[] = {"Cliente:", "CLIENTE"};
constexpr Words kItemIt[] = {"Descrizione", "DESCRIZIONE"};
constexpr Words kQuantityIt[] = {"Q.tà", "QTA"};
constexpr Words kPriceIt[] = {"Prezzo", "P.Unit"};
constexpr Words kAmountIt[] = {"Importo", "Prezzo(€)", "Totale"};
constexpr Words kItemsIt[] = {"N. articoli:", "Pezzi:"};
constexpr Words kSubtotalIt[] = {"Subtotale", "SUBTOTALE"};
constexpr Words kNetIt[] = {"Imponibile", "Totale imponibile"};
constexpr Words kDiscountIt[] = {"Sconto", "SCONTO"};
constexpr Words kServiceIt[] = {"Servizio"};
constexpr Words kIncludedIt[] = {"di cui IVA", "IVA inclusa"};
constexpr Words kTaxLineIt[] = {"IVA"};
constexpr Words kGrossIt[] = {"Totale lordo"};
constexpr Words kRoundingIt[] = {"Arrotondamento"};
constexpr Words kTotalIt[] = {"TOTALE COMPLESSIVO", "TOTALE", "TOTALE EURO", "Importo pagato",
                              "Totale"};
constexpr Words kCashIt[] = {"Contanti", "CONTANTE", "Pagamento contante"};
constexpr Words kCardIt[] = {"Bancomat", "Pagamento elettronico"};
constexpr Words kChangeIt[] = {"Resto", "RESTO"};
constexpr Words kSummaryHeadIt[] = {"Aliquota", "IVA%", "Rep."};
constexpr Words kThanksIt[] = {"GRAZIE E ARRIVEDERCI", "Grazie per la visita"};
constexpr Words kNotesIt[] = {"Conservare per eventuali cambi", "Garanzia valida con scontrino"};

constexpr ReceiptWords kWords[] = {
    {kTitlesEs,  kNumberEs,      kDateEs,     kTimeEs,     kCashierEs, kTillEs,
     kTableEs,   kCustomerEs,    kItemEs,     kQuantityEs, kPriceEs,   kAmountEs,
     kItemsEs,   kSubtotalEs,    kNetEs,      kDiscountEs, kServiceEs, kIncludedEs,
     kTaxLineEs, kGrossEs,       kRoundingEs, kTotalEs,    kCashEs,    kCardEs,
     kChangeEs,  kSummaryHeadEs, "Base",      "Cuota",     kThanksEs,  kNotesEs},
    {kTitlesEn,  kNumberEn,      kDateEn,     kTimeEn,     kCashierEn, kTillEn,
     kTableEn,   kCustomerEn,    kItemEn,     kQuantityEn, kPriceEn,   kAmountEn,
     kItemsEn,   kSubtotalEn,    kNetEn,      kDiscountEn, kServiceEn, kIncludedEn,
     kTaxLineEn, kGrossEn,       kRoundingEn, kTotalEn,    kCashEn,    kCardEn,
     kChangeEn,  kSummaryHeadEn, "Amount",    "Tax",       kThanksEn,  kNotesEn},
    {kTitlesPt,  kNumberPt,      kDatePt,     kTimePt,     kCashierPt, kTillPt,
     kTablePt,   kCustomerPt,    kItemPt,     kQuantityPt, kPricePt,   kAmountPt,
     kItemsPt,   kSubtotalPt,    kNetPt,      kDiscountPt, kServicePt, kIncludedPt,
     kTaxLinePt, kGrossPt,       kRoundingPt, kTotalPt,    kCashPt,    kCardPt,
     kChangePt,  kSummaryHeadPt, "Base",      "Valor IVA", kThanksPt,  kNotesPt},
    {kTitlesFr,  kNumberFr,      kDateFr,     kTimeFr,     kCashierFr, kTillFr,
     kTableFr,   kCustomerFr,    kItemFr,     kQuantityFr, kPriceFr,   kAmountFr,
     kItemsFr,   kSubtotalFr,    kNetFr,      kDiscountFr, kServiceFr, kIncludedFr,
     kTaxLineFr, kGrossFr,       kRoundingFr, kTotalFr,    kCashFr,    kCardFr,
     kChangeFr,  kSummaryHeadFr, "HT",        "TVA",       kThanksFr,  kNotesFr},
    {kTitlesDe,  kNumberDe,      kDateDe,     kTimeDe,     kCashierDe, kTillDe,
     kTableDe,   kCustomerDe,    kItemDe,     kQuantityDe, kPriceDe,   kAmountDe,
     kItemsDe,   kSubtotalDe,    kNetDe,      kDiscountDe, kServiceDe, kIncludedDe,
     kTaxLineDe, kGrossDe,       kRoundingDe, kTotalDe,    kCashDe,    kCardDe,
     kChangeDe,  kSummaryHeadDe, "Netto",     "MwSt",      kThanksDe,  kNotesDe},
    {kTitlesNl,  kNumberNl,      kDateNl,     kTimeNl,     kCashierNl, kTillNl,
     kTableNl,   kCustomerNl,    kItemNl,     kQuantityNl, kPriceNl,   kAmountNl,
     kItemsNl,   kSubtotalNl,    kNetNl,      kDiscountNl, kServiceNl, kIncludedNl,
     kTaxLineNl, kGrossNl,       kRoundingNl, kTotalNl,    kCashNl,    kCardNl,
     kChangeNl,  kSummaryHeadNl, "Over",      "BTW",       kThanksNl,  kNotesNl},
    {kTitlesIt,  kNumberIt,      kDateIt,      kTimeIt,     kCashierIt, kTillIt,
     kTableIt,   kCustomerIt,    kItemIt,      kQuantityIt, kPriceIt,   kAmountIt,
     kItemsIt,   kSubtotalIt,    kNetIt,       kDiscountIt, kServiceIt, kIncludedIt,
     kTaxLineIt, kGrossIt,       kRoundingIt,  kTotalIt,    kCashIt,    kCardIt,
     kChangeIt,  kSummaryHeadIt, "Imponibile", "Imposta",   kThanksIt,  kNotesIt},
};

}  // namespace

const ReceiptWords& ReceiptWordsOf(Language language) {
  return kWords[static_cast<std::size_t>(language)];
}

}  // namespace telar::samples
