#include "app/commands/commands.h"
#include "app/commands/input_file.h"
#include "app/commands/json_line.h"
#include "app/commands/model_desk.h"
#include "app/commands/model_view.h"
#include "app/settings.h"
#include "app/wiring.h"

namespace telar::app {
namespace {

/// A version's file, or a file that is in no registry.
struct Asked {
  std::string name, bytes;
  models::SetFacts train;
};

bool IsFileName(const std::string& name) {
  return name.find('/') != name.npos || name.ends_with(".onnx");
}

Result<Asked> Find(ModelDesk& desk, const std::string& name) {
  Asked asked;
  if (IsFileName(name)) {
    asked.name = name;
    TELAR_ASSIGN_OR_RETURN(asked.bytes, ReadInput(desk.context, name, std::uint64_t{1} << 30));
    return asked;
  }
  TELAR_ASSIGN_OR_RETURN(const models::ModelManifest manifest, desk.Find(name));
  asked.name = "v" + std::to_string(manifest.version);
  asked.train = TrainFacts(manifest);
  TELAR_ASSIGN_OR_RETURN(asked.bytes, desk.registry->Load(manifest));
  return asked;
}

Result<ExitCode> Run(Context& context) {
  const auto& arguments = context.call.arguments();
  const std::string name = arguments.empty() ? std::string(models::kChampion) : arguments[0];
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/IsFileName(name)));
  desk->snapshot = context.call.Get("snapshot");
  TELAR_ASSIGN_OR_RETURN(const Asked asked, Find(*desk, name));
  TELAR_ASSIGN_OR_RETURN(const Judgement judgement, Judge(*desk, asked.bytes, asked.name));
  std::optional<Gated> gated;
  if (context.call.Has("gate")) {
    TELAR_ASSIGN_OR_RETURN(gated, AskGate(*desk, judgement, asked.train));
  }
  if (context.json()) {
    nlohmann::ordered_json json{{"model", asked.name}};
    json.update(EvaluationJson(judgement.evaluation, context.call.Has("curves")));
    if (gated) json["gate"] = GateJson(gated->verdict);
    context.out.Write(JsonLine(json));
  } else {
    context.out.Write(
        EvaluationView(judgement.evaluation, context.TableWidth(), context.out_style));
    if (gated) {
      context.out.Write("\n" + GateView(gated->verdict, context.TableWidth(), context.out_style));
    }
  }
  return gated && !gated->verdict.passed() ? ExitCode::kContractBroken : ExitCode::kDone;
}

}  // namespace

Command ModelEvaluateCommand() {
  return {
      .name = "evaluate",
      .summary = "Measure a model on the labelled test documents",
      .description = {"Runs exactly the file that would be served over every document below "
                      "invoices_test/0 and invoices_test/1 of models.dataset: precision, recall "
                      "and F1 by class with 95 % intervals, what was taken for what, and how "
                      "far the probabilities can be trusted.",
                      "--gate asks what promotion would ask, and ends with 7 when it would be "
                      "refused. Nothing is written down."},
      .arguments = {{.name = "MODEL",
                     .help = "A version, champion, candidate, or a file (with a / or .onnx)",
                     .required = false}},
      .flags = {{.name = "snapshot",
                 .value = "VERSION",
                 .help = "Measure on what this version was measured on (or a manifest's "
                         "SHA-256)",
                 .kind = ValueKind::kText},
                {.name = "gate", .help = "Ask the gate too, beside the present champion"},
                {.name = "curves",
                 .help = "With --json: the points of ROC and precision over "
                         "recall"}},
      .examples = {{"telar model evaluate", "How the champion does today"},
                   {"telar model evaluate candidate --gate", "Would it be promoted?"}},
      .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown, ExitCode::kContractBroken,
                ExitCode::kInterrupted, ExitCode::kTerminated},
      .run = Run};
}

}  // namespace telar::app
