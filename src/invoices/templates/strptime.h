#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "invoices/templates/regex.h"

namespace telar::invoices::templates {

/// A date format of Python's datetime.strptime in the C locale ("%d %B %Y"): English names of any
/// case, white space stands for any white space, years of two digits are 1969 to 2068. Directives
/// a A b B c d f H I j m M p S U w W x X y Y z Z and %%. Immutable.
class DateFormat {
 public:
  /// kInvalidInput for a directive that Python does not know.
  static Result<DateFormat> Parse(std::string_view format);

  /// The day, when the whole text has this format and the day exists; a day or month that the
  /// format leaves out is the first, as in Python, a year 1900. Errors of Regex::Search.
  Result<std::optional<Date>> Read(std::string_view text, Matching& matching) const;

 private:
  std::shared_ptr<const Regex> regex_;
};

}  // namespace telar::invoices::templates
