#include "invoices/templates/draft.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/templates/draft_lines.h"
#include "invoices/templates/draft_patterns.h"
#include "invoices/templates/from_template.h"
#include "invoices/templates/layout_text.h"
#include "invoices/templates/library.h"
#include "invoices/templates/local_date.h"
#include "invoices/templates/loose_date.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

struct Wanted {
  std::string_view key;    ///< Of the template.
  std::string_view field;  ///< Of the invoice.
  std::string_view type;   ///< "float", "date" or "" for text.
};
constexpr Wanted kWanted[] = {
    {"amount", "total", "float"},
    {"amount_untaxed", "subtotal", "float"},
    {"amount_tax", "tax", "float"},
    {"amount_discount", "discount", "float"},
    {"date", "date", "date"},
    {"date_due", "due_date", "date"},
    {"invoice_number", "invoice_number", ""},
    {"purchase_order", "purchase_order", ""},
    {"iban", "iban", ""},
};
constexpr std::string_view kFormats[] = {
    "%d/%m/%Y",  "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%y", "%d-%m-%y",
    "%d.%m.%y",  "%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%d %B %Y", "%d %b %Y", "%B %d, %Y",
    "%b %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%d %B, %Y"};
constexpr std::string_view kLanguages[] = {"es", "fr", "de", "nl", "it", "pt", "ca",
                                           "pl", "da", "nb", "sv", "cs", "fi", "ro",
                                           "hu", "tr", "hr", "id", "ms", "ru"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// The part of a printed amount that is its number.
std::string NumberPart(std::string_view raw) {
  std::size_t first = 0, last = raw.size();
  while (first < last && !IsDigit(raw[first])) ++first;
  while (last > first && !IsDigit(raw[last - 1])) --last;
  return std::string(raw.substr(first, last - first));
}

std::string SignFree(const std::string& value) {
  return value.starts_with('-') ? value.substr(1) : value;
}

class Drafter {
 public:
  Drafter(const documents::Document& document, const Invoice& invoice, const Clock& clock)
      : invoice_(invoice), clock_(clock), text_(PrintedText(document)) {}

  Result<Draft> Make() {
    if (text_.empty()) return Status::InvalidInput("draft a template: the document has no text");
    const Field* supplier = invoice_.Find("supplier");
    FindKeywords(supplier);
    if (supplier == nullptr || keywords_.empty()) {
      return Status::InvalidInput("draft a template: nothing printed names the supplier")
          .WithHint("write the template by hand: docs/guides/templates.md");
    }
    ChooseOptions();
    std::string fields;
    for (const Wanted& wanted : kWanted) AddField(wanted, fields);
    AddTaxNumber(fields);
    const DraftedLines lines = DraftLines(text_, invoice_, options_, clock_);
    draft_.lines = lines.rows;
    draft_.yaml = Head(supplier->value) + "fields:\n" + fields + lines.yaml + Required() + Tail();
    TELAR_RETURN_IF_ERROR(
        ParseTemplate(draft_.yaml, "draft.yml").status().WithContext("draft a template"));
    return std::move(draft_);
  }

 private:
  void FindKeywords(const Field* supplier) {
    const auto add = [&](const std::string& word) {
      const bool known = std::find(keywords_.begin(), keywords_.end(), word) != keywords_.end();
      if (word.size() > 2 && !known && text_.find(word) != text_.npos) keywords_.push_back(word);
    };
    if (const Field* tax_id = invoice_.Find("supplier_tax_id")) {
      add(tax_id->raw);
      if (keywords_.empty()) add(tax_id->value);
    }
    if (supplier == nullptr) return;
    add(supplier->raw);
    add(supplier->value);
    if (keywords_.size() > 1) return;
    // A name set in wide letters or over two lines: its longest word will do.
    std::string_view longest;
    for (const std::string_view word : Split(supplier->raw, ' ')) {
      if (word.size() > longest.size()) longest = word;
    }
    if (longest.size() > 4) add(std::string(longest));
  }

  void ChooseOptions() {
    int comma = 0, point = 0;
    for (const char* name : {"total", "subtotal", "tax", "discount"}) {
      const Field* field = invoice_.Find(name);
      if (field == nullptr) continue;
      for (const char* separator : {",", "."}) {
        Options options;
        options.decimal_separator = separator;
        const auto number = ParseNumber(NumberPart(field->raw), options);
        const auto value = Decimal::Parse(SignFree(field->value));
        if (number.ok() && value.ok() && number->exact == *value)
          ++(*separator == ',' ? comma : point);
      }
    }
    options_.decimal_separator = comma > point ? "," : ".";
    for (const char* name : {"date", "due_date"}) {
      if (const Field* field = invoice_.Find(name)) ChooseFormat(*field);
    }
  }

  void ChooseFormat(const Field& field) {
    const auto wanted = telar::ParseDate(field.value);
    if (!wanted.ok()) return;
    for (const std::string_view format : kFormats) {
      const auto parsed = DateFormat::Parse(format);
      Matching matching(clock_);
      const auto read = parsed.ok() ? parsed->Read(field.raw, matching)
                                    : Result<std::optional<Date>>(parsed.status());
      if (!read.ok() || *read != *wanted) continue;
      if (std::find(formats_.begin(), formats_.end(), format) == formats_.end()) {
        formats_.emplace_back(format);
        options_.date_formats.push_back(*parsed);
      }
      return;
    }
    const Date today(std::chrono::floor<std::chrono::days>(clock_.Now()));
    if (ReadEnglishDate(field.raw, today)) return;
    for (const std::string_view code : kLanguages) {
      const std::vector<std::string> language{std::string(code)};
      if (ReadLocalDate(field.raw, language) != *wanted) continue;
      const auto& known = options_.languages;
      if (std::find(known.begin(), known.end(), code) == known.end()) {
        options_.languages.emplace_back(code);
      }
      return;
    }
  }

  /// True when the pattern gives the value and no other on the document.
  bool Gives(const std::string& pattern, const Wanted& wanted, const std::string& value) const {
    const auto regex = Regex::Compile(pattern);
    if (!regex.ok() || (*regex)->groups() != 1) return false;
    Matching matching(clock_);
    const auto matches = (*regex)->FindAll(text_, matching);
    if (!matches.ok() || matches->empty()) return false;
    return std::all_of(matches->begin(), matches->end(), [&](const Match& match) {
      if (!match.groups[1]) return false;
      const std::string printed =
          text_.substr(match.groups[1]->first, match.groups[1]->last - match.groups[1]->first);
      if (wanted.type.empty()) return Squeezed(printed) == Squeezed(value);
      const auto read = Coerce(printed, wanted.type, options_, matching);
      if (!read.ok()) return false;
      if (const auto* number = std::get_if<Float>(&read->data)) {
        const auto exact = Decimal::Parse(value);
        return exact.ok() && number->exact == *exact;
      }
      const auto* date = std::get_if<Date>(&read->data);
      return date != nullptr && FormatDate(*date) == value;
    });
  }

  static std::string Squeezed(std::string_view text) {
    std::string out;
    for (const char c : AsciiUpper(text)) {
      if (c != ' ' && c != '.') out += c;
    }
    return out;
  }

  static std::string ValuePattern(const Wanted& wanted, const std::string& raw) {
    if (wanted.type == "float") {
      return raw.find(' ') == raw.npos ? "-?\\d+(?:[.,']\\d+)*" : "-?\\d+(?:[.,' ]\\d+)*";
    }
    if (wanted.type == "date" || raw.find(' ') != raw.npos) return ShapeOf(raw);
    return "\\S*\\w";
  }

  void AddField(const Wanted& wanted, std::string& fields) {
    const Field* field = invoice_.Find(wanted.field);
    if (field == nullptr || field->raw.empty()) return;
    std::vector<std::string> printed{field->raw};
    if (wanted.type == "float") printed.insert(printed.begin(), NumberPart(field->raw));
    const std::string value =
        wanted.key == "amount_discount" ? SignFree(field->value) : field->value;
    for (const std::string& raw : printed) {
      for (const std::string& pattern : PatternsAround(text_, raw, ValuePattern(wanted, raw))) {
        if (!Gives(pattern, wanted, value)) continue;
        fields += "  " + std::string(wanted.key) +
                  ":\n    parser: regex\n    regex: " + YamlQuoted(pattern) + "\n";
        if (!wanted.type.empty()) fields += "    type: " + std::string(wanted.type) + "\n";
        draft_.fields.emplace_back(wanted.key);
        return;
      }
    }
    draft_.left_out.emplace_back(wanted.field);
  }

  void AddTaxNumber(std::string& fields) {
    const Field* field = invoice_.Find("supplier_tax_id");
    if (field == nullptr) return;
    fields += "  vat:\n    parser: static\n    value: " + YamlQuoted(field->value) + "\n";
    draft_.fields.emplace_back("vat");
  }

  std::string Head(const std::string& supplier) const {
    std::string out = "issuer: " + YamlQuoted(CollapseSpaces(supplier)) + "\nkeywords:\n";
    for (const std::string& word : keywords_) out += "  - " + YamlQuoted(word) + "\n";
    return out;
  }

  /// What invoice2data asks for unless it is told otherwise, less what this document lacks.
  std::string Required() const {
    std::string out = "required_fields:\n  - issuer\n";
    bool all = true;
    for (const char* key : {"date", "amount", "invoice_number"}) {
      const bool drafted =
          std::find(draft_.fields.begin(), draft_.fields.end(), key) != draft_.fields.end();
      if (drafted) out += std::string("  - ") + key + "\n";
      all &= drafted;
    }
    return all ? "" : out;
  }

  std::string Tail() const {
    std::string out = "options:\n";
    if (const Field* currency = invoice_.Find("currency")) {
      out += "  currency: " + YamlQuoted(currency->value) + "\n";
    }
    out += "  decimal_separator: " + YamlQuoted(options_.decimal_separator) + "\n";
    const auto list = [&](std::string_view key, const std::vector<std::string>& values) {
      if (values.empty()) return;
      out += "  " + std::string(key) + ":\n";
      for (const std::string& value : values) out += "    - " + YamlQuoted(value) + "\n";
    };
    list("date_formats", formats_);
    list("languages", options_.languages);
    return out;
  }

  const Invoice& invoice_;
  const Clock& clock_;
  const std::string text_;
  std::vector<std::string> keywords_, formats_;
  Options options_;
  Draft draft_;
};

}  // namespace

Result<Draft> DraftTemplate(const documents::Document& document, const Invoice& invoice,
                            const Clock& clock) {
  return Drafter(document, invoice, clock).Make();
}

std::string DraftFileName(const Invoice& invoice) {
  const Field* supplier = invoice.Find("supplier");
  std::string name;
  for (const char c : Fold(supplier == nullptr ? "template" : supplier->value)) {
    if ((c >= 'a' && c <= 'z') || IsDigit(c)) name += c;
    else if (!name.empty() && name.back() != '-') name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  return (name.empty() ? "template" : name.substr(0, 60)) + ".yml";
}

}  // namespace telar::invoices::templates
