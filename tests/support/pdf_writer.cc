#include "tests/support/pdf_writer.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cstddef>
#include <utility>

namespace telar::testing {
namespace {

// Objects 1 to 6 are the catalog, the page tree, three fonts and a character map.
constexpr int kFirstFreeObject = 7;

constexpr std::string_view kPrivateUseMap =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def\n"
    "1 begincodespacerange <00> <FF> endcodespacerange\n"
    "1 beginbfrange <20> <7E> <E020> endbfrange\n"
    "endcmap end end";

std::string Stream(std::string_view dictionary, std::string_view data) {
  return fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", dictionary, data.size(), data);
}

std::string Deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size,
            reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 9);
  out.resize(size);
  return out;
}

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '(' || c == ')' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace

PdfWriter& PdfWriter::Page(double width, double height, std::string_view entries) {
  pages_.push_back({.height = height,
                    .dictionary = fmt::format("/MediaBox [0 0 {} {}] {}", width, height, entries),
                    .content = {},
                    .pictures = {}});
  return *this;
}

PdfWriter& PdfWriter::Text(double x, double y, std::string_view text, double size, Font font) {
  PageParts& page = pages_.back();
  page.content += fmt::format("BT /F{} {} Tf {} {} Td ({}) Tj ET\n", static_cast<int>(font), size,
                              x, page.height - y, Escaped(text));
  return *this;
}

PdfWriter& PdfWriter::TextUpwards(double x, double y, std::string_view text, double size) {
  PageParts& page = pages_.back();
  page.content += fmt::format("BT /F1 {} Tf 0 1 -1 0 {} {} Tm ({}) Tj ET\n", size, x,
                              page.height - y, Escaped(text));
  return *this;
}

PdfWriter& PdfWriter::Picture(double x, double y, double width, double height, int columns,
                              int rows, std::string pixels) {
  PageParts& page = pages_.back();
  const std::size_t number = pictures_.size();
  pictures_.push_back(Stream(fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} "
                                         "/ColorSpace /DeviceGray /BitsPerComponent 8",
                                         columns, rows),
                             pixels));
  page.content += fmt::format("q {} 0 0 {} {} {} cm /I{} Do Q\n", width, height, x,
                              page.height - y - height, number);
  page.pictures += fmt::format("/I{} {} 0 R ", number, kFirstFreeObject + static_cast<int>(number));
  return *this;
}

PdfWriter& PdfWriter::Attach(Attachment attachment) {
  attachments_.push_back(std::move(attachment));
  return *this;
}

PdfWriter& PdfWriter::Metadata(std::string xmp) {
  metadata_ = std::move(xmp);
  return *this;
}

std::string PdfWriter::Bytes() const {
  std::string bytes = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto add = [&](std::string_view body) {
    offsets.push_back(bytes.size());
    bytes += fmt::format("{} 0 obj\n{}\nendobj\n", offsets.size(), body);
  };
  const int first_page = kFirstFreeObject + static_cast<int>(pictures_.size());
  std::string kids;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    kids += fmt::format("{} 0 R ", first_page + 2 * static_cast<int>(i));
  }
  constexpr std::string_view kHelvetica =
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{} /Encoding /WinAnsiEncoding {} >>";
  // Behind the pages: for each attachment its stream and its specification, then the metadata.
  const int first_file = first_page + 2 * static_cast<int>(pages_.size());
  std::string names, associated, annotations;
  for (std::size_t i = 0; i < attachments_.size(); ++i) {
    const Attachment& file = attachments_[i];
    const std::string spec = fmt::format("{} 0 R ", first_file + 2 * static_cast<int>(i) + 1);
    if (file.named) {
      names += fmt::format("({}) {}", Escaped(file.name), spec);
      associated += spec;
    }
    if (file.annotated) {
      annotations +=
          fmt::format("<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 19 19] /FS {}>> ", spec);
    }
  }
  if (!annotations.empty()) annotations = fmt::format(" /Annots [{}]", annotations);
  std::string catalog;
  if (!names.empty())
    catalog +=
        fmt::format(" /Names << /EmbeddedFiles << /Names [{}] >> >> /AF [{}]", names, associated);
  if (!metadata_.empty()) {
    catalog +=
        fmt::format(" /Metadata {} 0 R", first_file + 2 * static_cast<int>(attachments_.size()));
  }
  add(fmt::format("<< /Type /Catalog /Pages 2 0 R{} >>", catalog));
  add(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages_.size()));
  add(fmt::format(fmt::runtime(kHelvetica), "", ""));
  add(fmt::format(fmt::runtime(kHelvetica), "-Bold", ""));
  add(fmt::format(fmt::runtime(kHelvetica), "", "/ToUnicode 6 0 R"));
  add(Stream("", kPrivateUseMap));
  for (const std::string& picture : pictures_) add(picture);
  for (const PageParts& page : pages_) {
    add(fmt::format(
        "<< /Type /Page /Parent 2 0 R {} /Contents {} 0 R /Resources << "
        "/Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> /XObject << {} >> >> >>",
        page.dictionary + std::exchange(annotations, {}), offsets.size() + 2, page.pictures));
    add(Stream("", page.content));
  }
  for (const Attachment& file : attachments_) {
    std::string dictionary;
    if (file.typed) {
      dictionary += fmt::format("/Type /EmbeddedFile /Subtype /text#2Fxml /Params << /Size {} >>",
                                file.bytes.size());
    }
    const bool deflate = file.compressed && file.filter.empty();
    if (deflate) dictionary += " /Filter /FlateDecode";
    else if (!file.filter.empty()) dictionary += " /Filter /" + file.filter;
    add(Stream(dictionary, deflate ? Deflated(file.bytes) : file.bytes));
    add(file.specified ? fmt::format("<< /Type /Filespec /AFRelationship /Alternative /F ({0}) /UF "
                                     "({0}) /EF << /F {1} 0 R /UF {1} 0 R >> >>",
                                     Escaped(file.name), offsets.size())
                       : std::string("null"));
  }
  if (!metadata_.empty()) add(Stream("/Type /Metadata /Subtype /XML", metadata_));
  const std::size_t table = bytes.size();
  bytes += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
  for (const std::size_t offset : offsets) bytes += fmt::format("{:010} 00000 n \n", offset);
  bytes += fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                       offsets.size() + 1, table);
  return bytes;
}

}  // namespace telar::testing
