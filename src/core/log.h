#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "core/decimal.h"
#include "core/secret.h"

namespace telar {

/// Chosen by consequence: kWarn, something odd and nothing lost; kError, data lost or a person must
/// act; kInfo, what a run did; kDebug, for the developer.
enum class LogLevel { kDebug, kInfo, kWarn, kError, kOff };
enum class LogFormat { kText, kJson };

/// One name and value of a log line. A Secret has no conversion, so it cannot be logged.
struct LogField {
  using Value = std::variant<std::string_view, std::int64_t, double, bool>;
  LogField(std::string_view n, std::string_view v) : name(n), value(v) {}
  LogField(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
  LogField(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
  LogField(std::string_view n, bool v) : name(n), value(v) {}
  LogField(std::string_view n, double v) : name(n), value(v) {}
  template <std::integral T>
  LogField(std::string_view n, T v) : name(n), value(static_cast<std::int64_t>(v)) {}
  LogField(std::string_view n, const Secret& v) = delete;

  std::string_view name;
  Value value;
};

/// Writes one line an event to standard error. Messages are constant sentences, what varies is a
/// field:
///
///   log::Warn("a reader died and was replaced", {{"document", sha}, {"signal", 9}});
///
/// Text:  2026-11-22T04:22:12.123456Z WARN a reader died and was replaced document=ab12… signal=9
/// JSON:  {"time":"…","level":"warn","message":"…","document":"ab12…","signal":9}
///
/// One logger per process, safe from every thread; a line is written whole. Text of documents and
/// secrets are never logged.
namespace log {

struct Options {
  LogLevel level = LogLevel::kInfo;
  LogFormat format = LogFormat::kText;
};

/// Call once, before the first thread starts. Until then lines at kWarn and above go out as text.
void Configure(const Options& options);
bool Enabled(LogLevel level);
void Write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});

inline void Debug(std::string_view m, std::initializer_list<LogField> f = {}) {
  Write(LogLevel::kDebug, m, f);
}
inline void Info(std::string_view m, std::initializer_list<LogField> f = {}) {
  Write(LogLevel::kInfo, m, f);
}
inline void Warn(std::string_view m, std::initializer_list<LogField> f = {}) {
  Write(LogLevel::kWarn, m, f);
}
inline void Error(std::string_view m, std::initializer_list<LogField> f = {}) {
  Write(LogLevel::kError, m, f);
}

/// The line Write would print, without its end; for tests and for other sinks.
std::string FormatLine(LogFormat format, std::string_view time, LogLevel level,
                       std::string_view message, std::initializer_list<LogField> fields);

}  // namespace log
}  // namespace telar
