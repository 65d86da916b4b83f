#include "config/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "config/table.h"
#include "core/text.h"

namespace telar::config {
namespace {

bool IsSection(std::string_view key) {
  const std::string start = std::string(key) + ".";
  return std::any_of(Table().begin(), Table().end(),
                     [&](const Setting& setting) { return setting.key.starts_with(start); });
}

std::vector<std::string> Suggestions() {
  std::set<std::string> names;
  for (const Setting& setting : Table()) {
    names.emplace(setting.key);
    for (std::size_t dot = setting.key.find('.'); dot != std::string_view::npos;
         dot = setting.key.find('.', dot + 1)) {
      names.emplace(setting.key.substr(0, dot));
    }
  }
  return {names.begin(), names.end()};
}

// Counts the documents of a file. YAML::LoadAll would stay for ever at a sign that begins none,
// such as a comma; here a document that begins where the one before did ends the reading.
class DocumentCount : public YAML::EventHandler {
 public:
  int count() const { return count_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (mark.pos == last_) throw YAML::ParserException(mark, "this cannot begin a document");
    last_ = mark.pos;
    ++count_;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  int last_ = -1, count_ = 0;
};

int CountDocuments(const std::string& text) {
  std::istringstream in(text);
  YAML::Parser parser(in);
  DocumentCount documents;
  while (parser.HandleNextDocument(documents)) {
  }
  return documents.count();
}

std::string_view WhatItIs(const YAML::Node& node) {
  if (node.IsSequence()) return "a list";
  if (node.IsMap()) return "a section";
  return node.IsNull() ? "nothing" : "text";
}

class Flattener {
 public:
  Flattener(std::string_view label, std::vector<Problem>& problems)
      : label_(label), problems_(problems) {}

  void Section(const YAML::Node& map, const std::string& section) {
    for (const auto& pair : map) {
      if (!pair.first.IsScalar()) {
        Fail(pair.first, "a key must be a word", "");
        continue;
      }
      const std::string name = pair.first.Scalar();
      Entry(pair.first, pair.second, section.empty() ? name : section + "." + name);
    }
  }

  std::vector<YamlValue> Take() && { return std::move(values_); }

 private:
  void Entry(const YAML::Node& name, const YAML::Node& value, const std::string& key) {
    if (const Setting* setting = FindSetting(key); setting != nullptr) {
      if (!seen_.insert(key).second) {
        Fail(name, fmt::format("{} is given twice", key), "Keep one of them.");
      } else if (!value.IsScalar()) {
        Fail(
            name,
            fmt::format("{}: expected a {}, got {}", key, KindName(setting->kind), WhatItIs(value)),
            value.IsNull() ? "Give it a value or remove the line." : "");
      } else {
        values_.push_back({key, value.Scalar(), value.Mark().line + 1});
      }
    } else if (IsSection(key)) {
      // A section whose lines are all comments is nothing, and fine.
      if (value.IsMap()) Section(value, key);
      else if (!value.IsNull())
        Fail(name, fmt::format("{} is a section, got {}", key, WhatItIs(value)), "");
    } else {
      const std::string shown = ToValidUtf8(key.substr(0, 100));
      const std::string closest = ClosestMatch(shown, Suggestions());
      Fail(name, fmt::format("unknown setting '{}'", shown),
           closest.empty() ? "See `telar config reference` for every setting."
                           : fmt::format("Did you mean '{}'?", closest));
    }
  }

  void Fail(const YAML::Node& at, std::string message, std::string hint) {
    problems_.push_back(
        {fmt::format("{}:{}", label_, at.Mark().line + 1), std::move(message), std::move(hint)});
  }

  const std::string_view label_;
  std::vector<Problem>& problems_;
  std::vector<YamlValue> values_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<YamlValue> ReadYaml(const std::string& text, std::string_view label,
                                std::vector<Problem>& problems) {
  Flattener flattener(label, problems);
  try {
    const int documents = CountDocuments(text);
    const YAML::Node first = YAML::Load(text);
    if (documents > 1) {
      problems.push_back(
          {std::string(label), "the file holds several YAML documents", "Remove the '---' lines."});
    } else if (documents == 1 && first.IsMap()) {
      flattener.Section(first, "");
    } else if (documents == 1 && !first.IsNull()) {
      problems.push_back({std::string(label) + ":1",
                          fmt::format("the file holds {} instead of sections", WhatItIs(first)),
                          "Start with a section such as 'invoices:'."});
    }
  } catch (const YAML::Exception& e) {
    problems.push_back(
        {fmt::format("{}:{}", label, e.mark.line + 1), "not valid YAML: " + e.msg, ""});
  }
  return std::move(flattener).Take();
}

}  // namespace telar::config
