#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "models/torch/checkpoint_internal.h"

namespace telar::models {
namespace {

namespace fs = std::filesystem;

fs::path FileOf(const fs::path& folder, const std::string& fingerprint) {
  return folder / (fingerprint.substr(0, 16) + ".checkpoint");
}

// An archive takes no points in names.
std::string Stored(std::string name) {
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

torch::Tensor Numbers(const TrainingState& state) {
  std::vector<double> numbers = {
      static_cast<double>(state.epoch), static_cast<double>(state.best_epoch), state.best_loss,
      static_cast<double>(state.cuts), static_cast<double>(state.last_cut)};
  for (const EpochFigures& e : state.epochs) {
    numbers.insert(numbers.end(), {static_cast<double>(e.epoch), e.train_loss, e.validation_loss,
                                   e.validation_accuracy, e.learning_rate, e.best ? 1.0 : 0.0});
  }
  return torch::tensor(numbers, torch::kFloat64);
}

void TakeNumbers(const torch::Tensor& tensor, TrainingState& state) {
  const auto* n = tensor.data_ptr<double>();
  state.epoch = static_cast<int>(n[0]);
  state.best_epoch = static_cast<int>(n[1]);
  state.best_loss = n[2];
  state.cuts = static_cast<int>(n[3]);
  state.last_cut = static_cast<int>(n[4]);
  state.epochs.clear();
  for (const double* e = n + 5; e < n + tensor.numel(); e += 6) {
    state.epochs.push_back({static_cast<int>(e[0]), e[1], e[2], e[3], e[4], e[5] != 0});
  }
}

Status Sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Status::FromErrno(errno, "open " + path.string());
  const int failed = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  return failed == 0 ? Status::Ok() : Status::FromErrno(failed, "write " + path.string());
}

}  // namespace

std::map<std::string, torch::Tensor> CopyWeights(const Network& network) {
  std::map<std::string, torch::Tensor> weights;
  for (const auto& p : network->named_parameters()) weights[p.key()] = p.value().detach().clone();
  for (const auto& b : network->named_buffers()) weights[b.key()] = b.value().detach().clone();
  return weights;
}

void LoadWeights(Network& network, const std::map<std::string, torch::Tensor>& weights) {
  const torch::NoGradGuard no_gradients;
  for (auto& p : network->named_parameters()) p.value().copy_(weights.at(p.key()));
  for (auto& b : network->named_buffers()) b.value().copy_(weights.at(b.key()));
}

Status WriteCheckpoint(const fs::path& folder, const std::string& fingerprint,
                       const Network& network, const torch::optim::Adam& optimizer,
                       const TrainingState& state) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Status::FromErrno(error.value(), "make " + folder.string());
  const fs::path file = FileOf(folder, fingerprint), unfinished = file.string() + ".tmp";
  torch::serialize::OutputArchive archive, network_part, optimizer_part, best_part;
  network->save(network_part);
  optimizer.save(optimizer_part);
  for (const auto& [name, tensor] : state.best_weights) best_part.write(Stored(name), tensor);
  archive.write("network", network_part);
  archive.write("optimizer", optimizer_part);
  archive.write("best", best_part);
  archive.write("numbers", Numbers(state));
  archive.write("fingerprint", c10::IValue(fingerprint));
  archive.save_to(unfinished.string());
  TELAR_RETURN_IF_ERROR(Sync(unfinished));
  fs::rename(unfinished, file, error);
  if (error) return Status::FromErrno(error.value(), "write " + file.string());
  return Sync(folder);
}

Result<bool> ReadCheckpoint(const fs::path& folder, const std::string& fingerprint,
                            Network& network, torch::optim::Adam& optimizer, TrainingState& state) {
  const fs::path file = FileOf(folder, fingerprint);
  if (!fs::exists(file)) return false;
  try {
    torch::serialize::InputArchive archive, network_part, optimizer_part, best_part;
    archive.load_from(file.string());
    c10::IValue stored;
    archive.read("fingerprint", stored);
    if (stored.toStringRef() != fingerprint) return false;
    archive.read("network", network_part);
    archive.read("optimizer", optimizer_part);
    archive.read("best", best_part);
    network->load(network_part);
    optimizer.load(optimizer_part);
    torch::Tensor numbers;
    archive.read("numbers", numbers);
    TakeNumbers(numbers, state);
    state.best_weights = CopyWeights(network);
    for (auto& [name, tensor] : state.best_weights) best_part.read(Stored(name), tensor);
    return true;
  } catch (const std::exception& error) {
    return Status::ContractBroken("read the checkpoint " + file.string() + ": " + error.what())
        .WithHint("Remove the file to train from the start.");
  }
}

}  // namespace telar::models
