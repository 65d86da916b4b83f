#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "documents/isolation/reader_pool.h"
#include "tests/support/sanitized.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

#if TELAR_SANITIZED
#define SKIP_WITHOUT_ADDRESS_LIMIT() GTEST_SKIP() << "no address space limit under a sanitizer"
#else
#define SKIP_WITHOUT_ADDRESS_LIMIT() static_cast<void>(0)
#endif

namespace telar::documents {

/// A pool of bad_reader processes, which do what the document says.
class PoolTest : public ::testing::Test {
 protected:
  PoolOptions Options() const {
    PoolOptions options;
    options.readers = 2;
    options.program = TELAR_BAD_READER;
    options.scratch_parent = folder_.path();
    options.grace = std::chrono::milliseconds(100);
    return options;
  }

  void Open(PoolOptions options) {
    auto opened = IsolatedReader::Open(std::move(options), clock_);
    ASSERT_OK(opened);
    pool_ = *std::move(opened);
  }
  void Open() { Open(Options()); }

  Result<Document> Read(std::string_view order) { return pool_->Read(order, read_); }

  /// The words of the only page, joined by a space, or the failure.
  std::string Answer(std::string_view order) {
    const Result<Document> document = Read(order);
    if (!document.ok()) return document.status().ToString();
    std::string text;
    for (const Word& word : document->pages.at(0).words)
      text += (text.empty() ? "" : " ") + word.text;
    return text;
  }

  SystemClock clock_;
  testing::TempFolder folder_;
  ReadOptions read_;
  std::unique_ptr<IsolatedReader> pool_;
};

}  // namespace telar::documents
