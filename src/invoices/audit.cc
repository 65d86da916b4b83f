#include "invoices/audit.h"

#include <string_view>

#include "core/text.h"

namespace telar::invoices {
namespace {

using db::Null;
using db::Value;

constexpr std::size_t kMostCharacters = 250;  // of a key_text
constexpr std::string_view kSelect =
    "SELECT id, done_at, done_by, action, field, value_before, value_after, note FROM invoice_audit"
    " WHERE document_id = ? ORDER BY id";

Value OrNull(const std::optional<std::string>& text) {
  return text ? Value(ToValidUtf8(*text)) : Value(Null{});
}

std::string Short(const std::string& text) {
  const std::u32string points = DecodeUtf8(text);
  return EncodeUtf8(points.substr(0, kMostCharacters));
}

Result<std::vector<AuditEntry>> Select(db::Connection& connection, const std::string& sql,
                                       const DocumentId& document) {
  std::vector<AuditEntry> entries;
  TELAR_RETURN_IF_ERROR(
      connection.Query(sql, {document.value()}, [&](const db::Row& row) -> Status {
        AuditEntry& e = entries.emplace_back();
        e.document = document;
        TELAR_ASSIGN_OR_RETURN(e.id, row.AsInt(0));
        TELAR_ASSIGN_OR_RETURN(e.at, row.AsInstant(1));
        e.by = row.TextOrEmpty(2);
        e.action = row.TextOrEmpty(3);
        e.field = row.TextOrEmpty(4);
        TELAR_ASSIGN_OR_RETURN(e.before, row.MaybeText(5));
        TELAR_ASSIGN_OR_RETURN(e.after, row.MaybeText(6));
        e.note = row.TextOrEmpty(7);
        return Status::Ok();
      }));
  return entries;
}

}  // namespace

Status AppendAudit(db::Connection& transaction, const AuditEntry& e) {
  return transaction
      .Execute(
          "INSERT INTO invoice_audit (document_id, done_at, done_by, action, field,"
          " value_before, value_after, note) VALUES (?,?,?,?,?,?,?,?)",
          {e.document.value(), e.at, Short(e.by), e.action, Short(e.field), OrNull(e.before),
           OrNull(e.after), ToValidUtf8(e.note)})
      .status();
}

Result<std::vector<AuditEntry>> AuditOf(db::Connection& connection, const DocumentId& document) {
  return Select(connection, std::string(kSelect), document);
}

Result<std::optional<AuditEntry>> LastAudit(db::Connection& connection,
                                            const DocumentId& document) {
  TELAR_ASSIGN_OR_RETURN(auto last,
                         Select(connection, std::string(kSelect) + " DESC LIMIT 1", document));
  if (last.empty()) return std::optional<AuditEntry>();
  return std::optional(std::move(last.front()));
}

}  // namespace telar::invoices
