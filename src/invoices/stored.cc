#include "invoices/stored.h"

#include <nlohmann/json.hpp>

namespace telar::invoices {
namespace {

Result<ReadReport> ReportOf(const db::Row& row) {
  ReadReport report;
  report.sha256 = row.TextOrEmpty(0);
  report.file = row.TextOrEmpty(1);
  const std::string kind = row.TextOrEmpty(2);
  report.kind = kind == "pdf" || kind == "xml" ? kind : "image";
  report.reader = row.TextOrEmpty(3);
  report.pages = static_cast<int>(row.IntOr(4, 0));
  if (!row.IsNull(5)) {
    Classification& c = report.decision.emplace();
    TELAR_ASSIGN_OR_RETURN(c.label, ParseClass(row.TextOrEmpty(5)));
    TELAR_ASSIGN_OR_RETURN(const Decimal probability, row.AsDecimal(6));
    c.probability = probability.ToDoubleForStatistics();
    c.model = row.TextOrEmpty(7);
  }
  const std::string verdict = row.TextOrEmpty(8);
  for (const Verdict v : {Verdict::kAccept, Verdict::kReview, Verdict::kFailed}) {
    if (VerdictName(v) == verdict) report.invoice.verdict = v;
  }
  const auto reasons = nlohmann::json::parse(row.TextOrEmpty(9), nullptr, false);
  for (const auto& reason : reasons) {
    if (reason.is_string()) report.invoice.reasons.push_back(reason);
  }
  TELAR_RETURN_IF_ERROR(ParseFieldsJson(row.TextOrEmpty(10), report.invoice));
  TELAR_RETURN_IF_ERROR(ParseLinesJson(row.TextOrEmpty(11), report.invoice));
  return report;
}

}  // namespace

Status ListStored(db::Connection& connection, const StoredFilter& filter,
                  const std::function<Status(const ReadReport&)>& take) {
  std::string where = " WHERE document_id >= ? AND document_id < ?";
  // Hexadecimal digits end before 'g', so this is every hash that begins with the given text.
  std::vector<db::Value> values = {filter.document, filter.document + "g"};
  if (filter.verdict) {
    where += " AND verdict = ?";
    values.emplace_back(std::string(VerdictName(*filter.verdict)));
  }
  values.emplace_back(std::int64_t{filter.limit});
  return connection.Query(
      "SELECT document_id, file_name, file_kind, reader, pages, class, class_probability,"
      " class_model, verdict, reasons, fields, lines FROM invoices" +
          where + " ORDER BY read_at DESC, document_id LIMIT ?",
      std::span<const db::Value>(values), [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const ReadReport report, ReportOf(row));
        return take(report);
      });
}

}  // namespace telar::invoices
