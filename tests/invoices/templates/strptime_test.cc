#include "invoices/templates/strptime.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::invoices::templates {
namespace {

using testing::StatusIs;

std::string Read(std::string_view format, std::string_view text) {
  const SystemClock clock;
  Matching matching(clock);
  const auto parsed = DateFormat::Parse(format);
  if (!parsed.ok()) return parsed.status().message();
  const auto date = parsed->Read(text, matching);
  return date.ok() && *date ? FormatDate(**date) : "none";
}

TEST(DateFormat, ReadsNumbersAndEnglishNames) {
  EXPECT_EQ(Read("%d/%m/%Y", "5/3/2024"), "2024-03-05");
  EXPECT_EQ(Read("%B %d, %Y", "AUGUST  3, 2014"), "2014-08-03");
  EXPECT_EQ(Read("%d-%b-%y", "07-may-68"), "2068-05-07");
  EXPECT_EQ(Read("%d-%b-%y", "07-may-69"), "1969-05-07");
  EXPECT_EQ(Read("%A %d %B %Y %H:%M", "Monday 1 May 2023 10:15"), "2023-05-01");
  EXPECT_EQ(Read("%Y %j", "2024 060"), "2024-02-29");
}

TEST(DateFormat, WhatTheFormatLeavesOutIsTheFirst) {
  EXPECT_EQ(Read("%B %Y", "May 2014"), "2014-05-01");
}

TEST(DateFormat, TheWholeTextMustFitAndTheDayExist) {
  EXPECT_EQ(Read("%d/%m/%Y", "5/3/2024 noon"), "none");
  EXPECT_EQ(Read("%d/%m/%Y", "on 5/3/2024"), "none");
  EXPECT_EQ(Read("%d/%m/%Y", "31/4/2024"), "none");
  EXPECT_EQ(Read("%d.%m.%Y", "1x2x2024"), "none");
}

TEST(DateFormat, AnUnknownDirectiveIsRefused) {
  EXPECT_THAT(DateFormat::Parse("%Q"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(DateFormat::Parse("%"), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::invoices::templates
