#include "analytics/export/part_file.h"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

namespace telar::analytics {
namespace {

constexpr std::size_t kPiece = 256 * 1024;
constexpr std::array<std::pair<FileFormat, std::string_view>, 3> kNames{
    {{FileFormat::kParquet, "parquet"},
     {FileFormat::kCsv, "csv"},
     {FileFormat::kCsvGzip, "csv.gz"}}};

class ParquetPart final : public PartFile {
 public:
  explicit ParquetPart(std::unique_ptr<db::duckdb::ParquetWriter> writer)
      : writer_(std::move(writer)) {}
  Status Add(std::span<const db::Value> kept,
             std::span<const std::optional<std::string>>) override {
    return writer_->Add(kept);
  }
  Status Finish() override { return writer_->Finish(); }

 private:
  std::unique_ptr<db::duckdb::ParquetWriter> writer_;
};

/// Where the text of a CSV file goes, a piece at a time.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual bool Write(std::string_view text) = 0;
  /// False when the file is not whole.
  virtual bool Close() = 0;
};

class PlainSink final : public Sink {
 public:
  explicit PlainSink(std::FILE* file) : file_(file) {}
  ~PlainSink() override {
    if (file_ != nullptr) std::fclose(file_);
  }
  bool Write(std::string_view text) override {
    return std::fwrite(text.data(), 1, text.size(), file_) == text.size();
  }
  bool Close() override { return std::fclose(std::exchange(file_, nullptr)) == 0; }

 private:
  std::FILE* file_;
};

class GzipSink final : public Sink {
 public:
  explicit GzipSink(gzFile file) : file_(file) {}
  ~GzipSink() override {
    if (file_ != nullptr) gzclose(file_);
  }
  bool Write(std::string_view text) override {
    return gzwrite(file_, text.data(), static_cast<unsigned>(text.size())) ==
           static_cast<int>(text.size());
  }
  bool Close() override { return gzclose(std::exchange(file_, nullptr)) == Z_OK; }

 private:
  gzFile file_;
};

class CsvPart final : public PartFile {
 public:
  CsvPart(std::unique_ptr<Sink> sink, std::string name)
      : sink_(std::move(sink)), name_(std::move(name)) {}

  Status Header(std::span<const ExportColumn> columns) {
    for (const ExportColumn& column : columns) Field(CsvField(column.name));
    return EndLine();
  }
  Status Add(std::span<const db::Value>,
             std::span<const std::optional<std::string>> texts) override {
    for (const auto& text : texts) Field(text ? CsvField(*text) : std::string());
    return EndLine();
  }
  Status Finish() override {
    TELAR_RETURN_IF_ERROR(Send());
    errno = 0;
    return sink_->Close() ? Status::Ok() : Failed();
  }

 private:
  void Field(const std::string& field) {
    if (begun_) text_ += ',';
    begun_ = true;
    text_ += field;
  }
  Status EndLine() {
    text_ += "\r\n";
    begun_ = false;
    return text_.size() < kPiece ? Status::Ok() : Send();
  }
  Status Send() {
    errno = 0;
    if (!text_.empty() && !sink_->Write(text_)) return Failed();
    text_.clear();
    return Status::Ok();
  }
  Status Failed() const { return Status::FromErrno(errno == 0 ? EIO : errno, "write " + name_); }

  std::unique_ptr<Sink> sink_;
  const std::string name_;
  std::string text_;
  bool begun_ = false;
};

Result<std::unique_ptr<Sink>> OpenSink(FileFormat format, const std::filesystem::path& file) {
  errno = 0;
  if (format == FileFormat::kCsvGzip) {
    // Without a name and a time in its head: the same rows are the same bytes.
    if (gzFile gz = gzopen(file.c_str(), "wb6")) return std::make_unique<GzipSink>(gz);
  } else if (std::FILE* plain = std::fopen(file.c_str(), "wb")) {
    return std::make_unique<PlainSink>(plain);
  }
  return Status::FromErrno(errno == 0 ? ENOMEM : errno, "write " + file.filename().string());
}

}  // namespace

std::string_view FormatName(FileFormat format) {
  for (const auto& [its, name] : kNames) {
    if (its == format) return name;
  }
  return "";
}

std::optional<FileFormat> FormatNamed(std::string_view name) {
  for (const auto& [format, its] : kNames) {
    if (its == name) return format;
  }
  return std::nullopt;
}

std::string CsvField(std::string_view text) {
  const bool plain = !text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     text.front() != ' ' && text.back() != ' ';
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

Result<std::unique_ptr<PartFile>> PartFile::Create(FileFormat format, std::filesystem::path file,
                                                   std::span<const ExportColumn> columns) {
  if (format == FileFormat::kParquet) {
    db::duckdb::ParquetWriter::Options options{.file = file, .scratch = file.parent_path()};
    TELAR_ASSIGN_OR_RETURN(auto writer, db::duckdb::ParquetWriter::Create(std::move(options),
                                                                          ParquetColumns(columns)));
    return std::make_unique<ParquetPart>(std::move(writer));
  }
  TELAR_ASSIGN_OR_RETURN(auto sink, OpenSink(format, file));
  auto part = std::make_unique<CsvPart>(std::move(sink), file.filename().string());
  TELAR_RETURN_IF_ERROR(part->Header(columns));
  return std::unique_ptr<PartFile>(std::move(part));
}

std::vector<db::duckdb::ParquetColumn> ParquetColumns(std::span<const ExportColumn> columns) {
  std::vector<db::duckdb::ParquetColumn> parquet;
  for (const ExportColumn& column : columns) parquet.push_back({column.name, column.Type()});
  return parquet;
}

}  // namespace telar::analytics
