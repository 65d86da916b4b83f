#include "analytics/report_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <regex>

namespace telar::analytics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// "" when every tag is closed in its order and every attribute stands in quotes, else where not.
std::string WhatIsNotWellFormed(const std::string& html) {
  static const std::regex kTag(R"(<(/?)([a-zA-Z0-9]+)((?:\s+[a-zA-Z0-9:-]+="[^"<]*")*)\s*(/?)>)");
  static const std::regex kEntity("&(amp|lt|gt|quot|#39);");
  std::vector<std::string> open;
  std::size_t at = html.find("<html");
  while ((at = html.find_first_of("<&", at)) != std::string::npos) {
    std::smatch match;
    const auto from = html.begin() + static_cast<std::ptrdiff_t>(at);
    const std::regex& expected = *from == '&' ? kEntity : kTag;
    if (!std::regex_search(from, html.end(), match, expected,
                           std::regex_constants::match_continuous)) {
      return html.substr(at, 60);
    }
    at += static_cast<std::size_t>(match.length());
    if (*from == '&' || match[4].length() > 0) continue;
    if (match[1].length() == 0) open.push_back(match[2]);
    else if (open.empty() || open.back() != match[2]) return html.substr(at, 60);
    else open.pop_back();
  }
  return open.empty() ? "" : "open at the end: " + open.back();
}

/// Every list with one row, every text the same.
Report Full(const std::string& text) {
  Report report;
  report.calculated = "2026-03-11 03:00:00";
  report.previous = "2026-03-10 03:00:00";
  report.model = "ranking_valor";
  report.from = *ParseDate("2026-02-09");
  report.to = *ParseDate("2026-03-10");
  report.products = 2;
  report.value = *Decimal::Parse("1234567.89");
  report.days = {1, 0, 3};
  report.curve = {{0, 0}, {0.5, 0.9}, {1, 1}};
  report.matrix[0][0] = {1, 1111111};
  report.matrix[3][3] = {1, 123456.89};
  report.changes = {{text, text, "A", "B", Decimal(7)}, {text, text, "", text, {}}};
  report.stockout_from = report.from;
  report.stockout_pairs = 1;
  report.stockout_days = 2;
  report.stockouts = {{.location = text,
                       .location_name = text,
                       .product = text,
                       .name = text,
                       .abc = "A",
                       .without = std::vector<bool>(30, true),
                       .days = 30,
                       .demand = 1.5,
                       .lost_units = 45.0,
                       .lost_value = 1234.0}};
  report.dead_pairs = 1;
  report.dead = {{text, text, text, text, Decimal(3), Decimal(9), true, report.from}};
  report.states = {{text, 3}, {"DORMIDO", 2}};
  report.locations = {{text, text, true, {1, 2, 3, 4, 5}}};
  report.cover = {{0, 0, 1, Decimal(1)}, {0, 3, 2, Decimal(1)}, {3, -1, 2, Decimal(1)}};
  return report;
}

TEST(ReportPage, IsWellFormedAndNeedsNothingFromElsewhere) {
  const std::string page = ReportPage(Full("Harina de maíz"));
  EXPECT_EQ(WhatIsNotWellFormed(page), "");
  EXPECT_THAT(page, Not(HasSubstr("http")));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
}

TEST(ReportPage, TextsOfTheDatabaseAreNoMarkup) {
  const std::string page = ReportPage(Full(R"(</title><script src="x">'&)"));
  EXPECT_EQ(WhatIsNotWellFormed(page), "");
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script src=&quot;x&quot;&gt;&#39;&amp;"));
}

TEST(ReportPage, ATextInANoteOfTheTableOfRunsIsNoMarkupEither) {
  Report report = Full("a");
  report.calculated = report.previous = report.model = "<i>not a time at all</i>";
  report.store = report.store_name = "<i>t1</i>";
  EXPECT_THAT(ReportPage(report), Not(HasSubstr("<i>")));
}

TEST(ReportPage, AnEmptyReportSaysSo) {
  const std::string page = ReportPage({});
  EXPECT_EQ(WhatIsNotWellFormed(page), "");
  EXPECT_THAT(page, HasSubstr("No hay ventas ni existencias"));
  Report stock;
  stock.locations = {{"t1", "", false, {}}};
  EXPECT_EQ(WhatIsNotWellFormed(ReportPage(stock)), "");
}

TEST(ReportPage, WhatIsNoNumberIsNeverShown) {
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
        -std::numeric_limits<double>::infinity()}) {
    Report report = Full("a");
    report.days = {bad, 1, bad};
    report.curve = {{0, 0}, {bad, bad}, {1, 1}};
    report.matrix[0][0].value = report.lost_value = bad;
    report.stockouts[0].demand = report.stockouts[0].lost_units = report.stockouts[0].lost_value =
        bad;
    const std::string page = ReportPage(report);
    EXPECT_FALSE(std::regex_search(page, std::regex(R"([>" ]-?(nan|inf)\b)"))) << bad;
    EXPECT_EQ(WhatIsNotWellFormed(page), "");
  }
}

TEST(ReportPage, FiguresAreWrittenAsTheReadersWriteThem) {
  const std::string page = ReportPage(Full("a"));
  EXPECT_THAT(page, HasSubstr("US$\u00A01.234.568"));
  EXPECT_THAT(page, HasSubstr("Ventas del 9 feb 2026 al 10 mar 2026"));
  EXPECT_THAT(page, HasSubstr("calculado el 11 mar 2026, 03:00"));
  EXPECT_THAT(page, HasSubstr("lang=\"es-VE\""));
}

TEST(ReportPage, PicturesSayWhatTheyShowAndTablesHaveCaptions) {
  const std::string page = ReportPage(Full("a"));
  const auto count = [&](const std::string& what) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = page.find(what, at)) != std::string::npos; ++at) ++n;
    return n;
  };
  EXPECT_EQ(count("<svg "), count("<svg class=\""));
  EXPECT_EQ(count("<svg "), count("><title>"));
  EXPECT_EQ(count("<table"), count("<caption>"));
  EXPECT_THAT(page, HasSubstr("30 de 30 días sin existencia, el último el 10 mar"));
}

TEST(ReportPage, StaysSmallWhateverTheChainsSize) {
  Report report = Full(std::string(5000, '&'));
  report.stockouts[0].without.assign(366, false);
  for (std::size_t i = 0; i < 366; i += 2) report.stockouts[0].without[i] = true;
  report.stockouts.resize(500, report.stockouts[0]);
  report.changes.resize(500, report.changes[0]);
  report.dead.resize(500, report.dead[0]);
  report.states.resize(500, report.states[0]);
  report.locations.resize(500, report.locations[0]);
  report.curve.resize(500, {0.5, 0.5});
  report.days.resize(366, 1);
  EXPECT_LT(ReportPage(report).size(), 300'000U);
}

}  // namespace
}  // namespace telar::analytics
