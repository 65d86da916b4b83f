#include "pos/odbc/rows_archive.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "core/text.h"

namespace telar::pos {
namespace {

constexpr std::string_view kFormat = "rows 1";

void AppendJson(std::string& out, std::string_view text) {
  std::string valid;
  if (!IsValidUtf8(text)) text = valid = ToValidUtf8(text);
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

Status Bad(std::string_view what) {
  return Status::InvalidInput("read an archived answer: " + std::string(what));
}

/// Takes the text in pieces and judges each line.
class Reader {
 public:
  Reader(std::string_view query, const RowsColumnsFn& columns, const RowsRowFn& row)
      : query_(query), columns_fn_(columns), row_fn_(row) {}

  Status Take(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t end = piece.find('\n');
      line_ += piece.substr(0, end);
      if (end == std::string_view::npos) return Status::Ok();
      piece.remove_prefix(end + 1);
      TELAR_RETURN_IF_ERROR(Line());
      line_.clear();
    }
    return Status::Ok();
  }

  Status Finish() const {
    if (!counted_ || !line_.empty()) return Bad("it ends before its last line");
    return Status::Ok();
  }

 private:
  Status Line() {
    if (counted_) return Bad("there is something after its last line");
    simdjson::dom::element line;
    if (parser_.parse(line_).get(line) != simdjson::SUCCESS) {
      return Bad("line " + std::to_string(rows_ + 1 + (named_ ? 1 : 0)) + " is no JSON");
    }
    if (!named_) return Header(line);
    simdjson::dom::array row;
    if (line.get(row) == simdjson::SUCCESS) return Row(row);
    std::int64_t rows = 0;
    if (line["rows"].get(rows) != simdjson::SUCCESS || rows != rows_) {
      return Bad("its last line counts other rows than there are");
    }
    counted_ = true;
    return Status::Ok();
  }

  Status Header(simdjson::dom::element line) {
    std::string_view format, query, name;
    simdjson::dom::array columns;
    if (line["telar"].get(format) != simdjson::SUCCESS || format != kFormat ||
        line["query"].get(query) != simdjson::SUCCESS ||
        line["columns"].get(columns) != simdjson::SUCCESS) {
      return Bad("its first line is not that of rows");
    }
    if (query != query_) return Bad("it is not of the query " + std::string(query_));
    std::vector<std::string> names;
    for (const simdjson::dom::element column : columns) {
      if (column.get(name) != simdjson::SUCCESS) return Bad("a column has no name");
      names.emplace_back(name);
    }
    named_ = true;
    width_ = names.size();
    return columns_fn_(names);
  }

  Status Row(simdjson::dom::array row) {
    cells_.clear();
    for (const simdjson::dom::element cell : row) {
      std::string_view text;
      if (cell.is_null()) {
        cells_.emplace_back(std::nullopt);
      } else if (cell.get(text) == simdjson::SUCCESS) {
        cells_.emplace_back(text);
      } else {
        return Bad("row " + std::to_string(rows_ + 1) + " holds something else than texts");
      }
    }
    if (cells_.size() != width_) {
      return Bad("row " + std::to_string(rows_ + 1) + " has not one cell a column");
    }
    return row_fn_(cells_, rows_++);
  }

  std::string_view query_;
  const RowsColumnsFn& columns_fn_;
  const RowsRowFn& row_fn_;
  simdjson::dom::parser parser_;
  std::string line_;
  bool named_ = false, counted_ = false;
  std::size_t width_ = 0;
  std::int64_t rows_ = 0;
  std::vector<std::optional<std::string_view>> cells_;
};

}  // namespace

RowsArchive::RowsArchive(std::string_view query, const std::vector<std::string>& columns) {
  line_ = "{\"telar\":\"" + std::string(kFormat) + "\",\"query\":";
  AppendJson(line_, query);
  line_ += ",\"columns\":[";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) line_ += ',';
    AppendJson(line_, columns[i]);
  }
  line_ += "]}\n";
  AddLine(line_);
}

void RowsArchive::AddLine(std::string_view line) {
  raw_bytes_ += static_cast<std::int64_t>(line.size());
  gzip_.Add(line);
}

void RowsArchive::Add(Row row) {
  line_ = "[";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line_ += ',';
    if (row[i]) {
      AppendJson(line_, *row[i]);
    } else {
      line_ += "null";
    }
  }
  line_ += "]\n";
  AddLine(line_);
  ++rows_;
}

RawAnswer RowsArchive::Finish() {
  AddLine("{\"rows\":" + std::to_string(rows_) + "}\n");
  RawAnswer answer;
  answer.bytes = gzip_.Finish();
  answer.received = rows_;
  answer.raw_bytes = raw_bytes_;
  return answer;
}

Status ReadRowsArchive(std::string_view bytes, std::string_view query, std::uint64_t most,
                       const RowsColumnsFn& columns, const RowsRowFn& row) {
  Reader reader(query, columns, row);
  TELAR_RETURN_IF_ERROR(
      Gunzip(bytes, most, [&](std::string_view piece) { return reader.Take(piece); }));
  return reader.Finish();
}

}  // namespace telar::pos
