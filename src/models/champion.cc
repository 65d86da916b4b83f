#include "models/champion.h"

#include "core/digest.h"
#include "core/log.h"

namespace telar::models {

Result<std::shared_ptr<VersionInUse>> VersionInUse::Open(std::string bytes, std::string name,
                                                         int version) {
  std::shared_ptr<VersionInUse> opened(
      new VersionInUse(std::move(bytes), std::move(name), version));
  TELAR_ASSIGN_OR_RETURN(auto model, opened->Take());
  opened->preparation_ = model->preparation();
  opened->architecture_ = model->architecture();
  opened->idle_.push_back(std::move(model));
  return opened;
}

Result<std::unique_ptr<ServedModel>> VersionInUse::Take() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      auto model = std::move(idle_.back());
      idle_.pop_back();
      return model;
    }
  }
  return ServedModel::Open(bytes_, name_);
}

Result<double> VersionInUse::Probability(const PreparedPage& page) {
  TELAR_ASSIGN_OR_RETURN(auto model, Take());
  const auto answer = model->Probabilities({&page, 1});
  {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(model));
  }
  if (!answer.ok()) return answer.status().WithContext("model " + name_);
  return answer->front();
}

Result<std::unique_ptr<Champion>> Champion::Open(ChampionOptions options) {
  std::unique_ptr<Champion> champion(new Champion(std::move(options)));
  TELAR_ASSIGN_OR_RETURN(champion->current_, champion->Look(nullptr));
  champion->looked_ = champion->options_.clock->Steady();
  return champion;
}

Result<std::shared_ptr<VersionInUse>> Champion::Look(const std::shared_ptr<VersionInUse>& present) {
  std::optional<ModelManifest> manifest;
  if (options_.registry != nullptr) {
    TELAR_ASSIGN_OR_RETURN(manifest, options_.registry->Alias(kChampion));
  }
  const int version = manifest ? manifest->version : 0;
  if (present != nullptr && present->version() == version) return present;
  if (!manifest) {
    if (options_.bundled.empty()) return std::shared_ptr<VersionInUse>();
    return VersionInUse::Open(options_.bundled,
                              "bundled " + Sha256Hex(options_.bundled).substr(0, 12), 0);
  }
  TELAR_ASSIGN_OR_RETURN(std::string bytes, options_.registry->Load(*manifest));
  return VersionInUse::Open(std::move(bytes), VersionName(*manifest), version);
}

std::shared_ptr<VersionInUse> Champion::Current() {
  std::shared_ptr<VersionInUse> present;
  const auto now = options_.clock->Steady();
  {
    const std::scoped_lock lock(mutex_);
    present = current_;
    if (looking_ || now - looked_ < options_.refresh) return present;
    looking_ = true;
  }
  // One thread looks, which may take as long as loading does; the others go on meanwhile.
  auto found = Look(present);
  const std::scoped_lock lock(mutex_);
  looking_ = false;
  looked_ = now;
  if (!found.ok()) {
    log::Error("the registry's champion cannot be used; the model before it goes on",
               {{"model", present == nullptr ? "none" : present->name()},
                {"reason", found.status().FullMessage()}});
    return present;
  }
  if (*found != present && *found != nullptr) {
    log::Info("another model is in use", {{"model", (*found)->name()}});
  }
  current_ = *std::move(found);
  return current_;
}

}  // namespace telar::models
