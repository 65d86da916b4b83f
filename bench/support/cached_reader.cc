#include "bench/support/cached_reader.h"

#include <fmt/format.h>

#include <fstream>

#include "bench/support/files.h"
#include "core/digest.h"
#include "documents/isolation/wire.h"

namespace telar::bench {

using documents::Document;
namespace wire = documents::wire;

CachedReader::CachedReader(documents::Reader& inner, std::filesystem::path folder)
    : inner_(inner), folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
}

Result<Document> CachedReader::Read(std::string_view bytes, const documents::ReadOptions& options) {
  const std::string key = Sha256Hex(Sha256Hex(bytes) + wire::EncodeRequest({.options = options}));
  const std::filesystem::path path = folder_ / key;
  if (auto kept = ReadWhole(path); kept.ok()) {
    auto reply = wire::DecodeReply({wire::FrameType::kReply, *std::move(kept), {}});
    if (reply.ok()) {
      if (auto* document = std::get_if<Document>(&*reply)) return std::move(*document);
    }
  }
  TELAR_ASSIGN_OR_RETURN(Document document, inner_.Read(bytes, options));
  const std::filesystem::path half = path.string() + fmt::format(".{}", fmt::ptr(&document));
  std::ofstream out(half, std::ios::binary);
  out << wire::EncodeReply(document).meta;
  out.close();
  if (out) std::filesystem::rename(half, path);
  return document;
}

Result<documents::PageImage> CachedReader::Render(std::string_view bytes, int number, int dpi,
                                                  const documents::ReadOptions& options) {
  return inner_.Render(bytes, number, dpi, options);
}

Result<documents::MarkedPicture> CachedReader::Draw(std::string_view bytes, int number,
                                                    const std::vector<documents::Mark>& marks,
                                                    const documents::ReadOptions& options) {
  return inner_.Draw(bytes, number, marks, options);
}

}  // namespace telar::bench
