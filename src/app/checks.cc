#include "app/checks.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include "app/wiring.h"
#include "core/text.h"
#include "db/schema_check.h"
#include "invoices/schema.h"
#include "ledger/schema.h"
#include "models/observations.h"

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

CheckResult CheckSchema(db::Database& database, const std::string& component,
                        const std::vector<db::ExpectedTable>& expected) {
  const std::string name = "database." + component;
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
  const config::DatabaseUrl& url = settings.invoices.database;
  std::error_code error;
  if (url.kind == config::DatabaseUrl::Kind::kSqlite && !fs::exists(url.file, error)) {
    const fs::path nearest = NearestFolder(url.file.parent_path());
    if (Writable(nearest))
      return {
          {"database", Grade::kOk, url.Describe() + " does not exist yet, the first run makes it"}};
    return {{"database", Grade::kFail,
             nearest.string() + " cannot be written, the database cannot be made in it",
             "change its rights, or set invoices.database"}};
  }
  const auto database = OpenDatabase(url);
  if (!database.ok()) return {Failed("database", database.status())};
  if (url.is_file() && access(url.file.c_str(), W_OK) != 0) {
    return {{"database", Grade::kFail, url.Describe() + " can be read and not written",
             "change its rights"}};
  }
  return {{"database", Grade::kOk, (*database)->Describe() + " opens"},
          CheckSchema(**database, "ledger", ledger::ExpectedTables()),
          CheckSchema(**database, "invoices", invoices::ExpectedTables()),
          CheckSchema(**database, "models", models::ExpectedObservationTables())};
}

std::vector<CheckResult> CheckStores(const config::Settings& settings, const Clock& clock) {
  return {CheckStore("inbox", settings.invoices.inbox, [&] { return OpenInbox(settings, clock); }),
          CheckStore("archive", settings.invoices.archive,
                     [&] { return OpenArchive(settings, clock); })};
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
