#include "app/commands/model_desk.h"

#include <charconv>
#include <thread>

#include "app/progress.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "models/baseline.h"
#include "models/champion.h"
#include "models/snapshot.h"

namespace telar::app {
namespace {

constexpr std::size_t kMostNamed = 5;

void NameRejects(Context& context, const std::vector<models::DatasetReject>& rejects) {
  if (context.quiet() || rejects.empty()) return;
  const std::size_t named = context.call.Has("verbose") ? rejects.size() : kMostNamed;
  for (std::size_t i = 0; i < std::min(named, rejects.size()); ++i) {
    context.err.Write("left out: " + Printable(rejects[i].key) + ": " +
                      Printable(rejects[i].reason) + "\n");
  }
  if (rejects.size() > named) {
    context.err.Write("left out: " + std::to_string(rejects.size() - named) +
                      " more; -v names them\n");
  }
}

Result<std::string> SnapshotNamed(ModelDesk& desk) {
  const std::string& name = desk.snapshot;
  if (name.size() == 64) return name;
  TELAR_ASSIGN_OR_RETURN(const models::ModelManifest manifest, desk.Find(name));
  if (!manifest.dataset_sha256.empty()) return manifest.dataset_sha256;
  return Status::NotFound("model v" + std::to_string(manifest.version) +
                          ": it is not known what it learned from");
}

models::Dataset TestOf(models::Dataset dataset) {
  std::erase_if(dataset.pages, [](const models::LabelledPage& page) {
    return page.split != models::Split::kTest;
  });
  return dataset;
}

}  // namespace

Result<std::unique_ptr<ModelDesk>> OpenModelDesk(Context& context, bool make) {
  TELAR_ASSIGN_OR_RETURN(config::Loaded loaded, LoadSettings(context));
  auto desk = std::unique_ptr<ModelDesk>(
      new ModelDesk{context, std::move(loaded.settings), nullptr, nullptr, "", nullptr});
  TELAR_ASSIGN_OR_RETURN(desk->store, OpenModelStore(desk->settings, context.clock, make));
  if (desk->store == nullptr) {
    return Status::NotFound("telar " + context.call.path() + ": no model was registered in " +
                            desk->settings.models.registry.Text() + " yet")
        .WithHint("telar model train makes one, telar model import takes one from a file");
  }
  desk->registry =
      std::make_unique<models::Registry>(*desk->store, context.clock, models::VerifyModel);
  return desk;
}

Result<models::Dataset> ModelDesk::ReadLabelled(const models::Preparation& preparation,
                                                std::optional<models::Split> only) {
  if (labelled == nullptr && !snapshot.empty()) {
    TELAR_ASSIGN_OR_RETURN(const std::string sha256, SnapshotNamed(*this));
    TELAR_ASSIGN_OR_RETURN(labelled, models::SnapshotStore::Open(*registry, sha256));
  }
  if (labelled == nullptr) {
    TELAR_ASSIGN_OR_RETURN(labelled, OpenDatasetStore(settings, context.clock));
  }
  models::DatasetOptions options;
  options.preparation = preparation;
  options.only = only;
  options.read = ReadOptionsFor(settings);
  options.most_bytes = options.read.limits.file_bytes;
  options.threads = settings.reader.readers > 0
                        ? settings.reader.readers
                        : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  TELAR_ASSIGN_OR_RETURN(const auto reader, OpenReader(settings, context.ReaderProgram(),
                                                       options.threads, context.clock));
  ProgressBar bar(context.err, context.clock,
                  {.what = "documents",
                   .quiet = context.quiet(),
                   .utf8 = context.utf8,
                   .style = context.err_style});
  options.progress = [&](std::size_t done, std::size_t all) {
    bar.Update({.total = static_cast<std::int64_t>(all), .done = static_cast<std::int64_t>(done)});
  };
  auto dataset = models::ReadDataset(*labelled, *reader, options, context.interrupts.drain());
  bar.Finish();
  if (!dataset.ok()) {
    Status status = std::move(dataset).status().WithContext(labelled->Describe());
    return status.role() == Role::kNone ? std::move(status).WithRole(Role::kSource) : status;
  }
  NameRejects(context, dataset->rejects);
  return dataset;
}

Result<models::ModelManifest> ModelDesk::Find(const std::string& name) {
  if (name == models::kChampion || name == models::kCandidate) {
    TELAR_ASSIGN_OR_RETURN(auto found, registry->Alias(name));
    if (found) return *std::move(found);
    return Status::NotFound("model " + name + ": there is none")
        .WithHint(name == models::kChampion ? "telar model promote VERSION makes a version champion"
                                            : "telar model train makes one");
  }
  const std::string_view digits = std::string_view(name).substr(name.starts_with('v') ? 1 : 0);
  int version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (error != std::errc() || end != digits.data() + digits.size() || version < 1) {
    return Status::InvalidInput("model '" + name + "': neither a version nor an alias")
        .WithHint("say 3, champion or candidate; telar model list shows the versions");
  }
  return registry->Version(version);
}

Result<Judgement> Judge(ModelDesk& desk, const std::string& bytes, const std::string& name,
                        std::optional<models::Dataset> documents) {
  TELAR_ASSIGN_OR_RETURN(const auto version, models::VersionInUse::Open(bytes, name, 0));
  Judgement judgement;
  if (documents && documents->preparation == version->preparation()) {
    judgement.documents = TestOf(*std::move(documents));
  } else {
    TELAR_ASSIGN_OR_RETURN(judgement.documents,
                           desk.ReadLabelled(version->preparation(), models::Split::kTest));
  }
  std::vector<models::Scored> scored;
  for (const models::LabelledPage& page : judgement.documents.pages) {
    if (desk.context.interrupts.drain().stop_requested()) {
      return Status::Cancelled("evaluate model " + name);
    }
    TELAR_ASSIGN_OR_RETURN(const double probability, version->Probability(page.page));
    judgement.probabilities.push_back(probability);
    scored.push_back({page.label, probability});
  }
  judgement.evaluation = models::Evaluate(scored);
  judgement.test = judgement.documents.Facts(models::Split::kTest);
  return judgement;
}

Result<Gated> AskGate(ModelDesk& desk, const Judgement& candidate, const models::SetFacts& train) {
  Gated gated;
  TELAR_ASSIGN_OR_RETURN(gated.champion, desk.registry->Alias(models::kChampion));
  if (gated.champion) {
    TELAR_ASSIGN_OR_RETURN(const std::string bytes, desk.registry->Load(*gated.champion));
    TELAR_ASSIGN_OR_RETURN(
        const Judgement judged,
        Judge(desk, bytes, "v" + std::to_string(gated.champion->version), candidate.documents));
    gated.champion_evaluation = judged.evaluation;
  }
  gated.verdict =
      models::AskGate(candidate.evaluation, gated.champion_evaluation, train, candidate.test);
  return gated;
}

models::SetFacts TrainFacts(const models::ModelManifest& manifest) {
  const auto count = [&](const char* name) {
    std::int64_t number = 0;
    if (const auto found = manifest.parameters.find(name); found != manifest.parameters.end()) {
      const std::string& text = found->second;
      std::from_chars(text.data(), text.data() + text.size(), number);
    }
    return number;
  };
  return {count("train_documents_0"), count("train_documents_1")};
}

Result<std::string> KeepBaseline(ModelDesk& desk, const Judgement& judgement) {
  const models::Baseline baseline =
      models::MakeBaseline(judgement.documents.Of(models::Split::kTest), judgement.probabilities);
  return desk.registry->KeepBlob(models::BaselineJson(baseline));
}

}  // namespace telar::app
