#include "pos/fingerprint.h"

#include <fmt/format.h>

#include <string>

namespace telar::pos {
namespace {

/// No text of a row holds these.
constexpr std::string_view kNothing = "\x1e";
constexpr char kEnd = '\x1f';

std::string Canonical(const db::Value& value) {
  struct Visitor {
    std::string operator()(db::Null) const { return std::string(kNothing); }
    std::string operator()(bool flag) const { return flag ? "1" : "0"; }
    std::string operator()(std::int64_t whole) const { return std::to_string(whole); }
    std::string operator()(double real) const { return fmt::format("{}", real); }
    std::string operator()(const Decimal& decimal) const { return decimal.Normalized().ToString(); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const db::Blob& blob) const { return blob.bytes; }
    std::string operator()(Date date) const { return FormatDate(date); }
    std::string operator()(Instant instant) const { return FormatInstant(instant); }
  };
  return std::visit(Visitor(), value);
}

}  // namespace

void Fingerprint::AddText(std::string_view text) {
  constexpr std::uint64_t kPrime = 1'099'511'628'211U;
  for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * kPrime;
  hash_ = (hash_ ^ static_cast<unsigned char>(kEnd)) * kPrime;
}

void Fingerprint::Add(const db::Value& value) { AddText(Canonical(value)); }

void Fingerprint::Add(const std::optional<Decimal>& number) {
  Add(number ? db::Value(*number) : db::Value(db::Null()));
}

std::uint64_t Fingerprint::Of(std::span<const db::Value> values) {
  Fingerprint print;
  for (const db::Value& value : values) print.Add(value);
  return print.value();
}

}  // namespace telar::pos
