#include "samples/labelled_folder.h"

#include <atomic>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace telar::samples {
namespace {

Status WriteWhole(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return Status::Unavailable("write " + path.string() + ": the folder refused it");
  return Status::Ok();
}

std::filesystem::path FolderOf(const std::filesystem::path& folder, bool test, int label) {
  return folder / (test ? "invoices_test" : "invoices_train") / std::to_string(label);
}

Status MakeFolders(const std::filesystem::path& folder) {
  for (const bool test : {false, true}) {
    for (const int label : {0, 1}) {
      std::error_code error;
      const std::filesystem::path path = FolderOf(folder, test, label);
      std::filesystem::create_directories(path, error);
      if (error) return Status::FromErrno(error.value(), "make folder " + path.string());
    }
  }
  return Status::Ok();
}

Result<LabelledFile> WriteOne(const LabelledFolder& wanted, std::uint64_t index) {
  LabelledRequest request = wanted.request;
  request.index = index;
  LabelledFile file;
  TELAR_ASSIGN_OR_RETURN(file.labelled, DrawLabelled(request));
  const Sample& sample = file.labelled.sample;
  const std::filesystem::path folder =
      FolderOf(wanted.folder, file.labelled.test, file.labelled.label());
  file.file = folder / (sample.name + "." + sample.extension);
  file.truth = folder / (sample.name + ".json");
  TELAR_RETURN_IF_ERROR(WriteWhole(file.file, sample.bytes));
  TELAR_RETURN_IF_ERROR(WriteWhole(file.truth, LabelledTruthJson(file.labelled, request.seed)));
  return file;
}

}  // namespace

Status WriteLabelledFolder(const LabelledFolder& wanted,
                           const std::function<void(const LabelledFile&)>& written) {
  if (wanted.threads < 1 || wanted.threads > 64) {
    return Status::InvalidInput("write labelled invoices: threads are outside 1..64");
  }
  TELAR_RETURN_IF_ERROR(MakeFolders(wanted.folder));
  std::atomic<std::uint64_t> next{0};
  std::mutex mutex;
  Status first_failure = Status::Ok();
  const auto work = [&] {
    for (std::uint64_t i = next++; i < wanted.count; i = next++) {
      const Result<LabelledFile> file = WriteOne(wanted, wanted.from + i);
      const std::scoped_lock lock(mutex);
      if (!first_failure.ok()) return;
      if (!file.ok()) {
        first_failure = file.status();
        return;
      }
      written(*file);
    }
  };
  {
    std::vector<std::jthread> others;
    for (int i = 1; i < wanted.threads; ++i) others.emplace_back(work);
    work();
  }
  return first_failure;
}

}  // namespace telar::samples
