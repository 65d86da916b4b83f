#include "app/commands/review_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/commands/invoice_view.h"
#include "app/commands/json_line.h"
#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using invoices::Dossier;

constexpr std::size_t kShownDigits = 12;

Json TextOrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(ToValidUtf8(text));
}
Json TextOrNull(const std::optional<std::string>& text) {
  return text ? Json(ToValidUtf8(*text)) : Json(nullptr);
}

std::string Short(const DocumentId& document) { return document.value().substr(0, kShownDigits); }

invoices::ReadReport ReportOf(const Dossier& dossier) {
  const invoices::Record& record = dossier.record;
  invoices::ReadReport report;
  report.file = record.file_name;
  report.sha256 = record.document.value();
  report.kind = record.file_kind == "pdf" || record.file_kind == "xml" ? record.file_kind : "image";
  report.reader = record.reader;
  report.pages = record.pages;
  report.decision = record.classification;
  report.invoice = record.invoice;
  return report;
}

/// Where the document stands, as a sentence.
std::string Standing(const Dossier& d) {
  const std::string state(ledger::StateName(d.item.item.state));
  if (!d.state.duplicate_of.value().empty() && d.state.decision != invoices::Ruling::kRejected)
    return state + ", the same invoice as " + Short(d.state.duplicate_of);
  if (d.state.decision == invoices::Ruling::kRejected) return state + ", " + d.state.decision_note;
  if (d.item.item.state == ledger::State::kReview) return "waits for a person";
  if (d.state.decision == invoices::Ruling::kAccepted && !d.state.loaded)
    return "accepted, waits for the next run";
  return d.state.loaded ? state + ", its rows are in" : state;
}

std::string StepText(const invoices::AuditEntry& e) {
  std::string text = e.action;
  if (!e.field.empty()) text += " " + e.field;
  if (e.before || e.after) {
    const auto word = [](const std::optional<std::string>& value) {
      return value ? "'" + *value + "'" : std::string("nothing");
    };
    text += e.before == e.after ? " " + word(e.after)
            : e.field.empty()   ? " " + word(e.after)
                                : ": " + word(e.before) + " becomes " + word(e.after);
  }
  return e.note.empty() ? text : text + " (" + e.note + ")";
}

}  // namespace

std::string AgeText(Duration age) {
  using std::chrono::duration_cast;
  const auto minutes = duration_cast<std::chrono::minutes>(age).count();
  if (minutes < 60) return fmt::format("{} min", std::max<std::int64_t>(0, minutes));
  if (minutes < 48 * 60) return fmt::format("{} h", minutes / 60);
  return fmt::format("{} d", minutes / (24 * 60));
}

std::string WaitingView(const invoices::WaitingPage& page, const LocalTimes& times, Instant now,
                        int width, const Style& style) {
  Table table({{"document"},
               {"waits", Table::Align::kRight},
               {"since"},
               {"file", Table::Align::kLeft, true},
               {"class"},
               {"supplier", Table::Align::kLeft, true},
               {"date"},
               {"total", Table::Align::kRight},
               {"doubtful", Table::Align::kLeft, true},
               {"reasons", Table::Align::kLeft, true}});
  for (const invoices::Waiting& w : page.documents) {
    table.Add({Short(w.document), AgeText(now - w.since), times.Format(w.since), w.file_name,
               w.label ? std::string(invoices::ClassLabel(*w.label)) : "", w.supplier, w.date,
               w.currency.empty() ? w.total : w.total + " " + w.currency, Join(w.doubtful, ", "),
               Join(invoices::RulesOf(w.reasons), ", ")});
  }
  if (table.empty()) return "";
  std::string out = table.Render(width) + "\n";
  const auto shown = static_cast<std::int64_t>(page.documents.size());
  out += fmt::format("{} waiting", page.total);
  if (shown < page.total) out += fmt::format(", the {} oldest shown", shown);
  out += "\n";
  for (const auto& [rule, count] : page.by_rule) {
    out += "  " + style.Dim(fmt::format("{:>5} {}", count, Printable(rule))) + "\n";
  }
  return out;
}

std::string WaitingJson(const invoices::Waiting& w, Instant now) {
  Json json{
      {"document", w.document.value()},
      {"file", w.file_name},
      {"since", FormatInstant(w.since)},
      {"age_seconds", std::chrono::duration_cast<std::chrono::seconds>(now - w.since).count()},
      {"class", nullptr},
      {"supplier", TextOrNull(w.supplier)},
      {"number", TextOrNull(w.number)},
      {"date", TextOrNull(w.date)},
      {"currency", TextOrNull(w.currency)},
      {"total", TextOrNull(w.total)},
      {"doubtful", w.doubtful},
      {"reasons", w.reasons},
      {"revision", w.revision}};
  if (w.label) json["class"] = invoices::ClassLabel(*w.label);
  return JsonLine(json);
}

std::string DossierView(const Dossier& d, const LocalTimes& times, int width, const Style& style) {
  std::string out = InvoiceView(ReportOf(d), width, style);
  const auto line = [&](const std::string& name, const std::string& text) {
    out += fmt::format("  {:<10}{}\n", name, Printable(text));
  };
  line("document", d.record.document.value());
  line("state", Standing(d));
  line("revision", std::to_string(d.state.revision));
  for (const invoices::Source& source : d.sources) line("inbox", source.key);
  if (!d.state.archived_as.empty()) line("archive", d.state.archived_as);
  for (const DocumentId& other : d.duplicates) line("duplicate", other.value());
  if (d.audit.empty()) return out;
  Table table({{"when"}, {"who"}, {"what", Table::Align::kLeft, true}});
  for (const invoices::AuditEntry& e : d.audit) {
    table.Add({times.Format(e.at), e.by, StepText(e)});
  }
  return out + "\n" + table.Render(width);
}

std::string DossierJson(const Dossier& d) {
  Json json = Json::parse(invoices::ReadReportJson(ReportOf(d)));
  json["state"] = ledger::StateName(d.item.item.state);
  json["stage"] = d.item.item.stage;
  json["decision"] = TextOrNull(std::string(invoices::RulingName(d.state.decision)));
  json["decision_note"] = TextOrNull(d.state.decision_note);
  json["duplicate_of"] = TextOrNull(d.state.duplicate_of.value());
  json["duplicates"] = Json::array();
  for (const DocumentId& other : d.duplicates) json["duplicates"].push_back(other.value());
  json["revision"] = d.state.revision;
  json["loaded"] = d.state.loaded;
  json["archived_as"] = TextOrNull(d.state.archived_as);
  json["inbox"] = Json::array();
  for (const invoices::Source& source : d.sources) json["inbox"].push_back(source.key);
  json["history"] = Json::array();
  for (const invoices::AuditEntry& e : d.audit) {
    json["history"].push_back({{"id", e.id},
                               {"at", FormatInstant(e.at)},
                               {"by", e.by},
                               {"action", e.action},
                               {"field", TextOrNull(e.field)},
                               {"before", TextOrNull(e.before)},
                               {"after", TextOrNull(e.after)},
                               {"note", TextOrNull(e.note)}});
  }
  return JsonLine(json);
}

}  // namespace telar::app
