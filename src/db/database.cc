#include "db/database.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

namespace telar::db {
namespace {

Status Unreadable(const Row& row, int i, std::string_view wanted) {
  if (i < 0 || i >= row.size()) {
    return Status::Internal(fmt::format("read column {} of a row of {}", i, row.size()));
  }
  return Status::InvalidInput(fmt::format("read column {}: {} {}", row.Name(i),
                                          row.IsNull(i) ? "NULL is not" : "not", wanted));
}

bool InRange(const Row& row, int i) { return i >= 0 && i < row.size(); }

std::optional<std::int64_t> WholeNumber(const Decimal& decimal) {
  const Decimal normal = decimal.Normalized();
  if (normal.scale() != 0) return std::nullopt;
  const auto units = normal.Units();
  return units.ok() ? std::optional(*units) : std::nullopt;
}

std::optional<std::int64_t> WholeNumber(double number) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it a double has gaps
  if (std::trunc(number) != number || std::fabs(number) > kExact) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> WholeNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Result<std::int64_t> Row::AsInt(int i) const {
  if (InRange(*this, i)) {
    const Value value = Get(i);
    std::optional<std::int64_t> number;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) number = *whole;
    if (const auto* flag = std::get_if<bool>(&value)) number = *flag ? 1 : 0;
    if (const auto* decimal = std::get_if<Decimal>(&value)) number = WholeNumber(*decimal);
    if (const auto* real = std::get_if<double>(&value)) number = WholeNumber(*real);
    if (const auto* text = std::get_if<std::string>(&value)) number = WholeNumber(*text);
    if (number) return *number;
  }
  return Unreadable(*this, i, "a whole number");
}

Result<double> Row::AsDouble(int i) const {
  if (InRange(*this, i)) {
    const Value value = Get(i);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<Decimal>(&value)) return decimal->ToDoubleForStatistics();
  }
  return Unreadable(*this, i, "a number");
}

Result<bool> Row::AsBool(int i) const {
  if (InRange(*this, i)) {
    const Value value = Get(i);
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole != nullptr && (*whole == 0 || *whole == 1)) return *whole == 1;
  }
  return Unreadable(*this, i, "true or false");
}

Result<std::string> Row::AsText(int i) const {
  if (InRange(*this, i)) {
    const Value value = Get(i);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* flag = std::get_if<bool>(&value)) return std::string(*flag ? "1" : "0");
    if (const auto* decimal = std::get_if<Decimal>(&value)) return decimal->ToString();
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    if (const auto* date = std::get_if<Date>(&value)) return FormatDate(*date);
    if (const auto* instant = std::get_if<Instant>(&value)) return FormatInstant(*instant);
  }
  return Unreadable(*this, i, "text");
}

Result<Blob> Row::AsBlob(int i) const {
  if (InRange(*this, i)) {
    Value value = Get(i);
    if (auto* blob = std::get_if<Blob>(&value)) return std::move(*blob);
  }
  return Unreadable(*this, i, "bytes");
}

Result<Decimal> Row::AsDecimal(int i) const {
  if (InRange(*this, i)) {
    const Value value = Get(i);
    if (const auto* decimal = std::get_if<Decimal>(&value)) return *decimal;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return Decimal(*whole);
    if (const auto* real = std::get_if<double>(&value)) {
      if (auto decimal = DecimalOfDouble(*real); decimal.ok()) return decimal;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (auto decimal = Decimal::Parse(*text); decimal.ok()) return decimal;
    }
  }
  return Unreadable(*this, i, "a decimal number");
}

Result<Date> Row::AsDate(int i) const {
  if (InRange(*this, i)) {
    const Value value = Get(i);
    if (const auto* date = std::get_if<Date>(&value)) return *date;
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (auto date = ParseDate(*text); date.ok()) return date;
    }
  }
  return Unreadable(*this, i, "a date");
}

Result<Instant> Row::AsInstant(int i) const {
  if (InRange(*this, i)) {
    const Value value = Get(i);
    if (const auto* instant = std::get_if<Instant>(&value)) return *instant;
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (auto instant = ParseInstant(*text); instant.ok()) return instant;
    }
  }
  return Unreadable(*this, i, "an instant");
}

std::string Row::TextOrEmpty(int i) const { return AsText(i).value_or(""); }

std::int64_t Row::IntOr(int i, std::int64_t fallback) const { return AsInt(i).value_or(fallback); }

Result<Transaction> Transaction::Begin(Connection& connection) {
  TELAR_RETURN_IF_ERROR(connection.Begin());
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  if (connection_ != nullptr) connection_->Rollback();
}

Status Transaction::Commit() {
  if (connection_ == nullptr) return Status::Internal("commit: the transaction has ended");
  return std::exchange(connection_, nullptr)->Commit();
}

PooledConnection::~PooledConnection() {
  if (connection_ != nullptr) database_->Release(std::move(connection_));
}

}  // namespace telar::db
