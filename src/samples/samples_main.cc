// telar-samples: writes invented invoices and the truth about them into a folder.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "samples/sample.h"
#include "samples/truth_json.h"

namespace {

using namespace telar;
using namespace telar::samples;

constexpr int kExitConfig = 3, kExitDestination = 6, kExitFailed = 9;

struct Arguments {
  std::string out;
  std::uint64_t count = 10;
  std::uint64_t from = 0;
  bool json = false;
  SampleRequest request;
};

Status WriteWhole(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return Status::Unavailable("write " + path.string() + ": the folder refused it");
  return Status::Ok();
}

int Report(const Status& status, int exit_code) {
  std::fprintf(stderr, "telar-samples: %s\n", status.ToString().c_str());
  return exit_code;
}

int WriteInvoices(const Arguments& arguments) {
  const std::filesystem::path folder = arguments.out;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return Report(Status::FromErrno(error.value(), "make folder " + arguments.out), kExitDestination);
  }
  SampleRequest request = arguments.request;
  for (std::uint64_t i = 0; i < arguments.count; ++i) {
    request.index = arguments.from + i;
    const Result<Sample> sample = DrawInvoice(request);
    if (!sample.ok()) {
      const bool config = sample.status().code() == Code::kInvalidConfig;
      return Report(sample.status(), config ? kExitConfig : kExitFailed);
    }
    const std::filesystem::path file = folder / (sample->name + "." + sample->extension);
    const std::filesystem::path truth = folder / (sample->name + ".json");
    for (const auto& [path, bytes] : std::initializer_list<std::pair<std::filesystem::path, std::string>>{
             {file, sample->bytes}, {truth, TruthJson(*sample, request.seed)}}) {
      if (const Status status = WriteWhole(path, bytes); !status.ok()) {
        return Report(status, kExitDestination);
      }
    }
    if (arguments.json) {
      const nlohmann::ordered_json line = {
          {"file", file.string()},
          {"truth", truth.string()},
          {"pages", sample->pages},
          {"class", InvoiceClassName(sample->plan.invoice_class)},
          {"layout", LayoutName(sample->plan.layout)},
          {"scan", sample->degradation.has_value()}};
      std::printf("%s\n", line.dump().c_str());
    }
  }
  if (!arguments.json) {
    std::fprintf(stderr, "wrote %llu invented invoices to %s\n",
                 static_cast<unsigned long long>(arguments.count), arguments.out.c_str());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Draws invented documents for demos, tests, benchmarks and training.",
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
  invoices
      ->add_option("--degraded,--scans", arguments.request.degraded_share,
                   "Share of degraded scans, 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  const std::map<std::string, LayoutChoice> layouts = {{"textile", LayoutChoice::kTextile},
                                                       {"generic", LayoutChoice::kGeneric},
                                                       {"mixed", LayoutChoice::kMixed}};
  invoices->add_option("--layout", arguments.request.layout, "textile, generic or mixed")
      ->transform(CLI::CheckedTransformer(layouts));
  const std::map<std::string, LanguageChoice> languages = {{"es", LanguageChoice::kSpanish},
                                                           {"en", LanguageChoice::kEnglish},
                                                           {"mixed", LanguageChoice::kMixed}};
  invoices->add_option("--language", arguments.request.language, "es, en or mixed")
      ->transform(CLI::CheckedTransformer(languages));
  invoices->add_option("--pages-max", arguments.request.pages_max, "Most pages of a document")
      ->check(CLI::Range(1, 50))
      ->capture_default_str();
  invoices->add_flag("--json", arguments.json, "One JSON object a document on standard output");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return WriteInvoices(arguments);
}
