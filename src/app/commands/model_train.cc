#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "app/build_info.h"
#include "app/commands/actor.h"
#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/commands/model_desk.h"
#include "app/commands/model_view.h"
#include "app/commands/model_word.h"
#include "app/progress.h"
#include "app/table.h"
#include "models/snapshot.h"
#include "models/training_requests.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using models::Promotion;

/// telar-train takes the place of this process: signals, exit status and output are its own.
Status BecomeTelarTrain(Context& context) {
  const fs::path program = context.programs / "telar-train";
  std::error_code error;
  const Status missing =
      Status::InvalidConfig("telar model train: this program serves models; training needs " +
                            program.string())
          .WithHint("./dev build makes it where LibTorch is installed: ./dev setup train");
  if (!fs::exists(program, error)) return missing;
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), context.words.begin(), context.words.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  (void)context.out.Flush();
  (void)context.err.Flush();
  execv(program.c_str(), pointers.data());
  return Status::FromErrno(errno, "start " + program.string());
}

Result<models::TrainOptions> OptionsOf(const Context& context, const config::Settings& settings) {
  const Invocation& call = context.call;
  models::TrainOptions options;
  options.architecture = static_cast<models::Architecture>(settings.models.architecture);
  if (call.Has("architecture")) {
    options.architecture = call.Get("architecture") == "seed" ? models::Architecture::kSeed
                                                              : models::Architecture::kCompact;
  }
  const auto number = [&](const char* flag, std::int64_t fallback, std::int64_t most) {
    return std::clamp<std::int64_t>(call.Number(flag, fallback), 1, most);
  };
  options.seed = static_cast<std::uint64_t>(std::max<std::int64_t>(call.Number("seed", 42), 0));
  options.most_epochs = static_cast<int>(number("epochs", settings.models.epochs, 10'000));
  options.batch = static_cast<int>(number("batch", settings.models.batch, 1024));
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int threads = settings.models.threads > 0 ? settings.models.threads : cores;
  options.threads = static_cast<int>(number("threads", threads, 256));
  options.checkpoints = settings.models.checkpoints;
  return options;
}

std::string Text(double value) { return fmt::format("{}", value); }

models::ModelManifest ManifestOf(const models::TrainOptions& options,
                                 const models::Trained& trained, const models::SetFacts& train,
                                 const Judgement& judgement, std::string architecture) {
  const models::Evaluation& e = judgement.evaluation;
  models::ModelManifest manifest;
  manifest.architecture = std::move(architecture);
  const BuildInfo& build = TheBuild();
  manifest.code_version = "telar " + std::string(build.version) +
                          (build.commit.empty() ? "" : " " + std::string(build.commit));
  manifest.parameters = {{"parameters", std::to_string(trained.parameters)},
                         {"seed", std::to_string(options.seed)},
                         {"epochs", std::to_string(trained.epochs.size())},
                         {"most_epochs", std::to_string(options.most_epochs)},
                         {"best_epoch", std::to_string(trained.best_epoch)},
                         {"batch", std::to_string(options.batch)},
                         {"learning_rate", Text(options.learning_rate)},
                         {"validation_share", Text(options.validation_share)},
                         {"patience", std::to_string(options.patience)},
                         {"rate_patience", std::to_string(options.rate_patience)},
                         {"rate_factor", Text(options.rate_factor)},
                         {"threads", std::to_string(options.threads)},
                         {"calibration_slope", Text(trained.slope)},
                         {"calibration_offset", Text(trained.offset)},
                         {"train_documents_0", std::to_string(train.documents_of_0)},
                         {"train_documents_1", std::to_string(train.documents_of_1)},
                         {"validation_documents", std::to_string(trained.validation_documents)},
                         {"test_documents_0", std::to_string(judgement.test.documents_of_0)},
                         {"test_documents_1", std::to_string(judgement.test.documents_of_1)}};
  manifest.figures = {{"macro_f1", e.macro_f1},
                      {"accuracy", e.accuracy},
                      {"macro_precision", e.macro_precision},
                      {"macro_recall", e.macro_recall},
                      {"log_loss", e.log_loss},
                      {"calibration_error", e.calibration_error},
                      {"roc_area", e.roc_area}};
  return manifest;
}

Result<models::Trained> Train(Context& context, const models::Dataset& dataset,
                              const models::TrainOptions& options) {
  ProgressBar bar(context.err, context.clock,
                  {.what = "training",
                   .quiet = context.quiet(),
                   .utf8 = context.utf8,
                   .style = context.err_style});
  models::TrainObserver observer;
  observer.documents = [&](int epoch, std::size_t done, std::size_t all) {
    const auto documents = static_cast<std::int64_t>(all);
    bar.Update({.total = documents * options.most_epochs,
                .done = documents * (epoch - 1) + static_cast<std::int64_t>(done)});
  };
  observer.epoch = [&](const models::EpochFigures& e) {
    if (context.quiet()) return;
    context.err.Write(
        fmt::format("epoch {:>3}  loss {:.4f}  validation {:.4f}, {:.1f} % right  rate {:.2g}{}\n",
                    e.epoch, e.train_loss, e.validation_loss, 100 * e.validation_accuracy,
                    e.learning_rate, e.best ? "  best" : ""));
  };
  auto trained = context.trainer->train(dataset, options, observer, context.interrupts.drain());
  bar.Finish();
  if (trained.status().code() == Code::kCancelled) {
    return Status(trained.status())
        .WithHint("the same command with the same documents goes on after the last whole epoch");
  }
  return trained;
}

Result<std::string> KeepSnapshot(ModelDesk& desk, const models::Dataset& dataset) {
  Context& context = desk.context;
  ProgressBar bar(context.err, context.clock,
                  {.what = "documents kept",
                   .quiet = context.quiet(),
                   .utf8 = context.utf8,
                   .style = context.err_style});
  return models::KeepSnapshot(
      *desk.labelled, dataset, *desk.registry,
      [&](std::size_t done, std::size_t all) {
        bar.Update(
            {.total = static_cast<std::int64_t>(all), .done = static_cast<std::int64_t>(done)});
      },
      context.interrupts.drain());
}

void Say(Context& context, const std::string& text) {
  if (!context.quiet()) context.err.Write(text + "\n");
}

std::string Counted(const models::SetFacts& facts) {
  return fmt::format("{} ({} correctiva, {} preventiva)",
                     facts.documents_of_0 + facts.documents_of_1, facts.documents_of_0,
                     facts.documents_of_1);
}

/// What came of a training.
struct Came {
  int version = 0;
  Promotion promotion = Promotion::kRefused;
  std::string refusal;
};

Result<Came> TrainAndJudge(ModelDesk& desk, const models::TrainOptions& options,
                           const std::string& who) {
  Context& context = desk.context;
  const std::string architecture =
      options.architecture == models::Architecture::kSeed ? "seed" : "compact";
  TELAR_ASSIGN_OR_RETURN(
      models::Dataset dataset,
      desk.ReadLabelled(context.trainer->preparation_of(options.architecture), {}));
  const models::SetFacts train = dataset.Facts(models::Split::kTrain);
  Say(context, "to learn from: " + Counted(train) +
                   "; to be measured on: " + Counted(dataset.Facts(models::Split::kTest)) +
                   "; left out: " + std::to_string(dataset.rejects.size()));

  const Instant started = context.clock.Now();
  TELAR_ASSIGN_OR_RETURN(const std::string snapshot, KeepSnapshot(desk, dataset));
  TELAR_ASSIGN_OR_RETURN(const models::Trained trained, Train(context, dataset, options));
  TELAR_ASSIGN_OR_RETURN(const Judgement judgement,
                         Judge(desk, trained.onnx, "just trained", std::move(dataset)));
  models::ModelManifest manifest = ManifestOf(options, trained, train, judgement, architecture);
  manifest.dataset_sha256 = snapshot;
  TELAR_ASSIGN_OR_RETURN(manifest.baseline_sha256, KeepBaseline(desk, judgement));
  TELAR_ASSIGN_OR_RETURN(manifest, desk.registry->Register(trained.onnx, manifest));
  TELAR_ASSIGN_OR_RETURN(const Gated gated, AskGate(desk, judgement, train));
  const bool passed = gated.verdict.passed();
  const std::string figures =
      fmt::format("macro F1 {:.4f} on {} documents", judgement.evaluation.macro_f1,
                  judgement.evaluation.documents);
  TELAR_RETURN_IF_ERROR(
      passed ? desk.registry->Nominate(manifest.version, who, figures)
             : desk.registry->Refuse(manifest.version, who, gated.verdict.Refusal()));
  const bool promoted = passed && context.call.Has("promote");
  if (promoted) {
    TELAR_RETURN_IF_ERROR(
        desk.registry->Promote(manifest.version, who, "passed the gate: " + figures));
  }

  const Promotion promotion = promoted ? Promotion::kPromoted
                              : passed ? Promotion::kNominated
                                       : Promotion::kRefused;
  TellOfTraining(desk, {.started = started,
                        .finished = context.clock.Now(),
                        .options = options,
                        .trained = trained,
                        .shape = context.trainer->shape_of(options.architecture),
                        .preparation = context.trainer->preparation_of(options.architecture),
                        .evaluation = judgement.evaluation,
                        .manifest = manifest,
                        .promotion = promotion,
                        .promotion_reason = gated.verdict.Refusal()});

  if (context.json()) {
    Json json = VersionJson(manifest);
    json["evaluation"] = EvaluationJson(judgement.evaluation, false);
    json["gate"] = GateJson(gated.verdict);
    json["promoted"] = promoted;
    json["resumed"] = trained.resumed;
    context.out.Write(JsonLine(json));
  } else {
    const int width = context.TableWidth();
    context.out.Write(EvaluationView(judgement.evaluation, width, context.out_style) + "\n" +
                      GateView(gated.verdict, width, context.out_style) + "\n");
    context.out.Write(fmt::format("{} is {}\n", models::VersionName(manifest),
                                  promoted ? "champion"
                                  : passed
                                      ? "candidate; telar model promote puts it into production"
                                      : "refused"));
  }
  return Came{manifest.version, promotion, gated.verdict.Refusal()};
}

/// Writes down what became of a request. One that was interrupted stays open: the next call goes
/// on.
Status FinishRequest(models::TrainingRequests& requests, int number, const Result<Came>& came) {
  if (came.status().code() == Code::kCancelled) return Status::Ok();
  if (!came.ok()) return requests.Finish(number, "failed", came.status().FullMessage());
  const std::string version = "version " + std::to_string(came->version);
  switch (came->promotion) {
    case Promotion::kPromoted: return requests.Finish(number, "promoted", version);
    case Promotion::kNominated: return requests.Finish(number, "nominated", version);
    case Promotion::kRefused: break;
  }
  return requests.Finish(number, "refused", version + ": " + came->refusal);
}

Result<ExitCode> Run(Context& context) {
  if (context.trainer == nullptr) return BecomeTelarTrain(context);
  TELAR_ASSIGN_OR_RETURN(const std::string who, ActorName(context));
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/true));
  desk->snapshot = context.call.Get("snapshot");
  TELAR_ASSIGN_OR_RETURN(const models::TrainOptions options, OptionsOf(context, desk->settings));
  if (context.call.Has("dry-run")) {
    TELAR_ASSIGN_OR_RETURN(
        const models::Dataset dataset,
        desk->ReadLabelled(context.trainer->preparation_of(options.architecture), {}));
    context.out.Write(models::DatasetManifest(dataset));
    return ExitCode::kDone;
  }
  models::TrainingRequests requests(*desk->store, context.clock);
  std::optional<models::TrainingRequest> request;
  if (context.call.Has("requested")) {
    TELAR_ASSIGN_OR_RETURN(request, requests.Next());
    if (!request) {
      Say(context, "no training is requested");
      return ExitCode::kNothingToDo;
    }
    Say(context, "request " + std::to_string(request->number) + " by " + Printable(request->who) +
                     ": " + Printable(request->why));
  }
  const Result<Came> came = TrainAndJudge(*desk, options, who);
  if (request) TELAR_RETURN_IF_ERROR(FinishRequest(requests, request->number, came));
  if (!came.ok()) return came.status();
  return came->promotion == Promotion::kRefused ? ExitCode::kContractBroken : ExitCode::kDone;
}

}  // namespace

Command ModelTrainCommand() {
  return {
      .name = "train",
      .summary = "Train a model on the labelled documents, measure it, and ask the gate",
      .description =
          {"Learns from invoices_train/0 and /1 of models.dataset (0 correctiva, 1 preventiva; any "
           "kind of document that can be read), evaluates exactly the file that would be served on "
           "invoices_test, and registers it with what it was made of. What passes the gate becomes "
           "the candidate, with --promote the champion; what does not is kept as refused, with its "
           "numbers, and the command ends with 7.",
           "A test document that also lies in training, or looks like one there, is left out of "
           "training. The same documents, options and number of threads give the same weights, "
           "also when the program was killed meanwhile and started again: it goes on after the "
           "last whole epoch. The first SIGINT or SIGTERM stops it there.",
           "Training is done by telar-train, which needs LibTorch; telar starts it when it lies "
           "beside."},
      .flags = {{.name = "architecture",
                 .value = "NAME",
                 .help = "The network (models.architecture)",
                 .kind = ValueKind::kChoice,
                 .choices = {"compact", "seed"}},
                {.name = "epochs",
                 .value = "N",
                 .help = "At most so many (models.epochs)",
                 .kind = ValueKind::kNumber},
                {.name = "batch",
                 .value = "N",
                 .help = "Documents a step (models.batch)",
                 .kind = ValueKind::kNumber},
                {.name = "seed",
                 .value = "N",
                 .help = "Seed of everything left to chance, 42 unless given",
                 .kind = ValueKind::kNumber},
                {.name = "threads",
                 .value = "N",
                 .help = "Cores to use (models.threads)",
                 .kind = ValueKind::kNumber},
                {.name = "snapshot",
                 .value = "VERSION",
                 .help = "Learn from what this version learned from (or a manifest's SHA-256)",
                 .kind = ValueKind::kText},
                {.name = "requested",
                 .help = "Only when a training was requested, as drift does; 99 when none was"},
                {.name = "promote", .help = "Make it champion when it passes the gate"},
                ByFlag(),
                {.name = "dry-run",
                 .help = "Read the documents, print the dataset's manifest, and train nothing"}},
      .examples = {{"telar model train --promote",
                    "Learn, measure, and use it if it is good enough"},
                   {"telar model train --architecture seed --epochs 20",
                    "The network of the platform before"}},
      .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown, ExitCode::kContractBroken,
                ExitCode::kNothingToDo, ExitCode::kInterrupted, ExitCode::kTerminated},
      .run = Run};
}

}  // namespace telar::app
