#include <string>
#include <variant>
#include <vector>

#include "config/dotenv.h"
#include "config/expand.h"
#include "config/table.h"
#include "config/url.h"
#include "config/yaml.h"
#include "core/text.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using namespace telar::config;
using fuzz::Require;

void JudgeProblems(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    Require(!problem.message.empty() && problem.where.starts_with("file"),
            "a problem says what is wrong and where", problem.message);
  }
}

void JudgeFiles(const std::string& text) {
  std::vector<Problem> problems;
  for (const YamlValue& value : ReadYaml(text, "file", problems)) {
    Require(FindSetting(value.key) != nullptr, "only settings come out of a file", value.key);
    Require(value.line >= 1, "a setting has a line", value.key);
  }
  for (const DotenvEntry& entry : ParseDotenv(text, "file", problems)) {
    Require(!entry.name.empty() && entry.line >= 1, "a variable has a name and a line");
    Require(entry.name.find_first_of(" =\n") == std::string::npos, "a name is one word",
            entry.name);
  }
  JudgeProblems(problems);
}

void JudgeUrls(std::string_view text) {
  if (const auto url = DatabaseUrl::Parse(text); url.ok()) {
    const auto again = DatabaseUrl::Parse(url->Text().Reveal());
    Require(again.ok() && *again == *url, "a database URL prints as itself", text);
    const std::string& password = url->password.Reveal();
    DatabaseUrl without = *url;
    without.password = Secret(password.empty() ? "" : "another");
    Require(without.Describe() == url->Describe(), "no password is shown", text);
  } else {
    Require(url.status().message().find(text) == std::string::npos || text.size() < 24,
            "a refused URL is not repeated", url.status().message());
  }
  if (const auto url = StoreUrl::Parse(text); url.ok()) {
    const auto again = StoreUrl::Parse(url->Text());
    Require(again.ok() && *again == *url, "a store URL prints as itself", text);
  }
}

void JudgeValues(std::string_view text) {
  for (const Setting& setting : Table()) {
    const auto value = ParseValue(setting, text, "/base", false);
    if (!value.ok()) continue;
    if (const auto* number = std::get_if<std::int64_t>(&*value);
        number != nullptr && setting.kind == Kind::kInteger) {
      Require(*number >= setting.min && *number <= setting.max, "a number is in its range", text);
    }
    ShowValue(setting, *value);
  }
}

Result<Expanded> ExpandWith(std::string_view text, const std::string& value) {
  const auto nothing_secret = SecretsInEnvironment({});
  return ExpandVariables(text, {.variable = [&](std::string_view) { return std::optional(value); },
                                .secrets = nothing_secret.get()});
}

void JudgeExpansion(std::string_view text) {
  const auto expanded = ExpandWith(text, "xy");
  const auto other = ExpandWith(text, "x$");
  Require(expanded.ok() == other.ok(), "what a variable holds breaks nothing", text);
  if (!expanded.ok()) return;
  Require(!expanded->secret, "nothing is secret where nothing is kept", text);
  Require(expanded->text.size() == other->text.size(),
          "what a variable holds does not change how the rest is read", text);
  if (text.find("${") == std::string_view::npos)
    Require(expanded->text == text, "plain text stays as it is", text);
}

}  // namespace

/// Any text as telar.yaml, .env, a value of every setting, a URL and a text with variables: refused
/// with a place and a reason, or read as something that prints as itself and shows no password.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::AsText(data, size));
  JudgeFiles(text);
  JudgeUrls(text);
  JudgeValues(text);
  JudgeExpansion(text);
  return 0;
}
