#include "invoices/waiting.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "invoices/check.h"
#include "invoices/corrections.h"
#include "invoices/invoice_json.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kLeastPrefix = 4, kShownDigits = 12, kMostNamed = 6;

std::string Text(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  return field == nullptr ? "" : field->value;
}

bool Fits(const Waiting& w, const WaitingFilter& filter) {
  if (filter.without_class && w.label) return false;
  if (!filter.supplier.empty() && Fold(w.supplier).find(Fold(filter.supplier)) == std::string::npos)
    return false;
  return filter.reason.empty() ||
         std::any_of(w.reasons.begin(), w.reasons.end(),
                     [&](const std::string& reason) { return RuleOf(reason) == filter.reason; });
}

std::string EscapedLike(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') escaped += '!';
    escaped += c;
  }
  return escaped;
}

bool IsHexPrefix(std::string_view text) {
  return text.size() >= kLeastPrefix && text.size() <= 64 &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::vector<std::string> RulesOf(const std::vector<std::string>& reasons) {
  std::vector<std::string> rules;
  for (const std::string& reason : reasons) {
    const std::string rule(RuleOf(reason));
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return rules;
}

Result<WaitingPage> ListWaiting(db::Connection& connection, const WaitingFilter& filter) {
  WaitingPage page;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT d.document_id, d.file_name, i.finished_at, d.class, d.reasons, d.fields, d.revision"
      " FROM ledger_items i JOIN invoices d ON d.document_id = i.item_key"
      " WHERE i.pipeline = ? AND i.state = 'review' ORDER BY i.finished_at, i.id",
      {std::string("invoices")}, [&](const db::Row& row) -> Status {
        Waiting w{.document = DocumentId(row.TextOrEmpty(0)),
                  .file_name = row.TextOrEmpty(1),
                  .label = {},
                  .supplier = "",
                  .currency = "",
                  .total = "",
                  .date = "",
                  .number = "",
                  .doubtful = {},
                  .reasons = {},
                  .revision = row.IntOr(6, 0)};
        TELAR_ASSIGN_OR_RETURN(w.since, row.AsInstant(2));
        if (!row.IsNull(3)) {
          TELAR_ASSIGN_OR_RETURN(w.label, ParseClass(row.TextOrEmpty(3)));
        }
        for (const auto& reason : nlohmann::json::parse(row.TextOrEmpty(4), nullptr, false)) {
          if (reason.is_string()) w.reasons.push_back(reason);
        }
        Invoice invoice;
        TELAR_RETURN_IF_ERROR(ParseFieldsJson(row.TextOrEmpty(5), invoice));
        w.supplier = Text(invoice, "supplier");
        w.currency = Text(invoice, "currency");
        w.total = Text(invoice, "total");
        w.date = Text(invoice, "date");
        w.number = Text(invoice, "invoice_number");
        for (const std::string_view name : kFieldNames) {
          const Field* field = invoice.Find(name);
          if (field != nullptr && field->confidence < kSureEnough) w.doubtful.emplace_back(name);
        }
        if (!Fits(w, filter)) return Status::Ok();
        ++page.total;
        for (const std::string& rule : RulesOf(w.reasons)) ++page.by_rule[rule];
        if (static_cast<std::int64_t>(page.documents.size()) < filter.limit) {
          page.documents.push_back(std::move(w));
        }
        return Status::Ok();
      }));
  return page;
}

Result<DocumentId> FindDocument(db::Connection& connection, std::string_view name) {
  std::vector<std::pair<std::string, std::string>> found;
  const auto take = [&](const db::Row& row) {
    found.emplace_back(row.TextOrEmpty(0), row.TextOrEmpty(1));
    return Status::Ok();
  };
  const std::string prefix = AsciiLower(name);
  if (IsHexPrefix(prefix)) {
    TELAR_RETURN_IF_ERROR(connection.Query(
        "SELECT document_id, file_name FROM invoices WHERE document_id >= ? AND document_id < ?"
        " ORDER BY document_id LIMIT ?",
        {prefix, prefix + "g", static_cast<std::int64_t>(kMostNamed)}, take));
  }
  if (found.empty() && !name.empty()) {
    TELAR_RETURN_IF_ERROR(connection.Query(
        "SELECT document_id, file_name FROM invoices WHERE file_name = ? OR file_name LIKE ?"
        " ESCAPE '!' ORDER BY read_at DESC LIMIT ?",
        {std::string(name), "%/" + EscapedLike(name), static_cast<std::int64_t>(kMostNamed)},
        take));
  }
  if (found.empty()) {
    return Status::NotFound(fmt::format("find document '{}': nothing read goes by that name", name))
        .WithHint("telar invoices review list shows what waits, telar invoices list all");
  }
  if (found.size() == 1) return DocumentId(found[0].first);
  std::vector<std::string> names;
  for (const auto& [id, file] : found)
    names.push_back(id.substr(0, kShownDigits) + " (" + file + ")");
  return Status::InvalidInput(fmt::format("find document '{}': it may be several", name))
      .WithHint("say one of " + Join(names, ", "));
}

}  // namespace telar::invoices
