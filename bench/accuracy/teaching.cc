#include "bench/accuracy/teaching.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <set>

#include "app/table.h"
#include "bench/accuracy/prospects.h"
#include "bench/accuracy/report.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/parallel.h"
#include "core/digest.h"
#include "core/random.h"
#include "db/sqlite/sqlite_database.h"
#include "invoices/extract.h"
#include "invoices/invoice_json.h"
#include "invoices/memory/labels.h"
#include "invoices/memory/teach.h"
#include "invoices/schema.h"

namespace telar::bench {
namespace {

using app::Table;
using invoices::Verdict;

constexpr int kNextDocuments = 10;

/// The cases in an order drawn by `seed` (Fisher and Yates).
std::vector<std::size_t> Shuffled(std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  SeededRandom random(seed);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.Below(i)]);
  return order;
}

std::string Difference(const CaseScore& before, const FieldScore& was, const FieldScore& is) {
  return fmt::format("  {} {} {}: expected \"{}\", was \"{}\" ({:.2f}), is \"{}\" ({:.2f})\n",
                     before.name, invoices::VerdictName(before.verdict), was.field,
                     app::Printable(was.expected), app::Printable(was.got), was.confidence,
                     app::Printable(is.got), is.confidence);
}

struct Changes {
  std::string accepted_worse, newly_accepted_worse, worse, better;
  int better_count = 0, accepted_worse_count = 0;
};

void Compare(const CaseScore& before, const CaseScore& after, Changes& changes) {
  for (const FieldScore& was : before.fields) {
    const auto is = std::find_if(after.fields.begin(), after.fields.end(),
                                 [&](const FieldScore& f) { return f.field == was.field; });
    if (is == after.fields.end() || was.exact == is->exact) continue;
    const std::string text = Difference(before, was, *is);
    if (was.exact) {
      changes.accepted_worse_count += before.verdict == Verdict::kAccept ? 1 : 0;
      (before.verdict == Verdict::kAccept  ? changes.accepted_worse
       : after.verdict == Verdict::kAccept ? changes.newly_accepted_worse
                                           : changes.worse) += text;
    } else {
      ++changes.better_count;
      changes.better += text;
    }
  }
}

/// Every field that is still wrong, with what the taught documents of its shop hold.
std::string StillWrong(const std::vector<CaseScore>& after, const std::vector<const Truth*>& truths,
                       const Prospects& prospects) {
  std::string text;
  for (std::size_t i = 0; i < after.size(); ++i) {
    for (const FieldScore& f : after[i].fields) {
      if (f.exact || !f.is_true) continue;
      const auto kind = prospects.KindOf(*truths[i], f.field);
      text += fmt::format("  {} {} {} [{}{}]: expected \"{}\", is \"{}\" ({:.2f})\n", after[i].name,
                          invoices::VerdictName(after[i].verdict), f.field, NameOf(kind),
                          f.normal ? ", letters right" : "", app::Printable(f.expected),
                          app::Printable(f.got), f.confidence);
      if (kind != Prospects::Kind::kSpelled && kind != Prospects::Kind::kOtherValue) continue;
      for (const std::string& value : prospects.ValuesOf(*truths[i], f.field)) {
        text += fmt::format("      taught \"{}\"\n", app::Printable(value));
      }
    }
  }
  return text;
}

std::string OrNone(const std::string& text) { return text.empty() ? "  none\n" : text; }

struct HalfResult {
  std::string text;
  Tally was, is;
  Counts shops, styles;  // the most that memory could win
  int accepted_worse = 0;
};

HalfResult TeachHalf(const std::vector<Case>& cases, const std::vector<ReadCase>& read,
                     const std::vector<invoices::Invoice>& alone, std::uint64_t seed) {
  const std::vector<std::size_t> order = Shuffled(cases.size(), seed);
  const std::size_t half = cases.size() / 2;
  School school;
  Prospects prospects;
  for (std::size_t i = 0; i < half; ++i) {
    if (!read[order[i]].document.ok()) continue;
    school.Teach(read[order[i]], alone[order[i]], cases[order[i]].name);
    prospects.Add(read[order[i]].truth);
  }
  const invoices::Memory memory = school.Memory();
  std::vector<CaseScore> before(cases.size() - half), after(cases.size() - half);
  std::atomic<int> recognised{0};
  ForEach(before.size(), Cores(), [&](std::size_t i) {
    const std::size_t at = order[half + i];
    invoices::Invoice invoice = alone[at];
    before[i] = ScoreInvoice(cases[at], read[at], invoice);
    if (!read[at].document.ok()) {
      after[i] = before[i];
      return;
    }
    if (!memory.Recall(*read[at].document, invoice).supplier.value().empty()) ++recognised;
    after[i] = ScoreInvoice(cases[at], read[at], invoice);
  });
  Changes changes;
  std::vector<const Truth*> truths;
  for (std::size_t i = 0; i < before.size(); ++i) {
    Compare(before[i], after[i], changes);
    truths.push_back(&read[order[half + i]].truth);
  }
  const Tally was = TallyByGroup(before).front(), is = TallyByGroup(after).front();
  HalfResult result{.text = {},
                    .was = was,
                    .is = is,
                    .shops = MostThatMemoryCouldWin(before, truths, prospects, false),
                    .styles = MostThatMemoryCouldWin(before, truths, prospects, true),
                    .accepted_worse = changes.accepted_worse_count};
  result.text = fmt::format(
      "== half of the {} taught, seed {}: {} documents, {} suppliers known; {} documents of the "
      "other {} recognised\n\nwithout the memory\n{}\nwith the memory\n{}\n"
      "exact micro F1 {:.3f} -> {:.3f} ({:+.1f} points)\n"
      "most that memory could win: {:+.1f} points by what documents of the same shop hold, "
      "{:+.1f} with ways of writing\n\n"
      "fields of accepted documents that were right and are wrong:\n{}"
      "the same of documents that are accepted with the memory alone:\n{}"
      "the same of documents that wait for a person:\n{}"
      "fields that were wrong and are right: {}\n{}\nfields that are still wrong:\n{}\n",
      was.group, seed, half, memory.suppliers(), recognised.load(), before.size(), TallyText(was),
      TallyText(is), was.all_exact.F1(), is.all_exact.F1(),
      100 * (is.all_exact.F1() - was.all_exact.F1()),
      100 * (result.shops.F1() - was.all_exact.F1()),
      100 * (result.styles.F1() - was.all_exact.F1()), OrNone(changes.accepted_worse),
      OrNone(changes.newly_accepted_worse), OrNone(changes.worse), changes.better_count,
      changes.better, StillWrong(after, truths, prospects));
  return result;
}

}  // namespace

School::School() : database_(OrDie(db::sqlite::Open({.file = folder_.path() / "school.db"}))) {
  OrDie(db::Migrate(*database_, "invoices", invoices::InvoiceMigrations(), clock_));
}

void School::Teach(const ReadCase& taught, const invoices::Invoice& own, const std::string& name) {
  std::map<std::string, std::string, std::less<>> labels;
  for (const auto& [field, truth] : taught.truth.fields) labels[field] = truth.value;
  const auto confirmed = invoices::ConfirmedInvoice(labels, *taught.document);
  auto connection = OrDie(database_->Acquire());
  auto transaction = OrDie(db::Transaction::Begin(*connection));
  OrDie(invoices::Teach(*connection, *taught.document, own, confirmed, DocumentIdOf(name),
                        clock_.Now()));
  OrDie(transaction.Commit());
}

invoices::Memory School::Memory() const {
  auto connection = OrDie(database_->Acquire());
  return OrDie(invoices::Memory::Load(*connection));
}

std::string TeachHalfText(const std::vector<Case>& cases, const std::vector<ReadCase>& read,
                          const std::vector<std::uint64_t>& seeds) {
  std::vector<invoices::Invoice> alone(cases.size());
  ForEach(cases.size(), Cores(), [&](std::size_t i) {
    alone[i] = InvoiceOf(read[i], invoices::EvidenceWeights::BuiltIn());
  });
  constexpr auto kRight = Table::Align::kRight;
  Table table({{"seed"},
               {"without", kRight},
               {"with", kRight},
               {"points", kRight},
               {"most by the same shop", kRight},
               {"most with ways of writing", kRight},
               {"accepted without", kRight},
               {"with", kRight},
               {"accepted and worse", kRight}});
  std::string text;
  for (const std::uint64_t seed : seeds) {
    const HalfResult result = TeachHalf(cases, read, alone, seed);
    text += result.text;
    const double was = result.was.all_exact.F1();
    table.Add({std::to_string(seed), fmt::format("{:.3f}", was),
               fmt::format("{:.3f}", result.is.all_exact.F1()),
               fmt::format("{:+.1f}", 100 * (result.is.all_exact.F1() - was)),
               fmt::format("{:+.1f}", 100 * (result.shops.F1() - was)),
               fmt::format("{:+.1f}", 100 * (result.styles.F1() - was)),
               std::to_string(result.was.accepted), std::to_string(result.is.accepted),
               std::to_string(result.accepted_worse)});
  }
  return text + table.Render(0) + "\n";
}

std::string TeachGeneratedText(std::uint64_t seed, int suppliers, bool scans,
                               documents::Reader& reader) {
  struct Result {
    int taught = 0, before = 0, after = 0, documents = 0, nine_of_ten = 0;
  };
  std::map<std::string, Result> results;
  std::vector<std::vector<Case>> cases;
  std::vector<std::vector<ReadCase>> read;
  for (int s = 0; s < suppliers; ++s) {
    cases.push_back(SupplierCases(seed, static_cast<std::uint64_t>(s), kNextDocuments + 1, scans));
    read.push_back(ReadCases(cases.back(), reader));
  }
  int others = 0, others_changed = 0;
  std::string changed;
  for (std::size_t s = 0; s < cases.size(); ++s) {
    if (!read[s][0].document.ok()) continue;
    const auto& weights = invoices::EvidenceWeights::BuiltIn();
    const CaseScore first = ScoreInvoice(cases[s][0], read[s][0], InvoiceOf(read[s][0], weights));
    School school;
    school.Teach(read[s][0], InvoiceOf(read[s][0], weights), cases[s][0].name);
    const invoices::Memory memory = school.Memory();
    std::map<std::string, std::array<int, 3>> right;  // before, after, documents
    for (std::size_t i = 1; i < cases[s].size(); ++i) {
      if (!read[s][i].document.ok()) continue;
      invoices::Invoice invoice = InvoiceOf(read[s][i], weights);
      const CaseScore before = ScoreInvoice(cases[s][i], read[s][i], invoice);
      memory.Recall(*read[s][i].document, invoice);
      const CaseScore after = ScoreInvoice(cases[s][i], read[s][i], invoice);
      for (const FieldScore& f : before.fields) {
        right[f.field][0] += f.normal ? 1 : 0;
        if (f.is_true) ++right[f.field][2];
      }
      for (const FieldScore& f : after.fields) right[f.field][1] += f.normal ? 1 : 0;
    }
    for (const FieldScore& f : first.fields) {
      if (f.normal || !f.is_true || right[f.field][2] == 0) continue;
      const auto& [was, is, documents] = right[f.field];
      Result& result = results[f.field];
      ++result.taught;
      result.before += was;
      result.after += is;
      result.documents += documents;
      result.nine_of_ten += is * 10 >= documents * 9 ? 1 : 0;
    }
    for (std::size_t o = 0; o < cases.size(); ++o) {
      for (std::size_t i = 0; o != s && i < cases[o].size(); ++i) {
        if (!read[o][i].document.ok()) continue;
        invoices::Invoice invoice = InvoiceOf(read[o][i], weights);
        const std::string was = invoices::FieldsJson(invoice);
        memory.Recall(*read[o][i].document, invoice);
        ++others;
        if (invoices::FieldsJson(invoice) == was) continue;
        ++others_changed;
        changed += fmt::format("  {} by a lesson of {}\n", cases[o][i].name, cases[s][0].name);
      }
    }
  }
  constexpr auto kRight = Table::Align::kRight;
  Table table({{"field"},
               {"suppliers corrected", kRight},
               {"next documents", kRight},
               {"right without", kRight},
               {"right with", kRight},
               {"suppliers with 9 of 10", kRight}});
  Result all;
  const auto add = [&](const std::string& name, const Result& r) {
    table.Add({name, std::to_string(r.taught), std::to_string(r.documents),
               std::to_string(r.before), std::to_string(r.after), std::to_string(r.nine_of_ten)});
  };
  for (const std::string_view name : invoices::kFieldNames) {
    const auto it = results.find(std::string(name));
    if (it == results.end()) continue;
    add(it->first, it->second);
    all.taught += it->second.taught;
    all.documents += it->second.documents;
    all.before += it->second.before;
    all.after += it->second.after;
    all.nine_of_ten += it->second.nine_of_ten;
  }
  add("all", all);
  return fmt::format(
      "== {} suppliers with labels of their own ({}): one document corrected, the next {} read\n\n"
      "{}\ndocuments of other suppliers: {}, changed: {}\n{}\n",
      suppliers, scans ? "scans" : "text", kNextDocuments, table.Render(0), others, others_changed,
      changed);
}

}  // namespace telar::bench
