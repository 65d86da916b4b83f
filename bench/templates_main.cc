// bench-templates: do templates give the same fields here as in invoice2data, and how fast?

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/table.h"
#include "bench/support/files.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/peer_process.h"
#include "bench/support/rounds.h"
#include "documents/isolation/reader_pool.h"
#include "invoices/extract.h"
#include "invoices/templates/from_template.h"

namespace {

using namespace telar;
using namespace telar::bench;
using app::Table;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;
namespace tpl = invoices::templates;

struct Arguments {
  std::string data, templates, peer, script = "bench/peers/invoice2data_fields.py";
  int rounds = 5;
};

struct Golden {
  InputFile file;
  Json want;
};

std::vector<Golden> LoadGoldens(const fs::path& folder) {
  std::vector<Golden> goldens;
  for (InputFile& file : OrDie(LoadFiles(folder, ".pdf", 0))) {
    const auto truth = ReadWhole(fs::path(file.path).replace_extension(".json"));
    if (!truth.ok()) continue;
    Json want = Json::parse(*truth);
    if (want.is_array()) want = want.empty() ? Json::object() : want[0];
    goldens.push_back({std::move(file), std::move(want)});
  }
  return goldens;
}

bool Same(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return a.get<double>() == b.get<double>();
  if (a.is_array() && b.is_array() && a.size() == b.size()) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!Same(a[i], b[i])) return false;
    }
    return true;
  }
  if (a.is_object() && b.is_object() && a.size() == b.size()) {
    for (const auto& [key, value] : a.items()) {
      if (!b.contains(key) || !Same(value, b[key])) return false;
    }
    return true;
  }
  return a == b;
}

struct Score {
  int fields = 0, fields_right = 0, lines = 0, lines_right = 0;
  std::vector<std::string> wrong;

  std::string Fields() const { return fmt::format("{}/{}", fields_right, fields); }
  std::string Lines() const { return fmt::format("{}/{}", lines_right, lines); }
  Score& operator+=(const Score& other) {
    fields += other.fields;
    fields_right += other.fields_right;
    lines += other.lines;
    lines_right += other.lines_right;
    return *this;
  }
};

/// True when a line of the result has every key of the golden's, with its value; what a later
/// version of invoice2data adds (unece_code) is none of the golden's.
bool HasEvery(const Json& want, const Json& got) {
  if (!got.is_object()) return false;
  for (const auto& [key, value] : want.items()) {
    if (!got.contains(key) || !Same(value, got[key])) return false;
  }
  return true;
}

/// Every key of the golden beside the one of the result; lines one by one.
Score Judge(const Json& want, const Json& got) {
  Score score;
  for (const auto& [key, value] : want.items()) {
    const Json found = got.is_object() && got.contains(key) ? got[key] : Json(nullptr);
    if (key == "lines") {
      score.lines += static_cast<int>(value.size());
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (found.is_array() && i < found.size() && HasEvery(value[i], found[i]))
          ++score.lines_right;
        else score.wrong.push_back(fmt::format("line {}", i + 1));
      }
      if (found.is_array() && found.size() > value.size()) score.wrong.push_back("extra lines");
      continue;
    }
    ++score.fields;
    if (Same(value, found)) ++score.fields_right;
    else score.wrong.push_back(key);
  }
  return score;
}

bool Equal(const std::optional<Decimal>& number, const Json& want) {
  if (!number) return false;
  const double wanted =
      want.is_number() ? want.get<double>() : std::strtod(want.dump().c_str() + 1, nullptr);
  return std::abs(number->ToDoubleForStatistics() - wanted) < 1e-9;
}

/// The product lines of the contract beside those of the golden's lines that are one, by what both
/// have. A line of a note alone ("Serial number …") is none.
void JudgeLines(const Json& want, const invoices::Invoice& invoice, Score& score) {
  std::size_t at = 0;
  for (const Json& wanted : want) {
    if (!wanted.contains("name") && !wanted.contains("qty")) continue;
    ++score.lines;
    const std::size_t i = at++;
    if (i >= invoice.lines.size()) continue;
    const invoices::Line& line = invoice.lines[i];
    bool right = true;
    const auto holds = [&](const char* key, auto test) {
      if (wanted.contains(key)) right = right && test(wanted[key]);
    };
    holds("name", [&](const Json& name) { return name == line.description; });
    holds("code", [&](const Json& code) { return code == line.code.value_or(""); });
    holds("qty", [&](const Json& number) { return Equal(line.quantity, number); });
    holds("price_unit", [&](const Json& number) { return Equal(line.unit_price, number); });
    holds("price_subtotal", [&](const Json& number) { return Equal(line.amount, number); });
    if (right) ++score.lines_right;
    else score.wrong.push_back(fmt::format("product line {}", i + 1));
  }
  if (invoice.lines.size() != at) score.wrong.push_back("number of product lines");
}

/// The same of the contract's fields, whose amounts are decimals.
Score JudgeInvoice(const Json& want, const invoices::Invoice& invoice) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"issuer", "supplier"},
      {"amount", "total"},
      {"amount_untaxed", "subtotal"},
      {"amount_tax", "tax"},
      {"date", "date"},
      {"date_due", "due_date"},
      {"invoice_number", "invoice_number"},
      {"currency", "currency"},
      {"iban", "iban"}};
  Score score;
  for (const auto& [key, name] : kNames) {
    if (!want.contains(key)) continue;
    ++score.fields;
    const invoices::Field* field = invoice.Find(name);
    const Json& value = want[std::string(key)];
    bool right = false;
    if (field != nullptr && value.is_number()) {
      const auto exact = Decimal::Parse(field->value);
      right = exact.ok() && std::abs(exact->ToDoubleForStatistics() - value.get<double>()) < 1e-9;
    } else if (field != nullptr) {
      right = value == field->value;
    }
    if (right) ++score.fields_right;
    else score.wrong.push_back(std::string(name));
  }
  if (want.contains("lines")) JudgeLines(want["lines"], invoice, score);
  return score;
}

class Ours {
 public:
  Ours(documents::Reader& reader, std::shared_ptr<const tpl::Library> library)
      : reader_(reader), library_(std::move(library)) {
    options_.layout_text = true;
  }

  struct Read {
    Json fields;
    std::string name;
    invoices::Invoice invoice;
  };
  Read operator()(const InputFile& file) {
    const documents::Document document = OrDie(reader_.Read(file.bytes, options_));
    Read read;
    invoices::Findings findings;
    read.invoice =
        invoices::ExtractWith(document, invoices::EvidenceWeights::BuiltIn(), nullptr, &findings);
    const tpl::Reading reading = library_->Read(document, clock_, [&] {
      documents::ReadOptions again = options_;
      again.small_pictures = true;
      return reader_.Read(file.bytes, again);
    });
    tpl::ApplyTemplate(reading, document, findings, read.invoice);
    read.name = reading.name;
    read.fields = Json::parse(tpl::ToJson(reading.extraction.fields));
    return read;
  }

 private:
  documents::Reader& reader_;
  const std::shared_ptr<const tpl::Library> library_;
  const SystemClock clock_;
  documents::ReadOptions options_;
};

int Main(const Arguments& arguments) {
  const std::vector<Golden> goldens = LoadGoldens(fs::path(arguments.data) / "invoices");
  const auto library = OrDie(tpl::Library::Load(arguments.templates));
  const SystemClock clock;
  const auto reader = OrDie(documents::IsolatedReader::Open({.readers = 1}, clock));
  std::unique_ptr<PeerProcess> peer;
  if (!arguments.peer.empty())
    peer = OrDie(PeerProcess::Start({arguments.peer, arguments.script, arguments.templates}));
  Ours ours(*reader, library);

  std::printf("%s\n%zu templates, %zu with a problem\n\n", DescribeMachine().c_str(),
              library->templates().size(), library->problems().size());
  Table table({{"file"},
               {"template"},
               {"fields", Table::Align::kRight},
               {"peer", Table::Align::kRight},
               {"lines", Table::Align::kRight},
               {"peer", Table::Align::kRight},
               {"invoice", Table::Align::kRight},
               {"its lines", Table::Align::kRight},
               {"wrong here"}});
  Score all, all_theirs, all_invoice;
  for (const Golden& golden : goldens) {
    const Ours::Read read = ours(golden.file);
    Json theirs;
    if (peer)
      theirs =
          Json::parse(OrDie(peer->Ask(fs::absolute(golden.file.path).string())), nullptr, false);
    const Score mine = Judge(golden.want, read.fields), other = Judge(golden.want, theirs);
    const Score invoice = JudgeInvoice(golden.want, read.invoice);
    std::string wrong;
    for (const Score* score : {&mine, &invoice}) {
      for (const std::string& key : score->wrong) wrong += (wrong.empty() ? "" : ", ") + key;
    }
    table.Add({golden.file.name, read.name, mine.Fields(), peer ? other.Fields() : "-",
               mine.Lines(), peer ? other.Lines() : "-", invoice.Fields(), invoice.Lines(), wrong});
    all += mine;
    all_theirs += other;
    all_invoice += invoice;
  }
  table.Add({"all", "", all.Fields(), peer ? all_theirs.Fields() : "-", all.Lines(),
             peer ? all_theirs.Lines() : "-", all_invoice.Fields(), all_invoice.Lines(), ""});
  std::printf("%s\n", table.Render(0).c_str());
  if (!peer) return 0;

  const Duel duel = Fight(
      arguments.rounds,
      [&] {
        for (const Golden& golden : goldens) ours(golden.file);
      },
      [&] {
        for (const Golden& golden : goldens) {
          OrDie(peer->Ask(fs::absolute(golden.file.path).string()));
        }
      });
  const auto each = [&](const std::vector<double>& seconds) {
    return SpreadOf(seconds).median * 1000 /
           static_cast<double>(std::max<std::size_t>(1, goldens.size()));
  };
  std::printf("a file: telar %.1f ms, invoice2data %.1f ms, %s times as fast\n", each(duel.ours),
              each(duel.theirs), RatioText(duel.Ratio()).c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{"Templates here and in invoice2data: fields and lines right, time a file"};
  app.add_option("--data", arguments.data, "Folder with invoices/NAME.pdf and NAME.json")
      ->required();
  app.add_option("--templates", arguments.templates, "Folder of templates")->required();
  app.add_option("--peer", arguments.peer, "A Python that has invoice2data; without, no duel");
  app.add_option("--script", arguments.script, "The peer's program");
  app.add_option("--rounds", arguments.rounds, "Timed rounds")->check(CLI::Range(1, 100));
  CLI11_PARSE(app, argc, argv);
  return Main(arguments);
}
