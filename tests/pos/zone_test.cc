#include "pos/zone.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::pos {
namespace {

using telar::testing::StatusIs;

LocalTime Wall(const char* text) { return *ParseLocal(text); }
Instant Utc(const char* text) { return *ParseInstant(text); }

TEST(LocalTimeTest, IsWrittenAndReadBack) {
  for (const std::string text : {"2026-01-02 09:30:00", "2026-01-02 23:59:59.999999"}) {
    ASSERT_OK_AND_ASSIGN(const LocalTime time, ParseLocal(text));
    EXPECT_EQ(FormatLocal(time), text);
  }
}

TEST(LocalTimeTest, TakesSevenDigitsAndCutsTheLast) {
  EXPECT_EQ(FormatLocal(Wall("2026-01-02T10:15:30.1234567")), "2026-01-02 10:15:30.123456");
  EXPECT_EQ(FormatLocal(Wall("2026-01-02 10:15:30.5")), "2026-01-02 10:15:30.500000");
}

TEST(LocalTimeTest, RefusesWhatIsNoTime) {
  for (const char* text : {"", "2026-01-02", "2026-01-02 25:00:00", "2026-01-02 10:60:00",
                           "2026-02-30 10:00:00", "2026-01-02 10:00:00.", "2026-01-02 10:00:00.x",
                           "2026-01-02 10:00:00.12345678", "2026-01-02x10:00:00"}) {
    EXPECT_THAT(ParseLocal(text), StatusIs(Code::kInvalidInput)) << text;
  }
}

TEST(ZoneTest, CaracasIsFourHoursBehindAllYear) {
  ASSERT_OK_AND_ASSIGN(const Zone zone, Zone::Find("America/Caracas"));
  EXPECT_EQ(zone.ToLocal(Utc("2026-07-01T02:30:00Z")), Wall("2026-06-30 22:30:00"));
  EXPECT_EQ(zone.ToInstant(Wall("2026-06-30 22:30:00")), Utc("2026-07-01T02:30:00Z"));
}

TEST(ZoneTest, AnUnknownNameIsAProblemOfTheConfiguration) {
  EXPECT_THAT(Zone::Find("America/Nowhere"), StatusIs(Code::kInvalidConfig));
}

TEST(ZoneTest, WallTimesOfAWindowAreItsLocalRange) {
  ASSERT_OK_AND_ASSIGN(const Zone zone, Zone::Find("America/Caracas"));
  EXPECT_EQ(zone.WallTimes(Utc("2026-01-02T13:00:00Z"), Utc("2026-01-02T14:30:00Z")),
            (LocalRange{Wall("2026-01-02 09:00:00"), Wall("2026-01-02 10:30:00")}));
}

// Madrid sets its clocks back at 03:00 on 2026-10-25, and forward at 02:00 on 2026-03-29.
TEST(ZoneTest, AWindowOverTheRepeatedHourSpansBothOfItsPasses) {
  ASSERT_OK_AND_ASSIGN(const Zone zone, Zone::Find("Europe/Madrid"));
  EXPECT_EQ(zone.WallTimes(Utc("2026-10-25T00:30:00Z"), Utc("2026-10-25T01:30:00Z")),
            (LocalRange{Wall("2026-10-25 02:00:00"), Wall("2026-10-25 03:00:00")}));
}

TEST(ZoneTest, AWindowThatEndsWhenTheClockIsSetBackSpansTheWholeFirstPass) {
  ASSERT_OK_AND_ASSIGN(const Zone zone, Zone::Find("Europe/Madrid"));
  EXPECT_EQ(zone.WallTimes(Utc("2026-10-24T23:30:00Z"), Utc("2026-10-25T01:00:00Z")),
            (LocalRange{Wall("2026-10-25 01:30:00"), Wall("2026-10-25 03:00:00")}));
  EXPECT_EQ(zone.WallTimes(Utc("2026-10-25T01:00:00Z"), Utc("2026-10-25T02:00:00Z")),
            (LocalRange{Wall("2026-10-25 02:00:00"), Wall("2026-10-25 03:00:00")}));
}

TEST(ZoneTest, TheHourThatDoesNotExistBeginsAtTheJump) {
  ASSERT_OK_AND_ASSIGN(const Zone zone, Zone::Find("Europe/Madrid"));
  EXPECT_EQ(zone.ToInstant(Wall("2026-03-29 02:30:00")), Utc("2026-03-29T01:00:00Z"));
}

TEST(ZoneTest, TheRepeatedHourIsItsFirstPass) {
  ASSERT_OK_AND_ASSIGN(const Zone zone, Zone::Find("Europe/Madrid"));
  EXPECT_EQ(zone.ToInstant(Wall("2026-10-25 02:30:00")), Utc("2026-10-25T00:30:00Z"));
}

}  // namespace
}  // namespace telar::pos
