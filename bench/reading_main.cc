// bench-reading: files a second from bytes to fields, beside the programs people use instead.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "app/table.h"
#include "bench/reading/page_contest.h"
#include "bench/reading/pages.h"
#include "bench/support/files.h"
#include "bench/support/machine.h"
#include "bench/support/ocr_choice.h"
#include "bench/support/or_die.h"
#include "bench/support/parallel.h"
#include "bench/support/peer.h"
#include "bench/support/process_cost.h"
#include "bench/support/rounds.h"
#include "bench/support/temp_folder.h"
#include "documents/isolation/reader_pool.h"
#include "invoices/extract.h"

namespace {

using namespace telar;
using namespace telar::bench;
using app::Table;
using Files = std::vector<InputFile>;

struct Arguments {
  std::string data, rapidocr;
  bool pages_only = false, text_only = false;
  int count = 200, scans = 8, limit = 12, rounds = 5, scan_rounds = 3;
  std::uint64_t seed = 20240301;
};

// What one file took in one of our rounds, milliseconds.
struct Cost {
  double read = 0, extract = 0;
  bool unread = false;  // no words found
};

class Contest {
 public:
  explicit Contest(documents::IsolatedReader& reader) : reader_(reader) {}

  void BornDigital(const std::string& set, const Files& files, int rounds) {
    std::vector<Cost> costs;
    const Duel duel = Fight(
        rounds, [&] { Ours(files, {}, costs); },
        [&] {
          Theirs(files, [](const InputFile& file) {
            return RunPeer({"pdftotext", "-layout", file.path, "-"});
          });
        });
    Row(set, "text layer", "pdftotext -layout", files.size(), duel, costs);
  }

  void Scans(const std::string& set, const Files& files, int rounds,
             documents::OcrEngineName engine) {
    const documents::ReadOptions options{.ocr = engine};
    std::vector<Cost> costs;
    const Duel duel = Fight(
        rounds, [&] { Ours(files, options, costs); },
        [&] { Theirs(files, [&](const InputFile& file) { return PeerOcr(file, options); }); });
    Row(set, "OCR " + std::string(EngineText(engine)), "pdftoppm + tesseract", files.size(), duel,
        costs);
  }

  std::string Render() const { return table_.Render(0); }
  bool empty() const { return table_.empty(); }

 private:
  // `costs` keeps those of every round but the first, which warms up.
  void Ours(const Files& files, const documents::ReadOptions& options, std::vector<Cost>& costs) {
    std::vector<Cost> round(files.size());
    const double cpu = CpuSeconds(Readers());
    ForEach(files.size(), Cores(), [&](std::size_t i) {
      const auto start = std::chrono::steady_clock::now();
      const documents::Document document = OrDie(reader_.Read(files[i].bytes, options));
      const auto between = std::chrono::steady_clock::now();
      const invoices::Invoice invoice = invoices::Extract(document);
      const auto end = std::chrono::steady_clock::now();
      round[i] = {std::chrono::duration<double, std::milli>(between - start).count(),
                  std::chrono::duration<double, std::milli>(end - between).count(),
                  invoice.verdict == invoices::Verdict::kFailed};
    });
    if (warm_) {
      costs.insert(costs.end(), round.begin(), round.end());
      cpu_.push_back(CpuSeconds(Readers()) - cpu);
    }
    warm_ = true;
  }

  std::vector<pid_t> Readers() const {
    std::vector<pid_t> pids;
    for (const auto& reader : reader_.Statistics().readers) {
      if (reader.pid > 0) pids.push_back(reader.pid);
    }
    return pids;
  }

  template <typename Read>
  void Theirs(const Files& files, const Read& read) {
    ForEach(files.size(), Cores(), [&](std::size_t i) { OrDie(read(files[i])); });
  }

  Status PeerOcr(const InputFile& file, const documents::ReadOptions& options) {
    std::string picture = file.path;
    if (file.path.extension() == ".pdf") {
      const std::string stem = (scratch_.path() / file.path.stem()).string();
      TELAR_RETURN_IF_ERROR(RunPeer({"pdftoppm", "-r", std::to_string(options.ocr_dpi), "-gray",
                                     "-singlefile", file.path, stem}));
      picture = stem + ".pgm";
    }
    return RunPeer({"tesseract", picture, "stdout", "-l", options.languages, "tsv"});
  }

  void Row(const std::string& set, const std::string& ours, const std::string& peer,
           std::size_t count, const Duel& duel, const std::vector<Cost>& costs) {
    const auto rate = [&](const std::vector<double>& seconds) {
      return fmt::format("{:.2f}", static_cast<double>(count) / SpreadOf(seconds).median);
    };
    std::vector<double> reads, extracts;
    double unread = 0;
    for (const Cost& cost : costs) {
      reads.push_back(cost.read);
      extracts.push_back(cost.extract);
      unread += cost.unread ? 1 : 0;
    }
    table_.Add({set, std::to_string(count), ours, rate(duel.ours), peer, rate(duel.theirs),
                RatioText(duel.Ratio()), fmt::format("{:.1f}", SpreadOf(reads).median),
                fmt::format("{:.2f}", SpreadOf(extracts).median),
                fmt::format("{:.2f}", 1000 * SpreadOf(cpu_).median / static_cast<double>(count)),
                fmt::format("{:.0f}", unread / static_cast<double>(duel.ours.size()))});
    warm_ = false;
    cpu_.clear();
    std::fprintf(stderr, "%s, %s: ratio %s\n", set.c_str(), ours.c_str(),
                 RatioText(duel.Ratio()).c_str());
  }

  documents::IsolatedReader& reader_;
  TempFolder scratch_;
  bool warm_ = false;
  std::vector<double> cpu_;  // ours, seconds of each round
  Table table_{{{"files"},
                {"n", Table::Align::kRight},
                {"Telar, to fields"},
                {"files/s", Table::Align::kRight},
                {"peer, to text"},
                {"files/s", Table::Align::kRight},
                {"ratio (min–max)", Table::Align::kRight},
                {"read ms", Table::Align::kRight},
                {"extract ms", Table::Align::kRight},
                {"CPU ms", Table::Align::kRight},
                {"unread", Table::Align::kRight}}};
};

// Files to fields, beside the programs people use instead.
void MeasureFiles(const Arguments& arguments, documents::IsolatedReader& reader,
                  const std::filesystem::path& folder) {
  Contest contest(reader);
  contest.BornDigital("drawn PDFs",
                      OrDie(DrawFiles(arguments.seed, arguments.count, false, folder / "pdf")),
                      arguments.rounds);
  if (!arguments.data.empty()) {
    contest.BornDigital("data invoices", OrDie(LoadFiles(arguments.data + "/invoices", ".pdf", 0)),
                        arguments.rounds);
  }
  std::vector<std::pair<std::string, Files>> scans;
  if (!arguments.text_only)
    scans.emplace_back("drawn scans",
                       OrDie(DrawFiles(arguments.seed, arguments.scans, true, folder / "scans")));
  if (!arguments.text_only && !arguments.data.empty()) {
    scans.emplace_back("data receipts",
                       OrDie(LoadFiles(arguments.data + "/receipts", ".jpg", arguments.limit)));
  }
  for (const auto engine :
       {documents::OcrEngineName::kTesseract, documents::OcrEngineName::kNeural}) {
    if (scans.empty()) break;
    if (const Status ready = EngineReady(engine, reader); !ready.ok()) {
      std::printf("OCR %s left out: %s\n", std::string(EngineText(engine)).c_str(),
                  ready.ToString().c_str());
      continue;
    }
    for (const auto& [name, files] : scans) {
      contest.Scans(name, files, arguments.scan_rounds, engine);
    }
  }
  std::printf("%s", contest.Render().c_str());
  std::printf(
      "\nratio: the peer's time ÷ ours, median of the rounds, taken in turns on the same files.\n"
      "read ms: median of one file through its reader process while all cores work, hand-over "
      "included.\nCPU ms: of telar and its readers together, for one file from bytes to "
      "fields.\n\n");
}

// Pictures to words, beside other OCR engines.
void MeasurePages(const Arguments& arguments, documents::IsolatedReader& reader,
                  const std::filesystem::path& folder) {
  OrDie(EngineReady(documents::OcrEngineName::kNeural, reader));
  const auto contest = OrDie(PageContest::Open(reader, arguments.rapidocr));
  const auto run = [&](const std::string& set, const std::vector<PictureOfWords>& pictures) {
    std::printf("%s\n", contest->Run(set, pictures, arguments.scan_rounds).c_str());
    std::fflush(stdout);
  };
  run("drawn scans", OrDie(DrawnPictures(arguments.seed, arguments.scans, folder / "drawn")));
  if (!arguments.data.empty()) {
    run("data PDFs, 200 dpi",
        OrDie(PdfPictures(arguments.data + "/invoices", folder / "pdf pages")));
  }
  std::printf(
      "One process a core each, in turns on the same pictures; models loaded before, except by "
      "tesseract,\nwhich is started for each page. Words as printed, letter for letter, whatever "
      "their order.\n");
}

void Measure(const Arguments& arguments) {
  OrDie(FindPeers({"pdftotext", "pdftoppm", "tesseract"}));
  std::printf("%speers      %s; %s\n\n", DescribeMachine().c_str(),
              PeerVersion("pdftotext").c_str(), PeerVersion("tesseract").c_str());
  const SystemClock clock;
  const auto reader = OrDie(documents::IsolatedReader::Open({.readers = Cores()}, clock));
  const TempFolder folder;
  if (!arguments.pages_only) MeasureFiles(arguments, *reader, folder.path());
  if (!arguments.text_only) MeasurePages(arguments, *reader, folder.path());
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app(
      "Measures how fast files and pages are read, beside pdftotext, tesseract and RapidOCR.",
      "bench-reading");
  app.add_option("--data", arguments.data, "Folder with invoices/*.pdf and receipts/*.jpg");
  app.add_option("--rapidocr", arguments.rapidocr,
                 "A Python with the packages rapidocr and openvino, to read the same pages with");
  app.add_flag("--pages-only", arguments.pages_only, "Only pictures to words, beside other OCR");
  app.add_flag("--text-only", arguments.text_only, "Only files with a text layer");
  app.add_option("--count", arguments.count, "Born-digital PDFs to draw")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  app.add_option("--scans", arguments.scans, "Scans to draw")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  app.add_option("--limit", arguments.limit, "Receipts to take from --data")->capture_default_str();
  app.add_option("--seed", arguments.seed, "Of the drawn files")->capture_default_str();
  app.add_option("--rounds", arguments.rounds, "Of each side, born-digital")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--scan-rounds", arguments.scan_rounds, "Of each side, scans")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  Measure(arguments);
}
