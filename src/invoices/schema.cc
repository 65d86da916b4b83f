#include "invoices/schema.h"

#include <vector>

namespace telar::invoices {
namespace {

/// The contract's columns first, in the contract's order. cantidad and total are decimals: an INT
/// and a FLOAT cannot hold 12.5 metres and 0.10 dollars.
std::string SalesTableSql(const std::string& name) {
  return "CREATE TABLE IF NOT EXISTS " + name +
         " (id {serial_primary_key}, orden_compra {bigint}, producto {text},"
         " fecha_creacion {datetime}, cantidad {decimal(18,4)}, total {decimal(18,4)},"
         " moneda {key_text}, tasa {decimal(18,6)}, unidad {text}, codigo {text},"
         " orden_compra_texto {key_text}, numero_factura {key_text}, documento {key_text} NOT NULL,"
         " linea {integer} NOT NULL, pagina {integer}, confianza {decimal(9,6)},"
         " ejecucion {key_text} NOT NULL, creado_en {instant} NOT NULL);\n"
         "CREATE UNIQUE INDEX " + name + "_documento ON " + name + " (documento, linea);\n"
         "CREATE INDEX " + name + "_orden ON " + name + " (orden_compra);\n";
}

constexpr const char* kDocumentTables = R"(
CREATE TABLE invoices (
  document_id {key_text} NOT NULL PRIMARY KEY,
  file_name {text} NOT NULL,
  file_kind {key_text} NOT NULL,
  reader {key_text} NOT NULL,
  pages {integer} NOT NULL,
  class {key_text},
  class_probability {decimal(9,6)},
  class_model {text},
  verdict {key_text} NOT NULL,
  reasons {json} NOT NULL,
  fields {json} NOT NULL,
  supplier {text},
  supplier_tax_id {key_text},
  customer {text},
  invoice_number {key_text},
  purchase_order {key_text},
  invoice_date {date},
  due_date {date},
  currency {key_text},
  subtotal {decimal(18,4)},
  tax {decimal(18,4)},
  discount {decimal(18,4)},
  total {decimal(18,4)},
  run_id {key_text} NOT NULL,
  program {text} NOT NULL,
  read_at {instant} NOT NULL,
  loaded_at {instant},
  archived_at {instant},
  archived_as {text}
);
CREATE INDEX invoices_number ON invoices (invoice_number);
CREATE INDEX invoices_order ON invoices (purchase_order);
CREATE INDEX invoices_verdict ON invoices (verdict);

CREATE TABLE invoice_lines (
  document_id {key_text} NOT NULL,
  line {integer} NOT NULL,
  description {text} NOT NULL,
  code {text},
  quantity {decimal(18,6)},
  unit {text},
  unit_price {decimal(18,6)},
  amount {decimal(18,4)},
  tax_rate {decimal(9,4)},
  confidence {decimal(9,6)} NOT NULL,
  page {integer} NOT NULL,
  PRIMARY KEY (document_id, line)
);

CREATE TABLE invoice_sources (
  source_id {key_text} NOT NULL PRIMARY KEY,
  source_key {text} NOT NULL,
  version {text} NOT NULL,
  document_id {key_text} NOT NULL,
  size_bytes {bigint} NOT NULL,
  run_id {key_text} NOT NULL,
  seen_at {instant} NOT NULL,
  removed_at {instant}
);
CREATE INDEX invoice_sources_document ON invoice_sources (document_id);
)";

}  // namespace

std::span<const db::Migration> InvoiceMigrations() {
  static const std::vector<db::Migration> kMigrations = {
      {1, "sales tables",
       SalesTableSql("ventas_preventivas") + SalesTableSql("ventas_correctivas")},
      {2, "documents, lines and sources", kDocumentTables},
  };
  return kMigrations;
}

}  // namespace telar::invoices
