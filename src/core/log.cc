#include "core/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>

#include "core/clock.h"
#include "core/text.h"

namespace telar::log {
namespace {

struct Logger {
  std::atomic<LogLevel> level = LogLevel::kWarn;
  std::atomic<LogFormat> format = LogFormat::kText;
  std::shared_ptr<spdlog::logger> out =
      std::make_shared<spdlog::logger>("telar", std::make_shared<spdlog::sinks::stderr_sink_mt>());

  Logger() {
    out->set_pattern("%v");
    out->set_level(spdlog::level::trace);
    out->flush_on(spdlog::level::trace);
  }
};

Logger& TheLogger() {
  static Logger logger;
  return logger;
}

std::string_view LevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug: return "debug";
    case LogLevel::kInfo: return "info";
    case LogLevel::kWarn: return "warn";
    case LogLevel::kError: return "error";
    case LogLevel::kOff: break;
  }
  return "off";
}

void AppendJsonText(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : ToValidUtf8(text)) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          out += fmt::format("\\u{:04x}", static_cast<int>(c));
        else out.push_back(c);
    }
  }
  out.push_back('"');
}

std::string ValueText(const LogField::Value& value, bool json) {
  std::string out;
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    // In text lines only values that a reader could misread are quoted.
    const bool plain =
        !json && !text->empty() && text->find_first_of(" \"=\n\r\t") == std::string_view::npos;
    if (plain) out = *text;
    else AppendJsonText(out, *text);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    out = fmt::format("{}", *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    out = fmt::format("{}", *real);
  } else {
    out = std::get<bool>(value) ? "true" : "false";
  }
  return out;
}

}  // namespace

std::string FormatLine(LogFormat format, std::string_view time, LogLevel level,
                       std::string_view message, std::initializer_list<LogField> fields) {
  std::string line;
  if (format == LogFormat::kText) {
    line = fmt::format("{} {:<5} {}", time, AsciiUpper(LevelName(level)), message);
    for (const LogField& f : fields)
      line += fmt::format(" {}={}", f.name, ValueText(f.value, false));
    return line;
  }
  line = fmt::format("{{\"time\":\"{}\",\"level\":\"{}\",\"message\":", time, LevelName(level));
  AppendJsonText(line, message);
  for (const LogField& f : fields) {
    line.push_back(',');
    AppendJsonText(line, f.name);
    line += ":" + ValueText(f.value, true);
  }
  return line + "}";
}

void Configure(const Options& options) {
  TheLogger().level = options.level;
  TheLogger().format = options.format;
}

bool Enabled(LogLevel level) {
  return level >= TheLogger().level.load(std::memory_order_relaxed) && level != LogLevel::kOff;
}

void Write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  if (!Enabled(level)) return;
  TheLogger().out->info(
      FormatLine(TheLogger().format, FormatInstant(SystemClock().Now()), level, message, fields));
}

}  // namespace telar::log
