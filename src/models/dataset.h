#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "documents/reader.h"
#include "models/gate.h"
#include "models/prepare.h"
#include "store/object_store.h"

namespace telar::models {

enum class Split { kTrain, kTest };

/// One labelled document, ready for a network.
struct LabelledPage {
  std::string key;     ///< In the store.
  std::string sha256;  ///< Of its bytes.
  int label = 0;       ///< 0 correctiva, 1 preventiva: the name of its folder.
  Split split = Split::kTrain;
  std::optional<std::uint64_t> page_hash;  ///< documents/page_hash.h; nothing for an empty sheet.
  /// Training documents that look alike share a group, so that a split can keep them together.
  int group = 0;
  PreparedPage page;
};

/// A document that is not used, and why: "cannot be read: …", "the same bytes as KEY", …
struct DatasetReject {
  std::string key;
  std::string reason;
  friend bool operator==(const DatasetReject&, const DatasetReject&) = default;
};

struct DatasetOptions {
  Preparation preparation;
  std::optional<Split> only;              ///< The other split is neither read nor compared with.
  std::string train = "invoices_train/";  ///< Prefix of the folders "0/" and "1/" to learn from.
  std::string test = "invoices_test/";    ///< And of those to be measured on.
  /// Pages whose hashes differ in no more bits look alike; -1: no two do. Stricter than what
  /// duplicates of one invoice are looked up by (documents::kNearPage): two invoices on one form
  /// may be that close without being one document.
  int near_bits = 4;
  int threads = 1;  ///< Documents rendered at once; as many as the reader has processes.
  documents::ReadOptions read;
  std::uint64_t most_bytes = std::uint64_t{64} << 20;  ///< Larger files are rejects.
  /// Called with how many documents are done and how many there are, from any thread, one at a
  /// time.
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// Labelled documents of both splits, in the order of their keys, and those left out.
struct Dataset {
  Preparation preparation;
  std::vector<LabelledPage> pages;
  std::vector<DatasetReject> rejects;

  std::vector<const LabelledPage*> Of(Split split) const;
  SetFacts Facts(Split split) const;
};

/// Reads every document below the four labelled folders of `store` and prepares its first page as
/// serving does.
///
/// - A file twice within a split counts once. Twice with different labels it counts not at all.
/// - A training document with the bytes of a test document, or one that looks like it, is left out
///   of training: what is measured on stays as it is, so that models remain comparable.
/// - NAME.json beside NAME.pdf (or any other document) is what is known of it, and no document.
/// - A document that cannot be read is a reject; a store or reader that does not answer is an
/// error.
///
/// kNotFound when a split that is read has no document of either class that can be used; kCancelled
/// when `stop` was requested; otherwise errors of the store and kUnavailable of the reader. All
/// prepared pages are held in memory, a byte a value.
Result<Dataset> ReadDataset(store::ObjectStore& store, documents::Reader& reader,
                            const DatasetOptions& options, std::stop_token stop = {});

/// The manifest: preparation, a line for every document (key, hash, label, split, group), rejects
/// and class counts. The same dataset gives the same text, whose SHA-256 names it.
std::string DatasetManifest(const Dataset& dataset);

}  // namespace telar::models
