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
         "CREATE UNIQUE INDEX " +
         name + "_documento ON " + name +
         " (documento, linea);\n"
         "CREATE INDEX " +
         name + "_orden ON " + name + " (orden_compra);\n";
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
  lines {json} NOT NULL,
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

constexpr const char* kReviewAndDuplicates = R"(
ALTER TABLE invoices ADD COLUMN revision {integer};
ALTER TABLE invoices ADD COLUMN decision {key_text};
ALTER TABLE invoices ADD COLUMN decision_note {text};
ALTER TABLE invoices ADD COLUMN duplicate_of {key_text};
ALTER TABLE invoices ADD COLUMN distinct_from {key_text};
ALTER TABLE invoices ADD COLUMN page_hash {key_text};
ALTER TABLE invoices ADD COLUMN identified_at {instant};
CREATE INDEX invoices_duplicate ON invoices (duplicate_of);
CREATE INDEX invoices_identified ON invoices (identified_at);

CREATE TABLE invoice_audit (
  id {serial_primary_key},
  document_id {key_text} NOT NULL,
  done_at {instant} NOT NULL,
  done_by {key_text} NOT NULL,
  action {key_text} NOT NULL,
  field {key_text} NOT NULL,
  value_before {text},
  value_after {text},
  note {text} NOT NULL
);
CREATE INDEX invoice_audit_document ON invoice_audit (document_id, id);

CREATE TABLE invoice_identities (
  identity {key_text} NOT NULL PRIMARY KEY,
  document_id {key_text} NOT NULL
);
CREATE INDEX invoice_identities_document ON invoice_identities (document_id);

CREATE TABLE invoice_page_bands (
  band {integer} NOT NULL,
  bits {integer} NOT NULL,
  page_hash {key_text} NOT NULL,
  document_id {key_text} NOT NULL,
  PRIMARY KEY (band, bits, page_hash, document_id)
);
CREATE INDEX invoice_page_bands_document ON invoice_page_bands (document_id);
)";

constexpr const char* kMemoryTables = R"(
CREATE TABLE suppliers (
  supplier_id {key_text} NOT NULL PRIMARY KEY,
  tax_key {key_text},
  tax_id {key_text},
  first_document {key_text} NOT NULL,
  first_seen {instant} NOT NULL
);
CREATE UNIQUE INDEX suppliers_tax ON suppliers (tax_key);

CREATE TABLE supplier_spellings (
  spelling_id {key_text} NOT NULL PRIMARY KEY,
  supplier_id {key_text} NOT NULL,
  spelling {text} NOT NULL,
  name_key {text} NOT NULL,
  name_head {key_text} NOT NULL,
  name_tail {key_text} NOT NULL,
  first_document {key_text} NOT NULL,
  first_seen {instant} NOT NULL
);
CREATE INDEX supplier_spellings_supplier ON supplier_spellings (supplier_id);
CREATE INDEX supplier_spellings_head ON supplier_spellings (name_head);
CREATE INDEX supplier_spellings_tail ON supplier_spellings (name_tail);

CREATE TABLE supplier_documents (
  spelling_id {key_text} NOT NULL,
  document_id {key_text} NOT NULL,
  seen_at {instant} NOT NULL,
  PRIMARY KEY (spelling_id, document_id)
);

CREATE TABLE lessons (
  lesson_id {key_text} NOT NULL PRIMARY KEY,
  supplier_id {key_text} NOT NULL,
  field {key_text} NOT NULL,
  kind {key_text} NOT NULL,
  content {json} NOT NULL,
  corrects {integer} NOT NULL,
  document_id {key_text} NOT NULL,
  taught_at {instant} NOT NULL,
  state {key_text} NOT NULL,
  dropped_because {text},
  dropped_at {instant}
);
CREATE INDEX lessons_supplier ON lessons (supplier_id);

CREATE TABLE lesson_documents (
  lesson_id {key_text} NOT NULL,
  document_id {key_text} NOT NULL,
  agreed {integer} NOT NULL,
  noted_at {instant} NOT NULL,
  PRIMARY KEY (lesson_id, document_id)
);

ALTER TABLE invoices ADD COLUMN supplier_id {key_text};
ALTER TABLE invoices ADD COLUMN lessons {json};
CREATE INDEX invoices_supplier ON invoices (supplier_id);
)";

}  // namespace

std::span<const db::Migration> InvoiceMigrations() {
  static const std::vector<db::Migration> kMigrations = {
      {1, "sales tables",
       SalesTableSql("ventas_preventivas") + SalesTableSql("ventas_correctivas")},
      {2, "documents, lines and sources", kDocumentTables},
      {3, "audit, decisions and duplicates", kReviewAndDuplicates},
      {4, "suppliers and what they taught", kMemoryTables},
  };
  return kMigrations;
}

std::vector<db::ExpectedTable> ExpectedTables() {
  const std::string key = "{key_text}", text = "{text}", integer = "{integer}", big = "{bigint}",
                    money = "{decimal(18,4)}", part = "{decimal(9,6)}", when = "{instant}";
  const auto sales = [&](const std::string& name) {
    return db::ExpectedTable{
        .name = name,
        .columns = {{"id", "{serial_primary_key}"},
                    {"orden_compra", big},
                    {"producto", text},
                    {"fecha_creacion", "{datetime}"},
                    {"cantidad", money},
                    {"total", money},
                    {"moneda", key},
                    {"tasa", "{decimal(18,6)}"},
                    {"unidad", text},
                    {"codigo", text},
                    {"orden_compra_texto", key},
                    {"numero_factura", key},
                    {"documento", key},
                    {"linea", integer},
                    {"pagina", integer},
                    {"confianza", part},
                    {"ejecucion", key},
                    {"creado_en", when}},
        .indexes = {{{"documento", "linea"}, true}, {{"orden_compra"}, false}}};
  };
  return {
      sales("ventas_preventivas"),
      sales("ventas_correctivas"),
      {.name = "invoices",
       .columns = {{"document_id", key},
                   {"file_name", text},
                   {"file_kind", key},
                   {"reader", key},
                   {"pages", integer},
                   {"class", key},
                   {"class_probability", part},
                   {"class_model", text},
                   {"verdict", key},
                   {"reasons", "{json}"},
                   {"fields", "{json}"},
                   {"lines", "{json}"},
                   {"supplier", text},
                   {"supplier_tax_id", key},
                   {"customer", text},
                   {"invoice_number", key},
                   {"purchase_order", key},
                   {"invoice_date", "{date}"},
                   {"due_date", "{date}"},
                   {"currency", key},
                   {"subtotal", money},
                   {"tax", money},
                   {"discount", money},
                   {"total", money},
                   {"run_id", key},
                   {"program", text},
                   {"read_at", when},
                   {"loaded_at", when},
                   {"archived_at", when},
                   {"archived_as", text},
                   {"revision", integer},
                   {"decision", key},
                   {"decision_note", text},
                   {"duplicate_of", key},
                   {"distinct_from", key},
                   {"page_hash", key},
                   {"identified_at", when},
                   {"supplier_id", key},
                   {"lessons", "{json}"}},
       .indexes = {{{"document_id"}, true},
                   {{"invoice_number"}, false},
                   {{"purchase_order"}, false},
                   {{"verdict"}, false},
                   {{"duplicate_of"}, false},
                   {{"identified_at"}, false},
                   {{"supplier_id"}, false}}},
      {.name = "invoice_lines",
       .columns = {{"document_id", key},
                   {"line", integer},
                   {"description", text},
                   {"code", text},
                   {"quantity", "{decimal(18,6)}"},
                   {"unit", text},
                   {"unit_price", "{decimal(18,6)}"},
                   {"amount", money},
                   {"tax_rate", "{decimal(9,4)}"},
                   {"confidence", part},
                   {"page", integer}},
       .indexes = {{{"document_id", "line"}, true}}},
      {.name = "invoice_sources",
       .columns = {{"source_id", key},
                   {"source_key", text},
                   {"version", text},
                   {"document_id", key},
                   {"size_bytes", big},
                   {"run_id", key},
                   {"seen_at", when},
                   {"removed_at", when}},
       .indexes = {{{"source_id"}, true}, {{"document_id"}, false}}},
      {.name = "invoice_audit",
       .columns = {{"id", "{serial_primary_key}"},
                   {"document_id", key},
                   {"done_at", when},
                   {"done_by", key},
                   {"action", key},
                   {"field", key},
                   {"value_before", text},
                   {"value_after", text},
                   {"note", text}},
       .indexes = {{{"document_id", "id"}, false}}},
      {.name = "invoice_identities",
       .columns = {{"identity", key}, {"document_id", key}},
       .indexes = {{{"identity"}, true}, {{"document_id"}, false}}},
      {.name = "invoice_page_bands",
       .columns = {{"band", integer}, {"bits", integer}, {"page_hash", key}, {"document_id", key}},
       .indexes = {{{"band", "bits", "page_hash", "document_id"}, true}, {{"document_id"}, false}}},
      {.name = "suppliers",
       .columns = {{"supplier_id", key},
                   {"tax_key", key},
                   {"tax_id", key},
                   {"first_document", key},
                   {"first_seen", when}},
       .indexes = {{{"supplier_id"}, true}, {{"tax_key"}, true}}},
      {.name = "supplier_spellings",
       .columns = {{"spelling_id", key},
                   {"supplier_id", key},
                   {"spelling", text},
                   {"name_key", text},
                   {"name_head", key},
                   {"name_tail", key},
                   {"first_document", key},
                   {"first_seen", when}},
       .indexes = {{{"spelling_id"}, true},
                   {{"supplier_id"}, false},
                   {{"name_head"}, false},
                   {{"name_tail"}, false}}},
      {.name = "supplier_documents",
       .columns = {{"spelling_id", key}, {"document_id", key}, {"seen_at", when}},
       .indexes = {{{"spelling_id", "document_id"}, true}}},
      {.name = "lessons",
       .columns = {{"lesson_id", key},
                   {"supplier_id", key},
                   {"field", key},
                   {"kind", key},
                   {"content", "{json}"},
                   {"corrects", integer},
                   {"document_id", key},
                   {"taught_at", when},
                   {"state", key},
                   {"dropped_because", text},
                   {"dropped_at", when}},
       .indexes = {{{"lesson_id"}, true}, {{"supplier_id"}, false}}},
      {.name = "lesson_documents",
       .columns =
           {{"lesson_id", key}, {"document_id", key}, {"agreed", integer}, {"noted_at", when}},
       .indexes = {{{"lesson_id", "document_id"}, true}}},
  };
}

}  // namespace telar::invoices
