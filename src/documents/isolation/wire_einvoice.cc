#include <algorithm>
#include <limits>
#include <string>

#include "documents/isolation/wire_internal.h"

namespace telar::documents::wire {
namespace {

// What the paths of one invoice may grow to; 100,000 lines of CII need about 200 MB.
constexpr std::size_t kMostPathBytes = 256U << 20;

constexpr std::size_t kPublishedBytes = 4 + 2 + 4 + 4;
constexpr std::size_t kAllowanceBytes = 1 + 2 * kPublishedBytes;
constexpr std::size_t kTaxBytes = 4 * kPublishedBytes + 1;
constexpr std::size_t kLineBytes = 10 * kPublishedBytes + 4 + 4;

// The parts of an invoice in the order of the wire, the same for writing and reading.
template <typename Invoice, typename F>
void EachValue(Invoice& invoice, F visit) {
  for (auto* value : {&invoice.number, &invoice.fiscal_id, &invoice.issue_date, &invoice.due_date,
                      &invoice.currency, &invoice.purchase_order, &invoice.iban,
                      &invoice.line_total, &invoice.allowances_total, &invoice.charges_total,
                      &invoice.tax_exclusive, &invoice.tax_total, &invoice.tax_inclusive,
                      &invoice.prepaid, &invoice.rounding, &invoice.payable}) {
    visit(*value);
  }
  for (auto* party : {&invoice.seller, &invoice.buyer}) {
    for (auto* value : {&party->name, &party->trade_name, &party->tax_id, &party->other_id}) {
      visit(*value);
    }
  }
}

template <typename Line, typename F>
void EachValueOfLine(Line& line, F visit) {
  for (auto* value :
       {&line.id, &line.description, &line.code, &line.quantity, &line.unit, &line.price,
        &line.price_base, &line.amount, &line.tax_rate, &line.tax_category}) {
    visit(*value);
  }
}

class EInvoiceWriter {
 public:
  explicit EInvoiceWriter(Writer& out) : out_(out) {}

  void Put(const Published& value) {
    out_.Put(std::string_view(value.text));
    const std::size_t shared = Shared(value.path);
    out_.Put(static_cast<std::uint16_t>(shared));
    out_.Put(std::string_view(value.path).substr(shared));
    out_.Put(value.line);
    // What is absent has no path; the value after it shares with the one before.
    if (!value.path.empty()) path_ = value.path;
  }

  void Put(const std::vector<EInvoiceAllowance>& allowances) {
    out_.PutCount(allowances.size());
    for (const EInvoiceAllowance& allowance : allowances) {
      out_.Put(allowance.charge);
      Put(allowance.amount);
      Put(allowance.reason);
    }
  }

 private:
  std::size_t Shared(std::string_view path) const {
    const std::size_t most = std::min(
        {path.size(), path_.size(), std::size_t{std::numeric_limits<std::uint16_t>::max()}});
    std::size_t shared = 0;
    while (shared < most && path[shared] == path_[shared]) ++shared;
    return shared;
  }

  Writer& out_;
  std::string_view path_;  // of the value before
};

class EInvoiceParser {
 public:
  explicit EInvoiceParser(Parser& in) : in_(in) {}

  void Get(Published& value) {
    value.text = in_.Text();
    const auto shared = in_.Unsigned<std::uint16_t>();
    const std::string_view rest = in_.String();
    value.line = in_.Int();
    if (shared == 0 && rest.empty()) return;
    path_bytes_ += shared + rest.size();
    if (shared > path_.size() || path_bytes_ > kMostPathBytes) {
      in_.Refuse();
      return;
    }
    path_.resize(shared);
    path_ += rest;
    value.path = ToValidUtf8(path_);
  }

  std::vector<EInvoiceAllowance> Allowances() {
    std::vector<EInvoiceAllowance> allowances(in_.Count(kAllowanceBytes));
    for (EInvoiceAllowance& allowance : allowances) {
      allowance.charge = in_.Bool();
      Get(allowance.amount);
      Get(allowance.reason);
      if (!in_.ok()) break;
    }
    return allowances;
  }

 private:
  Parser& in_;
  std::string path_;  // of the value before, as it came
  std::size_t path_bytes_ = 0;
};

}  // namespace

void PutTexts(const std::vector<std::string>& texts, Writer& out) {
  out.PutCount(texts.size());
  for (const std::string& text : texts) out.Put(std::string_view(text));
}

std::vector<std::string> GetTexts(Parser& in) {
  std::vector<std::string> texts(in.Count(4));
  for (std::string& text : texts) text = in.Text();
  return texts;
}

namespace {

// The fewest bytes an invoice takes.
constexpr std::size_t kInvoiceBytes = 24 * kPublishedBytes;

void PutOne(const EInvoice& invoice, EInvoiceWriter& values, Writer& out) {
  const auto put = [&](const Published& value) { values.Put(value); };
  out.Put(invoice.syntax);
  out.Put(std::string_view(invoice.profile));
  out.Put(std::string_view(invoice.attachment));
  out.Put(invoice.credit_note);
  EachValue(invoice, put);
  for (const EInvoiceParty* party : {&invoice.seller, &invoice.buyer}) {
    out.PutCount(party->address.size());
    for (const Published& part : party->address) values.Put(part);
  }
  out.PutCount(invoice.taxes.size());
  for (const EInvoiceTax& tax : invoice.taxes) {
    for (const Published* value : {&tax.category, &tax.rate, &tax.base, &tax.amount}) put(*value);
    out.Put(tax.withheld);
  }
  values.Put(invoice.allowances);
  out.PutCount(invoice.lines.size());
  for (const EInvoiceLine& line : invoice.lines) {
    EachValueOfLine(line, put);
    values.Put(line.allowances);
    PutTexts(line.diagnostics, out);
  }
  PutTexts(invoice.diagnostics, out);
}

EInvoice GetOne(EInvoiceParser& values, Parser& in) {
  EInvoice invoice;
  const auto get = [&](Published& value) { values.Get(value); };
  invoice.syntax = in.Enum(Syntax::kCfdi);
  invoice.profile = in.Text();
  invoice.attachment = in.Text();
  invoice.credit_note = in.Bool();
  EachValue(invoice, get);
  for (EInvoiceParty* party : {&invoice.seller, &invoice.buyer}) {
    party->address.resize(in.Count(kPublishedBytes));
    for (Published& part : party->address) get(part);
  }
  invoice.taxes.resize(in.Count(kTaxBytes));
  for (EInvoiceTax& tax : invoice.taxes) {
    for (Published* value : {&tax.category, &tax.rate, &tax.base, &tax.amount}) get(*value);
    tax.withheld = in.Bool();
  }
  invoice.allowances = values.Allowances();
  const std::size_t lines = in.Count(kLineBytes);
  for (std::size_t i = 0; i < lines && in.ok(); ++i) {
    EInvoiceLine& line = invoice.lines.emplace_back();
    EachValueOfLine(line, get);
    line.allowances = values.Allowances();
    line.diagnostics = GetTexts(in);
  }
  invoice.diagnostics = GetTexts(in);
  return invoice;
}

}  // namespace

void PutEInvoice(const EInvoice& invoice, Writer& out) {
  EInvoiceWriter values(out);
  PutOne(invoice, values, out);
  out.PutCount(invoice.more.size());
  for (const EInvoice& other : invoice.more) PutOne(other, values, out);
}

EInvoice GetEInvoice(Parser& in) {
  EInvoiceParser values(in);
  EInvoice invoice = GetOne(values, in);
  const std::size_t more = in.Count(kInvoiceBytes);
  for (std::size_t i = 0; i < more && in.ok(); ++i) invoice.more.push_back(GetOne(values, in));
  return invoice;
}

}  // namespace telar::documents::wire
