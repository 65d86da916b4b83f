#include "invoices/templates/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

const double* AsDouble(const Value& value, double& space) {
  if (const auto* b = std::get_if<bool>(&value.data)) space = *b ? 1 : 0;
  else if (const auto* i = std::get_if<std::int64_t>(&value.data)) space = static_cast<double>(*i);
  else if (const auto* f = std::get_if<Float>(&value.data)) space = f->printed;
  else return nullptr;
  return &space;
}

void Quote(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : ToValidUtf8(text)) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          constexpr char kHex[] = "0123456789abcdef";
          out += "\\u00";
          out += kHex[static_cast<unsigned char>(c) >> 4];
          out += kHex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void Write(const Value& value, std::string& out) {
  if (const auto* text = value.AsText()) {
    Quote(*text, out);
  } else if (const auto* list = value.AsList()) {
    out += '[';
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (i > 0) out += ", ";
      Write((*list)[i], out);
    }
    out += ']';
  } else if (const auto* map = value.AsMap()) {
    out += '{';
    bool first = true;
    for (const auto& [key, entry] : *map) {
      if (!first) out += ", ";
      first = false;
      Quote(key, out);
      out += ": ";
      Write(entry, out);
    }
    out += '}';
  } else if (const auto* date = std::get_if<Date>(&value.data)) {
    Quote(FormatDate(*date), out);
  } else if (const auto* flag = std::get_if<bool>(&value.data)) {
    out += *flag ? "true" : "false";
  } else if (value.IsNull()) {
    out += "null";
  } else {
    out += value.ToText();
  }
}

}  // namespace

const Value* Map::Find(std::string_view key) const {
  const auto it = std::find_if(entries_.begin(), entries_.end(),
                               [&](const auto& entry) { return entry.first == key; });
  return it == entries_.end() ? nullptr : &it->second;
}

Value* Map::Find(std::string_view key) {
  return const_cast<Value*>(std::as_const(*this).Find(key));
}

void Map::Set(std::string_view key, Value value) {
  if (Value* there = Find(key)) *there = std::move(value);
  else entries_.emplace_back(std::string(key), std::move(value));
}

void Map::Remove(std::string_view key) {
  std::erase_if(entries_, [&](const auto& entry) { return entry.first == key; });
}

bool Value::Truthy() const {
  double number = 0;
  if (AsDouble(*this, number) != nullptr) return number != 0;
  if (const auto* text = AsText()) return !text->empty();
  if (const auto* list = AsList()) return !list->empty();
  if (const auto* map = AsMap()) return !map->empty();
  return !IsNull();
}

bool Value::Found() const {
  double number = 0;
  return AsDouble(*this, number) != nullptr || Truthy();
}

std::string FloatText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[64];
  const double size = std::fabs(value);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e16);
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  std::string text(buffer, end);
  if (plain && text.find('.') == text.npos) text += ".0";
  return text;
}

std::string Value::ToText() const {
  if (const auto* text = AsText()) return *text;
  if (const auto* flag = std::get_if<bool>(&data)) return *flag ? "True" : "False";
  if (const auto* i = std::get_if<std::int64_t>(&data)) return std::to_string(*i);
  if (const auto* f = std::get_if<Float>(&data)) return FloatText(f->printed);
  if (const auto* date = std::get_if<Date>(&data)) return FormatDate(*date) + " 00:00:00";
  return IsNull() ? "None" : "";
}

bool operator==(const Value& a, const Value& b) {
  double x = 0, y = 0;
  if (AsDouble(a, x) != nullptr && AsDouble(b, y) != nullptr) return x == y;
  if (a.data.index() != b.data.index()) return false;
  if (const auto* text = a.AsText()) return *text == *b.AsText();
  if (const auto* list = a.AsList()) return *list == *b.AsList();
  if (const auto* date = std::get_if<Date>(&a.data)) return *date == std::get<Date>(b.data);
  if (const auto* map = a.AsMap()) {
    const Map& other = *b.AsMap();
    return map->size() == other.size() &&
           std::all_of(map->begin(), map->end(), [&](const auto& entry) {
             const Value* there = other.Find(entry.first);
             return there != nullptr && *there == entry.second;
           });
  }
  return true;
}

std::string ToJson(const Value& value) {
  std::string out;
  Write(value, out);
  return out;
}

}  // namespace telar::invoices::templates
