#pragma once

#include <vector>

#include "documents/reader.h"

namespace telar::testing {

/// A Reader that fails at everything with kInternal: a test overrides what it wants asked.
class StubReader : public documents::Reader {
 public:
  Result<documents::Document> Read(std::string_view, const documents::ReadOptions&) override {
    return NotAsked();
  }
  Result<documents::PageImage> Render(std::string_view, int, int,
                                      const documents::ReadOptions&) override {
    return NotAsked();
  }
  Result<documents::RegionWords> ReadRegion(std::string_view, const documents::PageRegion&,
                                            const documents::ReadOptions&) override {
    return NotAsked();
  }
  Result<documents::MarkedPicture> Draw(std::string_view, int, const std::vector<documents::Mark>&,
                                        const documents::ReadOptions&) override {
    return NotAsked();
  }
  Result<documents::RuleReport> Check(std::string_view, const documents::ReadOptions&) override {
    return NotAsked();
  }

 private:
  static Status NotAsked() { return Status::Internal("the test does not want this asked"); }
};

}  // namespace telar::testing
