#include <string>
#include <vector>

#include "core/text.h"
#include "core/time.h"
#include "fuzz/support/require.h"
#include "invoices/date_words.h"
#include "invoices/dates.h"

namespace {

using namespace telar;
using namespace telar::invoices;
using fuzz::Require;

using Finder = std::vector<PrintedDate> (*)(std::string_view);

void JudgeDate(const PrintedDate& date, std::string_view text, Finder find) {
  Require(date.span.begin < date.span.end && date.span.end <= text.size(),
          "a date is a part of the text", text);
  Require(date.day_first || date.month_first, "a date has a reading", text);
  for (const auto& reading : {date.day_first, date.month_first}) {
    if (!reading) continue;
    Require(reading->ok(), "a date is a day of the calendar", text);
    const auto year = static_cast<int>(reading->year());
    Require(year >= 1990 && year <= 2079, "a year is 1990..2079", text);
    const auto written = ParseDate(FormatDate(*reading));
    Require(written.ok() && *written == *reading, "a date can be written down", text);
  }
  for (const DateOrder order : {DateOrder::kDayFirst, DateOrder::kMonthFirst})
    Require(date.Under(order).ok(), "either order gives a day", text);
  // The print of a date is enough to read it again; what stands around it can only rule a reading
  // out.
  const auto alone = find(text.substr(date.span.begin, date.span.end - date.span.begin));
  Require(alone.size() == 1, "a date alone is a date", text);
  Require(!date.day_first || alone[0].day_first == date.day_first, "a day alone is the same", text);
  Require(!date.month_first || alone[0].month_first == date.month_first,
          "a day alone, month first, is the same", text);
}

}  // namespace

/// Any text: the dates found are ordered, apart, real, and read the same when they stand alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = ToValidUtf8(fuzz::AsText(data, size));
  for (const Finder find : {FindDates, FindWornDates}) {
    std::size_t end = 0;
    for (const PrintedDate& date : find(text)) {
      Require(date.span.begin >= end, "dates come in order and do not overlap", text);
      end = date.span.end;
      JudgeDate(date, text, find);
    }
  }
  Require(MonthOf(Fold(text)) <= 12, "a month is 1..12", text);
  return 0;
}
