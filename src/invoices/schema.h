#pragma once

#include <span>
#include <vector>

#include "db/migrations.h"
#include "db/schema_check.h"

namespace telar::invoices {

/// The migrations of component "invoices": the two sales tables of the contract with their
/// provenance, what was read of every document, and where it came from. Run after the ledger's.
///
///   ventas_preventivas, ventas_correctivas   one row per product line of an accepted invoice
///   invoices                                 one row per document that was read, with every field
///   invoice_lines                            its lines, also of documents that wait for a person
///   invoice_sources                          every object of the inbox that held the document
///   invoice_audit                            every step of a person, and what was a duplicate
///   invoice_identities                       which document has the rows of an invoice
///   invoice_page_bands                       first pages by pieces of their hash (duplicates.h)
///   suppliers, supplier_spellings, supplier_documents   one supplier under every spelling
///   lessons, lesson_documents                what suppliers' documents taught (memory/memory.h)
///
/// docs/formats/invoices.md and docs/formats/lessons.md describe each column.
std::span<const db::Migration> InvoiceMigrations();
/// What `telar doctor` compares the live schema with.
std::vector<db::ExpectedTable> ExpectedTables();

}  // namespace telar::invoices
