#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telar::testing {

/// Writes small PDFs for tests, one object after the other, uncompressed.
///
///   const std::string pdf = PdfWriter().Page().Text(72, 100, "Total 112.00").Bytes();
///
/// Places are in points from the top left corner of the page before rotation. Text is in
/// WinAnsiEncoding, so "\xA0" is a no-break space and "\xAD" a soft hyphen.
class PdfWriter {
 public:
  enum Font {
    kRegular = 1,
    kBold = 2,
    kMeaningless = 3,  ///< A font whose character map leads to the private use area.
  };

  /// Begins a page; `entries` go into its dictionary as they are ("/Rotate 90").
  PdfWriter& Page(double width = 595, double height = 842, std::string_view entries = "");
  /// Text with its baseline at `y`.
  PdfWriter& Text(double x, double y, std::string_view text, double size = 10,
                  Font font = kRegular);
  /// The same, printed with a quarter turn to the left (reads from bottom to top).
  PdfWriter& TextUpwards(double x, double y, std::string_view text, double size = 10);
  /// A gray picture of `columns` × `rows` pixels (a byte each, rows from the top) over a rectangle.
  PdfWriter& Picture(double x, double y, double width, double height, int columns, int rows,
                     std::string pixels);

  /// How a file is put into the PDF; the default is as Factur-X asks for it.
  struct Attachment {
    std::string name, bytes;
    bool named = true;       ///< In the name tree EmbeddedFiles and in /AF.
    bool annotated = false;  ///< A file attachment annotation on the first page.
    bool specified = true;   ///< A file specification with the name.
    bool typed = true;       ///< /Type /EmbeddedFile, subtype and size on the stream.
    bool compressed = true;  ///< FlateDecode.
    std::string filter{};    ///< Said instead of FlateDecode; the bytes are written as they are.
  };
  PdfWriter& Attach(Attachment attachment);
  /// Metadata of the document, uncompressed.
  PdfWriter& Metadata(std::string xmp);

  std::string Bytes() const;

 private:
  struct PageParts {
    double height = 0;
    std::string dictionary, content, pictures;
  };

  std::vector<PageParts> pages_;
  std::vector<std::string> pictures_;  // stream objects
  std::vector<Attachment> attachments_;
  std::string metadata_;
};

}  // namespace telar::testing
