// telar-samples: writes invented invoices and the truth about them into a folder, and is the tills
// of an invented chain.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "samples/compare.h"
#include "samples/labelled_folder.h"
#include "samples/sample.h"
#include "samples/tills/tills_commands.h"
#include "samples/truth_json.h"
#include "samples/whole_file.h"

namespace {

using namespace telar;
using namespace telar::samples;

constexpr int kExitConfig = 3, kExitDestination = 6, kExitFailed = 9;

struct Arguments {
  std::string out;
  std::uint64_t count = 10;
  std::uint64_t from = 0;
  std::uint64_t suppliers = 0;
  bool json = false;
  bool labelled = false;
  int threads = 0;  // 0: one a core
  LabelledRequest of_labelled;
  SampleRequest request;
};

int Report(const Status& status, int exit_code) {
  std::fprintf(stderr, "telar-samples: %s\n", status.ToString().c_str());
  return exit_code;
}

int WriteInvoices(const Arguments& arguments) {
  const std::filesystem::path folder = arguments.out;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return Report(Status::FromErrno(error.value(), "make folder " + arguments.out),
                  kExitDestination);
  }
  SampleRequest request = arguments.request;
  for (std::uint64_t i = 0; i < arguments.count; ++i) {
    request.index = arguments.from + i;
    if (arguments.suppliers > 0) request.supplier = request.index % arguments.suppliers;
    const Result<Sample> sample = DrawInvoice(request);
    if (!sample.ok()) {
      const bool config = sample.status().code() == Code::kInvalidConfig;
      return Report(sample.status(), config ? kExitConfig : kExitFailed);
    }
    const std::filesystem::path file = folder / (sample->name + "." + sample->extension);
    const std::filesystem::path truth = folder / (sample->name + ".json");
    std::vector<std::pair<std::filesystem::path, std::string>> files = {
        {file, sample->bytes}, {truth, TruthJson(*sample, request.seed)}};
    const std::filesystem::path xml = folder / (sample->name + ".xml");
    const bool beside = !sample->xml.empty() && request.einvoice != EinvoiceForm::kFacturX;
    if (beside) files.emplace_back(xml, sample->xml);
    for (const auto& [path, bytes] : files) {
      if (const Status status = WriteWhole(path, bytes); !status.ok()) {
        return Report(status, kExitDestination);
      }
    }
    if (arguments.json) {
      nlohmann::ordered_json line = {{"file", file.string()},
                                     {"truth", truth.string()},
                                     {"pages", sample->pages},
                                     {"class", InvoiceClassName(sample->plan.invoice_class)},
                                     {"layout", LayoutName(sample->plan.layout)},
                                     {"scan", sample->degradation.has_value()}};
      if (beside) line["einvoice"] = xml.string();
      std::printf("%s\n", line.dump().c_str());
    }
  }
  if (!arguments.json) {
    std::fprintf(stderr, "wrote %llu invented invoices to %s\n",
                 static_cast<unsigned long long>(arguments.count), arguments.out.c_str());
  }
  return 0;
}

int WriteLabelled(const Arguments& arguments) {
  LabelledFolder wanted{arguments.out, arguments.of_labelled, arguments.from, arguments.count,
                        arguments.threads};
  wanted.request.seed = arguments.request.seed;
  if (wanted.threads == 0) {
    wanted.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 64U));
  }
  std::uint64_t done = 0, tests = 0, preventivas = 0;
  const auto written = [&](const LabelledFile& file) {
    const LabelledSample& labelled = file.labelled;
    tests += labelled.test ? 1U : 0U;
    preventivas += labelled.label() == 1 ? 1U : 0U;
    if (arguments.json) {
      const nlohmann::ordered_json line = {
          {"file", file.file.string()},
          {"truth", file.truth.string()},
          {"class", InvoiceClassName(labelled.sample.plan.invoice_class)},
          {"split", labelled.test ? "test" : "train"},
          {"arrangement", labelled.arrangement},
          {"scan", labelled.sample.degradation.has_value()}};
      std::printf("%s\n", line.dump().c_str());
    }
    constexpr std::uint64_t kSteps = 10, kLong = 200;
    const std::uint64_t before = done * kSteps / arguments.count;
    if (++done * kSteps / arguments.count > before && arguments.count >= kLong) {
      std::fprintf(stderr, "drawn %llu of %llu labelled invoices\n",
                   static_cast<unsigned long long>(done),
                   static_cast<unsigned long long>(arguments.count));
    }
  };
  const Status status = WriteLabelledFolder(wanted, written);
  if (!status.ok()) {
    const bool drawing = status.code() == Code::kInvalidInput || status.code() == Code::kInternal;
    return Report(status, status.code() == Code::kInvalidConfig ? kExitConfig
                          : drawing                             ? kExitFailed
                                                                : kExitDestination);
  }
  if (!arguments.json) {
    std::fprintf(stderr,
                 "wrote %llu labelled invoices to %s: %llu correctivas (0) and %llu preventivas "
                 "(1); %llu of all are for testing\n",
                 static_cast<unsigned long long>(done), arguments.out.c_str(),
                 static_cast<unsigned long long>(done - preventivas),
                 static_cast<unsigned long long>(preventivas),
                 static_cast<unsigned long long>(tests));
  }
  return 0;
}

/// Compares reports from standard input with the truths in `folder`, a line a document.
int CompareWithTruth(const std::filesystem::path& folder, bool every_difference) {
  int documents = 0, exact = 0, fields = 0, fields_right = 0, lines = 0, lines_right = 0;
  std::printf("%-26s %-8s %-12s %-10s %14s  %s\n", "document", "verdict", "fields right",
              "lines right", "total", "what differs (read | true)");
  for (std::string report; std::getline(std::cin, report);) {
    const auto name = nlohmann::json::parse(report, nullptr, false);
    const std::filesystem::path file = name.is_object() ? name.value("file", "") : "";
    std::ifstream in(folder / std::filesystem::path(file).filename().replace_extension(".json"));
    if (!in) continue;  // not one of the samples
    std::ostringstream truth;
    truth << in.rdbuf();
    const Result<Comparison> compared = Compare(report, truth.str());
    if (!compared.ok()) return Report(compared.status(), kExitFailed);
    const Comparison& c = *compared;
    const auto total = name.at("fields").find("total");
    std::string differs;
    for (const Comparison::Difference& d : c.differences) {
      if (!differs.empty() && !every_difference) {
        differs += " …";
        break;
      }
      differs += (differs.empty() ? "" : "; ") + d.what + ": '" + d.read + "' | '" + d.truth + "'";
    }
    std::printf("%-26s %-8s %5d of %-3d %5d of %-3d %14s  %s\n", file.filename().c_str(),
                c.verdict.c_str(), c.fields_right, c.fields, c.lines_right, c.lines,
                total == name.at("fields").end() ? "" : total->value("value", "").c_str(),
                differs.empty() ? "-" : differs.c_str());
    ++documents;
    exact += c.differences.empty() ? 1 : 0;
    fields += c.fields;
    fields_right += c.fields_right;
    lines += c.lines;
    lines_right += c.lines_right;
  }
  std::printf(
      "\n%d documents, %d without any difference; %d of %d fields and %d of %d product lines "
      "right\n",
      documents, exact, fields_right, fields, lines_right, lines);
  return documents == 0 ? kExitFailed : 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Draws invented documents, and invents tills, for demos, tests, benchmarks and training.",
      "telar-samples");
  app.require_subcommand(1);
  Arguments arguments;
  CLI::App* invoices =
      app.add_subcommand("invoices", "Invented invoices with the true fields beside each");
  invoices->add_option("--out", arguments.out, "Folder to write to; made when missing")->required();
  invoices->add_option("--count", arguments.count, "How many documents")->capture_default_str();
  invoices->add_option("--seed", arguments.request.seed, "The same seed gives the same bytes")
      ->capture_default_str();
  invoices->add_option("--from", arguments.from, "Number of the first document")
      ->capture_default_str();
  CLI::Option* scans = invoices
                           ->add_option("--degraded,--scans", arguments.request.degraded_share,
                                        "Share of degraded scans, 0 to 1")
                           ->check(CLI::Range(0.0, 1.0))
                           ->capture_default_str();
  CLI::Option* photos =
      invoices
          ->add_option("--photos", arguments.request.photo_share,
                       "Share of the degraded documents that look like photographs, 0 to 1")
          ->check(CLI::Range(0.0, 1.0));
  invoices
      ->add_option("--turned", arguments.request.turned_share,
                   "Share of the degraded documents that lie on a side or upside down, 0 to 1")
      ->check(CLI::Range(0.0, 1.0));
  const std::map<std::string, LayoutChoice> layouts = {
      {"textile", LayoutChoice::kTextile}, {"generic", LayoutChoice::kGeneric},
      {"receipt", LayoutChoice::kReceipt}, {"letter", LayoutChoice::kLetter},
      {"service", LayoutChoice::kService}, {"charges", LayoutChoice::kCharges},
      {"mixed", LayoutChoice::kMixed},     {"all", LayoutChoice::kAll}};
  invoices
      ->add_option(
          "--layout", arguments.request.layout,
          "textile, generic, letter, service, charges, receipt, mixed (textile and generic) or "
          "all")
      ->transform(CLI::CheckedTransformer(layouts));
  const std::map<std::string, LanguageChoice> languages = {
      {"es", LanguageChoice::kSpanish},    {"en", LanguageChoice::kEnglish},
      {"pt", LanguageChoice::kPortuguese}, {"fr", LanguageChoice::kFrench},
      {"de", LanguageChoice::kGerman},     {"nl", LanguageChoice::kDutch},
      {"it", LanguageChoice::kItalian},    {"mixed", LanguageChoice::kMixed}};
  invoices
      ->add_option("--language", arguments.request.language, "es, en, pt, fr, de, nl, it or mixed")
      ->transform(CLI::CheckedTransformer(languages));
  invoices->add_option("--pages-max", arguments.request.pages_max, "Most pages of a document")
      ->check(CLI::Range(1, 50))
      ->capture_default_str();
  invoices->add_option("--suppliers", arguments.suppliers,
                       "Deal the documents to so many suppliers in turn, each with a look of its "
                       "own (textile, generic); 0: by lot");
  const std::map<std::string, EinvoiceForm> forms = {{"ubl", EinvoiceForm::kUbl},
                                                     {"cii", EinvoiceForm::kCii},
                                                     {"facturae", EinvoiceForm::kFacturae},
                                                     {"cfdi", EinvoiceForm::kCfdi},
                                                     {"factur-x", EinvoiceForm::kFacturX}};
  invoices
      ->add_option(
          "--einvoice", arguments.request.einvoice,
          "The invoice as XML too: ubl, cii, facturae or cfdi beside the document, factur-x "
          "inside the PDF; not for receipts")
      ->transform(CLI::CheckedTransformer(forms));
  invoices->add_flag("--odd-labels", arguments.request.odd_labels,
                     "Labels in words that only the supplier uses (textile, generic)");
  CLI::Option* labelled = invoices->add_flag(
      "--labelled", arguments.labelled,
      "For training: invoices of both classes in OUT/invoices_train/{0,1} and "
      "OUT/invoices_test/{0,1}, 0 correctiva and 1 preventiva; half of them scans unless --scans "
      "says otherwise");
  invoices
      ->add_option("--test-share", arguments.of_labelled.test_share,
                   "Share of the labelled invoices for testing, from suppliers and in arrangements "
                   "of their own, 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->needs(labelled)
      ->capture_default_str();
  invoices
      ->add_option("--preventive-share", arguments.of_labelled.preventive_share,
                   "Share of preventivas among the labelled invoices, 0.01 to 0.99")
      ->check(CLI::Range(0.01, 0.99))
      ->needs(labelled)
      ->capture_default_str();
  invoices
      ->add_option("--threads", arguments.threads,
                   "Threads that draw labelled invoices, 1 to 64; one a core when not given")
      ->check(CLI::Range(1, 64))
      ->needs(labelled);
  for (const char* other : {"--turned", "--layout", "--language", "--pages-max", "--suppliers",
                            "--einvoice", "--odd-labels"}) {
    labelled->excludes(invoices->get_option(other));
  }
  invoices->add_flag("--json", arguments.json, "One JSON object a document on standard output");
  CLI::App* compare = app.add_subcommand(
      "compare", "Reports of `telar invoices read --json` on standard input beside the truth");
  std::string truth_folder;
  bool every_difference = false;
  compare->add_option("--truth", truth_folder, "Folder of the samples")->required();
  compare->add_flag("--all", every_difference,
                    "Every difference of a document, not only the first");
  tills::TillsCommands tills(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (tills.parsed()) return tills.Run();
  if (compare->parsed()) return CompareWithTruth(truth_folder, every_difference);
  if (arguments.labelled) {
    // An option that is left out keeps the labelled invoices' own default.
    if (scans->count() > 0) arguments.of_labelled.scan_share = arguments.request.degraded_share;
    if (photos->count() > 0) arguments.of_labelled.photo_share = arguments.request.photo_share;
    return WriteLabelled(arguments);
  }
  return WriteInvoices(arguments);
}
