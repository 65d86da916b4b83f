// bench-duplicates: how far apart the pictures of one sheet of paper are, and how long it takes to
// find a duplicate among many documents.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <random>

#include "app/table.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/temp_folder.h"
#include "core/digest.h"
#include "db/sqlite/sqlite_database.h"
#include "documents/isolation/reader_pool.h"
#include "documents/page_hash.h"
#include "invoices/duplicates.h"
#include "invoices/schema.h"
#include "samples/sample.h"

namespace {

using namespace telar;
using namespace telar::bench;
using app::Table;

constexpr auto kRight = Table::Align::kRight;

struct Arguments {
  int sheets = 60, documents = 100'000, lookups = 200;
  std::uint64_t seed = 20260301;
};

// Ways a sheet comes in a second time.
struct Way {
  const char* name;
  samples::Degradation degradation;
};

std::vector<Way> Ways() {
  using samples::Degradation;
  using samples::ScanFormat;
  return {{"flat scan, JPEG 75", Degradation{.noise = 3, .blur = 0.5, .paper = 250}},
          {"JPEG 40, gray paper", Degradation{.noise = 6, .paper = 220, .jpeg_quality = 40}},
          {"0.5 degrees askew", Degradation{.skew_degrees = 0.5, .noise = 3}},
          {"2 degrees askew", Degradation{.skew_degrees = 2, .noise = 3}},
          {"uneven light", Degradation{.noise = 3, .light = 0.3}},
          {"black and white", Degradation{.format = ScanFormat::kTiff, .black_and_white = true}}};
}

std::optional<std::uint64_t> HashOf(documents::Reader& reader, const std::string& bytes) {
  return documents::PageHash(OrDie(reader.Render(bytes, 1, documents::kHashDpi, {})));
}

void AddDistances(Table& table, const std::string& name, std::vector<int> distances) {
  if (distances.empty()) return;
  std::sort(distances.begin(), distances.end());
  const auto at = [&](double share) {
    return std::to_string(
        distances[static_cast<std::size_t>(share * static_cast<double>(distances.size() - 1))]);
  };
  const auto near = std::count_if(distances.begin(), distances.end(),
                                  [](int d) { return d <= documents::kNearPage; });
  table.Add({name, std::to_string(distances.size()), at(0), at(0.5), at(0.9), at(1),
             fmt::format("{:.1f} %", 100.0 * static_cast<double>(near) /
                                         static_cast<double>(distances.size()))});
}

void MeasureDistances(const Arguments& arguments) {
  const SystemClock clock;
  const auto reader = OrDie(documents::IsolatedReader::Open({.readers = 1}, clock));
  std::vector<std::uint64_t> clean;
  std::vector<std::vector<int>> same(Ways().size());
  for (int i = 0; i < arguments.sheets; ++i) {
    samples::SampleRequest request;
    request.seed = arguments.seed;
    request.index = static_cast<std::uint64_t>(i);
    request.layout = samples::LayoutChoice::kTextile;
    request.pages_max = 1;
    const auto hash = HashOf(*reader, OrDie(samples::DrawInvoice(request)).bytes);
    if (!hash) continue;
    clean.push_back(*hash);
    for (std::size_t way = 0; way < same.size(); ++way) {
      request.degraded_share = 1;
      request.degradation = Ways()[way].degradation;
      const auto again = HashOf(*reader, OrDie(samples::DrawInvoice(request)).bytes);
      if (again) same[way].push_back(documents::HashDistance(*hash, *again));
    }
  }
  std::vector<int> others;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      others.push_back(documents::HashDistance(clean[i], clean[j]));
  }
  Table table({{"pairs of pages"},
               {"pairs", kRight},
               {"least bits", kRight},
               {"median", kRight},
               {"90 %", kRight},
               {"most", kRight},
               {"near", kRight}});
  for (std::size_t way = 0; way < same.size(); ++way) {
    AddDistances(table, std::string("one sheet, ") + Ways()[way].name, std::move(same[way]));
  }
  AddDistances(table, "two invoices on forms of one kind", std::move(others));
  std::printf("%s\n", table.Render(0).c_str());
}

invoices::Record RecordOf(std::uint64_t number, std::uint64_t hash) {
  invoices::Record record{.document = DocumentId(Sha256Hex(std::to_string(number))),
                          .file_name = std::to_string(number) + ".pdf",
                          .file_kind = "pdf",
                          .reader = "text",
                          .pages = 1,
                          .invoice = {},
                          .classification = {},
                          .run = RunId("bench"),
                          .program = "bench",
                          .now = {},
                          .page_hash = documents::HashText(hash)};
  const auto put = [&](const char* name, std::string value) {
    record.invoice.fields[name] = {.value = std::move(value), .confidence = 1};
  };
  put("supplier", fmt::format("Supplier {}", number % 500));
  put("invoice_number", fmt::format("F-{}", number));
  put("date", fmt::format("2026-{:02}-{:02}", number % 12 + 1, number % 28 + 1));
  put("total", fmt::format("{}.00", number % 5000));
  return record;
}

// `alike`: every document is on one of 500 forms, whose pages differ in few bits.
void MeasureLookups(const Arguments& arguments, bool alike, Table& table) {
  const SystemClock clock;
  const TempFolder folder;
  const auto database = OrDie(db::sqlite::Open({.file = folder.path() / "telar.db"}));
  OrDie(db::Migrate(*database, "invoices", invoices::InvoiceMigrations(), clock));
  const auto connection = OrDie(database->Acquire());
  std::mt19937_64 chance(arguments.seed);
  std::vector<std::uint64_t> forms(500);
  for (auto& form : forms) form = chance();
  const auto hash_of = [&](int number) {
    if (!alike) return chance();
    std::uint64_t hash = forms[static_cast<std::size_t>(number) % forms.size()];
    for (int i = 0; i < 3; ++i) hash ^= std::uint64_t{1} << (chance() % 64);
    return hash;
  };
  int written = 0;
  for (const int size :
       {arguments.documents / 100, arguments.documents / 10, arguments.documents}) {
    {
      auto tx = OrDie(db::Transaction::Begin(*connection));
      for (; written < size; ++written) {
        const auto record = RecordOf(static_cast<std::uint64_t>(written), hash_of(written));
        OrDie(invoices::WriteRecord(*connection, record));
        OrDie(invoices::WritePageBands(*connection, record.document, record.page_hash));
        OrDie(invoices::ClaimIdentity(*connection, record.document, record.invoice));
      }
      OrDie(tx.Commit());
    }
    std::vector<double> took;
    for (int i = 0; i < arguments.lookups; ++i) {
      const auto record = RecordOf(static_cast<std::uint64_t>(arguments.documents + i), hash_of(i));
      const auto start = clock.Steady();
      OrDie(invoices::PlaceDocument(*connection, record, {}));
      took.push_back(std::chrono::duration<double, std::milli>(clock.Steady() - start).count());
    }
    std::sort(took.begin(), took.end());
    table.Add({alike ? "500 forms" : "every page another", std::to_string(size),
               fmt::format("{:.2f}", took[took.size() / 2]),
               fmt::format("{:.2f}", took[took.size() * 99 / 100])});
  }
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("Distances of page hashes, and the time to look a duplicate up.",
               "bench-duplicates");
  app.add_option("--sheets", arguments.sheets, "Drawn invoices")
      ->check(CLI::Range(2, 10'000))
      ->capture_default_str();
  app.add_option("--documents", arguments.documents, "Documents in the database at the end")
      ->check(CLI::Range(1000, 10'000'000))
      ->capture_default_str();
  app.add_option("--lookups", arguments.lookups, "Timed look-ups at each size")
      ->check(CLI::Range(10, 100'000))
      ->capture_default_str();
  app.add_option("--seed", arguments.seed, "Of everything drawn by lot")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  MeasureDistances(arguments);
  Table table({{"pages"}, {"documents", kRight}, {"median ms", kRight}, {"99 % ms", kRight}});
  MeasureLookups(arguments, false, table);
  MeasureLookups(arguments, true, table);
  std::printf("%s\n", table.Render(0).c_str());
}
