#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "models/training_record.h"
#include "store/object_store.h"

namespace telar::models {

/// Trainings that MLflow has yet to be told of, in the object store of the registry:
///
///   outbox/mlflow/TRAINING.json    {"record": RecordJson, "files": [{"path", "content_type",
///   "sha256"}]} outbox/files/SHA256            a file's bytes; shared by trainings that have the
///   same file
///
/// Errors everywhere: those of the store. As safe to use from several threads as the store is.
class Outbox {
 public:
  struct File {
    std::string path, content_type, sha256;
  };
  struct Entry {
    TrainingRecord record;
    std::vector<File> files;
  };

  /// `store` is borrowed.
  explicit Outbox(store::ObjectStore& store) : store_(store) {}

  /// Keeps a file's bytes; gives their SHA-256.
  Result<std::string> KeepFile(std::string_view bytes);
  /// kContractBroken when what is stored has other bytes.
  Result<std::string> Bytes(const std::string& sha256);
  /// Puts an entry in, in the place of an earlier one of the same training.
  Status Keep(const Entry& entry);

  /// Ids of the trainings that wait.
  Result<std::vector<std::string>> Waiting();
  /// kInvalidInput when it cannot be read as an entry; kNotFound.
  Result<Entry> Read(const std::string& training);
  /// Removes the entry, and those of its files that no other entry has.
  Status Remove(const Entry& entry);

 private:
  store::ObjectStore& store_;
};

}  // namespace telar::models
