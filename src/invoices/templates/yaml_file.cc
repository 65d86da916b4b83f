#include "invoices/templates/yaml_file.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool OneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::string WithoutUnderscores(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '_') out += c;
  }
  return out;
}

bool AllOf(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == text.npos;
}

std::optional<std::int64_t> Whole(std::string_view digits, int base) {
  if (digits.empty()) return std::nullopt;
  try {
    std::size_t used = 0;
    const std::int64_t value = std::stoll(std::string(digits), &used, base);
    return used == digits.size() ? std::optional(value) : std::nullopt;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

// 12:30:45 counts in sixties (YAML 1.1, int and float).
std::optional<std::int64_t> Sixties(std::string_view text) {
  std::int64_t value = 0;
  for (const std::string_view part : Split(text, ':')) {
    const auto digits = Whole(WithoutUnderscores(part), 10);
    if (!digits || value > 1'000'000'000'000) return std::nullopt;
    value = value * 60 + *digits;
  }
  return value;
}

std::optional<Value> AsInteger(std::string_view text) {
  std::string_view body = text;
  const bool negative = body.starts_with('-');
  if (negative || body.starts_with('+')) body.remove_prefix(1);
  constexpr std::string_view kDigits = "0123456789_";
  std::optional<std::int64_t> value;
  if (body.starts_with("0b") && AllOf(body.substr(2), "01_")) {
    value = Whole(WithoutUnderscores(body.substr(2)), 2);
  } else if (body.starts_with("0x") && AllOf(body.substr(2), "0123456789abcdefABCDEF_")) {
    value = Whole(WithoutUnderscores(body.substr(2)), 16);
  } else if (body == "0") {
    value = 0;
  } else if (body.starts_with('0') && AllOf(body.substr(1), "01234567_")) {
    value = Whole(WithoutUnderscores(body), 8);
  } else if (!body.empty() && body[0] >= '1' && body[0] <= '9') {
    if (AllOf(body, kDigits)) {
      value = Whole(WithoutUnderscores(body), 10);
    } else if (AllOf(body, "0123456789_:") && body.find("::") == body.npos) {
      const auto parts = Split(body, ':');
      const bool sixties = std::all_of(parts.begin() + 1, parts.end(), [](std::string_view p) {
        return (p.size() == 1 && IsDigit(p[0])) ||
               (p.size() == 2 && p[0] >= '0' && p[0] <= '5' && IsDigit(p[1]));
      });
      if (sixties) value = Sixties(body);
    }
  }
  if (!value) return std::nullopt;
  return Value(negative ? -*value : *value);
}

std::optional<Value> AsFloat(std::string_view text) {
  std::string_view body = text;
  if (body.starts_with('-') || body.starts_with('+')) body.remove_prefix(1);
  const std::size_t point = body.find('.');
  if (point == body.npos || body.size() < 2) return std::nullopt;
  std::string_view whole = body.substr(0, point), rest = body.substr(point + 1);
  std::string_view exponent;
  if (const std::size_t e = rest.find_first_of("eE"); e != rest.npos) {
    exponent = rest.substr(e + 1);
    rest = rest.substr(0, e);
    const bool sound = exponent.size() > 1 && (exponent[0] == '+' || exponent[0] == '-') &&
                       AllOf(exponent.substr(1), "0123456789");
    if (!sound) return std::nullopt;
  }
  if (!whole.empty() && (!IsDigit(whole[0]) || !AllOf(whole, "0123456789_"))) return std::nullopt;
  if (whole.empty() && (rest.empty() || !IsDigit(rest[0]))) return std::nullopt;
  if (!rest.empty() && !AllOf(rest, "0123456789_")) return std::nullopt;
  const std::string plain = WithoutUnderscores(text);
  const double printed = std::strtod(plain.c_str(), nullptr);
  std::string digits = plain.substr(0, plain.find_first_of("eE"));
  if (digits.ends_with('.')) digits += '0';
  const auto exact = Decimal::Parse(digits);
  if (!exact.ok() || !exponent.empty()) return std::nullopt;
  return Value(Float{*exact, printed});
}

std::optional<Value> AsDate(std::string_view text) {
  if (text.size() < 8 || !IsDigit(text[0]) || text.find('-') != 4) return std::nullopt;
  int year = 0, month = 0, day = 0, used = 0;
  const std::string copy(text);
  if (std::sscanf(copy.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3) {
    return std::nullopt;
  }
  // A day alone needs two digits each; with a time behind it one will do.
  const std::string_view rest = text.substr(static_cast<std::size_t>(used));
  const bool time = !rest.empty() && (rest[0] == 'T' || rest[0] == 't' || rest[0] == ' ') &&
                    rest.find(':') != rest.npos;
  if (rest.empty() ? text.size() != 10 : !time) return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(Value(date)) : std::nullopt;
}

// YAML::Load takes the first document and says nothing of others.
class OneDocument : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++count_ > 1) throw YAML::ParserException(mark, "a template is one document");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  int count_ = 0;
};

class Converter {
 public:
  Result<Value> Convert(const YAML::Node& node, int depth) {
    if (++count_ > kMaxFileValues || depth > 64) {
      return Status::LimitExceeded(std::to_string(node.Mark().line + 1) +
                                   ": more values or deeper than a template needs");
    }
    Value value;
    if (node.IsScalar()) {
      const bool plain = node.Tag() == "?" || node.Tag().empty();
      value = plain ? ResolvePlain(node.Scalar()) : Value(node.Scalar());
      value.written = node.Scalar();
    } else if (node.IsSequence()) {
      List list;
      for (const auto& entry : node) {
        TELAR_ASSIGN_OR_RETURN(Value item, Convert(entry, depth + 1));
        list.push_back(std::move(item));
      }
      value = Value(std::move(list));
    } else if (node.IsMap()) {
      TELAR_ASSIGN_OR_RETURN(Map map, ConvertMap(node, depth));
      value = Value(std::move(map));
    }
    value.line = node.Mark().line + 1;
    return value;
  }

 private:
  Result<Map> ConvertMap(const YAML::Node& node, int depth) {
    Map own, merged;
    for (const auto& pair : node) {
      if (!pair.first.IsScalar()) {
        return Status::InvalidInput(std::to_string(pair.first.Mark().line + 1) +
                                    ": a key must be a word");
      }
      TELAR_ASSIGN_OR_RETURN(Value value, Convert(pair.second, depth + 1));
      if (pair.first.Scalar() == "<<" && pair.first.Tag() == "?") {
        if (const auto* list = value.AsList()) {
          for (const Value& one : *list) Merge(one, merged);
        } else {
          Merge(value, merged);
        }
      } else {
        own.Set(pair.first.Scalar(), std::move(value));
      }
    }
    for (auto& [key, value] : own) merged.Set(key, std::move(value));
    return merged;
  }

  static void Merge(const Value& from, Map& into) {
    if (from.AsMap() == nullptr) return;
    for (const auto& [key, value] : *from.AsMap()) {
      if (!into.Has(key)) into.Set(key, value);
    }
  }

  std::size_t count_ = 0;
};

// yaml-cpp takes tabs where YAML forbids them.
int LineIndentedByTab(std::string_view text) {
  int number = 0;
  for (const std::string_view line : Split(text, '\n')) {
    ++number;
    const std::size_t first = line.find_first_not_of(" ");
    if (first == line.npos || line[first] != '\t') continue;
    const std::size_t content = line.find_first_not_of(" \t\r");
    if (content != line.npos && line[content] != '#') return number;
  }
  return 0;
}

Value FromJson(const nlohmann::ordered_json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer() && json.is_number_unsigned() &&
      json.get<std::uint64_t>() > INT64_MAX) {
    return json.dump();
  }
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) {
    const auto exact = Decimal::Parse(json.dump());
    return exact.ok() ? Value(Float{*exact, json.get<double>()}) : Value(json.dump());
  }
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array()) {
    List list;
    for (const auto& entry : json) list.push_back(FromJson(entry));
    return list;
  }
  if (json.is_object()) {
    Map map;
    for (const auto& [key, entry] : json.items()) map.Set(key, FromJson(entry));
    return map;
  }
  return {};
}

Status TooLong(const std::string& text) {
  if (text.size() <= kMaxFileBytes) return {};
  return Status::LimitExceeded("1: longer than " + std::to_string(kMaxFileBytes) + " bytes");
}

}  // namespace

Value ResolvePlain(std::string_view text) {
  if (OneOf(text, {"", "~", "null", "Null", "NULL"})) return {};
  if (OneOf(text, {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})) return true;
  if (OneOf(text, {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})) return false;
  if (const auto integer = AsInteger(text)) return *integer;
  if (const auto number = AsFloat(text)) return *number;
  if (const auto date = AsDate(text)) return *date;
  return std::string(text);
}

Result<Value> ReadYamlFile(const std::string& text) {
  TELAR_RETURN_IF_ERROR(TooLong(text));
  if (!IsValidUtf8(text)) return Status::InvalidInput("1: not valid UTF-8");
  try {
    std::istringstream in(text);
    YAML::Parser parser(in);
    OneDocument one;
    // A sign that begins no document would be offered for ever; the second offer ends it.
    while (parser.HandleNextDocument(one)) {
    }
    if (const int line = LineIndentedByTab(text)) {
      return Status::InvalidInput(std::to_string(line) + ": a tab cannot indent");
    }
    return Converter().Convert(YAML::Load(text), 0);
  } catch (const YAML::Exception& e) {
    return Status::InvalidInput(std::to_string(e.mark.line + 1) + ": not valid YAML: " + e.msg);
  }
}

Result<Value> ReadJsonFile(const std::string& text) {
  TELAR_RETURN_IF_ERROR(TooLong(text));
  int deepest = 0, depth = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    if (c == ']' || c == '}') --depth;
  }
  if (deepest > 64) return Status::LimitExceeded("1: deeper than a template needs");
  try {
    return FromJson(nlohmann::ordered_json::parse(text));
  } catch (const nlohmann::json::parse_error& e) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(e.byte, text.size()));
    return Status::InvalidInput(std::to_string(1 + std::count(text.begin(), end, '\n')) +
                                ": not valid JSON");
  }
}

}  // namespace telar::invoices::templates
