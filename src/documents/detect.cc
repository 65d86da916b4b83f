#include "documents/detect.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/text.h"

namespace telar::documents {
namespace {

using std::string_view_literals::operator""sv;

// A header within this many bytes counts; mail gateways and printers put lines before it.
constexpr std::size_t kPdfHeaderReach = 1024;

// The start of a text file as ASCII: without byte order mark, UTF-16 made narrow. Characters beyond
// ASCII become '?'.
std::string NarrowStart(std::string_view bytes) {
  constexpr std::size_t kReach = 4096;
  bytes = bytes.substr(0, kReach);
  // Programs that put files together leave blanks before the mark.
  if (const std::string_view trimmed = Trim(bytes); trimmed.starts_with("\xEF\xBB\xBF"sv)) {
    bytes = trimmed;
  }
  std::size_t low = 0, step = 1;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    bytes.remove_prefix(3);
  } else if (bytes.starts_with("\xFF\xFE"sv)) {
    bytes.remove_prefix(2);
    step = 2;
  } else if (bytes.starts_with("\xFE\xFF"sv)) {
    bytes.remove_prefix(2);
    low = 1;
    step = 2;
  } else if (bytes.starts_with("<\0"sv)) {
    step = 2;
  } else if (bytes.starts_with("\0<"sv)) {
    low = 1;
    step = 2;
  }
  std::string text;
  for (std::size_t i = 0; i + step <= bytes.size(); i += step) {
    const char c = bytes[i + low];
    const bool ascii =
        static_cast<unsigned char>(c) < 0x80 && (step == 1 || bytes[i + 1 - low] == 0);
    text += ascii ? c : '?';
  }
  return text;
}

bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c == '?';
}

// Skips white space, comments and declarations before the first element.
std::string_view FirstElement(std::string_view text) {
  while (true) {
    text = Trim(text);
    std::string_view end;
    if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<?")) {
      end = "?>";
    } else if (text.starts_with("<!")) {
      end = ">";
    } else {
      return text;
    }
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
}

bool LooksLikeHtml(std::string_view text) {
  const std::string lower = AsciiLower(text);
  const std::string_view trimmed = Trim(lower);
  return trimmed.starts_with("<!doctype html") || FirstElement(trimmed).starts_with("<html");
}

// `cut`: the text goes on, so that a first tag need not end in it.
bool LooksLikeXml(std::string_view text, bool cut) {
  const std::string_view trimmed = Trim(text);
  if (trimmed.starts_with("<?xml") || trimmed.starts_with("<!DOCTYPE ")) return true;
  const std::string_view element = FirstElement(trimmed);
  return element.size() > 1 && element[0] == '<' && IsNameStart(element[1]) &&
         (cut || element.find('>') != std::string_view::npos);
}

bool LooksLikeText(std::string_view bytes) {
  bytes = bytes.substr(0, 4096);
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
}

bool IsTiff(std::string_view bytes) {
  return bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) ||
         bytes.starts_with("II+\0"sv) || bytes.starts_with("MM\0+"sv);
}

// What the brand of an ISO base media file says (ISO/IEC 14496-12, 4.3).
std::string_view MediaBrand(std::string_view bytes) {
  if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return {};
  const std::string_view brand = bytes.substr(8, 4);
  for (const std::string_view heic : {"heic"sv, "heix"sv, "hevc"sv, "mif1"sv, "msf1"sv, "heim"sv}) {
    if (brand == heic) return "a HEIC photo";
  }
  return brand == "avif" ? "an AVIF picture" : "a video";
}

std::string_view ZipContent(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 8192);
  const auto holds = [&](std::string_view name) {
    return start.find(name) != std::string_view::npos;
  };
  if (holds("word/")) return "a Word document";
  if (holds("xl/")) return "an Excel workbook";
  if (holds("ppt/")) return "a PowerPoint presentation";
  if (holds("[Content_Types].xml")) return "an Office document";
  if (holds("mimetypeapplication/vnd.oasis.opendocument")) return "an OpenDocument file";
  return "a ZIP archive";
}

Status Refuse(std::string_view what, std::string_view hint) {
  return Status::InvalidInput("recognise the file: it seems to be " + std::string(what) +
                              ", not a PDF, JPEG, PNG, TIFF or XML")
      .WithHint(std::string(hint));
}

}  // namespace

Result<FileKind> DetectKind(std::string_view bytes) {
  if (bytes.empty()) {
    return Status::InvalidInput("recognise the file: it is empty")
        .WithHint("Was the upload or copy interrupted?");
  }
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return FileKind::kJpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return FileKind::kPng;
  if (IsTiff(bytes)) return FileKind::kTiff;
  if (bytes.substr(0, kPdfHeaderReach).find("%PDF-") != std::string_view::npos)
    return FileKind::kPdf;

  constexpr std::string_view kExportPdf = "Export it as PDF and hand that in.";
  constexpr std::string_view kExportJpeg = "Save it as JPEG or PNG and hand that in.";
  if (const std::string_view brand = MediaBrand(bytes); !brand.empty())
    return Refuse(brand, kExportJpeg);
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP"))
    return Refuse("a WebP picture", kExportJpeg);
  if (bytes.starts_with("GIF8")) return Refuse("a GIF picture", kExportJpeg);
  if (bytes.starts_with("BM") && bytes.size() > 26 && bytes.substr(6, 4) == "\0\0\0\0"sv) {
    return Refuse("a BMP picture", kExportJpeg);
  }
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) {
    const std::string_view content = ZipContent(bytes);
    return Refuse(content,
                  content == "a ZIP archive" ? "Unpack it and hand in the files."sv : kExportPdf);
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) {
    return Refuse("an old Office document or an Outlook message", kExportPdf);
  }
  if (bytes.starts_with("{\\rtf")) return Refuse("a rich text document", kExportPdf);
  if (bytes.starts_with("\x1F\x8B"sv))
    return Refuse("a gzip archive", "Unpack it and hand in the files.");
  if (bytes.starts_with("%!PS")) return Refuse("a PostScript file", kExportPdf);

  const std::string text = NarrowStart(bytes);
  if (LooksLikeHtml(text)) return Refuse("an HTML page", kExportPdf);
  if (LooksLikeXml(text, text.size() < bytes.size())) return FileKind::kXml;
  if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; })) {
    return Refuse("filled with zero bytes", "Was the upload or copy interrupted?");
  }
  if (LooksLikeText(text)) return Refuse("plain text", kExportPdf);
  return Refuse("something else", "Hand in the document as PDF, JPEG, PNG, TIFF or XML.");
}

}  // namespace telar::documents
