#include "app/checks.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include "analytics/schema.h"
#include "app/locations.h"
#include "app/till_sources.h"
#include "app/wiring.h"
#include "core/text.h"
#include "db/schema_check.h"
#include "invoices/schema.h"
#include "ledger/schema.h"
#include "models/observations.h"
#include "models/registry.h"
#include "models/served_model.h"
#include "models/tracking_table.h"
#include "pos/work_schema.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using Grade = CheckResult::Grade;

CheckResult Failed(std::string name, const Status& status) {
  return {std::move(name), Grade::kFail, status.FullMessage(), status.hint()};
}

// The folder itself, or the nearest one above it that exists.
fs::path NearestFolder(fs::path path) {
  std::error_code error;
  while (!fs::is_directory(path, error) && path.has_relative_path()) path = path.parent_path();
  return path;
}

bool Writable(const fs::path& path) { return access(path.c_str(), W_OK | X_OK) == 0; }

CheckResult CheckSchema(db::Database& database, const std::string& name,
                        const std::vector<db::ExpectedTable>& expected) {
  auto connection = database.Acquire();
  if (!connection.ok()) return Failed(name, connection.status());
  const auto differences = db::CheckSchema(**connection, database.dialect(), expected);
  if (!differences.ok()) return Failed(name, differences.status());
  if (differences->empty())
    return {name, Grade::kOk, fmt::format("{} tables as expected", expected.size())};
  const auto missing = std::count_if(differences->begin(), differences->end(), [](const auto& d) {
    return d.kind == db::SchemaDifference::Kind::kMissingTable;
  });
  if (static_cast<std::size_t>(missing) == expected.size()) {
    return {name, Grade::kOk, "no tables yet, the first run makes them"};
  }
  std::vector<std::string> texts;
  for (const db::SchemaDifference& d : *differences) texts.push_back(d.ToString());
  return {name, Grade::kFail, Join(texts, "; "),
          "a run of this version adds what is missing; a type that differs needs a person"};
}

struct Component {
  std::string name;
  std::vector<db::ExpectedTable> tables;
};

// `setting` is the one that names the database.
std::vector<CheckResult> CheckDatabaseAt(const std::string& name, const config::DatabaseUrl& url,
                                         const std::string& setting,
                                         const std::vector<Component>& components) {
  std::error_code error;
  if (url.kind == config::DatabaseUrl::Kind::kSqlite && !fs::exists(url.file, error)) {
    const fs::path nearest = NearestFolder(url.file.parent_path());
    if (Writable(nearest))
      return {{name, Grade::kOk, url.Describe() + " does not exist yet, the first run makes it"}};
    return {{name, Grade::kFail,
             nearest.string() + " cannot be written, the database cannot be made in it",
             "change its rights, or set " + setting}};
  }
  const auto database = OpenDatabase(url);
  if (!database.ok()) return {Failed(name, database.status())};
  if (url.is_file() && access(url.file.c_str(), W_OK) != 0) {
    return {
        {name, Grade::kFail, url.Describe() + " can be read and not written", "change its rights"}};
  }
  std::vector<CheckResult> results = {{name, Grade::kOk, (*database)->Describe() + " opens"}};
  for (const Component& component : components)
    results.push_back(CheckSchema(**database, name + "." + component.name, component.tables));
  return results;
}

CheckResult CheckStore(const std::string& name, const config::StoreUrl& url,
                       const std::function<Result<std::unique_ptr<store::ObjectStore>>()>& open) {
  const bool folder = url.kind == config::StoreUrl::Kind::kFolder;
  std::error_code error;
  if (folder && name == "archive" && !fs::exists(url.folder, error)) {
    const fs::path nearest = NearestFolder(url.folder);
    if (Writable(nearest))
      return {name, Grade::kOk, url.Text() + " does not exist yet, the first run makes it"};
    return {name, Grade::kFail,
            nearest.string() + " cannot be written, the archive cannot be made in it",
            "change its rights, or set invoices.archive"};
  }
  const auto store = open();
  if (!store.ok()) return Failed(name, store.status());
  const auto page = (*store)->List("", "", 1);
  if (!page.ok()) return Failed(name, page.status());
  if (folder && !Writable(url.folder)) {
    return {name, Grade::kFail, (*store)->Describe() + " can be read and not written",
            "change its rights"};
  }
  return {
      name, Grade::kOk,
      (*store)->Describe() + (page->objects.empty() ? " is empty" : " can be read and written")};
}

void AppendLittleEndian(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
}

// A page with some strokes on it, so that OCR has to look: 8-bit gray, uncompressed (TIFF 6.0,
// section 4).
std::string SmallPage() {
  constexpr std::uint32_t kWidth = 240, kHeight = 80, kEntries = 9;
  constexpr std::uint32_t kPixels = 8 + 2 + kEntries * 12 + 4;
  std::string tiff = "II";
  AppendLittleEndian(tiff, 42, 2);
  AppendLittleEndian(tiff, 8, 4);
  AppendLittleEndian(tiff, kEntries, 2);
  const auto entry = [&](std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
    AppendLittleEndian(tiff, tag, 2);
    AppendLittleEndian(tiff, type, 2);
    AppendLittleEndian(tiff, 1, 4);
    AppendLittleEndian(tiff, value, 4);
  };
  constexpr std::uint32_t kShort = 3, kLong = 4;
  entry(256, kShort, kWidth);
  entry(257, kShort, kHeight);
  entry(258, kShort, 8);                // bits a sample
  entry(259, kShort, 1);                // no compression
  entry(262, kShort, 1);                // black is zero
  entry(273, kLong, kPixels);           // where the pixels are
  entry(277, kShort, 1);                // samples a pixel
  entry(278, kShort, kHeight);          // rows a strip
  entry(279, kLong, kWidth * kHeight);  // bytes of the strip
  AppendLittleEndian(tiff, 0, 4);
  for (std::uint32_t y = 0; y < kHeight; ++y) {
    for (std::uint32_t x = 0; x < kWidth; ++x) {
      const bool ink = y >= 24 && y < 56 && x >= 40 && x < 200 && x % 20 < 5;
      tiff.push_back(ink ? '\0' : '\xff');
    }
  }
  return tiff;
}

}  // namespace

std::string_view GradeName(Grade grade) {
  switch (grade) {
    case Grade::kOk: return "ok";
    case Grade::kWarn: return "warn";
    case Grade::kFail: break;
  }
  return "fail";
}

std::vector<CheckResult> CheckDatabase(const config::Settings& settings) {
  return CheckDatabaseAt("database", settings.invoices.database, "invoices.database",
                         {{"ledger", ledger::ExpectedTables()},
                          {"invoices", invoices::ExpectedTables()},
                          {"models", models::ExpectedObservationTables()},
                          {"tracking", models::TrackingTables()}});
}

std::vector<CheckResult> CheckTills(const config::Loaded& loaded, Context& context) {
  const config::Settings& settings = loaded.settings;
  std::error_code error;
  if (!fs::exists(settings.pos.locations, error)) {
    return {{"tills", Grade::kOk,
             "there is no " + settings.pos.locations.string() + ", so no till is read"}};
  }
  const auto locations = LoadLocations(loaded, context);
  if (!locations.ok()) return {Failed("tills.locations", locations.status())};
  const auto active = ThoseLocations(*locations, {}, false);
  std::vector<CheckResult> results = {
      {"tills.locations", active.empty() ? Grade::kWarn : Grade::kOk,
       fmt::format("{} locations, {} of them active", locations->size(), active.size())}};
  for (CheckResult& check : CheckDatabaseAt("tills.database", settings.pos.database, "pos.database",
                                            {{"ledger", ledger::ExpectedTables()},
                                             {"tills", pos::TillTables()},
                                             {"analysis", analytics::ExpectedTables()}})) {
    results.push_back(std::move(check));
  }
  const auto sources = TillSources::Open(settings, active, context.clock);
  if (!sources.ok()) {
    results.push_back(Failed("tills.sources", sources.status()));
    return results;
  }
  std::size_t reached = 0;
  for (const ReachedLocation& one : (*sources)->Reach(active, context.interrupts.drain())) {
    if (one.status.ok()) ++reached;
    else
      results.push_back(
          {"tills." + one.location->id, Grade::kFail, one.status.message(), one.status.hint()});
  }
  results.push_back(
      {"tills.sources", reached == active.size() ? Grade::kOk : Grade::kWarn,
       fmt::format("{} of {} active locations can be reached", reached, active.size())});
  return results;
}

std::vector<CheckResult> CheckStores(const config::Settings& settings, const Clock& clock) {
  CheckResult inbox =
      CheckStore("inbox", settings.invoices.inbox, [&] { return OpenInbox(settings, clock); });
  // A folder of tills alone need not have one.
  std::error_code error;
  const config::StoreUrl& url = settings.invoices.inbox;
  if (url.kind == config::StoreUrl::Kind::kFolder && !fs::exists(url.folder, error) &&
      fs::exists(settings.pos.locations, error)) {
    inbox = {"inbox", Grade::kOk, url.Text() + " does not exist: no invoice is read"};
  }
  return {std::move(inbox), CheckStore("archive", settings.invoices.archive,
                                       [&] { return OpenArchive(settings, clock); })};
}

CheckResult CheckModel(const config::Settings& settings, const Clock& clock) {
  const auto store = OpenModelStore(settings, clock, /*create=*/false);
  if (!store.ok()) return Failed("model", store.status());
  if (*store != nullptr) {
    models::Registry registry(**store, clock, models::VerifyModel);
    const auto champion = registry.Alias(models::kChampion);
    if (!champion.ok()) return Failed("model", champion.status());
    if (*champion) {
      const auto loaded = registry.Load(**champion);
      if (!loaded.ok()) return Failed("model", loaded.status());
      return {"model", Grade::kOk,
              "v" + std::to_string((*champion)->version) + ", " + (*champion)->architecture +
                  ", is champion and can be served"};
    }
  }
  switch (settings.models.bundled) {
    case config::Settings::BundledModel::kOff:
      return {"model", Grade::kOk, "none is promoted: classes come by hand"};
    case config::Settings::BundledModel::kSuggest:
      return {"model", Grade::kOk,
              "none is promoted: the one that ships suggests classes, people confirm them"};
    case config::Settings::BundledModel::kTrust: break;
  }
  return {"model", Grade::kWarn,
          "none is promoted: the one that ships decides, which has learned from invented invoices",
          "telar model train, telar model promote"};
}

std::vector<CheckResult> CheckReader(const config::Settings& settings, Context& context) {
  const auto reader = OpenReader(settings, context.ReaderProgram(), 1, context.clock);
  if (!reader.ok()) return {Failed("reader", reader.status())};
  std::vector<CheckResult> results = {{"reader", Grade::kOk, "telar-reader starts"}};
  for (const documents::SandboxLayer& layer : (*reader)->sandbox().layers) {
    results.push_back(
        {"reader." + layer.name, layer.on ? Grade::kOk : Grade::kWarn,
         (layer.on ? "on" : "off") + (layer.detail.empty() ? "" : ": " + layer.detail),
         layer.on ? ""
                  : "the other layers still hold; a newer kernel or other container settings "
                    "switch it on"});
  }
  documents::ReadOptions options = ReadOptionsFor(settings);
  options.force_ocr = true;
  const auto page = (*reader)->Read(SmallPage(), options);
  std::string trouble;
  if (!page.ok()) trouble = page.status().FullMessage();
  else if (!page->pages.empty()) trouble = page->pages[0].error;
  if (trouble.empty()) {
    const bool replaced = settings.ocr.engine != config::Settings::OcrEngine::kTesseract &&
                          page->ocr_engine.starts_with("tesseract");
    results.push_back(
        {"ocr", replaced ? Grade::kWarn : Grade::kOk, page->ocr_engine + " reads",
         replaced ? "the networks of ocr.engine cannot run: they need a processor with AVX2, "
                    "and lib/telar and share/telar/ocr beside the program's folder"
                  : ""});
  } else {
    results.push_back(
        {"ocr", Grade::kFail, trouble,
         page.ok() || page.status().hint().empty()
             ? "install tesseract-ocr-LANGUAGE for each of " + settings.reader.languages
             : page.status().hint()});
  }
  return results;
}

}  // namespace telar::app
