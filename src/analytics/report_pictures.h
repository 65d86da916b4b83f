#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "analytics/report.h"

namespace telar::analytics {

/// Pictures of the report's page as SVG text inside HTML, styled by the page's classes
/// (report_page.cc). Each says in its <title> what a person sees in it; "" where there is nothing
/// to draw. Texts given to them are plain: they are escaped here.

/// The curve of ABC with a band for every class.
std::string CurvePicture(const Report& report);

/// A column a value, from zero; values below zero are none.
std::string ColumnsPicture(std::span<const double> values, std::string_view title);

/// A calendar strip: a square a day, those that are true filled. Of more than 62 days each square
/// is several, filled when one of them is true.
std::string StripPicture(const std::vector<bool>& days, std::string_view title);

/// Parts of a whole beside each other, classes "s0", "s1", …; parts that are 0 are left out.
std::string StackPicture(std::span<const std::int64_t> parts, std::string_view title);

/// A bar for a share from 0 to 1.
std::string BarPicture(double share, std::string_view title);

}  // namespace telar::analytics
