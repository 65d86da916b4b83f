#include "invoices/invoice_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/text.h"

namespace telar::invoices {
namespace {

using Json = nlohmann::ordered_json;

double Rounded(double value, double steps) { return std::round(value * steps) / steps; }

Json ToJson(const documents::Box& box) {
  if (box.empty()) return nullptr;
  const auto side = [](float value) { return Rounded(static_cast<double>(value), 100); };
  return Json::array({side(box.x0), side(box.y0), side(box.x1), side(box.y1)});
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

}  // namespace

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
  bool text = false, ocr = false;
  for (const documents::Page& page : document.pages) {
    if (page.words.empty()) continue;
    (page.source == documents::PageSource::kOcr ? ocr : text) = true;
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
  out["reasons"] = Json::array();
  for (const std::string& reason : report.invoice.reasons)
    out["reasons"].push_back(ToValidUtf8(reason));
  if (report.error.ok()) {
    out["error"] = nullptr;
  } else {
    out["error"] = {{"code", CodeName(report.error.code())},
                    {"message", ToValidUtf8(report.error.FullMessage())},
                    {"hint", TextOrNull(report.error.hint())}};
  }
  if (report.decision) {
    out["class"] = {{"label", report.decision->label},
                    {"probability", Rounded(report.decision->probability, 10000)},
                    {"model", report.decision->model}};
  } else {
    out["class"] = nullptr;
  }
  out["fields"] = Fields(report.invoice);
  out["lines"] = Lines(report.invoice);
  return out.dump();
}

std::string FieldsJson(const Invoice& invoice) { return Fields(invoice).dump(); }
std::string LinesJson(const Invoice& invoice) { return Lines(invoice).dump(); }

}  // namespace telar::invoices
