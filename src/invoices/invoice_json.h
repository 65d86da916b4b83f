#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/status.h"
#include "documents/document.h"
#include "invoices/classification.h"
#include "invoices/explanation.h"
#include "invoices/invoice.h"
#include "invoices/memory/memory.h"
#include "invoices/reading_locale.h"

namespace telar::invoices {

/// What a folder of templates made of a document.
struct TemplateReport {
  std::string name;    ///< File name of the template; empty when none applies.
  std::string fields;  ///< Its own output as a JSON object; empty when it does not apply.
  Status failure;      ///< Why the template whose keywords match does not apply.
};

/// Everything one line of `telar invoices read --json` tells about one file.
struct ReadReport {
  std::string file;
  std::string sha256;
  std::string kind;  ///< "pdf", "image" or "xml"; empty (null) when unknown.
  std::string
      reader;  ///< "text", "ocr", "einvoice" or "mixed"; empty (null) when nothing was read.
  int pages = 0;
  std::optional<Classification> decision;  ///< Absent when neither a model nor a person decided.
  Status error;  ///< Not ok: the file could not be read, and the verdict prints as "failed".
  Invoice invoice;
  std::optional<Explanation> explanation{};            ///< Only when it was asked for.
  std::optional<ReadingLocale> locale{};               ///< With the explanation.
  std::optional<std::vector<std::string>> pictures{};  ///< Files drawn, when asked for.
  std::optional<TemplateReport> used_template{};       ///< Only with a folder of templates.
  std::optional<std::vector<Memory::Use>> lessons{};   ///< What the memory said, when asked.
};

/// "pdf", "image", "xml" or "" for ReadReport::kind.
std::string ReportKind(documents::FileKind kind);
/// "einvoice" where a structured invoice was read, else "text", "ocr", "mixed" or "" by the pages
/// that have words, for ReadReport::reader; a page whose pictures were read beside its text is
/// mixed by itself.
std::string ReportReader(const documents::Document& document);

/// One JSON object without a line break: the keys `file sha256 kind reader pages verdict reasons
/// error class fields lines`, in this order. Fields come in the order of kFieldNames, only those
/// that were found, each with `value raw confidence page box how`; a computed field's box is null.
/// Lines have `description code quantity unit unit_price amount tax_rate confidence page box`;
/// numbers are decimal strings, what is absent is null. Boxes are [x0, y0, x1, y1] with at most two
/// decimals, confidences have at most four. Malformed UTF-8 is replaced, never an error.
///
/// Where one picture shows several receipts follows `more`: an array with the other ones, each with
/// `verdict reasons fields lines`.
///
/// With an explanation follows `explain`: per field an array of candidates, the most probable
/// first, each with `value raw page box probability chosen evidence`, evidence being an array of
/// `name weight`; and with a locale `locale`: `language decimal_mark date_order currency`, null
/// where the print leaves it open. With templates follows `template`: null when none matched, else
/// `name` and `fields` (the template's own output, whatever its keys), or `name` null, `fields`
/// null and `error` (`code message`) when the one that matched does not apply. With pictures
/// follows `pictures`, an array of file names.
/// When the memory was asked follows `lessons`, an array of `field lesson document changed`.
std::string ReadReportJson(const ReadReport& report);

/// The object of `fields` and the array of `lines` alone, in the same form, for storing.
std::string FieldsJson(const Invoice& invoice);
std::string LinesJson(const Invoice& invoice);

/// What a document's lessons said, as the array of `lessons`.
std::string LessonUsesJson(const std::vector<Memory::Use>& uses);

/// Reads back what FieldsJson and LinesJson wrote. kInvalidInput for anything else.
Status ParseFieldsJson(const std::string& json, Invoice& invoice);
Status ParseLinesJson(const std::string& json, Invoice& invoice);

}  // namespace telar::invoices
