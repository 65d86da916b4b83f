#include <string>

#include "core/text.h"
#include "documents/pdf/attached_xml.h"
#include "documents/pdf/raw_streams.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using namespace telar::documents;
using fuzz::Require;

constexpr AttachmentLimits kLimits{.files = 3, .file_bytes = 64 << 10, .all_bytes = 128 << 10};

void JudgeStreams(std::string_view bytes) {
  const char* last = bytes.data();
  ForEachStream(bytes, [&](const RawStream& stream) {
    Require(stream.dictionary.data() >= bytes.data() &&
                stream.data.data() + stream.data.size() <= bytes.data() + bytes.size(),
            "a stream lies within the file");
    Require(stream.data.data() >= last, "streams come in order, none within another");
    last = stream.data.data() + stream.data.size();
    const auto decoded = Decode(stream, 1000, /*cut=*/false);
    Require(!decoded.ok() || decoded->size() <= 1000, "no more is decoded than allowed");
    return true;
  });
  for (const auto& [object, name] : EmbeddedNames(bytes))
    Require(object >= 0 && IsValidUtf8(name), "a name is valid UTF-8", name);
}

void JudgeFile(std::string_view bytes) {
  const auto file = PdfFile::Open(bytes);
  if (!file.ok()) return;
  const AttachedXml found = FindAttachedXml(bytes, **file, kLimits);
  Require(found.files.size() <= kLimits.files, "no more files than allowed");
  std::size_t total = 0;
  for (const XmlAttachment& xml : found.files) {
    total += xml.bytes.size();
    Require(BeginsAnInvoice(xml.bytes), "what is found begins an invoice", xml.name);
    Require(IsValidUtf8(xml.name), "a name is valid UTF-8", xml.name);
  }
  Require(total <= kLimits.all_bytes, "no more bytes than allowed");
}

}  // namespace

/// The input as a whole file, and as what stands behind the page of a sound one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::AsText(data, size);
  JudgeStreams(bytes);
  JudgeFile(bytes);
  JudgeFile(
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" +
      std::string(bytes) + "\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  return 0;
}
