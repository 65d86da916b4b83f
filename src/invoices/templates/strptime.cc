#include "invoices/templates/strptime.h"

#include <algorithm>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};

// The patterns of CPython's Lib/_strptime.py.
std::string_view PatternOf(char directive) {
  switch (directive) {
    case 'a': return "(?P<a>sunday|monday|tuesday|wednesday|thursday|friday|saturday)";
    case 'A': return "(?P<A>sunday|monday|tuesday|wednesday|thursday|friday|saturday)";
    case 'b': return "(?P<b>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    case 'B':
      return "(?P<B>september|february|november|december|january|october|august|march|april|june|"
             "july|may)";
    case 'd': return "(?P<d>3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9])";
    case 'f': return "(?P<f>[0-9]{1,6})";
    case 'H': return "(?P<H>2[0-3]|[0-1]\\d|\\d)";
    case 'I': return "(?P<I>1[0-2]|0[1-9]|[1-9])";
    case 'j': return "(?P<j>36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9])";
    case 'm': return "(?P<m>1[0-2]|0[1-9]|[1-9])";
    case 'M': return "(?P<M>[0-5]\\d|\\d)";
    case 'p': return "(?P<p>am|pm)";
    case 'S': return "(?P<S>6[0-1]|[0-5]\\d|\\d)";
    case 'U': return "(?P<U>5[0-3]|[0-4]\\d|\\d)";
    case 'w': return "(?P<w>[0-6])";
    case 'W': return "(?P<W>5[0-3]|[0-4]\\d|\\d)";
    case 'y': return "(?P<y>\\d\\d)";
    case 'Y': return "(?P<Y>\\d\\d\\d\\d)";
    case 'z': return "(?P<z>[+-]\\d\\d:?[0-5]\\d(:?[0-5]\\d(\\.\\d{1,6})?)?|z)";
    case 'Z': return "(?P<Z>utc|gmt)";
    case '%': return "%";
    default: return {};
  }
}

}  // namespace

Result<DateFormat> DateFormat::Parse(std::string_view format) {
  std::string expanded;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const std::string_view two = format.substr(i, 2);
    if (two == "%c") expanded += "%a %b %d %H:%M:%S %Y";
    else if (two == "%x") expanded += "%m/%d/%y";
    else if (two == "%X") expanded += "%H:%M:%S";
    else {
      expanded += format[i];
      if (format[i] != '%' || i + 1 >= format.size()) continue;
      expanded += format[i + 1];
    }
    ++i;
  }
  std::string pattern = "(?i)";
  for (std::size_t i = 0; i < expanded.size(); ++i) {
    const char c = expanded[i];
    const auto space = [](char s) { return s == ' ' || (s >= '\t' && s <= '\r'); };
    if (c == '%') {
      const std::string_view part =
          i + 1 < expanded.size() ? PatternOf(expanded[i + 1]) : std::string_view();
      if (part.empty()) {
        return Status::InvalidInput("date format '" + ToValidUtf8(format) + "': unknown directive");
      }
      pattern += part;
      ++i;
    } else if (space(c)) {
      while (i + 1 < expanded.size() && space(expanded[i + 1])) ++i;
      pattern += "\\s+";
    } else {
      if (static_cast<unsigned char>(c) < 0x80 && !std::isalnum(static_cast<unsigned char>(c))) {
        pattern += '\\';
      }
      pattern += c;
    }
  }
  DateFormat result;
  auto regex = Regex::Compile(pattern);
  if (!regex.ok()) {
    return std::move(regex).status().WithContext("date format '" + ToValidUtf8(format) + "'");
  }
  result.regex_ = *std::move(regex);
  return result;
}

Result<std::optional<Date>> DateFormat::Read(std::string_view text, Matching& matching) const {
  TELAR_ASSIGN_OR_RETURN(const std::optional<Match> match, regex_->Search(text, matching));
  if (!match || match->whole().first != 0 || match->whole().last != text.size()) {
    return std::optional<Date>();
  }
  int year = 1900;
  unsigned month = 1, day = 1;
  int day_of_year = 0;
  for (const auto& [name, number] : regex_->names()) {
    const auto& group = match->groups[static_cast<std::size_t>(number)];
    if (!group) continue;
    const std::string_view printed = text.substr(group->first, group->last - group->first);
    const std::string word = AsciiLower(Trim(printed));
    const bool digits = word.find_first_not_of("0123456789") == word.npos;
    const int value = digits && !word.empty() && word.size() < 7 ? std::stoi(word) : -1;
    if (name == "b" || name == "B") {
      for (unsigned m = 0; m < 12; ++m) {
        if (kMonths[m].substr(0, word.size()) == word) month = m + 1;
      }
    } else if (name == "d" || name == "m" || name == "Y" || name == "y" || name == "j") {
      if (value < 0) return std::optional<Date>();  // digits of another script
      if (name == "d") day = static_cast<unsigned>(value);
      else if (name == "m") month = static_cast<unsigned>(value);
      else if (name == "Y") year = value;
      else if (name == "y") year = value + (value <= 68 ? 2000 : 1900);
      else day_of_year = value;
    }
  }
  if (day_of_year > 0) {
    const std::chrono::sys_days first =
        Date{std::chrono::year(year), std::chrono::January, std::chrono::day(1)};
    return std::optional(Date(first + std::chrono::days(day_of_year - 1)));
  }
  const Date date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() && year > 0 ? std::optional(date) : std::optional<Date>();
}

}  // namespace telar::invoices::templates
