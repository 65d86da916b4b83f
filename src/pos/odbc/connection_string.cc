#include "pos/odbc/connection_string.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "core/text.h"

namespace telar::pos {
namespace {

namespace fs = std::filesystem;

struct KnownDriver {
  std::string_view word, file;
};
constexpr std::array<KnownDriver, 4> kKnown{{{"freetds", "libtdsodbc.so"},
                                             {"postgresql", "psqlodbcw.so"},
                                             {"mariadb", "libmaodbc.so"},
                                             {"sqlite3", "libsqlite3odbc.so"}}};

Status Malformed() {
  return Status::InvalidConfig("read an ODBC connection string: it is not of the form name=value;…")
      .WithHint("Put a value that holds ; or } into braces, with } doubled: PWD={a;b}}c}.");
}

bool SameName(std::string_view a, std::string_view b) { return AsciiLower(a) == AsciiLower(b); }

std::string Quoted(const std::string& value) {
  if (value.find_first_of("[]{}(),;?*=!@ ") == std::string::npos) return value;
  std::string out = "{";
  for (const char c : value) out.append(c == '}' ? 2 : 1, c);
  return out + "}";
}

}  // namespace

Result<ConnectionString> ConnectionString::Parse(std::string_view text) {
  ConnectionString parsed;
  while (!(text = Trim(text)).empty()) {
    if (text.front() == ';') {
      text.remove_prefix(1);
      continue;
    }
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return Malformed();
    Entry entry{std::string(Trim(text.substr(0, equals))), {}};
    if (entry.name.find_first_of(";{}") != std::string::npos) return Malformed();
    text = Trim(text.substr(equals + 1));
    if (text.starts_with('{')) {
      std::size_t at = 1;
      for (; at < text.size(); ++at) {
        if (text[at] == '}' && (at + 1 == text.size() || text[at + 1] != '}')) break;
        if (text[at] == '}') ++at;
        entry.value += text[at];
      }
      if (at >= text.size()) return Malformed();
      text = Trim(text.substr(at + 1));
      if (!text.empty() && text.front() != ';') return Malformed();
    } else {
      const std::string_view value = text.substr(0, text.find(';'));
      entry.value = Trim(value);
      text.remove_prefix(value.size());
    }
    parsed.entries_.push_back(std::move(entry));
  }
  if (parsed.entries_.empty()) return Malformed();
  return parsed;
}

std::optional<std::string> ConnectionString::Get(std::string_view name) const {
  for (const Entry& entry : entries_)
    if (SameName(entry.name, name)) return entry.value;
  return std::nullopt;
}

void ConnectionString::Set(std::string_view name, std::string value) {
  for (Entry& entry : entries_) {
    if (!SameName(entry.name, name)) continue;
    entry.value = std::move(value);
    return;
  }
  entries_.push_back({std::string(name), std::move(value)});
}

void ConnectionString::SetDefault(std::string_view name, std::string value) {
  if (!Get(name)) Set(name, std::move(value));
}

std::string ConnectionString::Text() const {
  std::string text;
  for (const Entry& entry : entries_) text += entry.name + "=" + Quoted(entry.value) + ";";
  return text;
}

Result<std::string> ConnectionString::TextForFreeTds() const {
  std::string text;
  for (const Entry& entry : entries_) {
    if (entry.value.find("};") != std::string::npos) {
      return Status::InvalidConfig(
          "write an ODBC connection string: FreeTDS takes no value with };"
          " in it, as that of " +
          entry.name);
    }
    text += entry.name + "={" + entry.value + "};";
  }
  return text;
}

std::vector<fs::path> DriverFolders() {
  std::vector<fs::path> folders;
  std::error_code error;
  const auto add = [&](const fs::path& folder) {
    if (fs::is_directory(folder, error)) folders.push_back(folder);
  };
  for (const char* root : {"/usr/local/lib", "/usr/lib", "/usr/lib64"}) {
    add(fs::path(root) / "odbc");
    for (const auto& entry : fs::directory_iterator(root, error)) add(entry.path() / "odbc");
    add(root);
  }
  return folders;
}

std::string DriverFile(std::string_view driver, const std::vector<fs::path>& folders) {
  const std::string lower = AsciiLower(Trim(driver));
  for (const KnownDriver& known : kKnown) {
    if (!lower.starts_with(known.word)) continue;
    if (lower.size() > known.word.size() && lower[known.word.size()] != ' ') continue;
    std::error_code error;
    for (const fs::path& folder : folders)
      if (fs::exists(folder / known.file, error)) return (folder / known.file).string();
  }
  return std::string(driver);
}

}  // namespace telar::pos
