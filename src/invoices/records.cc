#include "invoices/records.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "core/digest.h"
#include "core/text.h"
#include "invoices/invoice_json.h"

namespace telar::invoices {
namespace {

using db::Null;
using db::Value;

constexpr std::size_t kProductLength = 500;  // characters of ventas_*.producto
constexpr std::string_view kNoClass = "no_class", kClassSuggested = "class_suggested";

std::string SourceId(const Source& source) { return Sha256Hex(source.key + '\0' + source.version); }

Value OrNull(const std::string& text) { return text.empty() ? Value(Null{}) : Value(text); }
Value OrNull(const std::optional<std::string>& text) { return OrNull(text.value_or("")); }
Value OrNull(const std::optional<Decimal>& number) {
  return number ? Value(*number) : Value(Null{});
}

/// A probability as the decimal its column holds.
Value Probability(double p) {
  return Decimal::FromUnits(static_cast<std::int64_t>(p * 1e6 + 0.5), 6);
}

Value TextField(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  return field == nullptr ? Value(Null{}) : OrNull(field->value);
}

Value DecimalField(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  if (field == nullptr) return Null{};
  const Result<Decimal> number = Decimal::Parse(field->value);
  return number.ok() ? Value(*number) : Value(Null{});
}

Value DateField(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  if (field == nullptr) return Null{};
  const Result<Date> date = ParseDate(field->value);
  return date.ok() ? Value(*date) : Value(Null{});
}

/// The number that ventas_*.orden_compra holds; NULL when the order is not a plain number, which
/// orden_compra_texto keeps in full.
Value OrderNumber(const Invoice& invoice) {
  const Field* field = invoice.Find("purchase_order");
  if (field == nullptr) return Null{};
  std::int64_t number = 0;
  const char* end = field->value.data() + field->value.size();
  const auto [stop, error] = std::from_chars(field->value.data(), end, number);
  return error == std::errc() && stop == end ? Value(number) : Value(Null{});
}

std::string FirstCharacters(const std::string& text, std::size_t count) {
  const std::u32string points = DecodeUtf8(text);
  return points.size() <= count ? text : EncodeUtf8(points.substr(0, count));
}

using Columns = std::vector<std::pair<std::string_view, Value>>;

/// The columns that say what stands on the invoice and what it is taken for.
void AddContent(const Record& r, Columns& columns) {
  const Invoice& in = r.invoice;
  const std::optional<Classification>& c = r.classification;
  columns.emplace_back("class", c ? Value(std::string(ClassLabel(c->label))) : Value(Null{}));
  columns.emplace_back("class_probability", c ? Probability(c->probability) : Value(Null{}));
  columns.emplace_back("class_model", c ? OrNull(c->model) : Value(Null{}));
  columns.emplace_back("verdict", std::string(VerdictName(in.verdict)));
  columns.emplace_back("reasons", nlohmann::json(in.reasons).dump());
  columns.emplace_back("fields", FieldsJson(in));
  columns.emplace_back("lines", LinesJson(in));
  for (const char* name : {"supplier", "supplier_tax_id", "customer", "invoice_number",
                           "purchase_order", "currency"}) {
    columns.emplace_back(name, TextField(in, name));
  }
  columns.emplace_back("invoice_date", DateField(in, "date"));
  columns.emplace_back("due_date", DateField(in, "due_date"));
  for (const char* name : {"subtotal", "tax", "discount", "total"}) {
    columns.emplace_back(name, DecimalField(in, name));
  }
}

/// Under which supplier the document is, whatever its spelling.
Status AddSupplier(db::Connection& connection, const Record& r, Columns& columns) {
  TELAR_ASSIGN_OR_RETURN(const SupplierId supplier,
                         ResolveSupplier(connection, CluesOf(r.invoice), r.document, r.now));
  columns.emplace_back("supplier_id", OrNull(supplier.value()));
  return Status::Ok();
}

Status WriteLines(db::Connection& connection, const Record& r) {
  const std::string& id = r.document.value();
  TELAR_RETURN_IF_ERROR(
      connection.Execute("DELETE FROM invoice_lines WHERE document_id = ?", {id}).status());
  std::int64_t number = 0;
  for (const Line& line : r.invoice.lines) {
    TELAR_RETURN_IF_ERROR(
        connection
            .Execute("INSERT INTO invoice_lines (document_id, line, description, code, quantity,"
                     " unit, unit_price, amount, tax_rate, confidence, page)"
                     " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                     {id, ++number, line.description, OrNull(line.code), OrNull(line.quantity),
                      OrNull(line.unit), OrNull(line.unit_price), OrNull(line.amount),
                      OrNull(line.tax_rate), Probability(line.confidence), std::int64_t{line.page}})
            .status());
  }
  return Status::Ok();
}

Result<std::vector<Source>> QuerySources(db::Connection& connection, const std::string& where,
                                         std::initializer_list<Value> values) {
  std::vector<Source> sources;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT source_key, version, document_id, size_bytes FROM invoice_sources"
      " WHERE removed_at IS NULL" +
          where + " ORDER BY source_key",
      values, [&](const db::Row& row) {
        sources.push_back({row.TextOrEmpty(0), row.TextOrEmpty(1), DocumentId(row.TextOrEmpty(2)),
                           static_cast<std::uint64_t>(row.IntOr(3, 0))});
        return Status::Ok();
      }));
  return sources;
}

}  // namespace

Result<std::vector<Source>> OpenSources(db::Connection& connection) {
  return QuerySources(connection, "", {});
}

Result<std::vector<Source>> OpenSourcesOf(db::Connection& connection, const DocumentId& document) {
  return QuerySources(connection, " AND document_id = ?", {document.value()});
}

Status AddSources(db::Connection& connection, const std::vector<Source>& sources, const RunId& run,
                  Instant now) {
  std::vector<std::vector<Value>> rows;
  for (const Source& s : sources) {
    rows.push_back({SourceId(s), s.key, s.version, s.document.value(),
                    static_cast<std::int64_t>(s.size), run.value(), now, Null{}});
  }
  const db::MergeSpec spec{.table = "invoice_sources",
                           .columns = {"source_id", "source_key", "version", "document_id",
                                       "size_bytes", "run_id", "seen_at", "removed_at"},
                           .key = {"source_id"},
                           .keep_on_update = {"run_id", "seen_at"}};
  return connection.Merge(spec, rows).status();
}

Result<bool> HasRemovedSource(db::Connection& connection, const DocumentId& document) {
  bool found = false;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT source_id FROM invoice_sources WHERE document_id = ? AND removed_at IS NOT NULL"
      " LIMIT 1",
      {document.value()}, [&](const db::Row&) {
        found = true;
        return Status::Ok();
      }));
  return found;
}

Status MarkSourcesRemoved(db::Connection& connection, const std::vector<Source>& sources,
                          Instant now) {
  for (const Source& s : sources) {
    TELAR_RETURN_IF_ERROR(
        connection
            .Execute("UPDATE invoice_sources SET removed_at = ? WHERE source_id = ?",
                     {now, SourceId(s)})
            .status());
  }
  return Status::Ok();
}

std::string_view RulingName(Ruling decision) {
  switch (decision) {
    case Ruling::kAccepted: return "accepted";
    case Ruling::kRejected: return "rejected";
    case Ruling::kNone: break;
  }
  return "";
}

Result<std::optional<RecordState>> FindRecord(db::Connection& connection,
                                              const DocumentId& document) {
  std::optional<RecordState> state;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT class, file_kind, loaded_at, archived_at, reasons, file_name, reader, archived_as,"
      " revision, decision, decision_note, duplicate_of, distinct_from FROM invoices"
      " WHERE document_id = ?",
      {document.value()}, [&](const db::Row& row) {
        state.emplace();
        if (!row.IsNull(0)) {
          TELAR_ASSIGN_OR_RETURN(state->label, ParseClass(row.TextOrEmpty(0)));
        }
        state->file_kind = row.TextOrEmpty(1);
        state->loaded = !row.IsNull(2);
        state->archived = !row.IsNull(3);
        state->file_name = row.TextOrEmpty(5);
        state->reader = row.TextOrEmpty(6);
        state->archived_as = row.TextOrEmpty(7);
        state->revision = row.IntOr(8, 0);
        for (const Ruling d : {Ruling::kAccepted, Ruling::kRejected}) {
          if (row.TextOrEmpty(9) == RulingName(d)) state->decision = d;
        }
        state->decision_note = row.TextOrEmpty(10);
        state->duplicate_of = DocumentId(row.TextOrEmpty(11));
        state->distinct_from = DocumentId(row.TextOrEmpty(12));
        state->waits_for_class = !state->loaded && state->decision == Ruling::kNone &&
                                 state->duplicate_of.value().empty() &&
                                 (row.TextOrEmpty(4).find(kNoClass) != std::string::npos ||
                                  row.TextOrEmpty(4).find(kClassSuggested) != std::string::npos);
        return Status::Ok();
      }));
  return state;
}

Result<std::optional<Record>> ReadRecord(db::Connection& connection, const DocumentId& document) {
  std::optional<Record> record;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT file_name, file_kind, reader, pages, class, class_probability, class_model, verdict,"
      " reasons, fields, lines, run_id, program, read_at, page_hash FROM invoices"
      " WHERE document_id = ?",
      {document.value()}, [&](const db::Row& row) -> Status {
        Record r{.document = document,
                 .file_name = row.TextOrEmpty(0),
                 .file_kind = row.TextOrEmpty(1),
                 .reader = row.TextOrEmpty(2),
                 .pages = static_cast<int>(row.IntOr(3, 0)),
                 .invoice = {},
                 .classification = {},
                 .run = RunId(row.TextOrEmpty(11)),
                 .program = row.TextOrEmpty(12),
                 .now = {},
                 .page_hash = row.TextOrEmpty(14)};
        if (!row.IsNull(4)) {
          Classification& c = r.classification.emplace();
          TELAR_ASSIGN_OR_RETURN(c.label, ParseClass(row.TextOrEmpty(4)));
          TELAR_ASSIGN_OR_RETURN(const Decimal probability, row.AsDecimal(5));
          c.probability = probability.ToDoubleForStatistics();
          c.model = row.TextOrEmpty(6);
        }
        for (const Verdict v : {Verdict::kAccept, Verdict::kReview, Verdict::kFailed}) {
          if (VerdictName(v) == row.TextOrEmpty(7)) r.invoice.verdict = v;
        }
        for (const auto& reason : nlohmann::json::parse(row.TextOrEmpty(8), nullptr, false)) {
          if (reason.is_string()) r.invoice.reasons.push_back(reason);
        }
        TELAR_RETURN_IF_ERROR(ParseFieldsJson(row.TextOrEmpty(9), r.invoice));
        TELAR_RETURN_IF_ERROR(ParseLinesJson(row.TextOrEmpty(10), r.invoice));
        TELAR_ASSIGN_OR_RETURN(r.now, row.AsInstant(13));
        record = std::move(r);
        return Status::Ok();
      }));
  return record;
}

Status WriteRecord(db::Connection& connection, const Record& r) {
  const std::string& id = r.document.value();
  TELAR_RETURN_IF_ERROR(
      connection.Execute("DELETE FROM invoices WHERE document_id = ?", {id}).status());
  Columns columns{{"document_id", id},
                  {"file_name", r.file_name},
                  {"file_kind", r.file_kind},
                  {"reader", r.reader},
                  {"pages", std::int64_t{r.pages}},
                  {"run_id", r.run.value()},
                  {"program", r.program},
                  {"read_at", r.now},
                  {"page_hash", OrNull(r.page_hash)},
                  {"identified_at", r.now}};
  if (!r.recalled.used.empty()) {
    columns.emplace_back("lessons", LessonUsesJson(r.recalled.used));
  }
  AddContent(r, columns);
  TELAR_RETURN_IF_ERROR(AddSupplier(connection, r, columns));
  std::string names, marks;
  std::vector<Value> values;
  for (auto& [name, value] : columns) {
    names += (names.empty() ? "" : ", ") + std::string(name);
    marks += marks.empty() ? "?" : ",?";
    values.push_back(std::move(value));
  }
  TELAR_RETURN_IF_ERROR(connection
                            .Execute("INSERT INTO invoices (" + names + ") VALUES (" + marks + ")",
                                     std::span<const Value>(values))
                            .status());
  TELAR_RETURN_IF_ERROR(NoteFailures(connection, r.recalled, r.document, r.now));
  return WriteLines(connection, r);
}

Status UpdateRecord(db::Connection& connection, const Record& r) {
  Columns columns;
  AddContent(r, columns);
  TELAR_RETURN_IF_ERROR(AddSupplier(connection, r, columns));
  std::string sets;
  std::vector<Value> values;
  for (auto& [name, value] : columns) {
    sets += (sets.empty() ? "" : ", ") + std::string(name) + " = ?";
    values.push_back(std::move(value));
  }
  values.emplace_back(r.document.value());
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t changed,
      connection.Execute("UPDATE invoices SET " + sets + " WHERE document_id = ?",
                         std::span<const Value>(values)));
  if (changed == 0) return Status::NotFound("update document " + r.document.value() + ": no row");
  return WriteLines(connection, r);
}

Result<std::int64_t> WriteSales(db::Connection& connection, const Record& r, InvoiceClass label) {
  const std::string& id = r.document.value();
  TELAR_RETURN_IF_ERROR(RemoveSales(connection, r.document).status());
  const Field* date = r.invoice.Find("date");
  const std::string insert =
      "INSERT INTO " + std::string(SalesTable(label)) +
      " (orden_compra, producto, fecha_creacion, cantidad, total, moneda, tasa, unidad, codigo,"
      " orden_compra_texto, numero_factura, documento, linea, pagina, confianza, ejecucion,"
      " creado_en) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
  std::int64_t number = 0;
  for (const Line& line : r.invoice.lines) {
    TELAR_RETURN_IF_ERROR(
        connection
            .Execute(insert,
                     {OrderNumber(r.invoice), FirstCharacters(line.description, kProductLength),
                      date == nullptr ? Value(Null{}) : Value(date->value + " 00:00:00"),
                      OrNull(line.quantity), OrNull(line.amount), TextField(r.invoice, "currency"),
                      OrNull(line.unit_price), OrNull(line.unit), OrNull(line.code),
                      TextField(r.invoice, "purchase_order"),
                      TextField(r.invoice, "invoice_number"), id, ++number, std::int64_t{line.page},
                      Probability(line.confidence), r.run.value(), r.now})
            .status());
  }
  TELAR_RETURN_IF_ERROR(
      connection.Execute("UPDATE invoices SET loaded_at = ? WHERE document_id = ?", {r.now, id})
          .status());
  return number;
}

Result<std::int64_t> MoveSales(db::Connection& connection, const DocumentId& document,
                               InvoiceClass label) {
  const InvoiceClass other =
      label == InvoiceClass::kPreventiva ? InvoiceClass::kCorrectiva : InvoiceClass::kPreventiva;
  const std::string columns =
      "orden_compra, producto, fecha_creacion, cantidad, total, moneda, tasa, unidad, codigo,"
      " orden_compra_texto, numero_factura, documento, linea, pagina, confianza, ejecucion,"
      " creado_en";
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t moved,
      connection.Execute("INSERT INTO " + std::string(SalesTable(label)) + " (" + columns +
                             ") SELECT " + columns + " FROM " + std::string(SalesTable(other)) +
                             " WHERE documento = ? ORDER BY linea",
                         {document.value()}));
  TELAR_RETURN_IF_ERROR(
      connection
          .Execute("DELETE FROM " + std::string(SalesTable(other)) + " WHERE documento = ?",
                   {document.value()})
          .status());
  return moved;
}

Result<std::int64_t> RemoveSales(db::Connection& connection, const DocumentId& document) {
  std::int64_t removed = 0;
  for (const InvoiceClass each : {InvoiceClass::kCorrectiva, InvoiceClass::kPreventiva}) {
    TELAR_ASSIGN_OR_RETURN(
        const std::int64_t rows,
        connection.Execute("DELETE FROM " + std::string(SalesTable(each)) + " WHERE documento = ?",
                           {document.value()}));
    removed += rows;
  }
  return removed;
}

Status MarkArchived(db::Connection& connection, const DocumentId& document,
                    const std::string& archived_as, Instant now) {
  return connection
      .Execute("UPDATE invoices SET archived_at = ?, archived_as = ? WHERE document_id = ?",
               {now, archived_as, document.value()})
      .status();
}

}  // namespace telar::invoices
