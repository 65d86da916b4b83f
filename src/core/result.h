#pragma once

#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/status.h"

namespace telar {

/// A value, or the Status that says why there is none.
///
///   Result<Decimal> total = Decimal::Parse("112.00");
///   if (!total.ok()) return total.status();
///   Use(*total);
///
/// A Result never holds an ok Status without a value. Reading the value of a failure is a bug and
/// asserts.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(Status status) : status_(std::move(status)) {  // NOLINT: implicit by design
    assert(!status_.ok());
  }
  template <typename U = T>
  requires(std::is_convertible_v<U&&, T> && !std::is_same_v<std::remove_cvref_t<U>, Status> &&
           !std::is_same_v<std::remove_cvref_t<U>, Result>) Result(U&& value)
      : value_(std::forward<U>(value)) {}  // NOLINT: implicit by design

  bool ok() const { return value_.has_value(); }
  /// Ok when there is a value.
  const Status& status() const& { return status_; }
  Status status() && { return std::move(status_); }

  T& value() & {
    assert(ok());
    return *value_;
  }
  const T& value() const& {
    assert(ok());
    return *value_;
  }
  T&& value() && {
    assert(ok());
    return *std::move(value_);
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  T value_or(T fallback) const& { return ok() ? *value_ : std::move(fallback); }

 private:
  Status status_;
  std::optional<T> value_;
};

}  // namespace telar

/// `TELAR_ASSIGN_OR_RETURN(auto x, F());` declares x from the value or returns the failure.
#define TELAR_ASSIGN_OR_RETURN(lhs, expr) \
  TELAR_ASSIGN_OR_RETURN_(TELAR_CONCAT_(telar_result_, __COUNTER__), lhs, expr)
#define TELAR_ASSIGN_OR_RETURN_(result, lhs, expr)     \
  auto result = (expr);                                \
  if (!result.ok()) return std::move(result).status(); \
  lhs = *std::move(result)
