#include "core/log.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace telar {
namespace {

constexpr std::string_view kTime = "2026-01-02T03:04:05.000000Z";

TEST(Log, WritesTextThatAPersonCanScan) {
  EXPECT_EQ(log::FormatLine(LogFormat::kText, kTime, LogLevel::kWarn, "a reader died",
                            {{"document", "ab12"}, {"signal", 9}, {"file", "my invoice.pdf"}}),
            "2026-01-02T03:04:05.000000Z WARN  a reader died document=ab12 signal=9 "
            "file=\"my invoice.pdf\"");
}

TEST(Log, WritesJsonThatSurvivesHostileText) {
  EXPECT_EQ(log::FormatLine(LogFormat::kJson, kTime, LogLevel::kError, "read",
                            {{"file", "a\"\n\x01\xFF"}, {"ok", false}, {"ratio", 0.5}}),
            "{\"time\":\"2026-01-02T03:04:05.000000Z\",\"level\":\"error\",\"message\":\"read\","
            "\"file\":\"a\\\"\\n\\u0001\uFFFD\",\"ok\":false,\"ratio\":0.5}");
}

TEST(Log, KeepsALineOneLineWhateverAFieldHolds) {
  const std::string line =
      log::FormatLine(LogFormat::kText, kTime, LogLevel::kInfo, "m", {{"f", "two\nlines"}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(Secret, CannotBeLoggedOrTurnedIntoText) {
  static_assert(!std::is_constructible_v<LogField, std::string_view, const Secret&>);
  static_assert(!std::is_convertible_v<Secret, std::string>);
  EXPECT_EQ(Secret("hunter2").Masked(), "********");
  EXPECT_EQ(Secret().Masked(), "");
}

}  // namespace
}  // namespace telar
