#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::documents::einvoice {

/// How the bytes of an XML document are written.
enum class Charset {
  kUtf8,
  kUtf8WithStrays,  ///< UTF-8 with bytes between that are none; those are Windows-1252.
  kUtf16LittleEndian,
  kUtf16BigEndian,
  kWindows1252,  ///< ISO-8859-1 as everybody writes it: with the € of Windows at 0x80.
  kLatin9,       ///< ISO-8859-15.
};

struct XmlStart {
  Charset charset = Charset::kUtf8;
  /// Byte order marks and blanks before the document, which XML does not allow there.
  std::size_t skipped = 0;
  int skipped_lines = 0;
  /// Bytes at the end that begin a character of UTF-8 and do not finish it.
  std::size_t cut_off = 0;
  std::string note;  ///< "declared as ISO-8859-1, written in UTF-8"; empty when both agree.
};

/// Finds the encoding by a byte order mark, by what the XML declaration says and by what the bytes
/// are. The bytes win: text with letters beyond ASCII that is valid UTF-8 is UTF-8, and a document
/// in single bytes is not UTF-16, whatever they declare.
///
/// kInvalidInput for a declared encoding that is none of Charset's, unless all bytes are ASCII.
Result<XmlStart> FindEncoding(std::string_view bytes);

/// Code point of a byte; `charset` is kWindows1252 or kLatin9.
char32_t CodePoint(Charset charset, unsigned char byte);

/// Takes about `most` bytes of kUtf8WithStrays off the start of `rest` and gives them as UTF-8;
/// never cuts a character in two.
std::string TakeRepaired(std::string_view& rest, std::size_t most);

}  // namespace telar::documents::einvoice
