// bench-hybrid: do pages confirm the XML they came with, and do they tell when it says something
// else? Drawn invoices, each with the XML that is true of it and with ones that lie in one field.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/table.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "documents/in_process_reader.h"
#include "invoices/extract.h"
#include "invoices/from_einvoice.h"
#include "invoices/fuse_einvoice.h"
#include "samples/sample.h"

namespace {

using namespace telar;
using namespace telar::bench;
using app::Table;
using documents::EInvoice;
using documents::Published;

struct Arguments {
  int count = 100, scans = 0;
  std::uint64_t seed = 20240301;
  bool mistakes = false;
};

Published Value(std::string text) { return {.text = std::move(text), .path = "/x", .line = 1}; }
Published Amount(const Decimal& amount) { return Value(amount.ToString()); }

/// The XML that says what is true of a drawn invoice.
EInvoice TrueXml(const samples::InvoicePlan& plan) {
  EInvoice in;
  in.number = Value(plan.invoice_number);
  in.issue_date = Value(FormatDate(plan.date));
  in.currency = Value(plan.currency);
  in.purchase_order = Value(plan.purchase_order);
  in.iban = Value(plan.iban);
  in.seller.name = Value(plan.supplier.name);
  in.seller.trade_name = Value(plan.letterhead.trade_name);
  in.seller.tax_id = Value(plan.supplier.tax_id);
  in.buyer.name = Value(plan.customer.name);
  in.buyer.tax_id = Value(plan.customer.tax_id);
  in.line_total = Amount(plan.subtotal);
  if (!plan.discount.is_zero()) in.allowances_total = Amount(plan.discount);
  in.tax_total = Amount(plan.tax);
  in.tax_inclusive = Amount(plan.total);
  in.rounding = Amount(plan.rounding);
  in.payable = Amount(plan.withheld_from_total ? plan.total : plan.total - plan.withheld);
  for (const Decimal& charge : {plan.shipping, plan.service_charge})
    in.allowances.push_back({.charge = true, .amount = Amount(charge), .reason = {}});
  for (const samples::PlannedTax& tax : plan.taxes) {
    in.taxes.push_back({.category = {},
                        .rate = Amount(tax.rate),
                        .base = Amount(tax.base),
                        .amount = Amount(tax.amount)});
  }
  Decimal sum;
  for (const samples::PlannedLine& planned : plan.lines) {
    sum = sum + planned.amount;
    documents::EInvoiceLine line;
    line.description = Value(planned.description);
    line.quantity = Amount(planned.quantity);
    line.price = Amount(planned.unit_price);
    line.amount = Amount(planned.amount);
    in.lines.push_back(std::move(line));
  }
  in.tax_exclusive = Amount(sum);
  return in;
}

std::string OtherDigit(std::string text) {
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] < '0' || text[i] > '9') continue;
    text[i] = text[i] == '9' ? '1' : static_cast<char>(text[i] + 1);
    break;
  }
  return text;
}

struct Lie {
  std::string_view field;
  std::function<void(EInvoice&)> tell;
};

std::vector<Lie> Lies() {
  return {{"total",
           [](EInvoice& in) {
             const auto total = Decimal::Parse(in.tax_inclusive.text);
             in.tax_inclusive = in.payable = Amount(*total + Decimal::FromUnits(1270, 2));
           }},
          {"date",
           [](EInvoice& in) {
             const auto day = ParseDate(in.issue_date.text);
             in.issue_date = Value(FormatDate(std::chrono::sys_days(*day) + std::chrono::days(3)));
           }},
          {"invoice_number", [](EInvoice& in) { in.number.text = OtherDigit(in.number.text); }},
          {"supplier_tax_id",
           [](EInvoice& in) { in.seller.tax_id.text = OtherDigit(in.seller.tax_id.text); }},
          {"iban", [](EInvoice& in) { in.iban.text = OtherDigit(in.iban.text); }}};
}

struct Tally {
  int has = 0, confirmed = 0, false_alarms = 0, lies = 0, found = 0;
};

bool Differs(const invoices::Invoice& invoice, std::string_view field) {
  const std::string start = fmt::format("xml_page_differ: {} is ", field);
  return std::any_of(invoice.reasons.begin(), invoice.reasons.end(),
                     [&](const std::string& reason) { return reason.starts_with(start); });
}

class Measure {
 public:
  explicit Measure(const Arguments& arguments) : arguments_(arguments) {}

  void Add(const samples::Sample& sample, const documents::Document& document) {
    const EInvoice truth = TrueXml(sample.plan);
    const invoices::Invoice pages = invoices::Extract(document);
    const auto fused = [&](const EInvoice& in) {
      invoices::Invoice invoice = invoices::FromEInvoice(in);
      invoice.reasons.clear();
      invoices::FuseWithPages(in, document, pages, invoice);
      return invoice;
    };
    const invoices::Invoice invoice = fused(truth);
    ++documents_;
    lines_ += static_cast<int>(invoice.lines.size());
    placed_ += static_cast<int>(
        std::count_if(invoice.lines.begin(), invoice.lines.end(),
                      [](const invoices::Line& line) { return !line.box.empty(); }));
    alarmed_ += invoice.reasons.empty() ? 0 : 1;
    for (const std::string& reason : invoice.reasons) {
      if (arguments_.mistakes) std::printf("%s: %s\n", sample.name.c_str(), reason.c_str());
    }
    for (const auto& [name, field] : invoice.fields) {
      if (field.how != invoices::How::kXml) continue;
      Tally& tally = tallies_[name];
      ++tally.has;
      tally.confirmed += field.box.empty() ? 0 : 1;
      tally.false_alarms += Differs(invoice, name) ? 1 : 0;
    }
    for (const Lie& lie : Lies()) {
      const invoices::Field* field = invoice.Find(lie.field);
      // What no page prints, no page can contradict.
      if (field == nullptr || field->box.empty()) continue;
      EInvoice lying = truth;
      lie.tell(lying);
      Tally& tally = tallies_[std::string(lie.field)];
      ++tally.lies;
      tally.found += Differs(fused(lying), lie.field) ? 1 : 0;
    }
  }

  void Print() const {
    std::printf("%d documents, %d of them with a false alarm (%.1f %%)\n\n", documents_, alarmed_,
                documents_ == 0 ? 0.0 : 100.0 * alarmed_ / documents_);
    Table table({{"field"},
                 {"in the XML", Table::Align::kRight},
                 {"confirmed", Table::Align::kRight},
                 {"false alarms", Table::Align::kRight},
                 {"lies told", Table::Align::kRight},
                 {"found", Table::Align::kRight}});
    for (const std::string_view name : invoices::kFieldNames) {
      const auto it = tallies_.find(name);
      if (it == tallies_.end()) continue;
      const Tally& t = it->second;
      table.Add({std::string(name), std::to_string(t.has), std::to_string(t.confirmed),
                 std::to_string(t.false_alarms), t.lies == 0 ? "" : std::to_string(t.lies),
                 t.lies == 0 ? "" : std::to_string(t.found)});
    }
    table.Add({"product lines", std::to_string(lines_), std::to_string(placed_), "", "", ""});
    std::printf("%s", table.Render(0).c_str());
  }

 private:
  const Arguments& arguments_;
  int documents_ = 0, alarmed_ = 0, lines_ = 0, placed_ = 0;
  std::map<std::string, Tally, std::less<>> tallies_;
};

void Run(const Arguments& arguments) {
  std::printf("%s\n", DescribeMachine().c_str());
  const SystemClock clock;
  const auto reader = OrDie(documents::InProcessReader::Open({.clock = &clock}));
  Measure measure(arguments);
  for (const auto layout : {samples::LayoutChoice::kTextile, samples::LayoutChoice::kGeneric,
                            samples::LayoutChoice::kLetter, samples::LayoutChoice::kService,
                            samples::LayoutChoice::kCharges}) {
    for (int i = 0; i < arguments.count + arguments.scans; ++i) {
      const samples::Sample sample =
          OrDie(samples::DrawInvoice({.seed = arguments.seed,
                                      .index = static_cast<std::uint64_t>(i),
                                      .layout = layout,
                                      .degraded_share = i < arguments.count ? 0.0 : 1.0}));
      const auto document = OrDie(reader->Read(sample.bytes, {}));
      measure.Add(sample, document);
    }
  }
  measure.Print();
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{"Whether pages confirm the XML they came with, and tell when it lies."};
  app.add_option("--count", arguments.count, "Born-digital documents of each layout");
  app.add_option("--scans", arguments.scans, "Scans of each layout, read by OCR");
  app.add_option("--seed", arguments.seed, "Of the drawn invoices");
  app.add_flag("--mistakes", arguments.mistakes, "Print every false alarm");
  CLI11_PARSE(app, argc, argv);
  Run(arguments);
  return 0;
}
