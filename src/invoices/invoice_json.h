#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/status.h"
#include "documents/document.h"
#include "invoices/classification.h"
#include "invoices/explanation.h"
#include "invoices/invoice.h"
#include "invoices/reading_locale.h"

namespace telar::invoices {

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
};

/// "pdf", "image", "xml" or "" for ReadReport::kind.
std::string ReportKind(documents::FileKind kind);
/// "einvoice" where a structured invoice was read, else "text", "ocr", "mixed" or "" by the pages
/// that have words, for ReadReport::reader; a page whose pictures were read beside its text is mixed
/// by itself.
std::string ReportReader(const documents::Document& document);

/// One JSON object without a line break: the keys `file sha256 kind reader pages verdict reasons
/// error class fields lines`, in this order. Fields come in the order of kFieldNames, only those
/// that were found, each with `value raw confidence page box how`; a computed field's box is null.
/// Lines have `description code quantity unit unit_price amount tax_rate confidence page box`;
/// numbers are decimal strings, what is absent is null. Boxes are [x0, y0, x1, y1] with at most two
/// decimals, confidences have at most four. Malformed UTF-8 is replaced, never an error.
///
/// With an explanation follows `explain`: per field an array of candidates, the most probable
/// first, each with `value raw page box probability chosen evidence`, evidence being an array of
/// `name weight`; and with a locale `locale`: `language decimal_mark date_order currency`, null
/// where the print leaves it open. With pictures follows `pictures`, an array of file names.
std::string ReadReportJson(const ReadReport& report);

/// The object of `fields` and the array of `lines` alone, in the same form, for storing.
std::string FieldsJson(const Invoice& invoice);
std::string LinesJson(const Invoice& invoice);

/// Reads back what FieldsJson and LinesJson wrote. kInvalidInput for anything else.
Status ParseFieldsJson(const std::string& json, Invoice& invoice);
Status ParseLinesJson(const std::string& json, Invoice& invoice);

}  // namespace telar::invoices
