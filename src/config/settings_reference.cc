#include <fmt/format.h>

#include "config/describe.h"
#include "config/table.h"
#include "core/text.h"

namespace telar::config {
namespace {

constexpr std::string_view kIntroduction = R"(# Settings

<!-- Made by `telar config reference`; edit src/config/table.cc instead. -->

Telar runs without any setting: folders for the inbox and the archive, SQLite for the rows. Everything
else is set in one of these places; the first that has a value wins:

1. the command line: an option of its own, or `--set key=value`
2. the environment: `TELAR_` and the key in capitals, such as `TELAR_INVOICES_DATABASE`
3. a file `.env` next to `telar.yaml`, else in the working folder
4. `telar.yaml`: the file of `--config`, else of `TELAR_CONFIG`, else in the working folder
5. the default

`telar config show` prints every value and where it came from. Unknown keys, wrong types and values out
of range are errors, all reported at once. An empty environment variable counts as not set.

Relative folders and database files are below the folder of `telar.yaml` (the working folder when there
is none); those given on the command line are below the working folder.

In `telar.yaml`, `${NAME}` stands for an environment variable, `${NAME:-text}` has a default, and `$${`
is a plain `${`.

## Secrets

A value `secret:NAME#KEY` is looked up, in this order: the variable `TELAR_SECRET_NAME_KEY` (capitals,
everything else `_`), then the file `NAME` in the folder of `secrets.folder`: a JSON object with that
key, or plain text for `secret:NAME`. In `telar.yaml` it may also be part of a value:

```yaml
invoices:
  database: postgresql://telar:${secret:database#password}@db.example/telar
```

Secrets and passwords are never printed or logged.

## Databases and stores

| Value | Means |
|---|---|
| `sqlite:FILE`, `duckdb:FILE` | a database file |
| `postgresql://user:password@host:5432/database` | PostgreSQL |
| `mysql://user:password@host:3306/database` | MySQL or MariaDB |
| `path/of/folder` | a folder |
| `s3://bucket/prefix` | S3 or a compatible service |
| `drive:FOLDER_ID` | a Google Drive folder |

In a password write `/` as `%2F`, `?` as `%3F`, `#` as `%23`, `@` as `%40` and `%` as `%25`.

## Old names

Environment variables of the systems before keep their meaning, without their defaults. Server variables
count only when both host and database are set. Two names of one setting that disagree are an error, and
so is an old name that contradicts the database or store in `telar.yaml`.
)";

std::string Code(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", text); }

std::string ValuesOf(const Setting& setting) {
  switch (setting.kind) {
    case Kind::kInteger:
    case Kind::kNumber: return fmt::format("{} to {}", setting.min, setting.max);
    case Kind::kBoolean: return "`true`, `false`";
    case Kind::kDuration: return "duration: `500ms`, `30s`, `10m`, `2h`, `7d`";
    case Kind::kChoice: {
      std::vector<std::string> words;
      for (const std::string_view word : setting.choices) words.push_back(Code(word));
      return Join(words, ", ");
    }
    case Kind::kText: return std::string(setting.pattern_words);
    default: return std::string(KindName(setting.kind));
  }
}

}  // namespace

std::string SettingsReference() {
  std::string out(kIntroduction);
  std::string_view section;
  for (const Setting& setting : Table()) {
    const std::string_view its = setting.key.substr(0, setting.key.find('.'));
    if (its != section) {
      section = its;
      out += fmt::format(
          "\n## `{}`\n\n| Key | Meaning | Values | Default | Environment "
          "|\n|---|---|---|---|---|\n",
          section);
    }
    std::string names = Code(setting.EnvironmentName());
    if (!setting.old_names.empty()) {
      std::vector<std::string> old;
      for (const std::string_view name : setting.old_names) old.push_back(Code(name));
      names += "; old: " + Join(old, ", ");
    }
    out += fmt::format("| {} | {} | {} | {} | {} |\n", Code(setting.key), setting.doc,
                       ValuesOf(setting),
                       setting.fallback.empty() ? "none" : Code(setting.fallback), names);
  }
  return out;
}

}  // namespace telar::config
