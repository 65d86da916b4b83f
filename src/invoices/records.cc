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
constexpr std::string_view kNoClass = "no_class";

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

Result<std::optional<RecordState>> FindRecord(db::Connection& connection,
                                              const DocumentId& document) {
  std::optional<RecordState> state;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT class, file_kind, loaded_at, archived_at, reasons FROM invoices"
      " WHERE document_id = ?",
      {document.value()}, [&](const db::Row& row) {
        state.emplace();
        if (!row.IsNull(0)) {
          TELAR_ASSIGN_OR_RETURN(state->label, ParseClass(row.TextOrEmpty(0)));
        }
        state->file_kind = row.TextOrEmpty(1);
        state->loaded = !row.IsNull(2);
        state->archived = !row.IsNull(3);
        state->waits_for_class =
            !state->loaded && row.TextOrEmpty(4).find(kNoClass) != std::string::npos;
        return Status::Ok();
      }));
  return state;
}

Status WriteRecord(db::Connection& connection, const Record& r) {
  const Invoice& in = r.invoice;
  const std::string& id = r.document.value();
  TELAR_ASSIGN_OR_RETURN(const SupplierId supplier,
                         ResolveSupplier(connection, CluesOf(in), r.document, r.now));
  for (const char* table : {"invoice_lines", "invoices"}) {
    TELAR_RETURN_IF_ERROR(
        connection.Execute(std::string("DELETE FROM ") + table + " WHERE document_id = ?", {id})
            .status());
  }
  TELAR_RETURN_IF_ERROR(
      connection
          .Execute(
              "INSERT INTO invoices (document_id, file_name, file_kind, reader, pages, class,"
              " class_probability, class_model, verdict, reasons, fields, lines, supplier,"
              " supplier_tax_id, customer, invoice_number, purchase_order, invoice_date, due_date,"
              " currency, subtotal, tax, discount, total, run_id, program, read_at,"
              " supplier_id, lessons) VALUES "
              "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
              {id,
               r.file_name,
               r.file_kind,
               r.reader,
               std::int64_t{r.pages},
               r.classification ? Value(std::string(ClassLabel(r.classification->label)))
                                : Value(Null{}),
               r.classification ? Probability(r.classification->probability) : Value(Null{}),
               r.classification ? OrNull(r.classification->model) : Value(Null{}),
               std::string(VerdictName(in.verdict)),
               nlohmann::json(in.reasons).dump(),
               FieldsJson(in),
               LinesJson(in),
               TextField(in, "supplier"),
               TextField(in, "supplier_tax_id"),
               TextField(in, "customer"),
               TextField(in, "invoice_number"),
               TextField(in, "purchase_order"),
               DateField(in, "date"),
               DateField(in, "due_date"),
               TextField(in, "currency"),
               DecimalField(in, "subtotal"),
               DecimalField(in, "tax"),
               DecimalField(in, "discount"),
               DecimalField(in, "total"),
               r.run.value(),
               r.program,
               r.now,
               OrNull(supplier.value()),
               r.lessons.empty() ? Value(Null{}) : Value(LessonUsesJson(r.lessons))})
          .status());
  std::int64_t number = 0;
  for (const Line& line : in.lines) {
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

Result<std::int64_t> WriteSales(db::Connection& connection, const Record& r, InvoiceClass label) {
  const std::string& id = r.document.value();
  for (const InvoiceClass each : {InvoiceClass::kCorrectiva, InvoiceClass::kPreventiva}) {
    TELAR_RETURN_IF_ERROR(
        connection
            .Execute("DELETE FROM " + std::string(SalesTable(each)) + " WHERE documento = ?", {id})
            .status());
  }
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

Status MarkArchived(db::Connection& connection, const DocumentId& document,
                    const std::string& archived_as, Instant now) {
  return connection
      .Execute("UPDATE invoices SET archived_at = ?, archived_as = ? WHERE document_id = ?",
               {now, archived_as, document.value()})
      .status();
}

}  // namespace telar::invoices
