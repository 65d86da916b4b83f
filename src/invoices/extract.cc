#include "invoices/extract.h"

#include <algorithm>

#include "invoices/check.h"
#include "invoices/evidence.h"
#include "invoices/identity.h"
#include "invoices/lines.h"
#include "invoices/parties.h"
#include "invoices/sums.h"

namespace telar::invoices {
namespace {

/// Lines and sums under one decimal mark, and how well they hang together.
struct Books {
  LineTable table;
  Sums sums;
  int agreement = 0;
};

Books ReadBooks(const Evidence& evidence, DecimalMark mark) {
  Books books;
  books.table = FindLines(evidence, mark);
  books.sums = ChooseSums(evidence, FindSums(evidence, mark, books.table.rows), books.table.lines);
  books.agreement =
      books.table.agreeing + (books.sums.equation ? 2 : 0) + (books.sums.confirmed ? 1 : 0);
  return books;
}

/// A number with two readings among those that matter; empty when there is none.
std::string TwoReadings(const Evidence& evidence) {
  for (const auto& row : evidence.amounts) {
    for (const Amount& amount : row) {
      if (!amount.readings.ambiguous() || !amount.unit.empty()) continue;
      for (std::size_t r = 0; r < evidence.size(); ++r) {
        if (&evidence.amounts[r] == &row) return std::string(evidence.row(r).Text(amount.digits));
      }
    }
  }
  return {};
}

/// Money has two decimals or none: three digits after a mark are thousands, unless arithmetic says
/// otherwise.
DecimalMark MarkWithoutThreeDecimals(const Evidence& evidence) {
  int point = 0, comma = 0;
  for (const auto& row : evidence.amounts) {
    for (const Amount& amount : row) {
      if (!amount.readings.ambiguous()) continue;
      (amount.readings.point->scale() == 3 ? comma : point) += 1;
    }
  }
  return comma > point ? DecimalMark::kComma : DecimalMark::kPoint;
}

}  // namespace

Invoice Extract(const documents::Document& document, Explanation* explanation) {
  Invoice invoice;
  Findings findings;
  const Layout layout = BuildLayout(document);
  findings.any_words = !layout.rows.empty();
  findings.cut = layout.cut;
  if (!findings.any_words) {
    Check(findings, invoice);
    return invoice;
  }
  Evidence evidence = Gather(layout);
  Books books;
  bool undecided = false;
  if (evidence.numbers.decided) {
    books = ReadBooks(evidence, evidence.numbers.mark);
  } else {
    const DecimalMark likely = MarkWithoutThreeDecimals(evidence);
    const DecimalMark other =
        likely == DecimalMark::kPoint ? DecimalMark::kComma : DecimalMark::kPoint;
    books = ReadBooks(evidence, likely);
    evidence.numbers.mark = likely;
    findings.number_format = TwoReadings(evidence);
    if (!findings.number_format.empty()) {
      Books against = ReadBooks(evidence, other);
      if (against.agreement > books.agreement) {
        books = std::move(against);
        evidence.numbers.mark = other;
        findings.number_format.clear();
      } else if (books.agreement > against.agreement) {
        findings.number_format.clear();
      }
    }
    undecided = !findings.number_format.empty();
  }
  FindIdentity(evidence, invoice, findings.date_order, explanation);
  FindParties(evidence, books.table.rows, invoice);
  const auto keep = [&](std::string_view name, std::optional<Field>& field) {
    if (!field) return;
    if (undecided) field->confidence = std::min(field->confidence, 0.5);
    invoice.fields.emplace(name, *std::move(field));
  };
  findings.total_confirmed = books.sums.confirmed;
  keep("subtotal", books.sums.subtotal);
  keep("tax", books.sums.tax);
  keep("discount", books.sums.discount);
  keep("total", books.sums.total);
  if (const DocumentCurrency& currency = evidence.currency; !currency.code.empty()) {
    Field field =
        MakeField(layout.rows[currency.row], currency.span, currency.code, currency.confidence);
    field.raw = currency.raw;
    invoice.fields.emplace("currency", std::move(field));
  }
  invoice.lines = std::move(books.table.lines);
  Check(findings, invoice);
  if (explanation != nullptr) {
    for (const auto& [name, field] : invoice.fields) {
      if (explanation->contains(name)) continue;
      (*explanation)[name] = {
          {field.value, field.raw, field.page, field.box, field.confidence, {}}};
    }
  }
  return invoice;
}

}  // namespace telar::invoices
