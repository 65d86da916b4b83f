#include "invoices/label_words.h"

#include "core/text.h"

namespace telar::invoices {
namespace {

constexpr Language kEn = Language::kEnglish, kEs = Language::kSpanish, kPt = Language::kPortuguese,
                   kFr = Language::kFrench, kDe = Language::kGerman, kNl = Language::kDutch,
                   kIt = Language::kItalian, kMs = Language::kMalay, kPl = Language::kPolish,
                   kCa = Language::kCatalan, kOther = Language::kOther;

// clang-format off
constexpr LabelWords kWords[] = {
    {Label::kSupplier, kEn, 1,
     "supplier|vendor|seller|service provider|(sold/issued/billed/supplied/invoiced) by|"
     "seller name|supplier name|invoice issued by"},
    {Label::kSupplier, kEn, 0.8,
     "remit to"},
    {Label::kSupplier, kEs, 1,
     "proveedor|emisor|(datos del/nombre del/) (emisor/proveedor)|(datos del/nombre del) "
     "vendedor|emitido por|vendido por|expedido por"},
    {Label::kSupplier, kEs, 0.7,
     "razon social"},
    {Label::kSupplier, kPt, 1,
     "fornecedor|(emitente/prestador/prestador de servicos)"},
    // At a till, who serves.
    {Label::kSupplier, kPt, 0.5,
     "vendedor"},
    {Label::kSupplier, kFr, 1,
     "fournisseur|(emetteur/prestataire)|emis par|vendu par"},
    {Label::kSupplier, kFr, 0.5,
     "vendeur"},
    {Label::kSupplier, kDe, 1,
     "lieferant|(verkaufer/rechnungssteller/rechnungsaussteller/leistungserbringer)|"
     "verkauft (durch/von)"},
    {Label::kSupplier, kNl, 1,
     "leverancier|(verkoper/afzender)|verkocht door"},
    {Label::kSupplier, kIt, 1,
     "fornitore|(cedente/cedente prestatore/mittente/venditore)"},
    {Label::kSupplier, kMs, 1,
     "(pembekal/penjual)"},
    {Label::kSupplier, kPl, 1,
     "(sprzedawca/wystawca/dostawca)"},
    {Label::kSupplier, kCa, 1,
     "(proveidor/emissor/venedor)"},
    {Label::kCustomer, kEn, 1,
     "bill to|billed to|bill to address|invoice to|sold to|customer|customer name|buyer|"
     "client|guest name|invoice address|billing address|(bill/billed/sold/invoice/"
     "invoiced/charge/issued) to|(customer/client/buyer/purchaser) (name/details/"
     "information/address)|(billing/invoicing/invoice) (address/details/information)|"
     "purchaser|buyer bill to|details of (buyer/receiver/recipient)|account holder|"
     "recipient|billed to party|customer billing address|invoice recipient"},
    {Label::kCustomer, kEn, 0.5,
     "ship to|deliver to|consignee|ship to address|shipping address|delivery address|"
     "shipped to|delivered to|consignee ship to"},
    {Label::kCustomer, kEs, 1,
     "cliente|facturar a|cobrar a|facturado a|senor es|senores|senor|comprador|"
     "adquiriente|receptor|datos del cliente|nombre del cliente|vendido a|(datos del/"
     "datos de/nombre del/razon social del/) (cliente/comprador/receptor/adquiriente/"
     "destinatario)|(facturado/facturar/vendido/emitido) a|direccion de facturacion|datos "
     "de facturacion|cliente nombre"},
    {Label::kCustomer, kEs, 0.5,
     "enviar a|direccion de (entrega/envio)|(enviado/enviar) a"},
    {Label::kCustomer, kPt, 1,
     "faturar para|(cliente/adquirente/destinatario/tomador/tomador de servicos/"
     "comprador)|(exmo s senhor es/exmos senhores/exmo s sr s/exmo sr)|dados do cliente|"
     "morada de faturacao|faturado a|nome do cliente"},
    {Label::kCustomer, kPt, 0.5,
     "(morada/local) de (entrega/descarga)"},
    {Label::kCustomer, kFr, 1,
     "facture a|nom de l abonne|adresse de facturation|(adresse de facturation/facture a/"
     "factures a/destinataire/acheteur/facturer a/client facture/nom du client/titulaire "
     "du contrat/coordonnees client/adresse client/titulaire)|adresse (de/) facturation|"
     "vendu a"},
    {Label::kCustomer, kFr, 0.5,
     "adresse (de/) (livraison/l installation)|livre a|lieu de (livraison/consommation)"},
    {Label::kCustomer, kDe, 1,
     "kunde|rechnungsempfanger|rechnungsadresse|(kunde/rechnungsempfanger/"
     "rechnungsadresse/rechnungsanschrift/kaufer/auftraggeber/leistungsempfanger/rechnung "
     "an/kundenadresse/besteller)"},
    {Label::kCustomer, kDe, 0.5,
     "(lieferadresse/lieferanschrift/versandadresse/lieferung an/warenempfanger)"},
    {Label::kCustomer, kNl, 1,
     "factuuradres|(factuuradres/factuur aan/koper/klantgegevens/gefactureerd aan/afnemer/"
     "opdrachtgever/factureren aan)"},
    {Label::kCustomer, kNl, 0.5,
     "klant|ter attentie van|(bezorgadres/leveradres/verzendadres/aflever adres/geleverd "
     "aan/t a v)"},
    {Label::kCustomer, kNl, 0.4,
     "afleveradres"},
    {Label::kCustomer, kIt, 1,
     "(cliente/destinatario/cessionario/cessionario committente/committente/intestatario/"
     "spett le/spettabile/acquirente/fatturare a/intestato a)|dati cliente"},
    {Label::kCustomer, kIt, 0.5,
     "(luogo di/indirizzo di) (consegna/destinazione/spedizione)|destinazione (merce/)"},
    {Label::kCustomer, kMs, 1,
     "(pelanggan/pembeli/bil kepada/dibilkan kepada/invois kepada/kepada)"},
    {Label::kCustomer, kPl, 1,
     "(nabywca/kupujacy/klient/platnik/nabywca platnik)"},
    {Label::kCustomer, kPl, 0.5,
     "(odbiorca/adres dostawy)"},
    {Label::kCustomer, kCa, 1,
     "dades (del client/de facturacio)"},
    {Label::kCustomer, kOther, 1,
     "(odberatel/kupujici)|购买方|买方|客户|客户名称|お客様"},
    {Label::kTaxId, kEn, 1,
     "vat number|vat id|vat reg no|vat registration number|tax id|tax number|tax no|tin|"
     "ein|abn|gst no|gst id|gst id no|gst reg|gst reg no|gst registration no|gst number|"
     "gst reg number|gstin|(vat/tax/gst/sst/hst/qst/gst hst/service tax/sales tax/cst/"
     "state tax) (registration/reg/regn/identification/ident/id) (number/no/nr/num/id/"
     "code/)|(vat/tax/gst/sst/hst/qst) (number/no/nr/num/id/in/code)|vat (registration/"
     "registered) (no/number)|(federal/) (tax/employer) (id/identification number/"
     "identification no/id no/id number)|tin (no/number)|gstin (no/number/uin/id)|trn|"
     "(company/our/seller/supplier/vendor/seller s/supplier s) (vat/tax/gst) (no/nr/"
     "number/id/reg no)|(supplier/vendor/seller/company) gstin|gstin of (supplier/seller)|"
     "vat tin|tva vat|business number|gst hst no|tax payer id|taxpayer id|taxpayer "
     "identification number|e u vat|eu vat (no/nr/number/id/)|abn (no/number)"},
    {Label::kTaxId, kEs, 1,
     "nit|n i t|ruc|r u c|rfc|r f c|nif|n i f|c i f|nif cif|cif nif|cuit|rut|r u t|rif|"
     "rnc|(nif/cif/nit/ruc/rfc/cuit/rut/rif/rnc/nie/cif nif/nif cif/vat/c i f/n i f/r u c/"
     "r f c/r u t/n i t/nif iva) (no/n/nr/nro/num/numero)|(numero/n/no/codigo) (de/) "
     "identificacion (fiscal/tributaria)|registro (federal de contribuyentes/unico de "
     "contribuyentes/tributario/fiscal)|(rfc/nit/ruc/nif/cif) (del/de/) (emisor/proveedor/"
     "vendedor)|id fiscal|identificacion fiscal|dni nif|nif dni|nit cc|c u i t|r i f|cif"},
    {Label::kTaxId, kPt, 1,
     "cnpj|contribuinte|(nif/nipc/cnpj/contribuinte/contrib/c n p j) (n/no/nr/num/numero/"
     ")|(n/no/num/numero) (de/do/) (contribuinte/contrib/identificacao fiscal/nif)|cnpj "
     "cpf|cpf cnpj|matricula nipc|npc"},
    {Label::kTaxId, kFr, 1,
     "n de tva intra communautaire|n tva|tva intracommunautaire|tva intra communautaire|n "
     "tva intracommunautaire|n de tva|numero de tva|(n/no/num/numero) (de/) tva (intra/"
     "intracom/intracommunautaire/intra communautaire/ce/)|(n/no/num/numero) (d/) "
     "(identification/id/identifiant) (tva/de tva/fiscale/a la tva/tva intracommunautaire/"
     "intracommunautaire)|(code/id/ident/identifiant/identification) (tva/fiscal/tva "
     "intracommunautaire)|tva (intra/intracom/intracomm/n/no/ce/numero) (n/no/)|tva "
     "intracommunautaire (n/no/numero)|numero intracommunautaire|n "
     "intracommunautaire|tva id"},
    {Label::kTaxId, kDe, 1,
     "ust idnr|ust id nr|ustid|ust id|ustidnr|umsatzsteuer id|mwst nr|(ust/umsatzsteuer/"
     "mwst/ust id/ustid/vat/uid/umsatzst) (id nr/idnr/ident nr/identnr/id nummer/id/"
     "identifikationsnummer/nr/nummer/ident nummer/identnummer/idnummer)|"
     "umsatzsteueridentifikationsnummer|umsatzsteueridentnummer|umsatzsteuer "
     "identifikations nr|uid|umsatzsteuernummer|ust ident|ust idn|mehrwertsteuernummer|"
     "unsere (ust idnr/ust id nr/ust id/uid)"},
    {Label::kTaxId, kDe, 0.6,
     "steuer nr|steuernummer|steuer nummer|st nr|stnr|steuernr|steuer no|finanzamt "
     "steuernummer"},
    {Label::kTaxId, kNl, 1,
     "btw nr|btw nummer|btw id|btw (nr/nummer/id/identificatienummer/id nummer/id nr/no/n/"
     "identificatie nummer/identificatienr)|btwnr|btwnummer|ons btw nummer|"
     "omzetbelastingnummer|ob nummer"},
    {Label::kTaxId, kNl, 0.8,
     "ondernemingsnummer|ondernemingsnr"},
    {Label::kTaxId, kIt, 1,
     "partita iva|p iva|p i|(partita/part/p) (iva/i v a)|p iva (n/nr/numero)|partita iva (n/"
     "nr/numero)|piva|(p iva/partita iva/part iva) (e/) (c f/cod fisc/codice fiscale/cf)|"
     "(c f/cod fisc/codice fiscale/cf) (e/) (p iva/partita iva/part iva)|codice iva|cf "
     "piva|iva n"},
    {Label::kTaxId, kIt, 0.6,
     "codice fiscale|cod fisc|cod fiscale"},
    {Label::kTaxId, kMs, 1,
     "no gst|(no/nombor) (gst/cukai/sst/id gst/pendaftaran gst/pendaftaran cukai/"
     "pendaftaran sst/cukai gst/daftar gst)|id gst"},
    {Label::kTaxId, kPl, 1,
     "nip|nip (ue/nr/sprzedawcy)|(nr/numer) nip|n i p|numer identyfikacji podatkowej"},
    {Label::kTaxId, kOther, 1,
     "ic dph|cvr (nr/no/nummer/)|se nr|org nr|orgnr|organisationsnummer|"
     "organisasjonsnummer|momsreg nr|moms (nr/reg nr/registreringsnummer)|"
     "momsregistreringsnummer|y tunnus|alv nro|alv numero|adoszam|cod (fiscal/de "
     "identificare fiscala)|cui|vergi (no/numarasi)|afm|纳税人识别号|税号|"
     "納稅人識別號|统一社会信用代码|统一社会信用代码 "
     "纳税人识别号|登録番号"},
    {Label::kCustomerTaxId, kEn, 1,
     "customer vat|your vat number|customer vat number|customer tax id|customer gstin|"
     "buyer gstin|(your/customer/customers/customer s/client/client s/buyer/buyers/buyer "
     "s/recipient/bill to/purchaser/consignee) (vat/tax/gst/vat registration/tax "
     "registration) (no/nr/number/id/reg no/id no/reg number)|(your/customer/client/"
     "buyer) vat|(customer/client/buyer/recipient/party/buyer s/customer s/consignee) "
     "(gstin/gstin uin/gst/tin/trn/abn/ein)|gstin of (customer/buyer/recipient)|your "
     "(gstin/tax number/gst number/abn)"},
    {Label::kCustomerTaxId, kEs, 1,
     "su nif|nit cliente|nit del cliente|cif cliente|nif cliente|ruc cliente|rfc cliente|"
     "(nif/cif/nit/ruc/rfc/cuit/rut/rif/nif cif/cif nif/vat/c i f/n i f) (del/de/) "
     "(cliente/receptor/comprador/adquiriente/adquirente/destinatario)|(su/vuestro/tu) "
     "(nif/cif/nit/rut/rfc)|(cliente/receptor) (nif/cif/rfc/nit/ruc/rut)"},
    {Label::kCustomerTaxId, kPt, 1,
     "(nif/contribuinte/nipc/cnpj) (do/) (cliente/adquirente/destinatario/tomador)|(v/"
     "vosso/seu) (n/numero) (de/) contribuinte|(vosso/seu) (nif/contribuinte)|(cliente/"
     "contribuinte) nif|n contribuinte cliente"},
    {Label::kCustomerTaxId, kFr, 1,
     "(votre/vos/v) (n/no/numero/) (de/) tva (intra/intracommunautaire/intracom/)|tva "
     "(client/acheteur/du client)|(n/no/numero) (de/) tva (client/du client/acheteur)|(n/"
     "no) tva intracommunautaire client|tva intracommunautaire client|tva intra client"},
    {Label::kCustomerTaxId, kDe, 1,
     "ihre ust idnr|(ihre/kunden/eigene) (ust idnr/ust id nr/ust id/ustid/uid/uid nr/uid "
     "nummer/ustidnr/umsatzsteuer id/umsatzsteuer identifikationsnummer/"
     "umsatzsteueridentnummer/mwst nr/ust idnummer/ustid nr)|(ust idnr/uid/ust id/ust id "
     "nr/ustid) (des kunden/kunde/des empfangers/empfanger/leistungsempfanger)"},
    {Label::kCustomerTaxId, kNl, 1,
     "uw btw nummer|(uw/klant/klant s) (btw nummer/btw nr/btw id/btw/btwnummer)|btw "
     "(nummer/nr/id/) (klant/afnemer/koper)|uw btw identificatienummer"},
    {Label::kCustomerTaxId, kIt, 1,
     "(partita iva/p iva/p iva c f) (del/) (cliente/destinatario/committente)|(vostra/vs) "
     "(partita iva/p iva)|cliente (p iva/partita iva)"},
    {Label::kCustomerTaxId, kMs, 1,
     "(no/nombor) (gst/cukai) (pelanggan/pembeli)"},
    {Label::kCustomerTaxId, kPl, 1,
     "nip (nabywcy/klienta/odbiorcy/kupujacego)|nabywca nip"},
    {Label::kCustomerTaxId, kCa, 1,
     "(nif/cif) (del/) client|client nif"},
    {Label::kCustomerTaxId, kOther, 1,
     "dic (odberatele/zakaznika)|cui client|购买方纳税人识别号|买方税号"},
    {Label::kInvoiceNumber, kEn, 1,
     "invoice no|invoice number|invoice num|invoice nr|invoice id|inv no|inv|tax invoice "
     "no|tax inv no|credit note no|credit note number|(tax/vat/sales/gst/commercial/"
     "proforma/) (invoice/inv) (no/nr/num/number/id/code)|(no/number) of invoice|your "
     "invoice number|invoice document (no/number)|(credit/debit) (note/memo) (no/nr/"
     "number/id)|invoice serial (no/number)|e invoice (no/number)|self billing invoice "
     "number"},
    {Label::kInvoiceNumber, kEn, 0.9,
     "bill no|receipt no|receipt number|(bill/billing/receipt) (no/nr/number/id)|invoice "
     "(ref/reference)|bill invoice (no/number)"},
    {Label::kInvoiceNumber, kEn, 0.8,
     "doc no|document no|(document/doc) (no/nr/number/id)|voucher (no/number)"},
    {Label::kInvoiceNumber, kEn, 0.7,
     "slip no"},
    {Label::kInvoiceNumber, kEn, 0.65,
     "number"},
    {Label::kInvoiceNumber, kEn, 0.6,
     "cs no|invoice|credit note|credit memo|statement (no/number)|debit note|proforma "
     "invoice|commercial invoice|bill"},
    {Label::kInvoiceNumber, kEn, 0.5,
     "receipt|trans no|transaction no|trans"},
    {Label::kInvoiceNumber, kEn, 0.4,
     "booking id"},
    {Label::kInvoiceNumber, kEs, 1,
     "factura no|factura n|factura nro|factura num|factura numero|numero de factura|"
     "numero factura|n de factura|no de factura|no factura|n factura|nro de factura|nro "
     "factura|num factura|factura de venta no|folio|factura electronica no|factura "
     "electronica de venta no|nota de credito no|nota de credito n|(factura/fact/fra) (no/"
     "n/nr/nro/num/numero)|(no/n/nr/nro/num/numero) (de/de la/) (factura/fact/fra)|"
     "factura (simplificada/electronica/proforma/comercial/rectificativa/de venta) (no/n/"
     "nro/num/numero)|serie y folio|serie folio|folio interno|serie y numero|factura serie"},
    {Label::kInvoiceNumber, kEs, 0.9,
     "(no/n/nro/num/numero) (de/del/) (documento/comprobante/boleta/recibo)|(comprobante/"
     "boleta/recibo) (no/n/nro/num/numero)|boleta (de venta/electronica/de venta "
     "electronica) (no/n/nro)|comp (nro/no)|referencia (de/) factura|documento (no/n/nro/"
     "numero)|fact simplificada"},
    {Label::kInvoiceNumber, kEs, 0.8,
     "factura de venta|factura electronica de venta|(n/no/nro/numero) (de/) ticket|ticket (n/no/nro)"},
    {Label::kInvoiceNumber, kEs, 0.7,
     "numero|factura electronica"},
    {Label::kInvoiceNumber, kEs, 0.6,
     "factura|nota de credito|nota credito|factura rectificativa|nota de debito|factura "
     "(simplificada/proforma/comercial/completa)|boleta (de venta/electronica/de venta "
     "electronica)|recibo|ticket"},
    {Label::kInvoiceNumber, kPt, 1,
     "fatura n|fatura no|numero da fatura|(fatura/fatura recibo/nota fiscal/nf e/nfe) (n/"
     "no/nr/num/numero)|(n/no/nr/num/numero) (de/da/) (fatura/nota fiscal/nota/nf e)|"
     "fatura simplificada n"},
    {Label::kInvoiceNumber, kPt, 0.8,
     "(n/no/numero) (de/do/) documento|cupom (n/no)|documento"},
    {Label::kInvoiceNumber, kPt, 0.6,
     "fatura|fatura recibo|nota fiscal|fatura simplificada|cupom"},
    {Label::kInvoiceNumber, kFr, 1,
     "facture n|facture no|numero de facture|n de facture|n facture|(facture/avoir) (n/no/"
     "nr/num/numero)|(n/no/nr/num/numero) (de/de la/d/) (facture/avoir)|votre facture (n/"
     "numero)|facture proforma (n/no)|reference (de/de la/) facture"},
    {Label::kInvoiceNumber, kFr, 0.9,
     "ref facture|facture ref|numero (de/du) (document/piece)|(n/no) (de/du) (document/piece)|"
     "quittance (n/no)|ticket (n/no)|(n/no) (de/) ticket|note (n/no)"},
    {Label::kInvoiceNumber, kFr, 0.6,
     "facture|votre facture|facture proforma|facture acquittee"},
    {Label::kInvoiceNumber, kFr, 0.5,
     "avoir"},
    {Label::kInvoiceNumber, kDe, 1,
     "rechnungsnr|rechnungsnummer|rechnung nr|rechnungs nr|belegnummer|rechnungs (nr/"
     "nummer/no/id)|rechnung (nr/nummer/no)|rechn (nr/nummer)|nummer der rechnung|"
     "(faktura/gutschrift/gutschrifts/honorarnoten) (nr/nummer)|gutschriftsnummer|"
     "gutschriftsnr|gutschriftnummer|fakturanummer|fakturanr|rechnungsno|rgnr|rg nr"},
    {Label::kInvoiceNumber, kDe, 0.9,
     "(beleg/re/r) (nr/nummer)|rnr|belegnr|honorarnote nr|stornorechnung nr"},
    {Label::kInvoiceNumber, kDe, 0.7,
     "(dokument/dokumenten/bon) (nr/nummer)|dokumentnummer|dokumentnr|bonnummer"},
    {Label::kInvoiceNumber, kDe, 0.5,
     "gutschrift|rechnung|stornorechnung|honorarnote|schlussrechnung|quittung|nummer|bon"},
    {Label::kInvoiceNumber, kNl, 1,
     "factuurnummer|factuur nr|factuurnr|factuur nummer|factuur (nr/nummer/no/id)|nummer "
     "factuur|nota (nr/nummer)|notanummer|creditnota (nr/nummer)|creditnotanummer|"
     "creditfactuur (nr/nummer)|creditfactuurnummer|factuurnummers"},
    {Label::kInvoiceNumber, kNl, 0.8,
     "documentnummer|document nummer|bon (nr/nummer)|bonnr|bonnummer"},
    {Label::kInvoiceNumber, kNl, 0.6,
     "factuur"},
    {Label::kInvoiceNumber, kNl, 0.5,
     "creditnota|creditfactuur|verkoopfactuur|voorschotfactuur"},
    {Label::kInvoiceNumber, kIt, 1,
     "fattura n|numero fattura|fattura (n/no/nr/num/numero)|(n/no/nr/num/numero) (fattura/"
     "della fattura/di fattura)|nota di credito (n/nr/numero)|fattura (elettronica/"
     "accompagnatoria/immediata/differita/proforma) (n/nr/numero)"},
    {Label::kInvoiceNumber, kIt, 0.9,
     "(n/nr/num/numero) (documento/doc/del documento)|documento (n/nr/numero)|ricevuta (n/"
     "nr)|scontrino (n/nr)|doc (n/nr)"},
    {Label::kInvoiceNumber, kIt, 0.6,
     "fattura|nota di credito|fattura elettronica|fattura accompagnatoria|ricevuta fiscale"},
    {Label::kInvoiceNumber, kMs, 1,
     "(no/nombor) (invois/invoice)|invois (no/nombor)|no invois cukai"},
    {Label::kInvoiceNumber, kMs, 0.9,
     "(no/nombor) (resit/bil)|(resit/bil) no"},
    {Label::kInvoiceNumber, kMs, 0.6,
     "invois|invois cukai"},
    {Label::kInvoiceNumber, kPl, 1,
     "faktura (nr/numer/no/vat nr/vat numer/vat no/proforma nr/korygujaca nr/zaliczkowa "
     "nr/vat n)|(nr/numer) (faktury/faktury vat)"},
    {Label::kInvoiceNumber, kPl, 0.9,
     "(nr/numer) dokumentu|rachunek (nr/numer)|paragon nr"},
    {Label::kInvoiceNumber, kPl, 0.6,
     "faktura|faktura vat|rachunek"},
    {Label::kInvoiceNumber, kCa, 0.6,
     "rebut"},
    {Label::kInvoiceNumber, kOther, 1,
     "fakturanr|faktura nr|cislo faktury|faktura cislo|numar factura|factura seria|szamla "
     "szama|szamlaszam|laskun numero|laskunumero|fatura (no/numarasi)|发票号码|"
     "发票编号|发票号|發票號碼|发票代码号码|账单编号|帳單號碼|"
     "請求書番号|請求番号"},
    {Label::kInvoiceNumber, kOther, 0.6,
     "dokladu cislo|variabilni symbol"},
    {Label::kTitle, kEn, 1,
     "tax invoice|invoice summary|gst summary|tax summary|payment receipt|cash receipt|"
     "simplified tax invoice|official receipt|cash bill|cash sales|cash sale|(proforma/"
     "commercial/final/original/duplicate/copy) (tax invoice/receipt)|account summary|"
     "bill summary"},
    {Label::kPurchaseOrder, kEn, 1,
     "purchase order|purchase order no|purchase order number|po number|po no|p o no|p o "
     "number|po|customer po|(purchase order/customer order/client order/your order/your "
     "po/customer po/client po/customers po/buyer s order/buyers order/buyer order) (no/"
     "nr/num/number/id/ref/reference/)|po (no/nr/num/number/id/ref/reference/)|p o (no/nr/"
     "num/number/ref)|(no/number) (of/) purchase order|lpo (no/number)|customer s order "
     "(no/number)|po wo (no/number)|customer purchase order (no/number/)|your (order/"
     "purchase order) (ref/reference)"},
    {Label::kPurchaseOrder, kEn, 0.5,
     "order (no/nr/num/number/id/ref/reference/nbr)|sales order (no/number)"},
    {Label::kPurchaseOrder, kEs, 1,
     "orden de compra|orden de compra no|orden compra|o c|no orden de compra|orden de "
     "compra n|orden de compra nro|orden de compra (no/n/nr/nro/num/numero/)|(no/n/nr/nro/"
     "num/numero) (de/de la/) (orden de compra/orden compra/oc/o c)|(o c/oc) (no/n/nr/nro/"
     "num)|pedido (cliente/del cliente/de compra)|(su/vuestro) (pedido/orden/orden de "
     "compra) (no/n/nro/num/numero/)|(n/no/numero) (de/) su pedido|(no/n/numero) (de/) "
     "pedido (cliente/del cliente)"},
    {Label::kPurchaseOrder, kEs, 0.8,
     "0 c|numero de pedido|n de pedido|pedido no|pedido n|(no/n/nr/nro/num/numero) (de/) "
     "pedido|pedido (no/n/nr/nro/num/numero)|oc"},
    {Label::kPurchaseOrder, kEs, 0.6,
     "pedido"},
    {Label::kPurchaseOrder, kEs, 0.5,
     "(no/n/nro/num/numero) (de/) orden|orden (no/n/nro)"},
    {Label::kPurchaseOrder, kPt, 1,
     "ordem de compra|(ordem/pedido) de compra (n/no/numero/)|(n/no/numero) (da/do/de) "
     "(ordem de compra/pedido de compra)|(sua/vossa/v) encomenda (n/)|nota de encomenda "
     "(n/)|(v/vossa/sua) requisicao"},
    {Label::kPurchaseOrder, kPt, 0.6,
     "(n/no/numero) (da/de/) encomenda|encomenda (n/no/)"},
    {Label::kPurchaseOrder, kFr, 1,
     "bon de commande|bon de commande (n/no/numero/)|(n/no/nr/numero) (de/du/) bon de "
     "commande|votre (commande/bon de commande) (n/no/)|commande client (n/)|v (ref/n) "
     "commande|(n/numero) de votre commande|votre (n/numero/reference) de commande"},
    {Label::kPurchaseOrder, kFr, 0.5,
     "(n/no/numero/reference/ref) (de/) (commande/la commande)|commande (n/no/numero)"},
    {Label::kPurchaseOrder, kDe, 1,
     "ihre (bestellung/bestellnummer/bestell nr/bestellnr/order) (nr/nummer/vom/)|"
     "kundenbestellnummer|kundenbestellung|kunden bestell nr|bestellnummer (kunde/des "
     "kunden)"},
    {Label::kPurchaseOrder, kDe, 0.9,
     "ihre bestellung"},
    {Label::kPurchaseOrder, kDe, 0.7,
     "bestell (nr/nummer)|bestellnr"},
    {Label::kPurchaseOrder, kDe, 0.6,
     "ihr auftrag|ihre auftragsnummer|ihr auftrag nr"},
    {Label::kPurchaseOrder, kDe, 0.5,
     "bestellnummer|bestellung (nr/nummer)"},
    {Label::kPurchaseOrder, kNl, 1,
     "inkooporder|inkooporder (nr/nummer/)|inkoopordernummer|inkoopnummer|uw (order/"
     "bestelling/ordernummer/inkoopnummer/bestelnummer/opdracht/po) (nr/nummer/)|"
     "klantorder (nr/nummer/)|klantordernummer|uw inkooporder"},
    {Label::kPurchaseOrder, kNl, 0.5,
     "ordernummer|order (nr/nummer)|ordernr|bestelnummer|bestelling (nr/nummer)|bestelnr|"
     "opdrachtnummer"},
    {Label::kPurchaseOrder, kNl, 0.4,
     "order"},
    {Label::kPurchaseOrder, kIt, 1,
     "ordine di acquisto|ordine (di acquisto/acquisto/cliente/del cliente/d acquisto) (n/"
     "nr/numero/)|(vostro/vs) ordine (n/nr/numero/)|(vs/v) ord|(n/numero) (ordine) "
     "(cliente/d acquisto/di acquisto)|rif (vs/vostro) ordine"},
    {Label::kPurchaseOrder, kIt, 0.5,
     "ordine (n/nr/numero)|(n/nr/numero) (ordine/d ordine/dell ordine)"},
    {Label::kPurchaseOrder, kMs, 1,
     "(no/nombor) pesanan belian|pesanan (belian/tempatan) (no/)"},
    {Label::kPurchaseOrder, kMs, 0.6,
     "(no/nombor) pesanan"},
    {Label::kPurchaseOrder, kPl, 1,
     "(nr/numer) zamowienia (klienta/kupujacego/nabywcy)|zamowienie (klienta/kupujacego/"
     "nabywcy) (nr/)|panstwa zamowienie"},
    {Label::kPurchaseOrder, kPl, 0.6,
     "(nr/numer) zamowienia|zamowienie (nr/numer)"},
    {Label::kPurchaseOrder, kCa, 1,
     "(ordre/ordre de) compra|la (seva/vostra) comanda"},
    {Label::kPurchaseOrder, kCa, 0.6,
     "comanda|comanda (n/num)|(num/n/numero) (de/) comanda"},
    {Label::kDate, kEn, 1,
     "date|dated|date time|sales date|trans date|transaction date|date (and/) time|time "
     "and date"},
    // The date of a receipt that prints no other.
    {Label::kDate, kEn, 0.4,
     "date paid"},
    {Label::kDate, kEs, 1,
     "fecha|fecha y hora|fec|fecha hora"},
    {Label::kDate, kPt, 1,
     "data"},
    {Label::kDate, kFr, 1,
     "date heure|date et heure"},
    {Label::kDate, kDe, 1,
     "datum|datum zeit|datum uhrzeit"},
    {Label::kDate, kNl, 1,
     "datum tijd"},
    {Label::kDate, kIt, 1,
     "data (ora/e ora)"},
    {Label::kDate, kMs, 1,
     "tarikh|tarikh masa|trk"},
    {Label::kDate, kPl, 1,
     "data godzina"},
    {Label::kDate, kOther, 1,
     "dato|paivays|tarih|日期|日付"},
    {Label::kInvoiceDate, kEn, 1,
     "invoice date|date of invoice|date of issue|issue date|tax date|bill date|inv date|"
     "tax invoice date|doc date|(invoice/inv/tax invoice/bill/billing/document/doc/credit "
     "note/debit note/issue/invoicing/e invoice) (date/dt)|date (of/of the/) (issue/"
     "issuance/invoice/bill/tax invoice)|date of (the invoice/credit note)|invoice (issue/"
     "issued) date|(invoice/tax invoice/bill) dated|issued (on/date/at)|date issued|"
     "invoice date time|issuing date|invoice issued (on/)|bill issued (on/)"},
    {Label::kInvoiceDate, kEn, 0.9,
     "tax point|tax point date|receipt date|invoiced on|billed on|date of receipt|issued"},
    {Label::kInvoiceDate, kEn, 0.7,
     "statement date"},
    {Label::kInvoiceDate, kEs, 1,
     "fecha de factura|fecha factura|fecha de emision|fecha emision|fecha de expedicion|"
     "fecha expedicion|fecha de generacion|(fecha/fec/f) (de/de la/del/) (factura/emision/"
     "expedicion/generacion/facturacion/documento/fra/fact/elaboracion/expedida/"
     "comprobante)|fecha (y hora/hora) (de/) (emision/expedicion/generacion/facturacion)|"
     "(emitida/emitido/expedida/expedido) (el/en)|fecha doc|lugar y fecha (de/) "
     "(expedicion/emision)|fecha (de/) emision (de la/) factura"},
    {Label::kInvoiceDate, kPt, 1,
     "data de emissao|data da fatura|(data/dt) (de/da/do/) (emissao/fatura/factura/"
     "documento/doc)|emitid(a/o)|(emitida/emitido) (em/a)|data e hora de emissao"},
    {Label::kInvoiceDate, kFr, 1,
     "date de facture|date de facturation|date d emission|date (de/de la/d/du/) (facture/"
     "facturation/emission/la facture/document/piece/avoir)|(emise/emis/etablie/editee/"
     "facturee) le|date d edition"},
    {Label::kInvoiceDate, kFr, 0.9,
     "facture (du/en date du/emise le)|en date du|facture date"},
    {Label::kInvoiceDate, kDe, 1,
     "rechnungsdatum|rechnungs datum|datum der (rechnung/ausstellung)|(ausstellungs/"
     "fakturierungs/faktura)datum|rechnungsdat|ausgestellt am|faktura datum|rechn datum|"
     "rechnungs (und/u) lieferdatum|rechnungsdatum (lieferdatum/leistungsdatum)|rechnung "
     "datum|rgdatum|rg datum"},
    {Label::kInvoiceDate, kDe, 0.9,
     "belegdatum|beleg datum|rechnung vom|gutschriftsdatum|dokumentdatum"},
    {Label::kInvoiceDate, kNl, 1,
     "factuurdatum|factuur datum|datum (factuur/van factuur/nota)|factuur van|notadatum|"
     "nota datum|documentdatum|factuurdat|datum document"},
    {Label::kInvoiceDate, kIt, 1,
     "data fattura|data (fattura/della fattura/di fattura/emissione/di emissione/"
     "documento/del documento/doc/d emissione)|fattura del|(emessa/emesso) il|del "
     "documento data"},
    {Label::kInvoiceDate, kMs, 1,
     "tarikh (invois/bil/dikeluarkan/resit/invoice)"},
    {Label::kInvoiceDate, kPl, 1,
     "data (wystawienia/faktury/wystawienia faktury/wystawienia dokumentu/wystawienia "
     "rachunku)|(wystawiono/wystawiona/wystawione) (dnia/w dniu/)|data i miejsce "
     "wystawienia|miejsce i data wystawienia"},
    {Label::kInvoiceDate, kPl, 0.9,
     "z dnia"},
    {Label::kInvoiceDate, kCa, 1,
     "data (de/de la/d/) (factura/emissio/expedicio)"},
    {Label::kInvoiceDate, kOther, 1,
     "fakturadato|faktura (dato/datum)|datum vystaveni|datum vystavenia|data facturii|"
     "data emiterii|szamla kelte|kiallitas datuma|laskun paivays|laskun pvm|fatura tarihi|"
     "开票日期|發票日期|发票日期|账单日期|帳單日期|請求日|"
     "請求書発行日|発行日"},
    {Label::kDueDate, kEn, 1,
     "due date|payment due|date due|due on|pay by|due by|payment due date|(payment/"
     "invoice/bill/your/) due (date/on/by)|payable (by/on/before/on or before)|(please/) "
     "pay (by/before/on or before)|to be paid (by/before/on)|payment deadline|(last/"
     "latest) (date/day) (of/for) payment|latest payment date|due for payment (on/by)|pay "
     "by date|payment to be received by|due dt|maturity date|invoice due|(settlement/settle by) date|final "
     "(date for payment/payment date)|last (day/date) to pay"},
    {Label::kDueDate, kEn, 0.8,
     "due"},
    {Label::kDueDate, kEn, 0.7,
     "payment (date/on)|(direct debit/debit/auto debit/collection/charge/autopay) date|"
     "(will be/to be) (debited/charged/collected) on|(will be/to be) (debited/collected) "
     "(on or after/on or around)|payment will be (taken/collected/debited) on"},
    {Label::kDueDate, kEs, 1,
     "fecha de vencimiento|fecha vencimiento|vencimiento|vence|fecha limite de pago|pagar "
     "antes de|(fecha/f/fec/fch) (de/del/) (vencimiento/vto/venc/vencimento)|vencimientos|"
     "vence (el/en/)|fecha (limite/maxima/tope) (de/para/para el/) (pago/pagar)|limite de "
     "pago|(pagar/pague/pago) (antes de/antes del/hasta/hasta el/antes)|pago oportuno|"
     "fecha (de/) pago oportuno|ultimo dia de pago|vto|venc|plazo de pago|paguese antes "
     "(de/del)"},
    {Label::kDueDate, kEs, 0.7,
     "fecha de pago|fecha (de/del/) (cobro/cargo/adeudo/domiciliacion/debito)|fecha pago|"
     "se cargara (el/en)|cargo en cuenta"},
    {Label::kDueDate, kPt, 1,
     "data de vencimento|vencimento|(data/dt) (de/do/) (vencimento/venc)|vence (em/a)|"
     "data (limite/limite de/limite do) pagamento|pagar ate|pagamento ate|limite de "
     "pagamento|pague ate|pagavel ate|vencto|vcto|data (de/do/) (vencto/vcto)"},
    {Label::kDueDate, kPt, 0.7,
     "data (de/do/) (pagamento/debito)"},
    {Label::kDueDate, kFr, 1,
     "date d echeance|echeance|date limite de paiement|date (d/de/de l/) (echeance/"
     "exigibilite)|date limite (de/du) (paiement/reglement)|echeance (le/au/du)|a payer "
     "(avant le/avant/au plus tard le/pour le)|payable (avant/avant le/le/au/jusqu au)|a "
     "regler (avant le/avant/le)|(reglement/paiement) (avant le/le/du au plus tard/au "
     "plus tard le)|date d echeance (du/de) paiement|echeances|a regler au plus tard le|ech|"
     "(paiement/reglement) du le"},
    {Label::kDueDate, kFr, 0.7,
     "date (de/du/) (prelevement/reglement/paiement)|(preleve/prelevee) le|sera (preleve/"
     "prelevee/debite) le|prelevement (le/du/au/effectue le/a partir du)|au plus tard le"},
    {Label::kDueDate, kDe, 1,
     "fallig am|zahlbar bis|falligkeitsdatum|fallig (am/zum/bis/bis zum/seit)|falligkeit|"
     "falligkeits (datum/tag)|falligkeitstermin|falligkeitstag|zahlbar (bis/bis zum/am/"
     "bis spatestens)|(zu/) zahlen bis|zahlungstermin|zahlung (bis/bis zum)|(bezahlen/"
     "begleichen/uberweisen) (sie/) bis|(uberweisung/uberweisen) bis (zum/spatestens/)|"
     "zahlungsfrist|zahlungsfalligkeit|zahlung fallig (am/)|fallig|falligkeit am|zu "
     "bezahlen bis|zahlbar spatestens|nettofalligkeit|netto fallig am"},
    {Label::kDueDate, kDe, 0.8,
     "zahlungsziel|bis spatestens|spatestens (am/zum/bis)"},
    {Label::kDueDate, kDe, 0.7,
     "zahlungsdatum|abbuchung (am/zum)|lastschrift (am/zum)|einzug (am/zum)|"
     "abbuchungsdatum|einzugsdatum|buchen wir am|abgebucht am|bankeinzug am"},
    {Label::kDueDate, kNl, 1,
     "vervaldatum|betalen voor|verval datum|vervalt (op/)|vervaldag|(uiterste/uiterlijke) "
     "(betaaldatum/betaal datum)|te betalen (voor/uiterlijk/op/uiterlijk op)|betalen "
     "(voor/uiterlijk)|uiterlijk (te betalen op/betalen op/op/voor)|betaling (voor/"
     "uiterlijk/uiterlijk op)|voldoen (voor/uiterlijk)|te voldoen (voor/uiterlijk)|"
     "betalen voor datum|factuur vervaldatum"},
    {Label::kDueDate, kNl, 0.7,
     "betaaldatum|incassodatum|datum (incasso/betaling/afschrijving)|afschrijving op|"
     "afgeschreven op|betaaltermijn|wordt (geincasseerd/afgeschreven) op"},
    {Label::kDueDate, kIt, 1,
     "scadenza|data (di/della/) (scadenza/scad)|scade il|scadenze|scadenza (pagamento/"
     "fattura/il)|(da/) pagare entro (il/)|pagamento entro (il/)|termine (di/del/) "
     "pagamento|entro il|scad"},
    {Label::kDueDate, kIt, 0.7,
     "data (di/del/) (pagamento/addebito)|addebito (il/del)"},
    {Label::kDueDate, kMs, 1,
     "tarikh (akhir bayaran/luput/matang/tamat tempoh/bayaran akhir/perlu bayar)|(bayar/"
     "bayaran) sebelum|sila (bayar/jelaskan) sebelum"},
    {Label::kDueDate, kPl, 1,
     "termin (platnosci/zaplaty/zaplaty do)|(do zaplaty/platne/zaplata/platnosc) do|data "
     "platnosci do"},
    {Label::kDueDate, kPl, 0.7,
     "data platnosci"},
    {Label::kDueDate, kCa, 1,
     "venciment|data (de/del/) venciment|data limit de pagament|venciments"},
    {Label::kDueDate, kCa, 0.7,
     "data (de/del/) (cobrament/pagament/carrec)"},
    {Label::kDueDate, kOther, 1,
     "(forfaller/forfalder/forfaldsdag/forfallsdag/betalingsforfald/betalingsforfall/"
     "betalingsdato)|(sidste/siste) (rettidige/) (betalingsdag/betalingsdato)|forfallsdato|forfaldsdato|forfall|forfald|forfallodatum|forfallodag|betales senest|"
     "betalningsdatum|betalingsfrist|sista betalningsdag|att betala senast|datum "
     "splatnosti|splatnost|data scadentei|scadenta|scadent la|fizetesi hatarido|"
     "esedekesseg|erapaiva|son odeme tarihi|vade tarihi|到期日|付款期限|"
     "到期日期|付款截止日期|支払期限|お支払期限|支払期日"},
    {Label::kIban, kEn, 1,
     "iban|iban (no/nr/number/code)"},
    {Label::kIban, kFr, 1,
     "code iban|iban n"},
    {Label::kIban, kNl, 1,
     "ibannr|iban nummer"},
    {Label::kSubtotal, kEn, 1,
     "net amount|total net|total excl|total excl gst|total excluding gst|total excl vat|"
     "total excluding vat|total exclude gst|total before tax|total sales excluding gst|"
     "total sales excl gst|taxable amount|amount before tax|total without tax|total ex "
     "gst|(total/amount/subtotal) (excl/ex/excluding/exclusive of/before/without/net of) "
     "(vat/tax/gst/taxes)|(total/sum) (net/taxable) (amount/value)|taxable (value/total)|"
     "net (amount/value/sum)|vat (base/excl)|net invoice (amount/value)|total charges "
     "before tax|untaxed (amount/total)|(sales/merchandise/goods) (amount/total/subtotal/"
     "value)|total (goods/merchandise)|(total/amount/subtotal/sub total) (exc/exclusive/"
     "excluding) (vat/tax/gst/sales tax/)|(total/subtotal/sub total) (ex/excl) (vat/tax)|"
     "(order/item/items/products/services/invoice/document) (subtotal/sub total)|"
     "(subtotal/sub total) (amount/before vat/without tax/without vat/less discount/after "
     "discount/net of tax)|total net (excl/excluding) (vat/tax)|value (of supply/of "
     "goods)|amount (exc/exclusive of/excluding) (vat/tax/gst)|total taxable|(vat/tax) "
     "exclusive (total/amount)|total value (excl/excluding/before) (vat/tax/gst)"},
    {Label::kSubtotal, kEn, 0.95,
     "(total/sub total/subtotal) (excl/excluding/before) (sales tax/service tax/gst/vat/tax/sst/hst)|"
     "sub total (net/before tax)"},
    {Label::kSubtotal, kEn, 0.7,
     "gross amount|net total|nett amount|total nett amount"},
    {Label::kSubtotal, kEs, 1,
     "subtotal|sub total|base imponible|base gravable|importe neto|total sin iva|total "
     "antes de impuestos|subtotal sin iva|op gravada|(base/total base) (imponible/imp)|"
     "importe (neto/sin iva/base)|total (neto gravado/bruto/sin impuestos/gravado/base "
     "imponible/antes de iva/op gravadas)|suma (neta/parcial)|importe neto gravado|op "
     "gravadas|valor (antes de iva/sin iva)|total operaciones gravadas|(subtotal/sub "
     "total/importe/total/valor) (sin impuestos/sin impuesto/sin i v a/sin igv/antes de "
     "impuestos/antes de iva/neto/iva no incluido/iva excluido)|monto (neto/gravado/sin "
     "impuestos/base)|neto gravado|total (parcial/base/base iva/operacion gravada/valor "
     "venta)|(importe/valor) (gravado/sin impuestos)|base (iva/de iva/igic/del impuesto)|"
     "(suma/total) (de/) (bases/importes)|suma bases imponibles|total bases imponibles|"
     "bases imponibles|importe total sin (iva/impuestos)"},
    {Label::kSubtotal, kEs, 0.8,
     "total neto|valor neto|valor bruto|importe bruto|valor venta|suma"},
    {Label::kSubtotal, kEs, 0.7,
     "neto"},
    {Label::kSubtotal, kPt, 1,
     "(total/valor) (liquido/sem iva/iliquido)|base (tributavel/de incidencia/incidencia)|"
     "soma|mercadoria servicos|valor dos produtos|valor total (dos produtos/das "
     "mercadorias/sem iva)|total (de/das/dos/) (mercadoria/mercadorias/produtos/servicos)|"
     "total (tributavel/sem impostos/sem imposto)|(subtotal/valor/base) (sem iva/sem "
     "impostos)|valor tributavel|total incidencia|base de incidencia do iva"},
    {Label::kSubtotal, kFr, 1,
     "total ht|montant ht|sous total|total hors taxes|(total/montant/sous total/prix/net/"
     "base) (h t/ht/hors tva/hors taxe/hors taxes/net ht)|(total/montant) (net/) (ht/hors "
     "tva/h t)|total (ht/h t) (en/) (euros/eur)|base (ht/tva)|total general ht|somme ht|"
     "total abonnements ht|montant total (ht/h t/hors taxes/hors tva)|(total/montant/sous "
     "total/net/base/prix) (htva/h t v a/hors t v a/hors taxe/hors taxes/hors tva/net ht/"
     "net h t/brut ht)|(total/sous total/montant/net) (ht/h t) (net/brut/avant remise/"
     "apres remise)|total (produits/marchandises/marchandise/prestations/articles) (ht/h "
     "t/htva/hors taxes)|base (imposable/hors taxes/hors tva)|net (commercial/commercial "
     "ht)|sous total (hors taxes/htva)|total general (hors taxes/htva)|total net (ht/h t/"
     "hors taxes)|(total/somme) des (montants/produits) ht"},
    {Label::kSubtotal, kFr, 0.8,
     "montant eur ht"},
    {Label::kSubtotal, kDe, 1,
     "zwischensumme|nettobetrag|summe netto|netto|gesamt netto|(summe/gesamt/betrag/total/"
     "gesamtsumme/gesamtbetrag/rechnungsbetrag/zwischensumme) (netto/ohne mwst/exkl mwst/"
     "ohne ust/exkl ust/excl mwst/vor steuern/ohne umsatzsteuer)|(nettosumme/"
     "nettogesamtbetrag/nettowert/warenwert/nettowarenwert/gesamtnetto/netto gesamt/netto "
     "summe/netto betrag/nettorechnungsbetrag)|netto (gesamt/summe/betrag/wert)|summe "
     "positionen|(nettopreis/nettosumme/nettobetrag/netto summe) (gesamt/eur)|(summe/"
     "gesamt/betrag/total/gesamtsumme/gesamtbetrag/rechnungsbetrag/zwischensumme/"
     "warenwert) (exklusive mwst/exkl umsatzsteuer/exkl mehrwertsteuer/exklusive "
     "umsatzsteuer/ohne mehrwertsteuer/exkl)|(positionssumme/bemessungsgrundlage/"
     "steuerbasis/gesamtentgelt/nettoentgelt/gesamtnettobetrag/zwischensumme netto/"
     "gesamtpreis netto/steuerpflichtiger betrag/steuerpflichtiges entgelt/rechnungsnetto/"
     "nettorechnung)|summe der (oben angefuhrten/oben genannten/oben aufgefuhrten/obigen/"
     "obenstehenden/vorstehenden/aufgefuhrten/genannten/einzelnen/) (betrage/positionen/"
     "leistungen/einzelbetrage/einzelpositionen)|summe (der/) (nettobetrage/leistungen)|"
     "total netto|netto (total/warenwert/rechnungsbetrag)"},
    {Label::kSubtotal, kNl, 1,
     "subtotaal|exclusief btw|totaal excl btw|grondslag|totaal exclusief btw|excl btw|"
     "(totaal/totaalbedrag/bedrag/subtotaal/prijs/netto) (exclusief/excl/ex/zonder) (btw/"
     "b t w)|(netto bedrag/nettobedrag/netto totaal/totaal netto)|ex btw|maatstaf van "
     "heffing|totaal goederen|(totaal/totaalbedrag/bedrag/subtotaal/totaalprijs) (excl/"
     "exclusief/ex/zonder belasting)|(goederenbedrag/goederenwaarde/nettototaal/"
     "belastbaar bedrag/netto factuurbedrag)|(totaal/totaalbedrag/bedrag/subtotaal) (excl/"
     "exclusief/ex) (omzetbelasting/21 btw)|btw grondslag|totaal (producten/artikelen) "
     "excl btw"},
    {Label::kSubtotal, kIt, 1,
     "imponibile|totale imponibile|(totale/tot) (imponibile/netto/merce/imp/merci/senza "
     "iva/iva esclusa/servizi)|imponibile (iva/)|netto (merce/)|totale (netto/imponibile) "
     "(euro/)|importo (netto/imponibile)|subtotale|sub totale|totale (parziale/prodotti/"
     "prestazioni/competenze/esclusa iva/al netto iva/al netto di iva/iva escl/merce "
     "netto/corrispettivi)|(importo/totale/prezzo) (senza iva/iva esclusa/escluso iva/al "
     "netto iva)|base imponibile|importo imponibile|imponibile (totale/netto)|totale "
     "imponibili|valore imponibile"},
    {Label::kSubtotal, kMs, 1,
     "jumlah (kecil/sebelum cukai/tanpa cukai/tidak termasuk gst)|subjumlah"},
    {Label::kSubtotal, kPl, 1,
     "(wartosc/suma/razem/kwota/ogolem) netto|(lacznie/podsumowanie) netto|netto (razem/"
     "ogolem/lacznie)|wartosc (towarow/uslug/sprzedazy netto)|podstawa opodatkowania"},
    {Label::kSubtotal, kCa, 1,
     "base imposable|total sense iva|import net"},
    {Label::kSubtotal, kOther, 1,
     "(summa/sum/total/totalt/belopp/belop/belob/i alt/subtotal/delsumma/delsum/ordresum/"
     "fakturabelopp/fakturabelop) (exkl/exklusive/eks/ekskl/eksklusive/ex/excl/uten/utan/"
     "uden/for/fore) (moms/mva/merverdiavgift/avgift)|(exkl/eks/ekskl/ex/excl) (moms/mva)|"
     "delsumma|delsum|nettobelopp|nettobelop|nettobelob|nettosumma|(summa/sum/totalt/"
     "total/i alt) (netto/varer/varor)|(moms/mva/avgifts) (grunnlag/grundlag/underlag)|"
     "momsgrundlag|momsunderlag|avgiftsgrunnlag|momspliktigt belopp|momspligtigt belob|"
     "varebelop|varebelob|varuvarde|veroton (yhteensa/summa/)|zaklad dane|zaklad dph|"
     "celkem bez dph|netto osszesen"},
    {Label::kTax, kEn, 1,
     "tax|vat|gst|cgst|sgst|igst|sales tax|total tax|total vat|total gst|tax amount|gst "
     "amount|vat amount|gst payable|add gst|service tax|hst|(vat/gst/sales/sst/service) "
     "tax (total/amount)|(total/) (cgst/sgst/igst/utgst) (amount/)|(vat/gst/tax) (total/"
     "payable/charged/charges/amt)|total (taxes/tax amount/vat amount)|taxes|central tax|"
     "state tax|integrated tax|pst|qst|add vat|value added tax|(output/input/import) (vat/"
     "tax)|(state/county/local/provincial/federal/estimated/consumption/goods and "
     "services/harmonized/excise) (sales/) tax|(gst/pst/hst/vat/sales tax) (hst/pst/qst/"
     "amount/total)|taxes (and/) (fees/surcharges) (and/) (charges/)|tax and fees|total "
     "(tax/vat/gst) (due/charged)|sales tax (due/collected)|tax on sales|use tax|(central/"
     "state) gst"},
    {Label::kTax, kEs, 1,
     "iva|i v a|igv|i g v|total iva|impuestos|impuesto|total impuestos|itbis|igic|cuota "
     "iva|total igv|importe iva|valor iva|impoconsumo|(cuota/importe/total/valor/monto) "
     "(de/del/) (iva/i v a/igv/impuestos/impuesto/itbis/igic/ipsi)|iva (repercutido/"
     "trasladado)|ieps|impuestos trasladados|recargo (de/) equivalencia|rec (de/) "
     "(equivalencia/equiv)|total (cuotas/cuota/impuesto/iva repercutido)|(suma/total) (de/"
     ") (cuotas/impuestos)|itbms|cuota (repercutida/tributaria)"},
    {Label::kTax, kPt, 1,
     "icms|(total/valor/montante) (de/do/) (iva/imposto/ipi/icms/iss)|impostos|iss|ipi|"
     "imposto|total (de/do/dos/) (impostos/imposto)|iva total|montante (de/do) iva"},
    {Label::kTax, kFr, 1,
     "tva|montant tva|total tva|(total/montant/dont) (t v a/tva/de la tva/de tva/taxes)|t "
     "v a|tva (20/10)|taxe totale|taxes totales|total (taxes/taxe/des taxes)|montant "
     "(taxe/taxes/de la taxe)|tps|tvq|t p s|t v q|tvh|dont t v a|tva totale"},
    {Label::kTax, kDe, 1,
     "mwst|ust|umsatzsteuer|mehrwertsteuer|zzgl mwst|(zzgl/zuzuglich/inkl/enthaltene/"
     "gesamt/summe/plus/darin enthaltene) (mwst/ust/umsatzsteuer/mehrwertsteuer)|(mwst/"
     "ust/umsatzsteuer/mehrwertsteuer) (betrag/gesamt/summe/satz)|(mwst/ust)betrag|"
     "(steuerbetrag/steuer gesamt/gesamtsteuer/umsatzsteuerbetrag/steuer)|summe (mwst/ust/"
     "steuer)|(zzgl/zuzuglich/inkl/inklusive/enthalt/davon/darin/gesetzl/gesetzliche/"
     "gesetzlicher) (mwst/ust/umsatzsteuer/mehrwertsteuer)|(zzgl/zuzuglich) (gesetzl/"
     "gesetzlicher/gesetzliche) (mwst/ust/umsatzsteuer/mehrwertsteuer)|"
     "mehrwertsteuerbetrag|mwst summe|total mwst|steuer (summe/total)"},
    {Label::kTax, kNl, 1,
     "btw bedrag|totaal btw|(btw/b t w) (bedrag/totaal)|totaal (btw/b t w)|b t w|btw hoog|"
     "btw laag|omzetbelasting|btw totaal|totale btw|waarvan btw|bedrag btw|btw over"},
    {Label::kTax, kNl, 0.9,
     "btw"},
    {Label::kTax, kIt, 1,
     "imposta|totale iva|(totale/importo/tot) (iva/imposta/imposte/i v a)|(imposta/"
     "imposte)|ammontare iva|(importo/totale/di cui) (iva/i v a/imposte)|totale imposta|"
     "iva totale"},
    {Label::kTax, kMs, 1,
     "sst|(cukai/jumlah cukai/amaun cukai/cukai perkhidmatan/cukai jualan)|jumlah (gst/"
     "sst)"},
    {Label::kTax, kPl, 1,
     "(kwota/razem/suma/wartosc) (vat/podatku/podatku vat)|podatek (vat/)|(razem/ogolem/"
     "lacznie/w tym) (vat/podatek/podatek vat)|kwota podatku vat"},
    {Label::kTax, kCa, 1,
     "(quota/import/total) (d/) iva"},
    {Label::kTax, kOther, 1,
     "(total/totalt/summa/sum/varav/heraf/herav/hvorav/i alt/utgaende/pluss/plus/) (moms/"
     "mva)|(moms/mva/merverdiavgift) (belop/belopp/belob/i alt/totalt/total/sum)|"
     "(momsbelopp/momsbelob/momsbelop/mvabelop/merverdiavgift/mervardesskatt)|dph|(celkem/"
     "vyse) dph|alv|alv (yhteensa/osuus)|afa osszesen"},
    {Label::kDiscount, kEn, 1,
     "trade discount|discount|total discount|less discount|(discount/rebate) (amount/"
     "total/given)|rebate|your discount"},
    {Label::kDiscount, kEn, 0.8,
     "disc"},
    {Label::kDiscount, kEs, 1,
     "descuento|dto|dcto|total descuento|total descuentos|descuentos|desc comercial|"
     "descuento comercial|(descuento/dto/dcto) (comercial/global/pronto pago/especial/"
     "general/total)|rebaja|total dto"},
    {Label::kDiscount, kEs, 0.7,
     "bonificacion"},
    {Label::kDiscount, kPt, 1,
     "desconto|(total/valor) (de/do/dos/) (desconto/descontos)|descontos"},
    {Label::kDiscount, kFr, 1,
     "remise|(total/montant) (remise/remises/de la remise/rabais)|remises|rabais|escompte|"
     "ristourne"},
    {Label::kDiscount, kDe, 1,
     "rabatt|(gesamt/abzgl/abzuglich/summe) (rabatt/nachlass)|rabattbetrag|nachlass|"
     "preisnachlass|gutscheinrabatt"},
    {Label::kDiscount, kNl, 1,
     "korting|(totaal/totale/uw/factuur) korting|kortingen|kortingsbedrag"},
    {Label::kDiscount, kIt, 1,
     "sconto|(totale/importo) (sconto/sconti)|sconti|abbuono"},
    {Label::kDiscount, kMs, 1,
     "diskaun|potongan"},
    {Label::kDiscount, kPl, 1,
     "rabat|upust|(kwota/suma) rabatu"},
    {Label::kDiscount, kCa, 1,
     "descompte|dte"},
    {Label::kTotal, kEn, 1,
     "total amount|total amt|total price|total (inc/incl) (shipping/delivery)"},
    {Label::kTotal, kEn, 0.8,
     "total sales|total sale"},
    {Label::kTotal, kEs, 1,
     "total|importe total|valor total|monto total"},
    {Label::kTotal, kPt, 1,
     "valor total da nota|(valor/montante) total"},
    {Label::kTotal, kFr, 1,
     "montant total|(montant/prix) total|somme totale"},
    {Label::kTotal, kDe, 1,
     "gesamt|(gesamtpreis/gesamtwert/gesamt summe/gesamt betrag)|gesamt total"},
    {Label::kTotal, kDe, 0.8,
     "summe|total brutto"},
    {Label::kTotal, kNl, 1,
     "totaal|factuur totaal|(totaal bedrag/totaalsom/totaalprijs/eindtotaal)|totaal "
     "generaal"},
    {Label::kTotal, kIt, 1,
     "totale|(importo/prezzo/ammontare) totale|totale (euro/eur)"},
    {Label::kTotal, kMs, 1,
     "jumlah|jumlah (keseluruhan/bil)"},
    {Label::kTotal, kPl, 1,
     "(suma/razem/ogolem)|wartosc (brutto/calkowita)|kwota (brutto/calkowita)"},
    {Label::kTotal, kCa, 1,
     "import total"},
    {Label::kTotal, kOther, 1,
     "合计|总计|總計|合計|小写合计"},
    {Label::kTotal, kOther, 0.8,
     "totalt|totalsum|totalsumma|i alt|(totalt/total/i alt) (sek/nok/dkk)|celkem|osszesen"},
    {Label::kTotal, kOther, 0.6,
     "summa|sum"},
    {Label::kTotalDue, kEn, 1,
     "grand total|amount due|total due|total amount due|total amount due on|total payable|"
     "amount payable|total amount payable|total for this invoice|invoice total|total incl|"
     "total incl gst|total inclusive gst|total inclusive of gst|total including gst|total "
     "include gst|total incl vat|total including vat|total inc gst|total amount incl gst|"
     "total sales inclusive gst|total sales incl gst|total sales inclusive of gst|nett "
     "total|total rounded|rounded total|total after rounding|round d total|total rm incl "
     "gst|total incl of gst|total rm incl of gst|total included gst|total rm inclusive "
     "gst|total rm inclusive of gst|total amount incl of gst|total amount inclusive gst|"
     "total nett|(total/invoice/bill/net/gross/final) (amount due/due/payable/balance due/"
     "to pay)|(amount/sum) (payable/to pay/to be paid/owing/owed)|total balance (due/"
     "payable/to pay)|balance (payable/to pay)|(invoice/bill) (amount/value/total amount)|"
     "total (invoice/bill) (amount/value)|total (inc/incl/including/inclusive of/with) "
     "(vat/tax/gst/taxes/all taxes)|total (gross/gross amount)|gross total|please pay|"
     "total (to pay/payable amount)|total current charges|total charges|pay this amount|"
     "total (usd/eur/gbp/rm/sgd/inr) (due/incl gst)|amount (incl/including) (vat/gst/tax)|"
     "invoice grand total|total value of invoice|(total/net/gross) payable (amount/)|net "
     "(amount payable/payable amount)|(total/amount) (now/still) due|total (outstanding/"
     "amount outstanding/new charges/amount to pay/owed/owing)|amount outstanding|new "
     "charges|(amount/total) (due now/due by/due on/you owe)|order total|invoice total "
     "(gbp/eur/usd/incl vat/including vat)|(total/amount) (inc/incl/inclusive/including) "
     "(vat/tax/gst/sales tax/)|you pay|(document/final) total|total (for/of) (this/the/) "
     "(invoice/bill/order)|total with (vat/tax)"},
    {Label::kTotalDue, kEn, 0.9,
     "total rounding"},
    {Label::kTotalDue, kEs, 1,
     "total a pagar|total factura|importe a pagar|neto a pagar|total general|gran total|"
     "total con iva|liquido a pagar|total iva incluido|valor a pagar|total de la factura|"
     "total a pagar usd|(total/importe/monto/valor/suma) (a pagar/a abonar/a ingresar/"
     "factura/de factura/de la factura/facturado/con impuestos/de la venta/neto a pagar/"
     "comprobante/documento)|total (iva incluido/con iva/i v a incluido/factura eur/a "
     "pagar eur/factura euros/general a pagar/euros/recibo)|importe (total factura/de la "
     "factura/a pagar/total a pagar/liquido)|(liquido/saldo) (a/) (percibir/pagar)|total "
     "a cobrar|total pagar|total fra|(importe/total) (a/) (transferir/domiciliar/cargar/"
     "adeudar)|total (impuestos incluidos/impuesto incluido/iva incl/i v a incl/con i v "
     "a)|total (importe/) (factura/de factura) (iva incluido/con iva)|importe (final/"
     "total con iva/total iva incluido)|pago total|monto (a pagar/total a pagar)|total "
     "(documento/nota/pedido)"},
    {Label::kTotalDue, kPt, 1,
     "(total/valor/montante) (a pagar/da fatura/da nota/com iva/geral/a liquidar/do "
     "documento/da factura)|total (a pagar/documento/fatura/com iva/geral)|valor (a pagar/"
     "total da fatura/total da nota/a receber)|quantia a pagar|valor liquido a pagar|"
     "total (liquido/) a pagar|valor total (a pagar/do documento)|montante (total/) a "
     "pagar"},
    {Label::kTotalDue, kFr, 1,
     "total ttc|somme a payer|net a payer|montant ttc|total facture|(total/montant/net/"
     "somme/prix/solde) (t t c/ttc/a payer/a regler/du/tva incluse/toutes taxes "
     "comprises)|(net/montant/total/reste/solde) (a/) (payer/regler) (ttc/en euros/euros/"
     "en eur/)|total (a payer/general/general ttc/ttc a payer/de la facture/du/facture "
     "ttc/net a payer/ttc en euros/net ttc)|montant (a payer/du/de la facture/de votre "
     "facture/preleve/total ttc/total a payer/net a payer)|a payer|somme due|facture ttc|"
     "(total/montant/net) (tvac/t v a c/tva comprise/tvac eur/tva c)|tvac|total (toutes "
     "taxes comprises/ttc euro/net a regler/a regler/tva comprise)|(montant/somme) (total/"
     ") (du/due/a regler/a payer) (ttc/)|net a payer (ttc/eur)|reste a (payer/regler)|"
     "total (commande/general tvac)|(montant/total) a (virer/prelever)"},
    {Label::kTotalDue, kFr, 0.8,
     "montant eur ttc"},
    {Label::kTotalDue, kDe, 1,
     "gesamtbetrag|rechnungsbetrag|bruttobetrag|endbetrag|zu zahlen|zahlbetrag|"
     "gesamtsumme|summe brutto|(gesamt/summe/betrag/total/gesamtsumme/gesamtbetrag/"
     "rechnungsbetrag/endsumme/zu zahlender betrag) (brutto/inkl mwst/inkl ust/incl mwst/"
     "inklusive mwst/inkl umsatzsteuer/eur/in eur)|(zu zahlen/zu zahlender betrag/"
     "zahlungsbetrag/bruttosumme/gesamtbrutto/gesamt brutto/rechnungssumme/"
     "rechnungsendbetrag/endsumme/rechnungsgesamtbetrag/rechnungstotal/zahllast/"
     "gesamtforderung/offener betrag/abbuchungsbetrag/zu bezahlen/fakturabetrag/rechnungs "
     "betrag/forderungsbetrag)|total (chf/eur/inkl mwst)|brutto (gesamt/betrag/summe)|zu "
     "zahlender (gesamtbetrag/betrag)|noch zu zahlen|(gesamt/summe/betrag/total/"
     "gesamtsumme/gesamtbetrag/rechnungsbetrag/endbetrag) (inklusive umsatzsteuer/inkl "
     "mehrwertsteuer/inkl/inklusive mehrwertsteuer/der rechnung)|(uberweisungsbetrag/"
     "falliger betrag/rechnungsbruttobetrag/bruttorechnungsbetrag/gesamtbruttobetrag/"
     "bruttogesamtbetrag/zu uberweisender betrag/zahlbarer betrag/endpreis/"
     "bruttogesamtsumme/rechnungsbetrag eur/rechnungsbetrag brutto/gesamtrechnungsbetrag)|"
     "brutto (gesamtbetrag/rechnungsbetrag/total)|total (inkl/zu zahlen/eur inkl mwst)"},
    {Label::kTotalDue, kNl, 1,
     "te betalen|totaal incl btw|totaal inclusief btw|totaalbedrag|(totaal/totaalbedrag/"
     "bedrag/te betalen/factuurbedrag/totale bedrag) (inclusief/incl/met/inc) (btw/b t w)|"
     "(te betalen bedrag/te betalen totaal/totaal te betalen/factuurbedrag/totaal factuur/"
     "factuurtotaal/totaal verschuldigd/te voldoen/totaal te voldoen/nog te betalen/"
     "bedrag te betalen/totaal eur/totaal in eur/totaal factuurbedrag/totaal van deze "
     "factuur/te incasseren)|incl btw totaal|totaal (bedrag/factuurbedrag/eur/euro)|"
     "openstaand bedrag|(totaal/totaalbedrag/bedrag) (incl/inclusief/inc)|(totaal/"
     "totaalbedrag) (te betalen eur/te voldoen bedrag/door u te betalen)|door u te "
     "betalen|factuurbedrag (incl/inclusief) btw|te betalen (eur/totaalbedrag)|openstaand "
     "(saldo/totaal)"},
    {Label::kTotalDue, kIt, 1,
     "totale fattura|totale da pagare|(totale/tot/importo/netto) (fattura/da pagare/"
     "documento/a pagare/dovuto/iva inclusa/ivato/generale/doc/complessivo/bolletta/con "
     "iva)|totale (da pagare/fattura/documento/a pagare/dovuto/complessivo/ivato/generale/"
     "bolletta) (euro/eur/)|importo (da pagare/totale fattura/totale documento)|saldo (da "
     "pagare/dovuto)|(totale/importo) (da versare/da corrispondere/iva incl/comprensivo "
     "di iva/iva compresa/con iva/ordine)|(totale/importo) (documento/fattura) (eur/euro/"
     "iva inclusa)|netto (da pagare/a pagare eur/dovuto)|da pagare"},
    {Label::kTotalDue, kMs, 1,
     "jumlah besar|(jumlah/amaun) (perlu dibayar/bayaran/kena dibayar/keseluruhan/"
     "termasuk gst/termasuk cukai/bersih/besar)|jumlah (selepas cukai/selepas "
     "pembundaran)|baki perlu dibayar"},
    {Label::kTotalDue, kPl, 1,
     "(do zaplaty/razem do zaplaty/kwota do zaplaty/suma brutto/razem brutto/naleznosc/"
     "naleznosc ogolem/pozostaje do zaplaty/kwota naleznosci/wartosc faktury/suma do "
     "zaplaty/lacznie do zaplaty)|(razem/suma/ogolem/kwota) brutto|do zaplaty (razem/pln/"
     ")|kwota (do zaplaty/naleznosci ogolem)|(lacznie/podsumowanie) brutto|brutto (razem/"
     "ogolem/lacznie)|(wartosc/suma/kwota) (faktury brutto/calkowita brutto/ogolem "
     "brutto)|pozostalo do zaplaty|kwota (do zaplaty/calkowita do zaplaty)"},
    {Label::kTotalDue, kCa, 1,
     "total (factura/a pagar/iva inclos/amb iva)|import (a pagar/de la factura/total)"},
    {Label::kTotalDue, kOther, 1,
     "at betale|att betala|a betale|celkem k uhrade|k uhrade|total de plata|fizetendo|"
     "fizetendo osszesen|maksettava|yhteensa|genel toplam|odenecek tutar|应付金额|价税合计|总金额|"
     "应付总额|お支払金額|請求金額|ご請求金額|(summa/sum/totalt/total/belopp/belop/belob/i alt) (att betala/"
     "a betale/at betale/til betaling)|(summa/sum/totalt/total/i alt/belopp/belop/belob) "
     "(inkl/inklusive/incl/ink) (moms/mva/merverdiavgift)|(fakturabelopp/fakturabelop/"
     "fakturabelob/fakturatotal/fakturasum/totalbelopp/totalbelop/totalbelob/bruttobelopp/"
     "bruttobelop/bruttobelob/til betaling/loppusumma/maksettava yhteensa/bruttosumma)|"
     "(belopp/belop/belob) (att betala/a betale/til betaling)|celkem (s dph/k zaplaceni)|"
     "brutto osszesen"},
    {Label::kShipping, kEn, 1,
     "shipping|freight|shipping handling|service charge|delivery charge|svc chg|(delivery/"
     "postage/carriage/courier/handling) (charge/charges/cost/costs/fee)|postage (and/) "
     "(packing/packaging)|(shipping/freight) (charge/charges/cost/costs/fee)|shipping "
     "(and/) handling|postage"},
    {Label::kShipping, kEs, 1,
     "envio|gastos de envio|flete|transporte|portes|(gastos/coste/costo/costes/costos) "
     "(de/del/) (envio/transporte/flete)|portes (y/) (embalaje/)"},
    {Label::kShipping, kPt, 1,
     "portes (de envio/)|(valor do/) frete|despesas de envio"},
    {Label::kShipping, kFr, 1,
     "frais de port|(frais/cout/couts) (de/d/) (port/livraison/expedition/envoi/"
     "transport)|participation aux frais de port"},
    {Label::kShipping, kDe, 1,
     "versand|versandkosten|(versand/fracht/porto/liefer/transport)kosten|versand (und/) "
     "verpackung|versandpauschale"},
    {Label::kShipping, kNl, 1,
     "verzendkosten|(verzend/bezorg/transport/vracht/porto)kosten|bezorging"},
    {Label::kShipping, kIt, 1,
     "spese (di/) (spedizione/trasporto/consegna)"},
    {Label::kShipping, kMs, 1,
     "(caj/kos) (penghantaran/perkhidmatan)"},
    {Label::kShipping, kPl, 1,
     "(koszt/koszty) (wysylki/dostawy/przesylki/transportu)"},
    {Label::kShipping, kCa, 1,
     "(despeses/cost) d enviament"},
    {Label::kShipping, kOther, 1,
     "frakt|fragt|fraktkostnad|fraktavgift|fragtomkostninger|porto og gebyr|"
     "faktureringsavgift|fakturaavgift|fakturagebyr|ekspeditionsgebyr|expeditionsavgift"},
    {Label::kRounding, kEn, 1,
     "rounding|rounding adj|rounding adjustment|round off|round adj|bill rounding|"
     "rounding amount|rounding (off/diff/difference)|roundoff"},
    {Label::kRounding, kEs, 1,
     "redondeo|ajuste por redondeo|ajuste al peso"},
    {Label::kRounding, kPt, 1,
     "arredondamento"},
    {Label::kRounding, kFr, 1,
     "arrondi"},
    {Label::kRounding, kDe, 1,
     "rundung|rundungsdifferenz"},
    {Label::kRounding, kNl, 1,
     "afronding|afrondingsverschil"},
    {Label::kRounding, kIt, 1,
     "arrotondamento"},
    {Label::kRounding, kMs, 1,
     "pelarasan|pembundaran|penggenapan"},
    {Label::kRounding, kPl, 1,
     "zaokraglenie"},
    {Label::kRounding, kCa, 1,
     "arrodoniment"},
    {Label::kRounding, kOther, 1,
     "oresavrundning|oresutjamning|oreavrunding|oresafrunding|avrundning|avrunding|"
     "pyoristys"},
    {Label::kOtherDate, kEn, 1,
     "order date|delivery date|ship date|print date|printed|billing period|period|check "
     "in|check out|expiry date|exp date|purchase order date|po date|(order/delivery/"
     "shipping/ship/shipment/dispatch/despatch/service/supply/print/printing/expiry/exp/"
     "expiration/po/purchase order/booking/travel/departure/arrival/return/contract/"
     "renewal/registration/start/end/period/next bill/next invoice/next billing/previous "
     "bill/last payment/due diligence/work/job/value/birth/expiring/creation/activation/"
     "completion/inspection/reading/meter reading/transfer/ack/acknowledgement/posting/"
     "sale) date|date of (delivery/supply/service/birth/shipment/order/dispatch/despatch/"
     "travel/journey/sale/purchase/removal/work/stay/arrival/departure/expiry/"
     "registration/operation)|(billing/service/usage/statement/invoice/charge/charging/"
     "subscription/contract/accounting/rental/payment) (period/cycle)|for the (period/"
     "month)|valid (from/until/till/to/thru)|printed (on/at)|ordered on|order placed|"
     "placed on|(shipped/delivered/dispatched/paid/received/generated/printed/created) on|"
     "payment received (on/)|paid on|next (bill/invoice/payment) (date/due/"
     ")|date (on/ordered/shipped/delivered/printed/received/entered)|check in (date/)|"
     "check out (date/)|arrival|departure|reference date|w e f|eway bill date|challan "
     "(date/dt)|dc date|lr date"},
    {Label::kOtherDate, kEs, 1,
     "fecha de pedido|fecha pedido|fecha de entrega|fecha entrega|fecha de orden|fecha de "
     "impresion|fecha resolucion|resolucion|fecha de validacion|fecha (de/del/de la/) "
     "(pedido/entrega/orden/impresion/resolucion/validacion/albaran/envio/compra/corte/"
     "lectura/inicio/fin/autorizacion/certificacion/operacion/servicio/timbrado/alta/"
     "nacimiento/salida/llegada/viaje/contrato/suspension/despacho/recepcion/registro/"
     "ultimo pago/valor/remision/consumo/devengo/reserva/embarque/caducidad/orden de "
     "compra/prestacion/traslado/devolucion)|periodo (de/) (facturacion/facturado/"
     "liquidacion/consumo/servicio)|fecha (y/) hora (de/) (certificacion/validacion/"
     "timbrado/impresion)|hora y fecha de certificacion|(valido/vigente/vigencia) (desde/"
     "hasta)|vigencia|fecha proxim(a/o)|proxima (factura/lectura)|pagado el|periodo"},
    {Label::kOtherDate, kPt, 1,
     "data (da/de/do/) (encomenda/entrega/expedicao/carga/pedido/impressao/descarga/"
     "servico/inicio/fim/saida/entrada/compra/nascimento/leitura/valor/operacao)|periodo "
     "(de/) (faturacao/facturacao/faturamento/consumo/referencia)|data (e/) hora (de/da/) "
     "(saida/impressao)|proxima (fatura/leitura)|impresso em"},
    {Label::kOtherDate, kFr, 1,
     "date de livraison|date de commande|date (de/d/du/de la/) (livraison/commande/"
     "expedition/prestation/releve/naissance/valeur/impression/debut/fin/achat/"
     "intervention/vente/service/depart/retour/souscription/validite/arrivee/envoi/"
     "operation/sejour/activation)|periode (de/du/) (facturation/consommation/facturee/"
     "abonnement/location)|(livre/livree/commande/commandee/imprime/imprimee/expedie/"
     "expediee/paye/payee/regle/reglee) le|commande du|prochaine (facture/facturation)|"
     "prochain (prelevement/releve)|periode (du/)|bon de livraison du|votre commande du|"
     "date client"},
    {Label::kOtherDate, kDe, 1,
     "lieferdatum|bestelldatum|(liefer/bestell/leistungs/auftrags/versand/druck/buchungs/"
     "vertrags/zahlungseingangs/anreise/abreise/kauf/liefer und leistungs/lieferschein/"
     "ausfuhrungs/geburts/eingangs/valuta/start/end/ablauf/bearbeitungs/reise/"
     "rucksende)datum|datum der (lieferung/leistung/bestellung/zahlung)|(liefer/leistungs/"
     "bestell/auftrags) datum|(leistungs/abrechnungs/rechnungs/liefer/nutzungs/vertrags/"
     "verbrauchs/berechnungs)zeitraum|(abrechnungs/leistungs)periode|leistungsmonat|"
     "abrechnungsmonat|(lieferung/leistung/bestellung/auftrag/lieferschein/angebot) vom|"
     "anreise|abreise|(gedruckt/bestellt/geliefert/versandt/bezahlt/erstellt) am|"
     "vertragsbeginn|vertragsende|gultig (bis/ab)|zeitraum|nachste (rechnung/abrechnung)"},
    {Label::kOtherDate, kNl, 1,
     "orderdatum|leverdatum|(order/lever/bestel/verzend/print/afdruk/ontvangst/ingangs/"
     "start/eind/retour/aankoop/boekings/geboorte/valuta/leverings/uitgifte)datum|datum "
     "(levering/bestelling/afdruk/order/van levering/aankomst/vertrek/ontvangst)|(factuur/"
     "facturatie/verbruiks/contract/betaal/facturerings)periode|periode (van/)|(besteld/"
     "geleverd/betaald/afgedrukt/verzonden/ontvangen) op|leverdag|aankomst|vertrek|geldig "
     "tot|volgende factuur"},
    {Label::kOtherDate, kIt, 1,
     "data (di/dell/del/della/d/) (ordine/consegna/trasporto/ddt/inizio trasporto/stampa/"
     "ritiro/spedizione/nascita/valuta/registrazione/inizio/fine/partenza/arrivo/"
     "operazione/scontrino)|periodo (di/) (riferimento/fatturazione/competenza/consumo)|"
     "(ddt/ordine) del|prossima (fattura/bolletta)"},
    {Label::kOtherDate, kMs, 1,
     "tarikh (penghantaran/pesanan/cetak/cetakan/terima/lahir/mula/akhir/pembelian/luput "
     "kad)|tempoh (bil/pengebilan)"},
    {Label::kOtherDate, kPl, 1,
     "data (sprzedazy/dostawy/zamowienia/wykonania uslugi/zakonczenia dostawy/otrzymania "
     "zaplaty/wysylki/wydruku/zaplaty/odbioru/dokonania dostawy/zakonczenia dostawy lub "
     "wykonania uslugi/dokonania lub zakonczenia dostawy/operacji/wplywu/zawarcia/"
     "urodzenia/otrzymania/wydania)|okres (rozliczeniowy/abonamentowy/)|(zaplacono/"
     "wydrukowano) (dnia/)|waznosc do|miesiac rozliczeniowy"},
    {Label::kOtherDate, kCa, 1,
     "data (de/del/d/de l/) (comanda/lliurament/entrega/operacio/compra/albara/inici/"
     "lectura/sortida)|periode (de/) (facturacio/consum)|impres el"},
    {Label::kOtherDate, kOther, 1,
     "leveringsdato|leveransdatum|orderdato|ordredato|bestillingsdato|datum (uskutecneni/"
     "zdanitelneho/zdan) (plneni/)|datum uskutecneni zdanitelneho plneni|duzp|teljesites "
     "(datuma/kelte)|data livrarii|toimituspaiva|teslim tarihi|打印日期|交货日期|"
     "订单日期|服务日期|計費期間|计费周期|账期|納品日|取引日"},
    {Label::kOtherNumber, kEn, 1,
     "customer no|customer id|customer number|account number|account no|reg no|co reg no|"
     "company no|roc no|registration no|ref no|reference|table no|counter|(customer/"
     "client/account/acct/acc/member/membership/subscriber/contract/policy/vendor/"
     "supplier/user/patient/guest/dealer/merchant/terminal/store/outlet/branch/cashier/"
     "counter/till/pos/register/serial/batch/lot/model/part/item/product/job/project/"
     "quote/quotation/booking/reservation/confirmation/ticket/tracking/shipment/waybill/"
     "awb/delivery note/delivery/delivery order/packing slip/dispatch note/meter/supply/"
     "mprn/phone/telephone/mobile/fax/card/cheque/check/license/licence/vehicle/"
     "registration/company/company registration/business registration/co registration/"
     "transaction/trans/trx/payment/approval/auth/authorisation/authorization/mandate/"
     "case/ack/irn/eway bill/e way bill/pan/cin/iec/hsn/sac/ifsc/sort code/swift/routing/"
     "bank account/bank/a c/approval code/queue/order confirmation/our order/so/work "
     "order/site/service/plan/staff/employee/room/folio/table/bill to/ship to/payee/page/"
     "delivery challan/challan/gate pass/lr/rr/dispatch doc/reference/our reference/your "
     "reference/ref/our ref/your ref/customer ref/customer reference/payment reference/"
     "creditor) (no/nr/num/number/id/code)|customer (ref/reference)|payment reference|our "
     "ref|your ref|(our/your/client) reference|billing account (no/number)|invoice to "
     "account|cin|irn|ifsc (code/)|swift (code/)|bic (code/)|sort code|company reg (no/"
     "number)|registered (no/number)|d o no|do no|del order no|vat exempt|hsn sac (code/)|"
     "msic code|agent code|sales order|d u n s (number/)|duns (number/no/)|ssm no|"
     "business reg (no/)|order confirmation|eori (no/number/)"},
    {Label::kOtherNumber, kEs, 1,
     "codigo cliente|numero de cliente|no cliente|n cliente|cliente no|remision|albaran|"
     "cuenta|autorizacion|cufe|(codigo/numero/no/n/nro/num/cod/id) (de/del/de la/) "
     "(cliente/cuenta/contrato/suministro/albaran/abonado/usuario/socio/poliza/referencia/"
     "proveedor/autorizacion/remision/linea/telefono/medidor/contador/expediente/reserva/"
     "presupuesto/certificado/serie/lote/articulo/vendedor/guia/envio/transaccion/"
     "operacion/caja/mandato/control/servicio/obra/proyecto/afiliacion/aprobacion/cheque/"
     "documento de identidad)|(cliente/cuenta/contrato/albaran/remision/poliza/linea/"
     "expediente/presupuesto/guia/cotizacion/reserva/suministro/mandato) (no/n/nr/nro/num/"
     "numero)|guia de remision|folio fiscal|uuid|(no/n/numero) (de/) serie (del/) "
     "(certificado/csd/sat)|certificado|referencia (de pago/cliente/catastral/)|su "
     "referencia|nuestra referencia|cups|cuenta (bancaria/contrato/clabe/corriente)|clabe|"
     "cai|cae (n/no/)|registro mercantil|resolucion (dian/no/n)|cude|inscrita|matricula|"
     "matricula mercantil|codigo de (verificacion/control/seguridad)|c c|r m"},
    {Label::kOtherNumber, kPt, 1,
     "(n/no/numero/codigo/cod) (de/do/da/) (cliente/conta/contrato/contador/guia/"
     "referencia/telefone/requisicao/serie/autorizacao/matricula/orcamento/associado/"
     "servico/local)|(cliente/conta/contrato/guia/referencia/entidade/orcamento) (n/no/nr/"
     "numero/)|atcud|chave de acesso|protocolo de autorizacao|inscricao (estadual/"
     "municipal)|guia de (remessa/transporte) (n/)|referencia multibanco"},
    {Label::kOtherNumber, kFr, 1,
     "id client|numero de ligne|(n/no/num/numero/code/id/identifiant/ref/reference) (de/"
     "du/d/de la/) (client/compte/ligne/contrat/dossier/abonne/abonnement/devis/bon de "
     "livraison/bl/mobile/telephone/pdl/point de livraison/siret/siren/rcs/serie/lot/"
     "article/fournisseur/adherent/utilisateur/reservation/suivi/colis/mandat/transaction/"
     "compteur/carte/police/rum/mandat sepa/offre/produit/chantier/affaire/acces/"
     "paiement)|(client/compte/contrat/devis/dossier/bl/bon de livraison/abonnement) (n/"
     "no/numero)|siret|siren|rcs|code (ape/naf/client/banque/guichet)|vos references|nos "
     "references|votre reference|notre reference|references|reference (client/unique de "
     "mandat/mandat/paiement/a rappeler/)|ref (client/)|identifiant|r c s"},
    {Label::kOtherNumber, kDe, 1,
     "kundennr|kundennummer|kto nr|(kunden/auftrags/vertrags/liefer/lieferschein/konto/"
     "kto/mitglieds/mandats/artikel/serien/buchungs/vorgangs/referenz/telefon/fax/kassen/"
     "filial/transaktions/angebots/projekt/teilnehmer/debitoren/lieferanten/zahler/"
     "rufnummer/kundenkonto/versicherungs/personal/reservierungs/sendungs/"
     "mandantsreferenz/glaubiger/depot/handelsregister) nummer|(kunden/auftrags/vertrags/"
     "lieferschein/konto/kto/artikel/angebots/projekt/debitoren/kd/best/serien/vorgangs/"
     "zahler) nr|(kunden/auftrags/vertrags/lieferschein/konto/mitglieds/artikel/serien/"
     "buchungs/vorgangs/referenz/telefon/transaktions/angebots/projekt/debitoren/"
     "lieferanten/zahler/sendungs/reservierungs/ruf/fax/kundenkonto)nummer|(kunden/"
     "auftrags/vertrags/lieferschein/konto/artikel/serien/buchungs/vorgangs/referenz/"
     "angebots/projekt/debitoren/zahler)nr|unser (zeichen/auftrag)|unsere (referenz/"
     "auftragsnummer)|ihr zeichen|ihre referenz|(kunden/mandats/zahlungs)referenz|kunden "
     "(id/code/no)|glaubiger (id/identifikationsnummer)|handelsregister|hrb (nr/)|hra (nr/"
     ")|registergericht|amtsgericht|blz|bankleitzahl|verwendungszweck|auftrag (nr/nummer/"
     ")|lieferschein (nr/nummer/)|unsere auftrags nr|firmenbuchnummer|firmenbuch|kdnr|"
     "sachbearbeiter|kto|ansprechpartner"},
    {Label::kOtherNumber, kNl, 1,
     "klantnummer|kvk|serienummer|(klant/debiteur/debiteuren/relatie/contract/account/"
     "offerte/pakbon/lid/polis/abonnee/aansluit/serie/artikel/zending/referentie/"
     "reserverings/boekings/meter/project/dossier/leveranciers/mandaat/telefoon/"
     "gebruikers/overeenkomst/transactie/betalings/rekening)nummer|(klant/debiteur/"
     "relatie/contract/offerte/pakbon/debiteuren/rekening/referentie) (nr/nummer/no/id)|"
     "(klant/debiteur/relatie/contract/debiteuren)nr|(uw/onze) (referentie/kenmerk)|"
     "(klant/betalings/mandaat)kenmerk|kenmerk|kvk (nr/nummer/no)|k v k (nr/)|kvknummer|"
     "kamer van koophandel|hr nummer|incassant id|referentie|onze ref|uw ref|rpr|"
     "bankrekening|rekening|giro"},
    {Label::kOtherNumber, kIt, 1,
     "(codice/cod/numero/n/nr/num) (del/di/) (cliente/contratto/conto/ordine interno/ddt/"
     "preventivo/utente/utenza/fornitura/pod/pdr/articolo/commessa/pratica/linea/telefono/"
     "destinatario/univoco/abbonamento/serie/rea/cig/cup)|(cliente/contratto/conto/ddt/"
     "preventivo/pod/pdr/commessa/bolla) (n/nr/numero)|codice (cliente/destinatario/"
     "univoco/sdi/pod/pdr/utente/articolo/cliente interno)|rea|r e a|registro imprese|"
     "(vostro/vs/nostro/ns) (riferimento/rif)|riferimento|cig|cup|ddt|pec|sdi|capitale "
     "sociale"},
    {Label::kOtherNumber, kMs, 1,
     "(no/nombor/kod) (akaun/pelanggan/rujukan/syarikat/pendaftaran/telefon/tel/faks/"
     "lesen/siri/meja/juruwang/mesin/kontrak/pekerja/meter)|(akaun/pelanggan/rujukan) no|"
     "no (pendaftaran syarikat/ssm/k p/syarikat)|rujukan"},
    {Label::kOtherNumber, kPl, 1,
     "(nr/numer) (klienta/konta/rachunku bankowego/rachunku/umowy/ewidencyjny/abonenta/"
     "licznika/regon/krs/telefonu/seryjny/partii/rejestracyjny/referencyjny/oferty/"
     "dokumentu wz/wz/przesylki/kontrahenta/ppe/bdo)|(konto/klient/umowa) nr|regon|krs|"
     "bdo|(nr/numer) zamowienia sprzedawcy|identyfikator|kod klienta|nr konta bankowego|"
     "konto bankowe"},
    {Label::kOtherNumber, kCa, 1,
     "(num/n/numero/codi) (de/del/d/) (client/contracte/compte/albara/referencia/polissa)|"
     "(client/contracte/albara) (num/n)|albara"},
    {Label::kOtherNumber, kOther, 1,
     "(kunde/kunden/ordre/order/konto/medlems/kund) (nr/nummer)|kundenummer|kundenr|"
     "kundnummer|kundnr|ordrenummer|ordrenr|referanse|referens|zakaznicke cislo|cislo "
     "(objednavky/uctu/zakaznika)|objednavka|ic|ico|konstantni symbol|specificky symbol|"
     "客户编号|订单号|合同编号|账号|帐号|お客様番号|注文番号"},
    {Label::kOtherTotal, kEn, 1,
     "total qty|total quantity|total item|total items|total savings|total saving|total no "
     "of items|total units|total weight|total points|total quantities|item count|"
     "(remaining/prior/opening/unpaid/last/old/starting) balance|past due (balance/"
     "amount)|(previous/last) (bill/statement/invoice) (balance/amount/total)|balance "
     "from (last/previous) (bill/statement/invoice)"},
    {Label::kOtherTotal, kEs, 1,
     "total unidades|total articulos|total lineas|total cantidad|saldo (anterior/"
     "pendiente anterior)"},
    {Label::kOtherTotal, kFr, 1,
     "(solde/report du solde) (anterieur/precedent)|ancien solde"},
    {Label::kOtherTotal, kDe, 1,
     "saldovortrag|(alter/vorheriger/bisheriger) saldo"},
    {Label::kOtherTotal, kNl, 1,
     "(vorig/oud) saldo|beginsaldo"},
    {Label::kOtherTotal, kIt, 1,
     "saldo (precedente/iniziale)"},
    {Label::kCash, kEn, 1,
     "cash|cash received|cash tendered|tendered|amount tendered|tender|cash payment|"
     "amount received"},
    {Label::kCash, kEs, 1,
     "efectivo|entregado"},
    {Label::kCash, kMs, 1,
     "tunai"},
    {Label::kChange, kEn, 1,
     "change|change due"},
    {Label::kChange, kEn, 0.5,
     "balance due"},
    {Label::kChange, kEs, 1,
     "cambio|vuelto"},
    {Label::kChange, kMs, 1,
     "baki"},
    {Label::kPaid, kEn, 1,
     "paid|payment|amount paid|total paid|visa|master|mastercard|credit card|card|visa "
     "card|paid amount|total payment|(deposit/less deposit/prepayment/advance/advance "
     "paid/less paid/already paid/payments received/previous balance/previous payments)"},
    {Label::kPaid, kEs, 1,
     "pagado|anticipo|tarjeta|(entregado a cuenta/ya pagado/importe pagado)|importe "
     "abonado"},
    {Label::kPaid, kPt, 1,
     "adiantamento|ja pago"},
    {Label::kPaid, kFr, 1,
     "deja paye|deja regle|acompte (verse/)|montant (paye/regle)"},
    {Label::kPaid, kDe, 1,
     "(bereits/) (bezahlt/gezahlt)|anzahlung|bereits erhalten|(kreditkarte/lastschrift)"},
    {Label::kPaid, kNl, 1,
     "(reeds/al) (betaald/voldaan)|voorschot|aanbetaling|voldaan"},
    {Label::kPaid, kIt, 1,
     "(gia/) (pagato/versato)|acconto"},
    {Label::kPaid, kMs, 1,
     "telah dibayar"},
    {Label::kPaid, kPl, 1,
     "(wplata/przedplata/zaliczka)"},
    {Label::kPaid, kCa, 1,
     "(pagat/a compte)"},
    {Label::kCarry, kEn, 1,
     "carried forward|brought forward|carried over|balance forward|(opening/remaining) balance|last bill|your last (bill/invoice)|(page/) carried "
     "forward|balance (b f/c f)|(page/sheet) (subtotal/sub total/total)|(subtotal/sub "
     "total/total) (this/of this/for this/of/per) page|(subtotal/sub total/total/amount/"
     "balance) (carried/brought) (forward/over/fwd)|(carried/brought) fwd|c fwd|b fwd"},
    {Label::kCarry, kEs, 1,
     "suma y sigue|suma anterior|viene de la pagina anterior|(suma/total) (pagina "
     "anterior/y sigue)|(suma/total/subtotal) (de/de la/de esta/) pagina|suma (y/) sigue|"
     "sigue en la pagina siguiente|viene de pagina anterior|suma y continua"},
    {Label::kCarry, kPt, 1,
     "(a/de) transportar|transporte pagina|(subtotal/total) (da/desta/) pagina"},
    {Label::kCarry, kFr, 1,
     "a reporter|report|(report/total) (a reporter/page precedente)|(sous total/total) "
     "(de la/de cette/) page|(a/) reporter page suivante|report page precedente|total "
     "intermediaire page"},
    {Label::kCarry, kDe, 1,
     "ubertrag|(seitensumme/seitenubertrag/zwischensumme ubertrag/ubertrag zwischensumme)|"
     "(summe/zwischensumme) (der/dieser/) seite|ubertrag (von seite/auf seite/vorseite/"
     "auf nachste seite)"},
    {Label::kCarry, kNl, 1,
     "transporteren|paginatotaal|(subtotaal/totaal) (van deze/deze/) pagina|over te "
     "brengen"},
    {Label::kCarry, kNl, 0.7,
     "transport"},
    {Label::kCarry, kIt, 1,
     "(a/da) riportare|riporto|(totale/subtotale) (di/) pagina|a riporto"},
    {Label::kCarry, kPl, 1,
     "do przeniesienia|z przeniesienia|(suma/razem) (strony/na stronie)"},
    {Label::kContact, kEn, 1,
     "tel|phone|fax|email|e mail|telephone|website|www|contact|tel no|h p|mobile|hotline|"
     "(p o/po) box|pobox|toll free|call us|customer service|helpline|whatsapp|ph no|tel "
     "fax|tel no fax|phone fax|e mail address|email address"},
    {Label::kContact, kEs, 1,
     "telefono|celular|correo|tfno|tlf|telf|telefonos|movil|pbx|correo electronico|"
     "atencion al cliente|sitio web|pagina web|apartado postal"},
    {Label::kContact, kPt, 1,
     "telefone|telemovel|correio eletronico|apoio ao cliente|telef"},
    {Label::kContact, kFr, 1,
     "courriel|site (web/internet)|telecopie|service client|service clients"},
    {Label::kContact, kDe, 1,
     "telefax|kundenservice|postfach|webseite"},
    {Label::kContact, kNl, 1,
     "telefoon|klantenservice|mobiel|postbus|e mailadres"},
    {Label::kContact, kIt, 1,
     "cellulare|servizio clienti|assistenza clienti|sito (web/)|posta elettronica"},
    {Label::kContact, kMs, 1,
     "faks|e mel|emel"},
    {Label::kContact, kPl, 1,
     "tel kom|infolinia|strona www"},
    {Label::kContact, kCa, 1,
     "telefon|correu (electronic/)|atencio al client"},
};
// clang-format on

void Expand(const std::string& phrase, std::vector<std::string>& found) {
  const std::size_t open = phrase.find('(');
  if (open == std::string::npos) {
    found.push_back(CollapseSpaces(phrase));
    return;
  }
  const std::size_t close = phrase.find(')', open);
  const std::string_view choices = std::string_view(phrase).substr(open + 1, close - open - 1);
  for (const std::string_view choice : Split(choices, '/')) {
    Expand(phrase.substr(0, open) + std::string(choice) + phrase.substr(close + 1), found);
  }
}

}  // namespace

std::span<const LabelWords> AllLabelWords() { return kWords; }

std::vector<std::string> ExpandPhrases(std::string_view phrases) {
  std::vector<std::string> found;
  for (const std::string_view phrase : Split(phrases, '|')) Expand(std::string(phrase), found);
  return found;
}

}  // namespace telar::invoices
