#include "samples/trade_words.h"

namespace telar::samples {
namespace {

using Words = std::string_view;

constexpr Words kTitleEs[] = {"FACTURA", "Factura", "FACTURA DE VENTA", "FACTURA ELECTRÓNICA"};
constexpr Words kCreditTitleEs[] = {"FACTURA RECTIFICATIVA", "NOTA DE CRÉDITO", "ABONO"};
constexpr Words kNumberEs[] = {
    "Factura nº", "Nº de factura:", "Número:", "Factura No.", "Núm. factura", "N.º documento"};
constexpr Words kDateEs[] = {"Fecha:", "Fecha de emisión:", "Fecha factura", "Fecha de expedición"};
constexpr Words kDueEs[] = {"Vencimiento:", "Fecha de vencimiento:", "Vence el",
                            "Fecha límite de pago:"};
constexpr Words kOrderEs[] = {"Su pedido", "Orden de compra:", "O/C:", "Su pedido nº"};
constexpr Words kOwnOrderEs[] = {"Pedido nº", "Nuestro pedido:", "Nº de pedido"};
constexpr Words kOrderDateEs[] = {"Fecha pedido:"};
constexpr Words kDeliveryEs[] = {"Enviar a:", "Dirección de entrega"};
constexpr Words kCustomerEs[] = {"Cliente:", "Facturar a:", "Datos del cliente", "Señores:", ""};
constexpr Words kCustomerNumberEs[] = {"Nº cliente:", "Código cliente", "Cód. cliente:"};
constexpr Words kItemEs[] = {"Descripción", "Concepto", "Detalle", "Artículo"};
constexpr Words kCodeEs[] = {"Código", "Ref.", "Referencia"};
constexpr Words kQuantityEs[] = {"Cantidad", "Cant.", "Uds."};
constexpr Words kUnitEs[] = {"Unidad", "U.M."};
constexpr Words kPriceEs[] = {"Precio", "Precio unit.", "P. unitario", "Tarifa"};
constexpr Words kDiscountEs[] = {"Dto.", "% Dto.", "Desc."};
constexpr Words kRateEs[] = {"IVA %", "% IVA", "Imp."};
constexpr Words kAmountEs[] = {"Importe", "Total", "Valor"};
constexpr Words kPositionEs[] = {"Nº", "Pos.", "#"};
constexpr Words kSubtotalEs[] = {"Subtotal", "Base imponible", "Total neto", "Suma",
                                 "Importe neto"};
constexpr Words kDocumentDiscountEs[] = {"Descuento", "Dto. pronto pago", "Descuento comercial"};
constexpr Words kShippingEs[] = {"Portes", "Gastos de envío", "Transporte"};
constexpr Words kTaxTotalEs[] = {"Total impuestos", "Total IVA", "Cuota total"};
constexpr Words kTotalEs[] = {"Total factura", "TOTAL", "Importe total", "Total a pagar",
                              "TOTAL FACTURA"};
constexpr Words kPayableEs[] = {"Neto a pagar", "Líquido a percibir", "Importe a transferir"};
constexpr Words kRoundingEs[] = {"Redondeo"};
constexpr Words kCarriedEs[] = {"Suma y sigue", "Total página"};
constexpr Words kBroughtEs[] = {"Suma anterior", "Viene de la página anterior"};
constexpr Words kBaseEs[] = {"Base imponible", "Base"};
constexpr Words kTaxEs[] = {"Cuota", "Importe IVA"};
constexpr Words kGrossEs[] = {"Total"};
constexpr Words kBankEs[] = {"IBAN:", "Cuenta:", "Transferencia a:"};
constexpr Words kThanksEs[] = {"Gracias por su confianza.", "Le agradecemos su pedido."};
constexpr Words kTermsEs[] = {"Pago a 30 días por transferencia bancaria.",
                              "Forma de pago: transferencia.",
                              "Forma de pago: recibo domiciliado."};
constexpr Words kExemptEs[] = {"Operación exenta de IVA.", "Inversión del sujeto pasivo."};
constexpr Words kPeriodEs[] = {"Periodo:", "Periodo de facturación:"};
constexpr Words kEquivalentEs[] = {"Equivalente:", "Contravalor:"};

constexpr Words kTitleEn[] = {"INVOICE", "Invoice", "Tax Invoice", "SALES INVOICE", "BILL"};
constexpr Words kCreditTitleEn[] = {"CREDIT NOTE", "Credit Note", "CREDIT MEMO"};
constexpr Words kNumberEn[] = {"Invoice No.", "Invoice number:", "Invoice #",
                               "Number",      "Document no.",    "INVOICE #:"};
constexpr Words kDateEn[] = {"Date:", "Invoice date:", "Date of issue", "Issued:", "Invoice Date"};
constexpr Words kDueEn[] = {"Due date:", "Payment due:", "Due by", "Pay by:"};
constexpr Words kOrderEn[] = {"PO number:", "Your order no.", "Purchase order:", "P.O. #"};
constexpr Words kOwnOrderEn[] = {"Order no.", "Order number:", "Our order:", "Sales order no."};
constexpr Words kOrderDateEn[] = {"Order date:"};
constexpr Words kDeliveryEn[] = {"Ship to:", "Deliver to:"};
constexpr Words kCustomerEn[] = {"Bill to:", "Invoice to", "Customer:", "Sold to:", ""};
constexpr Words kCustomerNumberEn[] = {"Customer no.", "Account number:", "Client ID:"};
constexpr Words kItemEn[] = {"Description", "Item", "Details", "Particulars"};
constexpr Words kCodeEn[] = {"Item no.", "SKU", "Code", "Part no."};
constexpr Words kQuantityEn[] = {"Qty", "Quantity", "Units", "Hours"};
constexpr Words kUnitEn[] = {"Unit", "UOM"};
constexpr Words kPriceEn[] = {"Unit price", "Price", "Rate", "Price each"};
constexpr Words kDiscountEn[] = {"Disc.", "Disc. %", "Discount"};
constexpr Words kRateEn[] = {"VAT %", "VAT", "Tax"};
constexpr Words kAmountEn[] = {"Amount", "Total", "Net amount", "Line total"};
constexpr Words kPositionEn[] = {"#", "No.", "Pos"};
constexpr Words kSubtotalEn[] = {"Subtotal", "Net total", "Total excl. VAT", "Sub-total",
                                 "Total net"};
constexpr Words kDocumentDiscountEn[] = {"Discount", "Less discount", "Special discount"};
constexpr Words kShippingEn[] = {"Shipping", "Delivery", "Freight", "Postage & packing"};
constexpr Words kTaxTotalEn[] = {"Total VAT", "Total tax", "VAT total"};
constexpr Words kTotalEn[] = {"Total",      "Invoice total", "Total due",      "TOTAL",
                              "Amount due", "Grand total",   "Total incl. VAT"};
constexpr Words kPayableEn[] = {"Amount payable", "Net payable", "Balance to pay"};
constexpr Words kRoundingEn[] = {"Rounding"};
constexpr Words kCarriedEn[] = {"Carried forward", "Subtotal this page"};
constexpr Words kBroughtEn[] = {"Brought forward", "Carried over"};
constexpr Words kBaseEn[] = {"Net", "Taxable amount"};
constexpr Words kTaxEn[] = {"VAT", "Tax amount"};
constexpr Words kGrossEn[] = {"Gross"};
constexpr Words kBankEn[] = {"IBAN:", "Bank account:", "Pay to:"};
constexpr Words kThanksEn[] = {"Thank you for your business.", "We appreciate your order."};
constexpr Words kTermsEn[] = {"Payment within 30 days by bank transfer.",
                              "Payment terms: net 14 days.",
                              "Please quote the invoice number with your payment."};
constexpr Words kExemptEn[] = {"VAT exempt supply.", "Reverse charge applies."};
constexpr Words kPeriodEn[] = {"Service period:", "Billing period:"};
constexpr Words kEquivalentEn[] = {"Equivalent:", "For information:"};

constexpr Words kTitlePt[] = {"FATURA", "Fatura", "NOTA FISCAL", "FATURA-RECIBO"};
constexpr Words kCreditTitlePt[] = {"NOTA DE CRÉDITO", "Nota de crédito"};
constexpr Words kNumberPt[] = {"Fatura n.º", "Número:", "N.º documento:", "Fatura nº"};
constexpr Words kDatePt[] = {"Data:", "Data de emissão:", "Data da fatura"};
constexpr Words kDuePt[] = {"Vencimento:", "Data de vencimento:", "Vence em"};
constexpr Words kOrderPt[] = {"V/ encomenda", "Sua encomenda n.º", "Ordem de compra:"};
constexpr Words kOwnOrderPt[] = {"Encomenda n.º", "N/ encomenda:"};
constexpr Words kOrderDatePt[] = {"Data da encomenda:"};
constexpr Words kDeliveryPt[] = {"Entregar a:", "Local de entrega"};
constexpr Words kCustomerPt[] = {"Cliente:", "Exmo.(s) Sr.(s)", "Faturar a:", ""};
constexpr Words kCustomerNumberPt[] = {"N.º cliente:", "Código cliente"};
constexpr Words kItemPt[] = {"Descrição", "Designação", "Artigo"};
constexpr Words kCodePt[] = {"Código", "Ref."};
constexpr Words kQuantityPt[] = {"Qtd.", "Quantidade"};
constexpr Words kUnitPt[] = {"Un.", "Unidade"};
constexpr Words kPricePt[] = {"Preço unit.", "Preço", "P. unitário"};
constexpr Words kDiscountPt[] = {"Desc.", "Desc. %"};
constexpr Words kRatePt[] = {"IVA", "IVA %", "Taxa"};
constexpr Words kAmountPt[] = {"Total", "Valor", "Total líquido"};
constexpr Words kPositionPt[] = {"Nº", "#"};
constexpr Words kSubtotalPt[] = {"Subtotal", "Total ilíquido", "Base tributável", "Total líquido"};
constexpr Words kDocumentDiscountPt[] = {"Desconto", "Desconto comercial"};
constexpr Words kShippingPt[] = {"Portes", "Frete", "Transporte"};
constexpr Words kTaxTotalPt[] = {"Total IVA", "Total de impostos"};
constexpr Words kTotalPt[] = {"Total", "TOTAL", "Total a pagar", "Total da fatura", "Valor total"};
constexpr Words kPayablePt[] = {"Valor a pagar", "Líquido a pagar"};
constexpr Words kRoundingPt[] = {"Arredondamento"};
constexpr Words kCarriedPt[] = {"A transportar", "Transporte"};
constexpr Words kBroughtPt[] = {"Transporte anterior"};
constexpr Words kBasePt[] = {"Base", "Incidência"};
constexpr Words kTaxPt[] = {"IVA", "Valor IVA"};
constexpr Words kGrossPt[] = {"Total"};
constexpr Words kBankPt[] = {"IBAN:", "NIB/IBAN:"};
constexpr Words kThanksPt[] = {"Obrigado pela preferência."};
constexpr Words kTermsPt[] = {"Pagamento a 30 dias por transferência.",
                              "Processado por computador."};
constexpr Words kExemptPt[] = {"Isento de IVA.", "IVA - autoliquidação."};
constexpr Words kPeriodPt[] = {"Período:"};
constexpr Words kEquivalentPt[] = {"Contravalor:"};

constexpr Words kTitleFr[] = {"FACTURE", "Facture"};
constexpr Words kCreditTitleFr[] = {"AVOIR", "Avoir", "Note de crédit"};
constexpr Words kNumberFr[] = {"Facture n°", "N° de facture :", "Numéro :", "Facture N°"};
constexpr Words kDateFr[] = {"Date :", "Date de facture :", "Date d'émission :", "Le"};
constexpr Words kDueFr[] = {"Échéance :", "Date d'échéance :", "À payer avant le"};
constexpr Words kOrderFr[] = {"Votre commande :", "Bon de commande :", "Votre commande n°"};
constexpr Words kOwnOrderFr[] = {"Commande n°", "N° de commande :", "Notre commande :"};
constexpr Words kOrderDateFr[] = {"Date de commande :"};
constexpr Words kDeliveryFr[] = {"Livrer à :", "Adresse de livraison"};
constexpr Words kCustomerFr[] = {"Client :", "Facturer à :", "Adresse de facturation", ""};
constexpr Words kCustomerNumberFr[] = {"N° client :", "Code client :", "Référence client"};
constexpr Words kItemFr[] = {"Désignation", "Description", "Libellé"};
constexpr Words kCodeFr[] = {"Réf.", "Référence", "Code"};
constexpr Words kQuantityFr[] = {"Qté", "Quantité"};
constexpr Words kUnitFr[] = {"Unité"};
constexpr Words kPriceFr[] = {"P.U. HT", "Prix unitaire", "PU HT", "Prix unit. HT"};
constexpr Words kDiscountFr[] = {"Remise", "% Rem."};
constexpr Words kRateFr[] = {"TVA", "Taux TVA", "% TVA"};
constexpr Words kAmountFr[] = {"Montant HT", "Total HT", "Montant"};
constexpr Words kPositionFr[] = {"N°", "#"};
constexpr Words kSubtotalFr[] = {"Total HT", "Sous-total HT", "Montant total HT",
                                 "Total hors taxes"};
constexpr Words kDocumentDiscountFr[] = {"Remise", "Remise commerciale"};
constexpr Words kShippingFr[] = {"Frais de port", "Port", "Livraison"};
constexpr Words kTaxTotalFr[] = {"Total TVA", "Montant TVA"};
constexpr Words kTotalFr[] = {"Total TTC", "TOTAL TTC", "Montant TTC", "Net à payer",
                              "Total à payer TTC"};
constexpr Words kPayableFr[] = {"Net à payer", "Reste à payer"};
constexpr Words kRoundingFr[] = {"Arrondi"};
constexpr Words kCarriedFr[] = {"À reporter", "Sous-total page"};
constexpr Words kBroughtFr[] = {"Report"};
constexpr Words kBaseFr[] = {"Base HT", "Montant HT"};
constexpr Words kTaxFr[] = {"TVA", "Montant TVA"};
constexpr Words kGrossFr[] = {"TTC"};
constexpr Words kBankFr[] = {"IBAN :", "Coordonnées bancaires :"};
constexpr Words kThanksFr[] = {"Merci de votre confiance."};
constexpr Words kTermsFr[] = {"Paiement à 30 jours par virement.",
                              "En cas de retard, indemnité forfaitaire de 40 €."};
constexpr Words kExemptFr[] = {"TVA non applicable, art. 293 B du CGI.", "Autoliquidation."};
constexpr Words kPeriodFr[] = {"Période :", "Période de facturation :"};
constexpr Words kEquivalentFr[] = {"Contre-valeur :"};

constexpr Words kTitleDe[] = {"RECHNUNG", "Rechnung"};
constexpr Words kCreditTitleDe[] = {"GUTSCHRIFT", "Gutschrift", "Rechnungskorrektur"};
constexpr Words kNumberDe[] = {"Rechnungsnummer:", "Rechnung Nr.", "Rechnungs-Nr.:", "Rechnungsnr.",
                               "Beleg-Nr."};
constexpr Words kDateDe[] = {"Rechnungsdatum:", "Datum:", "Datum", "Belegdatum:"};
constexpr Words kDueDe[] = {"Zahlbar bis:", "Fällig am:", "Fälligkeit:", "Zahlungsziel:"};
constexpr Words kOrderDe[] = {"Ihre Bestellung:", "Ihre Bestellnummer:", "Kundenbestellnummer:"};
constexpr Words kOwnOrderDe[] = {"Auftrag:", "Auftragsnummer:", "Bestellnummer:", "Bestell-Nr."};
constexpr Words kOrderDateDe[] = {"Auftragsdatum:", "Bestelldatum:"};
constexpr Words kDeliveryDe[] = {"Lieferadresse", "Lieferung an:"};
constexpr Words kCustomerDe[] = {"", "Rechnung an:", "Kunde:", "Rechnungsadresse"};
constexpr Words kCustomerNumberDe[] = {"Kundennummer:", "Kunden-Nr.:", "Kd.-Nr."};
constexpr Words kItemDe[] = {"Bezeichnung", "Beschreibung", "Artikel", "Leistung"};
constexpr Words kCodeDe[] = {"Art.-Nr.", "Artikelnr.", "Artikel-Nr."};
constexpr Words kQuantityDe[] = {"Menge", "Anzahl"};
constexpr Words kUnitDe[] = {"Einheit", "ME"};
constexpr Words kPriceDe[] = {"Einzelpreis", "E-Preis", "Preis", "Einzel €"};
constexpr Words kDiscountDe[] = {"Rabatt", "Rab. %"};
constexpr Words kRateDe[] = {"MwSt.", "USt %", "MwSt %"};
constexpr Words kAmountDe[] = {"Gesamt", "Betrag", "Gesamtpreis", "Summe"};
constexpr Words kPositionDe[] = {"Pos.", "Pos", "Nr."};
constexpr Words kSubtotalDe[] = {"Nettobetrag", "Summe netto", "Zwischensumme", "Nettosumme",
                                 "Gesamt netto"};
constexpr Words kDocumentDiscountDe[] = {"Rabatt", "Abzüglich Rabatt", "Skonto"};
constexpr Words kShippingDe[] = {"Versandkosten", "Fracht", "Porto und Verpackung"};
constexpr Words kTaxTotalDe[] = {"MwSt. gesamt", "Summe Umsatzsteuer"};
constexpr Words kTotalDe[] = {"Gesamtbetrag", "Rechnungsbetrag",     "Gesamtsumme", "Summe brutto",
                              "Endbetrag",    "Zu zahlender Betrag", "Total"};
constexpr Words kPayableDe[] = {"Zahlbetrag", "Noch zu zahlen"};
constexpr Words kRoundingDe[] = {"Rundung"};
constexpr Words kCarriedDe[] = {"Übertrag", "Zwischensumme Seite"};
constexpr Words kBroughtDe[] = {"Übertrag", "Übertrag von Vorseite"};
constexpr Words kBaseDe[] = {"Netto", "Nettobetrag"};
constexpr Words kTaxDe[] = {"MwSt.", "Steuer"};
constexpr Words kGrossDe[] = {"Brutto"};
constexpr Words kBankDe[] = {"IBAN:", "Bankverbindung:"};
constexpr Words kThanksDe[] = {"Vielen Dank für Ihren Auftrag."};
constexpr Words kTermsDe[] = {"Zahlbar innerhalb von 14 Tagen ohne Abzug.",
                              "Bitte überweisen Sie den Betrag auf das unten genannte Konto.",
                              "Der Betrag wird von Ihrem Konto abgebucht."};
constexpr Words kExemptDe[] = {"Steuerschuldnerschaft des Leistungsempfängers.",
                               "Umsatzsteuerfrei nach § 19 UStG."};
constexpr Words kPeriodDe[] = {"Leistungszeitraum:", "Abrechnungszeitraum:"};
constexpr Words kEquivalentDe[] = {"Gegenwert:"};

constexpr Words kTitleNl[] = {"FACTUUR", "Factuur"};
constexpr Words kCreditTitleNl[] = {"CREDITNOTA", "Creditfactuur"};
constexpr Words kNumberNl[] = {"Factuurnummer:", "Factuurnr.", "Factuurnummer", "Nummer:"};
constexpr Words kDateNl[] = {"Factuurdatum:", "Datum:", "Factuurdatum"};
constexpr Words kDueNl[] = {"Vervaldatum:", "Te betalen voor:", "Uiterste betaaldatum:"};
constexpr Words kOrderNl[] = {"Uw bestelling:", "Uw ordernummer:", "Inkooporder"};
constexpr Words kOwnOrderNl[] = {"Ordernummer:", "Bestelnummer", "Onze order:"};
constexpr Words kOrderDateNl[] = {"Orderdatum:", "Besteldatum:"};
constexpr Words kDeliveryNl[] = {"Afleveradres:", "Leveradres"};
constexpr Words kCustomerNl[] = {"", "Factuuradres:", "Klant:"};
constexpr Words kCustomerNumberNl[] = {"Klantnummer:", "Debiteurnr."};
constexpr Words kItemNl[] = {"Omschrijving", "Artikel", "Product"};
constexpr Words kCodeNl[] = {"Artikelnr.", "Code"};
constexpr Words kQuantityNl[] = {"Aantal", "Aant."};
constexpr Words kUnitNl[] = {"Eenheid"};
constexpr Words kPriceNl[] = {"Prijs", "Stukprijs", "Prijs per stuk"};
constexpr Words kDiscountNl[] = {"Korting", "Krt. %"};
constexpr Words kRateNl[] = {"BTW", "BTW %"};
constexpr Words kAmountNl[] = {"Bedrag", "Totaal", "Totaal excl."};
constexpr Words kPositionNl[] = {"#", "Nr."};
constexpr Words kSubtotalNl[] = {"Subtotaal", "Totaal excl. BTW", "Totaal exclusief btw", "Netto"};
constexpr Words kDocumentDiscountNl[] = {"Korting"};
constexpr Words kShippingNl[] = {"Verzendkosten", "Bezorgkosten"};
constexpr Words kTaxTotalNl[] = {"Totaal BTW"};
constexpr Words kTotalNl[] = {"Totaal", "Totaal incl. BTW", "Te betalen", "Totaalbedrag", "TOTAAL"};
constexpr Words kPayableNl[] = {"Te voldoen", "Nog te betalen"};
constexpr Words kRoundingNl[] = {"Afronding"};
constexpr Words kCarriedNl[] = {"Transporteren", "Subtotaal pagina"};
constexpr Words kBroughtNl[] = {"Transport"};
constexpr Words kBaseNl[] = {"Grondslag", "Over"};
constexpr Words kTaxNl[] = {"BTW", "BTW-bedrag"};
constexpr Words kGrossNl[] = {"Incl."};
constexpr Words kBankNl[] = {"IBAN:", "Rekening:"};
constexpr Words kThanksNl[] = {"Bedankt voor uw bestelling."};
constexpr Words kTermsNl[] = {"Gelieve binnen 14 dagen te betalen.",
                              "Betaling per bankoverschrijving."};
constexpr Words kExemptNl[] = {"BTW verlegd.", "Vrijgesteld van btw."};
constexpr Words kPeriodNl[] = {"Periode:"};
constexpr Words kEquivalentNl[] = {"Tegenwaarde:"};

constexpr Words kTitleIt[] = {"FATTURA", "Fattura"};
constexpr Words kCreditTitleIt[] = {"NOTA DI CREDITO", "Nota di credito"};
constexpr Words kNumberIt[] = {"Fattura n.", "Numero:", "N. fattura:", "Numero documento"};
constexpr Words kDateIt[] = {"Data:", "Data fattura:", "del", "Data documento"};
constexpr Words kDueIt[] = {"Scadenza:", "Data scadenza:"};
constexpr Words kOrderIt[] = {"Vs. ordine:", "Vostro ordine n.", "Ordine cliente"};
constexpr Words kOwnOrderIt[] = {"Ordine n.", "Ns. ordine:", "Numero ordine"};
constexpr Words kOrderDateIt[] = {"Data ordine:"};
constexpr Words kDeliveryIt[] = {"Luogo di consegna", "Destinazione merce"};
constexpr Words kCustomerIt[] = {"Cliente:", "Spett.le", "Destinatario", ""};
constexpr Words kCustomerNumberIt[] = {"Codice cliente:", "Cod. cliente"};
constexpr Words kItemIt[] = {"Descrizione", "Articolo", "Descrizione beni e servizi"};
constexpr Words kCodeIt[] = {"Codice", "Cod. art."};
constexpr Words kQuantityIt[] = {"Q.tà", "Quantità"};
constexpr Words kUnitIt[] = {"U.M.", "UM"};
constexpr Words kPriceIt[] = {"Prezzo", "Prezzo unit.", "Prezzo unitario"};
constexpr Words kDiscountIt[] = {"Sconto", "% Sc."};
constexpr Words kRateIt[] = {"IVA", "% IVA", "Aliq."};
constexpr Words kAmountIt[] = {"Importo", "Totale", "Prezzo totale"};
constexpr Words kPositionIt[] = {"N.", "#"};
constexpr Words kSubtotalIt[] = {"Imponibile", "Totale imponibile", "Totale merce", "Totale netto"};
constexpr Words kDocumentDiscountIt[] = {"Sconto", "Sconto merce"};
constexpr Words kShippingIt[] = {"Spese di spedizione", "Trasporto"};
constexpr Words kTaxTotalIt[] = {"Totale IVA", "Totale imposta"};
constexpr Words kTotalIt[] = {"Totale fattura", "Totale documento", "TOTALE", "Totale"};
constexpr Words kPayableIt[] = {"Netto a pagare", "Totale da pagare"};
constexpr Words kRoundingIt[] = {"Arrotondamento"};
constexpr Words kCarriedIt[] = {"A riportare"};
constexpr Words kBroughtIt[] = {"Riporto"};
constexpr Words kBaseIt[] = {"Imponibile"};
constexpr Words kTaxIt[] = {"Imposta"};
constexpr Words kGrossIt[] = {"Totale"};
constexpr Words kBankIt[] = {"IBAN:", "Coordinate bancarie:"};
constexpr Words kThanksIt[] = {"Grazie per la fiducia."};
constexpr Words kTermsIt[] = {"Pagamento: bonifico bancario 30 gg.", "Pagamento: rimessa diretta."};
constexpr Words kExemptIt[] = {"Operazione esente art. 10.", "Inversione contabile."};
constexpr Words kPeriodIt[] = {"Periodo:"};
constexpr Words kEquivalentIt[] = {"Controvalore:"};

constexpr TradeWords kWords[] = {
    {kTitleEs,
     kCreditTitleEs,
     kNumberEs,
     kDateEs,
     kDueEs,
     kOrderEs,
     kOwnOrderEs,
     kOrderDateEs,
     kCustomerEs,
     kDeliveryEs,
     kCustomerNumberEs,
     kItemEs,
     kCodeEs,
     kQuantityEs,
     kUnitEs,
     kPriceEs,
     kDiscountEs,
     kRateEs,
     kAmountEs,
     kPositionEs,
     kSubtotalEs,
     kDocumentDiscountEs,
     kShippingEs,
     kTaxTotalEs,
     kTotalEs,
     kPayableEs,
     kRoundingEs,
     kCarriedEs,
     kBroughtEs,
     kBaseEs,
     kTaxEs,
     kGrossEs,
     kBankEs,
     kThanksEs,
     kTermsEs,
     kExemptEs,
     kPeriodEs,
     kEquivalentEs,
     "Página",
     "de"},
    {kTitleEn,
     kCreditTitleEn,
     kNumberEn,
     kDateEn,
     kDueEn,
     kOrderEn,
     kOwnOrderEn,
     kOrderDateEn,
     kCustomerEn,
     kDeliveryEn,
     kCustomerNumberEn,
     kItemEn,
     kCodeEn,
     kQuantityEn,
     kUnitEn,
     kPriceEn,
     kDiscountEn,
     kRateEn,
     kAmountEn,
     kPositionEn,
     kSubtotalEn,
     kDocumentDiscountEn,
     kShippingEn,
     kTaxTotalEn,
     kTotalEn,
     kPayableEn,
     kRoundingEn,
     kCarriedEn,
     kBroughtEn,
     kBaseEn,
     kTaxEn,
     kGrossEn,
     kBankEn,
     kThanksEn,
     kTermsEn,
     kExemptEn,
     kPeriodEn,
     kEquivalentEn,
     "Page",
     "of"},
    {kTitlePt,
     kCreditTitlePt,
     kNumberPt,
     kDatePt,
     kDuePt,
     kOrderPt,
     kOwnOrderPt,
     kOrderDatePt,
     kCustomerPt,
     kDeliveryPt,
     kCustomerNumberPt,
     kItemPt,
     kCodePt,
     kQuantityPt,
     kUnitPt,
     kPricePt,
     kDiscountPt,
     kRatePt,
     kAmountPt,
     kPositionPt,
     kSubtotalPt,
     kDocumentDiscountPt,
     kShippingPt,
     kTaxTotalPt,
     kTotalPt,
     kPayablePt,
     kRoundingPt,
     kCarriedPt,
     kBroughtPt,
     kBasePt,
     kTaxPt,
     kGrossPt,
     kBankPt,
     kThanksPt,
     kTermsPt,
     kExemptPt,
     kPeriodPt,
     kEquivalentPt,
     "Página",
     "de"},
    {kTitleFr,
     kCreditTitleFr,
     kNumberFr,
     kDateFr,
     kDueFr,
     kOrderFr,
     kOwnOrderFr,
     kOrderDateFr,
     kCustomerFr,
     kDeliveryFr,
     kCustomerNumberFr,
     kItemFr,
     kCodeFr,
     kQuantityFr,
     kUnitFr,
     kPriceFr,
     kDiscountFr,
     kRateFr,
     kAmountFr,
     kPositionFr,
     kSubtotalFr,
     kDocumentDiscountFr,
     kShippingFr,
     kTaxTotalFr,
     kTotalFr,
     kPayableFr,
     kRoundingFr,
     kCarriedFr,
     kBroughtFr,
     kBaseFr,
     kTaxFr,
     kGrossFr,
     kBankFr,
     kThanksFr,
     kTermsFr,
     kExemptFr,
     kPeriodFr,
     kEquivalentFr,
     "Page",
     "sur"},
    {kTitleDe,
     kCreditTitleDe,
     kNumberDe,
     kDateDe,
     kDueDe,
     kOrderDe,
     kOwnOrderDe,
     kOrderDateDe,
     kCustomerDe,
     kDeliveryDe,
     kCustomerNumberDe,
     kItemDe,
     kCodeDe,
     kQuantityDe,
     kUnitDe,
     kPriceDe,
     kDiscountDe,
     kRateDe,
     kAmountDe,
     kPositionDe,
     kSubtotalDe,
     kDocumentDiscountDe,
     kShippingDe,
     kTaxTotalDe,
     kTotalDe,
     kPayableDe,
     kRoundingDe,
     kCarriedDe,
     kBroughtDe,
     kBaseDe,
     kTaxDe,
     kGrossDe,
     kBankDe,
     kThanksDe,
     kTermsDe,
     kExemptDe,
     kPeriodDe,
     kEquivalentDe,
     "Seite",
     "von"},
    {kTitleNl,
     kCreditTitleNl,
     kNumberNl,
     kDateNl,
     kDueNl,
     kOrderNl,
     kOwnOrderNl,
     kOrderDateNl,
     kCustomerNl,
     kDeliveryNl,
     kCustomerNumberNl,
     kItemNl,
     kCodeNl,
     kQuantityNl,
     kUnitNl,
     kPriceNl,
     kDiscountNl,
     kRateNl,
     kAmountNl,
     kPositionNl,
     kSubtotalNl,
     kDocumentDiscountNl,
     kShippingNl,
     kTaxTotalNl,
     kTotalNl,
     kPayableNl,
     kRoundingNl,
     kCarriedNl,
     kBroughtNl,
     kBaseNl,
     kTaxNl,
     kGrossNl,
     kBankNl,
     kThanksNl,
     kTermsNl,
     kExemptNl,
     kPeriodNl,
     kEquivalentNl,
     "Pagina",
     "van"},
    {kTitleIt,
     kCreditTitleIt,
     kNumberIt,
     kDateIt,
     kDueIt,
     kOrderIt,
     kOwnOrderIt,
     kOrderDateIt,
     kCustomerIt,
     kDeliveryIt,
     kCustomerNumberIt,
     kItemIt,
     kCodeIt,
     kQuantityIt,
     kUnitIt,
     kPriceIt,
     kDiscountIt,
     kRateIt,
     kAmountIt,
     kPositionIt,
     kSubtotalIt,
     kDocumentDiscountIt,
     kShippingIt,
     kTaxTotalIt,
     kTotalIt,
     kPayableIt,
     kRoundingIt,
     kCarriedIt,
     kBroughtIt,
     kBaseIt,
     kTaxIt,
     kGrossIt,
     kBankIt,
     kThanksIt,
     kTermsIt,
     kExemptIt,
     kPeriodIt,
     kEquivalentIt,
     "Pagina",
     "di"},
};

}  // namespace

const TradeWords& TradeWordsOf(Language language) {
  return kWords[static_cast<std::size_t>(language)];
}

}  // namespace telar::samples
