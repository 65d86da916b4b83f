// bench-accuracy: how much of what documents say is read right, field by field.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>

#include "bench/accuracy/cross_validation.h"
#include "bench/accuracy/report.h"
#include "bench/accuracy/teaching.h"
#include "bench/support/cached_reader.h"
#include "bench/support/files.h"
#include "bench/support/machine.h"
#include "bench/support/ocr_choice.h"
#include "bench/support/or_die.h"
#include "documents/isolation/reader_pool.h"

namespace {

using namespace telar;
using namespace telar::bench;

struct Arguments {
  CaseChoice choice;
  std::string set = "all", json, cache, learn, weights;
  bool mistakes = false;
  int folds = 0;
  std::string teach;
  std::vector<std::uint64_t> teach_seeds = {1, 2, 3};
  int teach_suppliers = 0;
};

std::vector<Case> Cases(const Arguments& arguments) {
  const bool has_data = !arguments.choice.data.empty();
  const auto wanted = [&](const std::string& set, bool needs_data) {
    if (arguments.set != set && arguments.set != "all") return false;
    if (!needs_data || has_data) return true;
    if (arguments.set == set)
      OrDie(Status::InvalidInput("read the " + set + ": --data names no folder"));
    std::fprintf(stderr, "%s left out: they need --data\n", set.c_str());
    return false;
  };
  std::vector<Case> cases;
  const auto add = [&](std::vector<Case> more) {
    cases.insert(cases.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
  };
  if (wanted("receipts", true)) add(OrDie(ReceiptCases(arguments.choice)));
  if (wanted("invoices", true)) add(OrDie(InvoiceCases(arguments.choice)));
  if (wanted("generated", false)) add(GeneratedCases(arguments.choice));
  return cases;
}

void Measure(const Arguments& arguments) {
  const std::string engine(EngineText(arguments.choice.engine));
  std::printf("%sOCR        %s\n\n", DescribeMachine().c_str(), engine.c_str());
  const SystemClock clock;
  const auto reader = OrDie(documents::IsolatedReader::Open({.readers = Cores()}, clock));
  OrDie(EngineReady(arguments.choice.engine, *reader));
  std::unique_ptr<CachedReader> cached;
  if (!arguments.cache.empty()) cached = std::make_unique<CachedReader>(*reader, arguments.cache);
  documents::Reader& words = cached ? static_cast<documents::Reader&>(*cached) : *reader;
  if (arguments.teach_suppliers > 0) {
    for (const bool scans : {false, true}) {
      std::printf("%s",
                  TeachGeneratedText(arguments.choice.seed, arguments.teach_suppliers, scans, words)
                      .c_str());
    }
    return;
  }
  const std::vector<Case> cases = Cases(arguments);
  const std::vector<ReadCase> read = ReadCases(cases, words);
  if (!arguments.learn.empty()) {
    std::ofstream out(arguments.learn);
    out << LearnedFrom(read).Format();
    out.close();
    if (!out)
      OrDie(Status::Unavailable("write " + arguments.learn + ": the file could not be written"));
    return;
  }
  if (arguments.teach == "half") {
    std::printf("%s", TeachHalfText(cases, read, arguments.teach_seeds).c_str());
    return;
  }
  std::vector<CaseScore> scores;
  if (arguments.folds > 1) {
    std::printf("weights    learned in %d folds, each without the suppliers it is measured on\n\n",
                arguments.folds);
    scores = CrossValidated(cases, read, arguments.folds);
  } else {
    const auto weights =
        arguments.weights.empty()
            ? invoices::EvidenceWeights::BuiltIn()
            : OrDie(invoices::EvidenceWeights::Parse(OrDie(ReadWhole(arguments.weights))));
    scores = ScoreCases(cases, read,
                        [&](std::size_t) -> const invoices::EvidenceWeights& { return weights; });
  }
  const std::vector<Tally> tallies = TallyByGroup(scores);
  for (const Tally& tally : tallies) std::printf("%s", TallyText(tally).c_str());
  if (arguments.mistakes) std::printf("%s", MistakesText(scores).c_str());
  if (arguments.json.empty()) return;
  std::ofstream out(arguments.json);
  out << ReportJson(engine, tallies, scores);
  out.close();
  if (!out)
    OrDie(Status::Unavailable("write " + arguments.json + ": the file could not be written"));
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CaseChoice& choice = arguments.choice;
  CLI::App app("Measures precision and recall of the fields and lines that are read.",
               "bench-accuracy");
  app.add_option("--data", choice.data,
                 "Folder with receipts/NNN.jpg, invoices/NAME.pdf and their .json");
  const std::map<std::string, documents::OcrEngineName> engines = {
      {"tesseract", documents::OcrEngineName::kTesseract},
      {"neural", documents::OcrEngineName::kNeural}};
  app.add_option("--engine", choice.engine, "OCR: neural (default) or tesseract")
      ->transform(CLI::CheckedTransformer(engines));
  app.add_option("--set", arguments.set, "What to read")
      ->check(CLI::IsMember({"receipts", "invoices", "generated", "all"}))
      ->capture_default_str();
  app.add_option("--limit", choice.limit, "Most documents of a group, 0: all")
      ->capture_default_str();
  app.add_option("--generated", choice.generated, "Drawn PDFs of each layout")
      ->capture_default_str();
  app.add_option("--generated-scans", choice.generated_scans, "Drawn scans of each layout")
      ->capture_default_str();
  app.add_option("--seed", choice.seed, "Of the drawn documents")->capture_default_str();
  app.add_option("--json", arguments.json, "File to write everything to, mistakes included");
  app.add_option("--cache", arguments.cache,
                 "Folder that keeps the words read, for the next run; empty it when the reader "
                 "has changed");
  app.add_option("--cross-validate", arguments.folds,
                 "Learn the weights anew in so many folds; 0: measure those that ship")
      ->capture_default_str();
  app.add_option("--learn", arguments.learn,
                 "File to write weights to that are learned from all that is read; nothing is "
                 "measured");
  app.add_option("--weights", arguments.weights,
                 "Measure the weights of this file instead of those that ship");
  app.add_option("--teach", arguments.teach,
                 "half: teach the supplier memory one half and read the other one")
      ->check(CLI::IsMember({"half"}));
  app.add_option("--teach-seed", arguments.teach_seeds, "Seeds of the halves")
      ->delimiter(',')
      ->capture_default_str();
  app.add_option("--teach-generated", arguments.teach_suppliers,
                 "So many drawn suppliers with labels of their own: correct one document, read "
                 "the next ten; nothing else is read");
  app.add_flag("--mistakes", arguments.mistakes, "Print every field that is missing or wrong");
  CLI11_PARSE(app, argc, argv);
  Measure(arguments);
}
