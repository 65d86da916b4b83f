#include "config/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/table.h"
#include "core/text.h"

namespace telar::config {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kReferencePattern = "\\$\\{|^secret:";

/// The schema of a setting's plain values, without its description.
Json PlainSchema(const Setting& setting) {
  switch (setting.kind) {
    case Kind::kInteger:
      return {{"type", "integer"}, {"minimum", setting.min}, {"maximum", setting.max}};
    case Kind::kNumber:
      return {{"type", "number"}, {"minimum", setting.min}, {"maximum", setting.max}};
    case Kind::kBoolean: return {{"type", "boolean"}};
    case Kind::kDuration: return {{"type", "string"}, {"pattern", "^[0-9]+(ms|s|m|min|h|d)$"}};
    case Kind::kChoice: return {{"enum", setting.choices}};
    case Kind::kDatabase:
      return {{"type", "string"},
              {"pattern", setting.may_be_empty ? "^(sqlite:|duckdb:|postgres(ql)?://|mysql://|$)"
                                               : "^(sqlite:|duckdb:|postgres(ql)?://|mysql://)"}};
    case Kind::kText: {
      Json schema = {{"type", "string"}};
      if (!setting.pattern.empty()) {
        schema["pattern"] =
            fmt::format("^({}){}$", setting.pattern, setting.may_be_empty ? "?" : "");
      }
      return schema;
    }
    case Kind::kStore:
    case Kind::kFolder:
    case Kind::kFile: return {{"type", "string"}};
  }
  return {};
}

Json DefaultOf(const Setting& setting) {
  if (setting.kind == Kind::kInteger) return std::stoll(std::string(setting.fallback));
  if (setting.kind == Kind::kNumber) return std::stod(std::string(setting.fallback));
  if (setting.kind == Kind::kBoolean) return setting.fallback == "true";
  return std::string(setting.fallback);
}

Json SchemaOf(const Setting& setting) {
  Json schema = {{"description", setting.doc}, {"default", DefaultOf(setting)}};
  Json plain = PlainSchema(setting);
  if (plain.size() == 1 && plain.contains("type") && plain["type"] == "string") {
    schema.update(plain);
  } else {
    // Every value may also be a ${VARIABLE} or a secret's name.
    schema["anyOf"] = {std::move(plain), {{"type", "string"}, {"pattern", kReferencePattern}}};
  }
  return schema;
}

}  // namespace

std::string RenderShow(const Loaded& loaded) {
  std::size_t key_width = 0, value_width = 0;
  for (const LoadedValue& value : loaded.values) {
    key_width = std::max(key_width, value.key.size());
    value_width = std::max(value_width, std::min<std::size_t>(60, DecodeUtf8(value.shown).size()));
  }
  std::string out;
  for (const LoadedValue& value : loaded.values) {
    out += fmt::format("{:{}}  {:{}}  {}\n", value.key, key_width, value.shown, value_width,
                       value.origin.where);
  }
  return out;
}

std::string RenderShowJson(const Loaded& loaded) {
  Json settings = Json::array();
  for (const LoadedValue& value : loaded.values) {
    settings.push_back({{"key", value.key},
                        {"value", ToValidUtf8(value.shown)},
                        {"layer", LayerName(value.origin.layer)},
                        {"where", ToValidUtf8(value.origin.where)}});
  }
  const Json file = loaded.file.empty() ? Json() : Json(ToValidUtf8(loaded.file.string()));
  return Json({{"file", file}, {"settings", settings}}).dump(2) + "\n";
}

std::string JsonSchema() {
  Json root = {{"$schema", "http://json-schema.org/draft-07/schema#"},
               {"title", "telar.yaml"},
               {"description", "Settings of Telar. Made by `telar config schema`."},
               {"type", "object"},
               {"additionalProperties", false},
               {"properties", Json::object()}};
  for (const Setting& setting : Table()) {
    Json* section = &root;
    const auto names = Split(setting.key, '.');
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
      Json& child = (*section)["properties"][std::string(names[i])];
      if (child.is_null()) {
        child = {{"type", {"object", "null"}},
                 {"additionalProperties", false},
                 {"properties", Json::object()}};
      }
      section = &child;
    }
    (*section)["properties"][std::string(names.back())] = SchemaOf(setting);
  }
  return root.dump(2) + "\n";
}

}  // namespace telar::config
