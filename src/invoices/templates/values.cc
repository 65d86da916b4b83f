#include "invoices/templates/values.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/text.h"
#include "invoices/templates/local_date.h"
#include "invoices/templates/loose_date.h"
#include "invoices/templates/plain_text.h"

namespace telar::invoices::templates {
namespace {

std::string Without(std::string_view text, std::string_view part) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t found = text.find(part, at);
    out += text.substr(at, found - at);
    if (found == text.npos) return out;
    at = found + part.size();
  }
}

std::string WithoutSpaces(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    while (at + size < text.size() &&
           (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) {
      ++size;
    }
    const std::string_view character = text.substr(at, size);
    if (!Strip(character).empty() && character != "'") out += character;
    at += size;
  }
  return out;
}

Status NoNumber() {
  return Status::InvalidInput("a captured text is no number");  // its text is the document's
}

std::optional<double> Number(const Value& value) {
  if (const auto* i = std::get_if<std::int64_t>(&value.data)) return static_cast<double>(*i);
  if (const auto* f = std::get_if<Float>(&value.data)) return f->printed;
  if (const auto* b = std::get_if<bool>(&value.data)) return *b ? 1 : 0;
  return std::nullopt;
}

Result<Value> Sum(const List& values) {
  Decimal exact;
  double printed = 0;
  bool whole = true;
  for (const Value& value : values) {
    const auto number = Number(value);
    if (!number) return Status::InvalidInput("group sum: a value is no number");
    printed += *number;
    if (const auto* f = std::get_if<Float>(&value.data)) {
      exact = exact + f->exact;
      whole = false;
    } else {
      exact = exact + Decimal(static_cast<std::int64_t>(*number));
    }
  }
  if (whole) return Value(static_cast<std::int64_t>(printed));
  return Value(Float{exact, printed});
}

Result<Value> Extreme(const List& values, bool least) {
  const auto below = [](const Value& a, const Value& b) -> std::optional<bool> {
    const auto x = Number(a), y = Number(b);
    if (x && y) return *x < *y;
    if (a.AsText() != nullptr && b.AsText() != nullptr) return *a.AsText() < *b.AsText();
    const auto* d = std::get_if<Date>(&a.data);
    const auto* e = std::get_if<Date>(&b.data);
    if (d != nullptr && e != nullptr) return *d < *e;
    return std::nullopt;
  };
  const Value* best = &values.front();
  for (const Value& value : values) {
    const auto smaller = least ? below(value, *best) : below(*best, value);
    if (!smaller) return Status::InvalidInput("group: values of several kinds");
    if (*smaller) best = &value;
  }
  return *best;
}

}  // namespace

Result<Float> ParseFloat(std::string_view text) {
  std::string plain(Strip(text));
  // Python takes single underscores between digits.
  for (std::size_t at = 1; at + 1 < plain.size(); ++at) {
    const auto digit = [&](std::size_t i) { return plain[i] >= '0' && plain[i] <= '9'; };
    if (plain[at] == '_' && digit(at - 1) && digit(at + 1)) plain.erase(at, 1);
  }
  std::string_view body = plain;
  if (body.starts_with('-') || body.starts_with('+')) body.remove_prefix(1);
  if (body.empty() || body.size() > 60 || body.find_first_not_of("0123456789.eE+-") != body.npos) {
    return NoNumber();
  }
  char* end = nullptr;
  const double printed = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size() || !std::isfinite(printed)) return NoNumber();
  std::string digits = plain;
  if (digits.find_first_of("eE") != digits.npos) digits = FloatText(printed);
  if (digits.ends_with('.')) digits.pop_back();
  if (const std::size_t point = digits.find('.'); point == 0) digits.insert(0, "0");
  else if (point == 1 && (digits[0] == '-' || digits[0] == '+')) digits.insert(1, "0");
  const auto exact = Decimal::Parse(digits);
  if (!exact.ok()) return NoNumber();
  return Float{*exact, printed};
}

Result<Float> ParseNumber(std::string_view printed, const Options& options) {
  if (printed.find_first_of(",.'\\s") == printed.npos) return ParseFloat(printed);
  const std::string& separator = options.decimal_separator;
  if (separator.empty()) return Status::InvalidInput("there is no decimal_separator");
  const std::size_t first = printed.find(separator);
  if (first != printed.npos && printed.find(separator, first + separator.size()) != printed.npos) {
    return Status::InvalidInput("a captured number has its decimal separator twice");
  }
  const std::string plain = WithoutSpaces(Without(printed, separator == "." ? "," : "."));
  std::string pointed = plain;
  if (const std::size_t at = pointed.find(separator); at != pointed.npos) {
    pointed.replace(at, separator.size(), ".");
  }
  return ParseFloat(pointed);
}

Result<Value> ParseDate(std::string_view printed, const Options& options, Matching& matching) {
  if (printed.empty()) return Value();
  const std::string_view text = Strip(printed);
  for (const DateFormat& format : options.date_formats) {
    TELAR_ASSIGN_OR_RETURN(const std::optional<Date> date, format.Read(text, matching));
    if (date) return Value(*date);
  }
  const Date today(std::chrono::floor<std::chrono::days>(matching.clock().Now()));
  if (const auto date = ReadEnglishDate(text, today)) return Value(*date);
  if (const auto date = ReadLocalDate(text, options.languages)) return Value(*date);
  return Value();
}

Result<Value> Coerce(const std::string& printed, std::string_view type, const Options& options,
                     Matching& matching) {
  if (type == "date" || type == "datetime") return ParseDate(printed, options, matching);
  if (type != "int" && type != "float") {
    return Status::InvalidInput("type is int, float, date or datetime");
  }
  if (printed.empty()) {
    if (type == "int") return Value(std::int64_t{0});
    return Value(Float{});
  }
  TELAR_ASSIGN_OR_RETURN(const Float number, ParseNumber(printed, options));
  if (type == "float") return Value(number);
  if (std::fabs(number.printed) > 9e18) return NoNumber();
  return Value(static_cast<std::int64_t>(number.printed));
}

Result<Value> Group(std::string_view way, const List& values) {
  List kept;
  std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
               [](const Value& value) { return value.Truthy(); });
  if (kept.empty()) return Value(std::move(kept));
  if (way == "sum") return Sum(kept);
  if (way == "min" || way == "max") return Extreme(kept, way == "min");
  if (way == "first") return kept.front();
  if (way == "last") return kept.back();
  if (way == "join") {
    std::string joined;
    for (const Value& value : kept) joined += (joined.empty() ? "" : " ") + value.ToText();
    return Value(List{Value(std::move(joined))});
  }
  return Value();
}

List WithoutRepeats(const List& values) {
  List once;
  for (const Value& value : values) {
    if (std::find(once.begin(), once.end(), value) == once.end()) once.push_back(value);
  }
  return once;
}

}  // namespace telar::invoices::templates
