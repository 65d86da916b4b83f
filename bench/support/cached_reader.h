#pragma once

#include <filesystem>

#include "documents/reader.h"

namespace telar::bench {

/// Keeps what another reader read as files in a folder, named by the document's bytes and the
/// options, and answers from there the next time: the words of a scan cost seconds, fields cost
/// milliseconds. It does not notice that the reader itself has changed: empty the folder then.
/// Failures are not kept. Safe from several threads.
class CachedReader final : public documents::Reader {
 public:
  /// `inner` is borrowed; `folder` is made when it is not there.
  CachedReader(documents::Reader& inner, std::filesystem::path folder);

  Result<documents::Document> Read(std::string_view bytes,
                                   const documents::ReadOptions& options) override;
  Result<documents::RegionWords> ReadRegion(std::string_view bytes,
                                            const documents::PageRegion& region,
                                            const documents::ReadOptions& options) override {
    return inner_.ReadRegion(bytes, region, options);
  }
  Result<documents::RuleReport> Check(std::string_view bytes,
                                      const documents::ReadOptions& options) override {
    return inner_.Check(bytes, options);
  }
  Result<documents::PageImage> Render(std::string_view bytes, int number, int dpi,
                                      const documents::ReadOptions& options) override;
  Result<documents::MarkedPicture> Draw(std::string_view bytes, int number,
                                        const std::vector<documents::Mark>& marks,
                                        const documents::ReadOptions& options) override;

 private:
  documents::Reader& inner_;
  const std::filesystem::path folder_;
};

}  // namespace telar::bench
