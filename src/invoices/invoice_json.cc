#include "invoices/invoice_json.h"

#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/text.h"

namespace telar::invoices {
namespace {

using Json = nlohmann::ordered_json;

double Rounded(double value, double steps) { return std::round(value * steps) / steps; }

Json ToJson(const documents::Box& box) {
  const auto side = [](float value) { return Rounded(static_cast<double>(value), 100); };
  const double x0 = side(box.x0), y0 = side(box.y0), x1 = side(box.x1), y1 = side(box.y1);
  // What rounds to nothing would be read back as nothing.
  if (x1 <= x0 || y1 <= y0) return nullptr;
  return Json::array({x0, y0, x1, y1});
}

Json TextOrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(ToValidUtf8(text));
}

Json TextOrNull(const std::optional<std::string>& text) {
  return text ? Json(ToValidUtf8(*text)) : Json(nullptr);
}

Json NumberOrNull(const std::optional<Decimal>& number) {
  return number ? Json(number->ToString()) : Json(nullptr);
}

Json Texts(const std::vector<std::string>& texts) {
  Json array = Json::array();
  for (const std::string& text : texts) array.push_back(ToValidUtf8(text));
  return array;
}

Json Fields(const Invoice& invoice) {
  Json fields = Json::object();
  for (const std::string_view name : kFieldNames) {
    const Field* field = invoice.Find(name);
    if (field == nullptr) continue;
    fields[std::string(name)] = {{"value", ToValidUtf8(field->value)},
                                 {"raw", ToValidUtf8(field->raw)},
                                 {"confidence", Rounded(field->confidence, 10000)},
                                 {"page", field->page},
                                 {"box", ToJson(field->box)},
                                 {"how", HowName(field->how)}};
  }
  return fields;
}

Json Lines(const Invoice& invoice) {
  Json lines = Json::array();
  for (const Line& line : invoice.lines) {
    lines.push_back({{"description", ToValidUtf8(line.description)},
                     {"code", TextOrNull(line.code)},
                     {"quantity", NumberOrNull(line.quantity)},
                     {"unit", TextOrNull(line.unit)},
                     {"unit_price", NumberOrNull(line.unit_price)},
                     {"amount", NumberOrNull(line.amount)},
                     {"tax_rate", NumberOrNull(line.tax_rate)},
                     {"confidence", Rounded(line.confidence, 10000)},
                     {"page", line.page},
                     {"box", ToJson(line.box)}});
  }
  return lines;
}

Json Explain(const Invoice& invoice, const Explanation& explanation) {
  Json fields = Json::object();
  for (const std::string_view name : kFieldNames) {
    const auto found = explanation.find(name);
    if (found == explanation.end()) continue;
    Json& candidates = fields[std::string(name)] = Json::array();
    for (const Candidate& candidate : found->second) {
      Json evidence = Json::array();
      for (const Evidential& e : candidate.evidence) {
        evidence.push_back({{"name", ToValidUtf8(e.name)}, {"weight", Rounded(e.weight, 100)}});
      }
      candidates.push_back({{"value", ToValidUtf8(candidate.value)},
                            {"raw", ToValidUtf8(candidate.raw)},
                            {"page", candidate.page},
                            {"box", ToJson(candidate.box)},
                            {"probability", Rounded(candidate.probability, 10000)},
                            {"chosen", candidates.empty() && invoice.Find(name) != nullptr},
                            {"evidence", std::move(evidence)}});
    }
  }
  return fields;
}

Json ToJson(const std::vector<Memory::Use>& uses) {
  Json out = Json::array();
  for (const Memory::Use& use : uses) {
    out.push_back({{"field", use.field},
                   {"lesson", use.lesson.value()},
                   {"document", use.document.value()},
                   {"changed", use.changed}});
  }
  return out;
}

Json ToJson(const ReadingLocale& locale) {
  Json out{{"language", TextOrNull(std::string(LanguageCode(locale.language)))},
           {"decimal_mark", nullptr},
           {"date_order", nullptr},
           {"currency", TextOrNull(locale.currency)}};
  if (locale.decimals) out["decimal_mark"] = *locale.decimals == DecimalMark::kComma ? "," : ".";
  if (locale.dates)
    out["date_order"] = *locale.dates == DateOrder::kDayFirst ? "day_first" : "month_first";
  return out;
}

Json ToJson(const TemplateReport& report) {
  if (report.name.empty() && report.failure.ok()) return nullptr;
  Json out{{"name", TextOrNull(report.name)}, {"fields", nullptr}};
  if (!report.fields.empty()) out["fields"] = Json::parse(report.fields, nullptr, false);
  if (!report.failure.ok()) {
    out["error"] = {{"code", CodeName(report.failure.code())},
                    {"message", ToValidUtf8(report.failure.FullMessage())}};
  }
  return out;
}

/// No page is wider, no document longer.
constexpr double kFarthest = 1e9;

/// A number within its bounds, else the library's own error: what lies outside was not written
/// here, and converting it is undefined.
template <typename T>
T Within(const Json& json, double lowest, double highest) {
  const auto value = json.get<double>();
  if (value < lowest || value > highest) {
    throw Json::out_of_range::create(406, "number out of bounds", &json);
  }
  return static_cast<T>(value);
}

double ConfidenceOf(const Json& json) { return Within<double>(json, 0, 1); }

int PageOf(const Json& json) { return Within<int>(json, 0, kFarthest); }

documents::Box BoxOf(const Json& json) {
  if (!json.is_array() || json.size() != 4) return {};
  const auto side = [&](std::size_t i) { return Within<float>(json[i], -kFarthest, kFarthest); };
  return {side(0), side(1), side(2), side(3)};
}

std::optional<std::string> TextOf(const Json& json) {
  return json.is_string() ? std::optional(json.get<std::string>()) : std::nullopt;
}

std::optional<Decimal> NumberOf(const Json& json) {
  if (!json.is_string()) return std::nullopt;
  const Result<Decimal> number = Decimal::Parse(json.get<std::string>());
  return number.ok() ? std::optional(*number) : std::nullopt;
}

/// Runs `read` on the parsed text; the library's exceptions end here.
Status Parse(const std::string& text, const char* what,
             const std::function<void(const Json&)>& read) {
  try {
    read(Json::parse(text));
    return Status::Ok();
  } catch (const Json::exception&) {
    return Status::InvalidInput(std::string("read stored ") + what + ": not as it was written");
  }
}

}  // namespace

std::string LessonUsesJson(const std::vector<Memory::Use>& uses) { return ToJson(uses).dump(); }

Status ParseFieldsJson(const std::string& json, Invoice& invoice) {
  return Parse(json, "fields", [&](const Json& fields) {
    for (const auto& [name, f] : fields.items()) {
      Field field{.value = f.at("value"),
                  .raw = f.at("raw"),
                  .confidence = ConfidenceOf(f.at("confidence")),
                  .page = PageOf(f.at("page")),
                  .box = BoxOf(f.at("box")),
                  .how = How::kText};
      for (const How how : {How::kXml, How::kText, How::kOcr, How::kTemplate, How::kLesson,
                            How::kComputed, How::kPerson}) {
        if (HowName(how) == f.at("how").get<std::string>()) field.how = how;
      }
      invoice.fields.emplace(name, std::move(field));
    }
  });
}

Status ParseLinesJson(const std::string& json, Invoice& invoice) {
  return Parse(json, "lines", [&](const Json& lines) {
    for (const Json& l : lines) {
      invoice.lines.push_back({.description = l.at("description"),
                               .code = TextOf(l.at("code")),
                               .quantity = NumberOf(l.at("quantity")),
                               .unit = TextOf(l.at("unit")),
                               .unit_price = NumberOf(l.at("unit_price")),
                               .amount = NumberOf(l.at("amount")),
                               .tax_rate = NumberOf(l.at("tax_rate")),
                               .confidence = ConfidenceOf(l.at("confidence")),
                               .page = PageOf(l.at("page")),
                               .box = BoxOf(l.at("box")),
                               .raw = ""});
    }
  });
}

std::string ReportKind(documents::FileKind kind) {
  switch (kind) {
    case documents::FileKind::kPdf: return "pdf";
    case documents::FileKind::kJpeg:
    case documents::FileKind::kPng:
    case documents::FileKind::kTiff: return "image";
    case documents::FileKind::kXml: return "xml";
    case documents::FileKind::kUnknown: return "";
  }
  return "";
}

std::string ReportReader(const documents::Document& document) {
  if (document.einvoice) return "einvoice";
  bool text = false, ocr = false;
  for (const documents::Page& page : document.pages) {
    if (page.words.empty()) continue;
    ocr = ocr || page.source != documents::PageSource::kText;
    text = text || page.source != documents::PageSource::kOcr;
  }
  if (text && ocr) return "mixed";
  return text ? "text" : ocr ? "ocr" : "";
}

std::string ReadReportJson(const ReadReport& report) {
  Json out;
  out["file"] = ToValidUtf8(report.file);
  out["sha256"] = report.sha256;
  out["kind"] = TextOrNull(report.kind);
  out["reader"] = TextOrNull(report.reader);
  out["pages"] = report.pages;
  out["verdict"] =
      report.error.ok() ? VerdictName(report.invoice.verdict) : VerdictName(Verdict::kFailed);
  out["reasons"] = Texts(report.invoice.reasons);
  if (report.error.ok()) {
    out["error"] = nullptr;
  } else {
    out["error"] = {{"code", CodeName(report.error.code())},
                    {"message", ToValidUtf8(report.error.FullMessage())},
                    {"hint", TextOrNull(report.error.hint())}};
  }
  if (report.decision) {
    out["class"] = {{"label", ClassLabel(report.decision->label)},
                    {"probability", Rounded(report.decision->probability, 10000)},
                    {"model", report.decision->model}};
  } else {
    out["class"] = nullptr;
  }
  out["fields"] = Fields(report.invoice);
  out["lines"] = Lines(report.invoice);
  if (!report.invoice.more.empty()) {
    Json& more = out["more"] = Json::array();
    for (const Invoice& receipt : report.invoice.more) {
      more.push_back({{"verdict", VerdictName(receipt.verdict)},
                      {"reasons", Texts(receipt.reasons)},
                      {"fields", Fields(receipt)},
                      {"lines", Lines(receipt)}});
    }
  }
  if (report.explanation) out["explain"] = Explain(report.invoice, *report.explanation);
  if (report.locale) out["locale"] = ToJson(*report.locale);
  if (report.used_template) out["template"] = ToJson(*report.used_template);
  if (report.lessons) out["lessons"] = ToJson(*report.lessons);
  if (report.pictures) {
    out["pictures"] = Json::array();
    for (const std::string& name : *report.pictures) out["pictures"].push_back(ToValidUtf8(name));
  }
  return out.dump();
}

std::string FieldsJson(const Invoice& invoice) { return Fields(invoice).dump(); }
std::string LinesJson(const Invoice& invoice) { return Lines(invoice).dump(); }

}  // namespace telar::invoices
