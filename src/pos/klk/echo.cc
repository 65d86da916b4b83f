#include "pos/klk/echo.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/text.h"

namespace telar::pos::klk {
namespace {

using Json = nlohmann::json;

bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// A short word of letters, digits, '-' and '_': what codes are, and safe to show.
bool IsCode(std::string_view text) {
  return !text.empty() && text.size() <= 20 && std::ranges::all_of(text, [](char c) {
    return IsLetter(c) || IsDigit(c) || c == '-' || c == '_';
  });
}

/// "AAA999" of "SUC001".
std::string FormOf(std::string_view code) {
  std::string form(code);
  for (char& c : form) c = IsDigit(c) ? '9' : IsLetter(c) ? 'A' : c;
  return form;
}

bool SameCode(std::string_view a, std::string_view b) {
  return AsciiUpper(Trim(a)) == AsciiUpper(Trim(b));
}

/// The codes that a value is; a text may itself be a list.
std::vector<std::string> CodesOf(const Json& value, bool nested = false) {
  std::vector<std::string> codes;
  if (value.is_array()) {
    for (const Json& one : value) {
      if (one.is_string()) codes.emplace_back(Trim(one.get_ref<const std::string&>()));
    }
  } else if (value.is_string()) {
    const std::string& text = value.get_ref<const std::string&>();
    const Json inner = nested ? Json() : Json::parse(text, nullptr, false);
    if (inner.is_array() || inner.is_string()) return CodesOf(inner, true);
    codes.emplace_back(Trim(text));
  }
  std::erase_if(codes, [](const std::string& code) { return !IsCode(code); });
  return codes;
}

Status Mixed(std::string_view got, std::string_view asked) {
  return Status::Unavailable(fmt::format("the till answered for {}, not for {}", got, asked));
}

}  // namespace

Status CheckEcho(std::string_view meta, std::string_view branch, std::string_view warehouse) {
  const Json object = Json::parse(meta, nullptr, false);
  if (!object.is_object()) return Status::Ok();
  if (const auto found = object.find("sucursal_codigo"); found != object.end()) {
    for (const std::string& code : CodesOf(*found)) {
      if (!SameCode(code, branch) && FormOf(code) == FormOf(branch)) return Mixed(code, branch);
    }
  }
  for (const char* name : {"almacen", "almacences_filtrados"}) {
    const auto found = object.find(name);
    if (found == object.end()) continue;
    const auto codes = CodesOf(*found);
    const bool ours = std::ranges::any_of(
        codes, [&](const std::string& code) { return SameCode(code, warehouse); });
    if (!codes.empty() && !ours) return Mixed(codes.front(), warehouse);
  }
  return Status::Ok();
}

}  // namespace telar::pos::klk
