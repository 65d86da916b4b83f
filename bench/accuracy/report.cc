#include "bench/accuracy/report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/table.h"

namespace telar::bench {
namespace {

using app::Table;
using Json = nlohmann::ordered_json;

std::string Share(double share) { return fmt::format("{:.3f}", share); }
double Ratio(int part, int whole) { return whole == 0 ? 0 : 1.0 * part / whole; }

void AddRow(const std::string& name, const Counts& exact, const Counts& normal, Table& table) {
  table.Add({name, std::to_string(normal.true_ones), std::to_string(normal.found),
             Share(exact.Precision()), Share(exact.Recall()), Share(exact.F1()),
             Share(normal.Precision()), Share(normal.Recall()), Share(normal.F1())});
}

std::string FieldTable(const Tally& tally) {
  constexpr auto kRight = Table::Align::kRight;
  Table table({{"field"},
               {"true", kRight},
               {"found", kRight},
               {"exact P", kRight},
               {"R", kRight},
               {"F1", kRight},
               {"normalised P", kRight},
               {"R", kRight},
               {"F1", kRight}});
  for (std::size_t i = 0; i < tally.normal.size(); ++i) {
    AddRow(tally.normal[i].first, tally.exact[i].second, tally.normal[i].second, table);
  }
  AddRow("all fields", tally.all_exact, tally.all_normal, table);
  return table.Render(0);
}

std::string LineTable(const Tally& tally) {
  constexpr auto kRight = Table::Align::kRight;
  Table table({{"lines"},
               {"true", kRight},
               {"found", kRight},
               {"P", kRight},
               {"R", kRight},
               {"F1", kRight}});
  for (const auto& [cell, c] : tally.lines) {
    table.Add({cell, std::to_string(c.true_ones), std::to_string(c.found), Share(c.Precision()),
               Share(c.Recall()), Share(c.F1())});
  }
  return table.empty() ? "" : "\n" + table.Render(0);
}

std::string BinName(std::size_t bin) {
  return fmt::format("{:.2f}-{:.2f}", kBinEdges[bin], kBinEdges[bin + 1]);
}

std::string Reliability(const Tally& tally) {
  constexpr auto kRight = Table::Align::kRight;
  Table table({{"confidence"}, {"fields", kRight}, {"mean", kRight}, {"right", kRight}});
  for (std::size_t i = 0; i < tally.bins.size(); ++i) {
    const Bin& bin = tally.bins[i];
    if (bin.count == 0) continue;
    table.Add({BinName(i), std::to_string(bin.count), Share(bin.confidence / bin.count),
               Share(Ratio(bin.right, bin.count))});
  }
  return table.Render(0);
}

Json CountsJson(const Counts& c) {
  return {{"true", c.true_ones},        {"found", c.found},     {"right", c.right},
          {"precision", c.Precision()}, {"recall", c.Recall()}, {"f1", c.F1()}};
}

Json TallyJson(const Tally& tally) {
  Json json{
      {"group", tally.group},
      {"documents", tally.documents},
      {"unreadable", tally.unreadable},
      {"fields", Json::object()},
      {"all",
       {{"exact", CountsJson(tally.all_exact)}, {"normalised", CountsJson(tally.all_normal)}}},
      {"lines", Json::object()},
      {"accepted",
       {{"documents", tally.accepted},
        {"all_right", tally.accepted_right},
        {"fields", CountsJson(tally.accepted_fields)},
        {"core", CountsJson(tally.accepted_core)}}},
      {"reliability", Json::array()}};
  for (std::size_t i = 0; i < tally.normal.size(); ++i) {
    json["fields"][tally.normal[i].first] = {{"exact", CountsJson(tally.exact[i].second)},
                                             {"normalised", CountsJson(tally.normal[i].second)}};
  }
  for (const auto& [cell, counts] : tally.lines) json["lines"][cell] = CountsJson(counts);
  for (std::size_t i = 0; i < tally.bins.size(); ++i) {
    const Bin& bin = tally.bins[i];
    if (bin.count == 0) continue;
    json["reliability"].push_back({{"bin", BinName(i)},
                                   {"fields", bin.count},
                                   {"mean_confidence", bin.confidence / bin.count},
                                   {"right", Ratio(bin.right, bin.count)}});
  }
  return json;
}

}  // namespace

std::string TallyText(const Tally& tally) {
  std::string text =
      fmt::format("== {}: {} documents, {} unreadable\n\n{}{}\n", tally.group, tally.documents,
                  tally.unreadable, FieldTable(tally), LineTable(tally));
  text += fmt::format(
      "accepted {} of {} documents ({:.1f} %)\n"
      "  of their found fields {} of {} are right ({:.2f} %); {} documents have no wrong field\n"
      "  of supplier, number, order, date, currency, total {} of {} are right ({:.2f} %)\n\n",
      tally.accepted, tally.documents, 100 * Ratio(tally.accepted, tally.documents),
      tally.accepted_fields.right, tally.accepted_fields.found,
      100 * tally.accepted_fields.Precision(), tally.accepted_right, tally.accepted_core.right,
      tally.accepted_core.found, 100 * tally.accepted_core.Precision());
  return text + Reliability(tally) + "\n";
}

std::string MistakesText(const std::vector<CaseScore>& scores) {
  std::string text;
  for (const CaseScore& score : scores) {
    if (!score.error.ok()) {
      text +=
          fmt::format("{} {} unreadable: {}\n", score.group, score.name, score.error.ToString());
    }
    for (const FieldScore& f : score.fields) {
      if (f.normal) continue;
      text += fmt::format("{} {} {} {} {:.2f}: expected \"{}\" got \"{}\"\n", score.group,
                          score.name, invoices::VerdictName(score.verdict), f.field, f.confidence,
                          app::Printable(f.expected), app::Printable(f.got));
    }
    for (const CellMistake& m : score.lines.mistakes) {
      text += fmt::format("{} {} {} line {} {}: expected \"{}\" got \"{}\"\n", score.group,
                          score.name, invoices::VerdictName(score.verdict), m.line, m.cell,
                          app::Printable(m.expected), app::Printable(m.got));
    }
  }
  return text;
}

std::string ReportJson(const std::string& engine, const std::vector<Tally>& tallies,
                       const std::vector<CaseScore>& scores) {
  Json json{{"engine", engine},
            {"groups", Json::array()},
            {"documents", Json::array()},
            {"mistakes", Json::array()}};
  for (const Tally& tally : tallies) json["groups"].push_back(TallyJson(tally));
  for (const CaseScore& score : scores) {
    Json fields = Json::object();
    for (const FieldScore& f : score.fields) {
      if (f.found) fields[f.field] = {{"confidence", f.confidence}, {"right", f.normal}};
    }
    json["documents"].push_back({{"group", score.group},
                                 {"name", score.name},
                                 {"verdict", invoices::VerdictName(score.verdict)},
                                 {"reasons", score.reasons},
                                 {"fields", std::move(fields)}});
    for (const FieldScore& f : score.fields) {
      if (f.normal) continue;
      json["mistakes"].push_back({{"group", score.group},
                                  {"name", score.name},
                                  {"field", f.field},
                                  {"expected", f.is_true ? Json(f.expected) : Json(nullptr)},
                                  {"got", f.found ? Json(f.got) : Json(nullptr)},
                                  {"confidence", f.confidence},
                                  {"verdict", invoices::VerdictName(score.verdict)}});
    }
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace telar::bench
