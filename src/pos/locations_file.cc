#include "pos/locations_file.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/text.h"

namespace telar::pos {
namespace {

using Keys = std::vector<std::string>;

const Keys kShared = {"source", "zone",    "region",     "hours",     "closed",
                      "active", "visible", "first_sync", "connection"};
const Keys kOwn = {"id", "name", "kind", "branch", "warehouses"};
const Keys kConnection = {"driver", "server",   "port", "database",    "sales_database",
                          "user",   "password", "odbc", "stock_query", "sales_query"};
const Keys kWarehouse = {"code", "name"};

constexpr std::size_t kLongestId = 50, kLongestName = 200;

std::string_view WhatItIs(const YAML::Node& node) {
  if (node.IsSequence()) return "a list";
  if (node.IsMap()) return "a section";
  return node.IsNull() ? "nothing" : "text";
}

/// A scalar with everything looked up; `secret` keeps it out of messages.
struct Text {
  std::string text;
  bool secret = false;
};

class FileReader {
 public:
  FileReader(std::string_view label, const config::ExpandOptions& expand)
      : label_(label), expand_(expand) {}

  std::vector<Location> Read(const YAML::Node& root) {
    std::vector<Location> out;
    if (!root.IsMap()) {
      Fail(root, fmt::format("the file holds {} instead of sections", WhatItIs(root)),
           "Start with 'locations:'.");
      return out;
    }
    CheckKeys(root, {"defaults", "locations"});
    defaults_.reset(Section(root, "defaults"));
    CheckKeys(defaults_, kShared);
    default_connection_.reset(Section(std::as_const(defaults_), "connection"));
    CheckKeys(default_connection_, kConnection);
    const YAML::Node list = root["locations"];
    if (!list || !list.IsSequence() || list.size() == 0) {
      Fail(list ? list : root, "there are no locations",
           "Write a list under 'locations:'; see config/locations.example.yaml.");
      return out;
    }
    for (const YAML::Node& entry : list) {
      if (entry.IsMap()) out.push_back(One(entry));
      else Fail(entry, fmt::format("a location is a section, got {}", WhatItIs(entry)));
    }
    return out;
  }

  Status TakeProblems() && {
    if (problems_.empty()) return Status();
    return Status::InvalidConfig(Join(problems_, "\n"));
  }

  void Fail(int line, const std::string& message, const std::string& hint = "") {
    // What is wrong in the defaults is said once, and not for every location that has it from
    // there.
    if (!said_.emplace(line, message).second) return;
    problems_.push_back(fmt::format("{}:{}: {}{}{}", label_, line + 1, who_, message,
                                    hint.empty() ? "" : " (" + hint + ")"));
  }

 private:
  void Fail(const YAML::Node& at, const std::string& message, const std::string& hint = "") {
    Fail(at.Mark().line, message, hint);
  }

  void CheckKeys(const YAML::Node& map, const Keys& allowed) {
    std::set<std::string> seen;
    for (const auto& pair : map) {
      const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : "";
      const std::string shown = ToValidUtf8(key.substr(0, 100));
      if (std::find(allowed.begin(), allowed.end(), key) == allowed.end()) {
        const std::string closest = ClosestMatch(shown, allowed);
        Fail(pair.first, fmt::format("unknown key '{}'", shown),
             closest.empty() ? "There are: " + Join(allowed, ", ") + "."
                             : fmt::format("Did you mean '{}'?", closest));
      } else if (!seen.insert(key).second) {
        Fail(pair.first, fmt::format("{} is given twice", key), "Keep one of them.");
      }
    }
  }

  /// The entry's own value, else the defaults'; undefined when neither has one.
  YAML::Node Find(const YAML::Node& own, const YAML::Node& fallback, const std::string& key) const {
    if (const YAML::Node value = own[key]; value) return value;
    return fallback[key];
  }

  std::optional<Text> Expand(const YAML::Node& node, const std::string& key) {
    if (!node.IsScalar()) {
      Fail(node, fmt::format("{}: expected text, got {}", key, WhatItIs(node)));
      return std::nullopt;
    }
    Result<config::Expanded> out = config::ExpandVariables(node.Scalar(), expand_);
    if (out.ok() && !out->secret) out = config::ResolveSecret(out->text, *expand_.secrets);
    if (!out.ok()) {
      if (!forgiving_)
        Fail(node, fmt::format("{}: {}", key, out.status().FullMessage()), out.status().hint());
      return std::nullopt;
    }
    std::string text(Trim(out->text));
    const bool plain = IsValidUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
                         return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
                       });
    if (!plain) {
      Fail(node, fmt::format("{}: expected plain text", key));
      return std::nullopt;
    }
    return Text{std::move(text), out->secret};
  }

  static std::string Got(const Text& text) {
    return text.secret ? "" : fmt::format(", got '{}'", text.text.substr(0, 100));
  }

  /// Calls `take` with the text under `key` when there is one; what `take` returns is what was
  /// expected instead ("" when all is well). False when there is no such key.
  template <typename Take>
  bool Scalar(const YAML::Node& own, const YAML::Node& fallback, const std::string& key,
              const Take& take) {
    const YAML::Node node = Find(own, fallback, key);
    if (!node) return false;
    const std::optional<Text> text = Expand(node, key);
    if (!text) return true;
    if (const std::string expected = take(text->text); !expected.empty()) {
      Fail(node, fmt::format("{}: expected {}{}", key, expected, Got(*text)));
    }
    return true;
  }

  Location One(const YAML::Node& entry) {
    who_.clear();
    Location out;
    out.first_sync = Date{std::chrono::year(1970), std::chrono::January, std::chrono::day(1)};
    const YAML::Node none(YAML::NodeType::Map);
    if (!Scalar(entry, none, "id", [&](const std::string& text) { return TakeId(text, out); })) {
      Fail(entry, "a location without id", "Give it one, such as tienda_01.");
    } else if (!out.id.empty()) {
      who_ = out.id + ": ";
      if (!ids_.insert(out.id).second) Fail(entry, "there are two locations with this id");
    }
    CheckKeys(entry, AllKeys());
    out.name = out.id;
    Scalar(entry, none, "name", [&](const std::string& text) -> std::string {
      out.name = text;
      return text.empty() || text.size() > kLongestName ? "a name of at most 200 bytes" : "";
    });
    Scalar(entry, none, "kind", [&](const std::string& text) -> std::string {
      if (text != "store" && text != "tienda" && text != "cedi") return "store or cedi";
      out.kind = text == "cedi" ? Location::Kind::kCedi : Location::Kind::kStore;
      return "";
    });
    Flag(entry, "active", out.active);
    Flag(entry, "visible", out.visible);
    Scalar(entry, defaults_, "region", [&](const std::string& text) -> std::string {
      out.region = text;
      return "";
    });
    if (!Scalar(entry, defaults_, "zone", [&](const std::string& text) -> std::string {
          const Result<Zone> zone = Zone::Find(text);
          if (zone.ok()) out.zone = *zone;
          return zone.ok() ? "" : "an IANA time zone that this machine knows";
        })) {
      Fail(entry, "zone is missing", "Name the zone of its clock, such as America/Caracas.");
    }
    Scalar(entry, defaults_, "hours",
           [&](const std::string& text) { return TakeHours(text, out); });
    Scalar(entry, defaults_, "first_sync", [&](const std::string& text) -> std::string {
      const Result<Date> date = ParseDate(text);
      if (date.ok()) out.first_sync = *date;
      return date.ok() ? "" : "a day such as 2026-01-31";
    });
    Closed(Find(entry, defaults_, "closed"), out);
    Warehouses(entry, out);
    Source(entry, out);
    who_.clear();
    return out;
  }

  static const Keys& AllKeys() {
    static const Keys kAll = [] {
      Keys all = kOwn;
      all.insert(all.end(), kShared.begin(), kShared.end());
      return all;
    }();
    return kAll;
  }

  static std::string TakeId(const std::string& text, Location& out) {
    const bool good = !text.empty() && text.size() <= kLongestId &&
                      std::all_of(text.begin(), text.end(), [](char c) {
                        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                               (c >= '0' && c <= '9') || c == '_' || c == '-';
                      });
    if (good) out.id = text;
    return good ? "" : "at most 50 letters, digits, '_' and '-'";
  }

  void Flag(const YAML::Node& entry, const std::string& key, bool& out) {
    Scalar(entry, defaults_, key, [&](const std::string& text) -> std::string {
      const std::string word = AsciiLower(text);
      if (word != "true" && word != "false" && word != "yes" && word != "no")
        return "true or false";
      out = word == "true" || word == "yes";
      return "";
    });
  }

  /// "07:30" as time since midnight.
  static std::optional<Duration> TimeOf(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() != colon + 3)
      return std::nullopt;
    int hour = 0, minute = 0;
    const auto number = [](std::string_view digits, int& value) {
      const auto [end, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), value);
      return error == std::errc() && end == digits.data() + digits.size() && digits[0] != '-';
    };
    if (!number(text.substr(0, colon), hour) || !number(text.substr(colon + 1), minute))
      return std::nullopt;
    if (minute > 59 || hour > 24 || (hour == 24 && minute != 0)) return std::nullopt;
    return std::chrono::hours(hour) + std::chrono::minutes(minute);
  }

  static std::string TakeHours(const std::string& text, Location& out) {
    const std::size_t dash = text.find('-');
    const auto opens = TimeOf(Trim(std::string_view(text).substr(0, dash)));
    const auto closes = dash == std::string::npos
                            ? std::nullopt
                            : TimeOf(Trim(std::string_view(text).substr(dash + 1)));
    if (!opens || !closes || *opens == *closes || *opens >= std::chrono::hours(24))
      return "hours such as 07:00-21:00";
    out.opens = *opens;
    out.closes = *closes < *opens ? *closes + std::chrono::hours(24) : Duration(*closes);
    return "";
  }

  void Closed(const YAML::Node& list, Location& out) {
    if (!list) return;
    if (!list.IsSequence()) {
      Fail(list, fmt::format("closed: expected a list of days, got {}", WhatItIs(list)));
      return;
    }
    for (const YAML::Node& node : list) {
      const std::optional<Text> day = Expand(node, "closed");
      if (!day) continue;
      // 2000 was a leap year: 02-29 is a day of some years.
      if (!ParseDate(day->text.size() == 5 ? "2000-" + day->text : day->text).ok()) {
        Fail(node, fmt::format("closed: expected a day such as 12-25 or 2026-02-16{}", Got(*day)));
      } else {
        out.closed.push_back(day->text);
      }
    }
  }

  void Warehouses(const YAML::Node& entry, Location& out) {
    const YAML::Node list = entry["warehouses"];
    if (!list || !list.IsSequence() || list.size() == 0) {
      Fail(list ? list : entry, "it has no warehouses",
           "Write a list of codes under 'warehouses:'; the first is the sales floor.");
      return;
    }
    for (const YAML::Node& node : list) {
      Warehouse warehouse;
      if (node.IsMap()) {
        CheckKeys(node, kWarehouse);
        const YAML::Node none(YAML::NodeType::Map);
        Scalar(node, none, "code", [&](const std::string& text) -> std::string {
          warehouse.code = text;
          return "";
        });
        Scalar(node, none, "name", [&](const std::string& text) -> std::string {
          warehouse.name = text;
          return text.size() > kLongestName ? "a name of at most 200 bytes" : "";
        });
      } else if (const auto code = Expand(node, "warehouses"); code) {
        warehouse.code = code->text;
      } else {
        continue;
      }
      if (warehouse.code.empty() || warehouse.code.size() > kLongestId) {
        Fail(node, "warehouses: expected a code of 1 to 50 bytes");
      } else if (const auto [at, fresh] = warehouses_.emplace(warehouse.code, out.id); !fresh) {
        Fail(node, fmt::format("warehouse {} belongs to {} already", warehouse.code, at->second),
             "A code is the key of a warehouse in all data.");
      } else {
        out.warehouses.push_back(std::move(warehouse));
      }
    }
  }

  void Source(const YAML::Node& entry, Location& out) {
    const YAML::Node none(YAML::NodeType::Map);
    Scalar(entry, none, "branch", [&](const std::string& text) -> std::string {
      out.branch = text;
      if (const auto [at, fresh] = branches_.emplace(text, out.id); !fresh && !text.empty())
        return fmt::format("a branch of its own ({} belongs to {})", text, at->second);
      return "";
    });
    bool known = false;
    const bool given = Scalar(entry, defaults_, "source", [&](const std::string& text) {
      known = text == "klk" || text == "stellar" || text == "odbc";
      out.source = text == "stellar" ? Location::Source::kStellar
                   : text == "odbc"  ? Location::Source::kOdbc
                                     : Location::Source::kKlk;
      return std::string(known ? "" : "klk, stellar or odbc");
    });
    if (!given) Fail(entry, "source is missing", "Write klk, stellar or odbc.");
    const std::size_t problems = problems_.size();
    ReadConnection(entry, out);
    if (!known || problems_.size() > problems || !out.active) return;
    const Connection& c = out.connection;
    const auto need = [&](bool there, std::string_view what) {
      if (!there) Fail(entry, fmt::format("{} needs {}", SourceName(out.source), what));
    };
    switch (out.source) {
      case Location::Source::kKlk: need(!out.branch.empty() || !out.sells(), "branch"); break;
      case Location::Source::kStellar:
        need(!c.server.empty(), "connection.server");
        need(!c.database.empty(), "connection.database");
        need(!c.user.empty(), "connection.user");
        break;
      case Location::Source::kOdbc:
        need(!c.odbc.Reveal().empty(), "connection.odbc");
        need(!c.stock_query.empty() || !c.sales_query.empty(),
             "connection.stock_query or connection.sales_query");
        break;
    }
  }

  static std::string_view SourceName(Location::Source source) {
    switch (source) {
      case Location::Source::kKlk: return "klk";
      case Location::Source::kStellar: return "stellar";
      case Location::Source::kOdbc: return "odbc";
    }
    return "";
  }

  void ReadConnection(const YAML::Node& entry, Location& out) {
    const YAML::Node own = Section(entry, "connection");
    CheckKeys(own, kConnection);

    forgiving_ = !out.active || out.source == Location::Source::kKlk;  // which needs none
    Connection& c = out.connection;
    const auto text = [&](const char* key, std::string& to) {
      Scalar(own, default_connection_, key, [&](const std::string& value) -> std::string {
        to = value;
        return "";
      });
    };
    const auto secret = [&](const char* key, Secret& to) {
      const YAML::Node node = Find(own, default_connection_, key);
      if (!node) return;
      if (node.IsScalar() && !node.Scalar().empty() && !Refers(node.Scalar())) {
        Fail(node, fmt::format("connection.{}: it must not stand in the file", key),
             "Write ${NAME} or secret:NAME#KEY.");
        return;
      }
      if (const auto value = Expand(node, key); value) to = Secret(value->text);
    };
    text("driver", c.driver);
    text("server", c.server);
    text("database", c.database);
    text("sales_database", c.sales_database);
    text("user", c.user);
    text("stock_query", c.stock_query);
    text("sales_query", c.sales_query);
    secret("password", c.password);
    secret("odbc", c.odbc);
    Scalar(own, default_connection_, "port", [&](const std::string& value) -> std::string {
      int port = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), port);
      const bool good =
          error == std::errc() && end == value.data() + value.size() && port > 0 && port < 65536;
      if (good) c.port = port;
      return good ? "" : "a port from 1 to 65535";
    });
    forgiving_ = false;
  }

  /// The section under `key`; an empty one when there is none.
  YAML::Node Section(const YAML::Node& map, const std::string& key) {
    const YAML::Node node = map[key];
    if (node && node.IsMap()) return node;
    if (node && !node.IsNull())
      Fail(node, fmt::format("{} is a section, got {}", key, WhatItIs(node)));
    return YAML::Node(YAML::NodeType::Map);
  }

  static bool Refers(std::string_view text) {
    return text.find("${") != std::string_view::npos || Trim(text).starts_with("secret:");
  }

  const std::string_view label_;
  const config::ExpandOptions& expand_;
  std::vector<std::string> problems_;
  std::set<std::pair<int, std::string>> said_;
  std::string who_;         // "tienda_01: " while its entry is read
  bool forgiving_ = false;  // of a value that cannot be looked up
  YAML::Node defaults_{YAML::NodeType::Map}, default_connection_{YAML::NodeType::Map};
  std::set<std::string> ids_;
  std::map<std::string, std::string> branches_, warehouses_;  // code → id
};

/// Whether a second document begins; yaml-cpp would leave it out without a word.
bool HasSeveralDocuments(std::string_view text) {
  bool content = false;
  for (const std::string_view line : Split(text, '\n')) {
    const bool marker = line == "---" || line.starts_with("--- ") || line == "---\r";
    if (marker && content) return true;
    const std::string_view word = Trim(line);
    content = content || (!word.empty() && !word.starts_with('#') && !marker) || marker;
  }
  return false;
}

}  // namespace

Result<std::vector<Location>> ReadLocations(std::string_view text, std::string_view label,
                                            const config::ExpandOptions& expand) {
  FileReader reader(label, expand);
  std::vector<Location> out;
  try {
    const YAML::Node root = YAML::Load(std::string(text));
    if (HasSeveralDocuments(text)) {
      reader.Fail(0, "the file holds several YAML documents", "Remove the '---' lines.");
    } else {
      out = reader.Read(root);
    }
  } catch (const YAML::Exception& e) {
    reader.Fail(e.mark.line, "not valid YAML: " + e.msg);
  }
  TELAR_RETURN_IF_ERROR(std::move(reader).TakeProblems());
  return out;
}

}  // namespace telar::pos
