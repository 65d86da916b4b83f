#include "app/commands/actor.h"
#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/commands/model_desk.h"
#include "app/commands/model_view.h"
#include "app/commands/model_word.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

Flag WhyFlag() {
  return {.name = "why",
          .value = "TEXT",
          .help = "The reason, for the record",
          .kind = ValueKind::kText};
}

void Say(Context& context, std::string_view action, const models::ModelManifest& manifest,
         bool dry_run) {
  if (context.json()) {
    context.out.Write(JsonLine({{"action", action},
                                {"version", manifest.version},
                                {"sha256", manifest.sha256},
                                {"dry_run", dry_run}}));
  } else {
    context.out.Write(std::string(dry_run ? "would be " : "") +
                      "champion: " + models::VersionName(manifest) + "\n");
  }
}

Result<ExitCode> Promote(Context& context) {
  const auto& arguments = context.call.arguments();
  const bool force = context.call.Has("force"), dry_run = context.call.Has("dry-run");
  std::string why = context.call.Get("why");
  if (force && why.empty()) {
    return Status::InvalidInput("telar model promote: --force without --why")
        .WithHint("a promotion past the gate is kept with its reason: --why \"…\"");
  }
  TELAR_ASSIGN_OR_RETURN(const std::string who, ActorName(context));
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/false));
  TELAR_ASSIGN_OR_RETURN(
      const models::ModelManifest manifest,
      desk->Find(arguments.empty() ? std::string(models::kCandidate) : arguments[0]));
  TELAR_ASSIGN_OR_RETURN(const std::string bytes, desk->registry->Load(manifest));

  std::string baseline = manifest.baseline_sha256;
  if (!force) {
    TELAR_ASSIGN_OR_RETURN(const Judgement judgement,
                           Judge(*desk, bytes, models::VersionName(manifest)));
    TELAR_ASSIGN_OR_RETURN(const Gated gated, AskGate(*desk, judgement, TrainFacts(manifest)));
    if (!context.json()) {
      context.err.Write(GateView(gated.verdict, context.TableWidth(), context.err_style));
    }
    if (!gated.verdict.passed()) {
      if (!dry_run) {
        TELAR_RETURN_IF_ERROR(
            desk->registry->Refuse(manifest.version, who, gated.verdict.Refusal()));
      }
      if (context.json()) {
        context.out.Write(JsonLine({{"action", "refuse"},
                                    {"version", manifest.version},
                                    {"sha256", manifest.sha256},
                                    {"gate", GateJson(gated.verdict)},
                                    {"dry_run", dry_run}}));
      }
      return Status::ContractBroken("promote model " + models::VersionName(manifest) +
                                    ": the gate refuses: " + gated.verdict.Refusal())
          .WithHint("--force --why TEXT promotes all the same");
    }
    if (why.empty()) why = "passed the gate";
    if (baseline.empty() && !dry_run) {
      TELAR_ASSIGN_OR_RETURN(baseline, KeepBaseline(*desk, judgement));
    }
  } else {
    why = "past the gate: " + why;
    if (baseline.empty() && !context.quiet()) {
      context.err.Write("this version has no baseline: telar drift check will raise an alarm\n");
    }
  }
  if (!dry_run) {
    TELAR_RETURN_IF_ERROR(desk->registry->Promote(manifest.version, who, why, baseline));
  }
  Say(context, "promote", manifest, dry_run);
  if (!dry_run) TellOfAliases(*desk);
  return ExitCode::kDone;
}

Result<ExitCode> Rollback(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const std::string who, ActorName(context));
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/false));
  TELAR_ASSIGN_OR_RETURN(const models::ModelManifest manifest,
                         desk->registry->Rollback(who, context.call.Get("why")));
  Say(context, "rollback", manifest, false);
  TellOfAliases(*desk);
  return ExitCode::kDone;
}

}  // namespace

Command ModelPromoteCommand() {
  return {.name = "promote",
          .summary = "Put a version into production when it passes the gate",
          .description =
              {"The version's file is verified and measured on the test documents, and so is the "
               "champion on the same ones. It must have macro F1 above 0.85, accuracy, precision "
               "and recall above 0.80, no lower macro F1 than the champion, more than 10 % of "
               "the rarer class in training and test, and at least 100 test documents. A refusal "
               "is kept in the history with its numbers and ends with 7.",
               "Running programs take the new champion up within models.refresh; each answer "
               "names the version it came from."},
          .arguments = {{.name = "VERSION",
                         .help = "A version; the candidate unless given",
                         .required = false}},
          .flags = {WhyFlag(),
                    ByFlag(),
                    {.name = "force", .help = "Promote without asking the gate; needs --why"},
                    {.name = "dry-run", .help = "Ask the gate, and change nothing"}},
          .examples = {{"telar model promote", "The candidate, if it passes"},
                       {"telar model promote 3 --why \"new supplier\"", "A certain version"}},
          .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown, ExitCode::kContractBroken,
                    ExitCode::kInterrupted, ExitCode::kTerminated},
          .run = Promote};
}

Command ModelRollbackCommand() {
  return {.name = "rollback",
          .summary = "Go back to the champion before the present one",
          .description = {"Its file is verified before anything changes. Once more goes back one "
                          "further."},
          .flags = {WhyFlag(), ByFlag()},
          .examples = {{"telar model rollback --why \"too many in review\"", "Undo a promotion"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken},
          .run = Rollback};
}

}  // namespace telar::app
