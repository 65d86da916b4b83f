#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/decimal.h"
#include "core/time.h"

namespace telar::invoices::templates {

/// A number with a point, as invoice2data computes it (an IEEE 754 double), beside what it is
/// exactly. The exact one becomes a field of the invoice; the other one is only ever printed, so
/// that the programs of a template's users find the digits they know.
struct Float {
  Decimal exact;
  double printed = 0;
};

struct Value;
using List = std::vector<Value>;

/// Names and values in the order in which they were first set, as a Python dict keeps them.
class Map {
 public:
  using Entries = std::vector<std::pair<std::string, Value>>;

  Map();
  Map(const Map&);
  Map(Map&&) noexcept;
  Map& operator=(const Map&);
  Map& operator=(Map&&) noexcept;
  ~Map();
  const Value* Find(std::string_view key) const;
  Value* Find(std::string_view key);
  bool Has(std::string_view key) const { return Find(key) != nullptr; }
  /// Replaces the value of a key where it stands, or appends it.
  void Set(std::string_view key, Value value);
  void Remove(std::string_view key);
  bool empty() const;
  std::size_t size() const;
  Entries::const_iterator begin() const;
  Entries::const_iterator end() const;
  Entries::iterator begin();
  Entries::iterator end();

 private:
  Entries entries_;
};

/// What stands in a template file or in its result: Python's None, bool, int, float, datetime, str,
/// list and dict. Plain data.
struct Value {
  std::variant<std::monostate, bool, std::int64_t, Float, Date, std::string, List, Map> data;
  /// A scalar as its file writes it: keywords may be written as numbers. Empty for results.
  std::string written{};
  int line = 0;  ///< Of the file, from 1; 0 for results.

  Value() = default;
  Value(bool v) : data(v) {}                      // NOLINT: implicit by design
  Value(std::int64_t v) : data(v) {}              // NOLINT
  Value(Float v) : data(std::move(v)) {}          // NOLINT
  Value(Date v) : data(v) {}                      // NOLINT
  Value(std::string v) : data(std::move(v)) {}    // NOLINT
  Value(const char* v) : data(std::string(v)) {}  // NOLINT
  Value(List v) : data(std::move(v)) {}           // NOLINT
  Value(Map v) : data(std::move(v)) {}            // NOLINT

  bool IsNull() const { return std::holds_alternative<std::monostate>(data); }
  const std::string* AsText() const { return std::get_if<std::string>(&data); }
  const List* AsList() const { return std::get_if<List>(&data); }
  List* AsList() { return std::get_if<List>(&data); }
  const Map* AsMap() const { return std::get_if<Map>(&data); }
  Map* AsMap() { return std::get_if<Map>(&data); }

  /// Python's truth: false for None, False, zero and what is empty.
  bool Truthy() const;
  /// Truthy, or a number that is zero: what invoice2data counts as found.
  bool Found() const;
  /// Python's str(): "4.11", "True", "2014-05-07 00:00:00"; "" for lists and maps.
  std::string ToText() const;
  /// Python's ==, by kind: 1 == 1.0.
  friend bool operator==(const Value& a, const Value& b);
};

// A map holds values, which hold maps: what needs to know a value's size stands behind it.
inline Map::Map() = default;
inline Map::Map(const Map&) = default;
inline Map::Map(Map&&) noexcept = default;
inline Map& Map::operator=(const Map&) = default;
inline Map& Map::operator=(Map&&) noexcept = default;
inline Map::~Map() = default;
inline bool Map::empty() const { return entries_.empty(); }
inline std::size_t Map::size() const { return entries_.size(); }
inline Map::Entries::const_iterator Map::begin() const { return entries_.begin(); }
inline Map::Entries::const_iterator Map::end() const { return entries_.end(); }
inline Map::Entries::iterator Map::begin() { return entries_.begin(); }
inline Map::Entries::iterator Map::end() { return entries_.end(); }

/// As Python's json.dumps(ensure_ascii=False) of invoice2data's JSON output: dates "2014-05-07",
/// floats with their shortest digits and at least one decimal. Malformed UTF-8 is replaced.
std::string ToJson(const Value& value);

/// A double as Python's repr() prints it.
std::string FloatText(double value);

}  // namespace telar::invoices::templates
