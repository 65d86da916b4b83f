#include "app/commands/review_desk.h"

#include <nlohmann/json.hpp>

#include "app/commands/actor.h"
#include "app/commands/json_line.h"
#include "app/commands/teach_confirmed.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/text.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

Json TextOrNull(const std::optional<std::string>& text) {
  return text ? Json(ToValidUtf8(*text)) : Json(nullptr);
}

std::string Quoted(const std::optional<std::string>& value) {
  return value ? "'" + Printable(*value) + "'" : "nothing";
}

}  // namespace

Result<std::unique_ptr<ReviewDesk>> OpenDesk(Context& context) {
  auto desk = std::make_unique<ReviewDesk>();
  TELAR_ASSIGN_OR_RETURN(config::Loaded loaded, LoadSettings(context));
  desk->settings = std::move(loaded.settings);
  TELAR_ASSIGN_OR_RETURN(desk->opened, OpenLedger(desk->settings, context));
  if (desk->opened == nullptr) {
    return Status::NotFound("review: no invoice was read into the database yet")
        .WithHint("telar invoices run reads the inbox");
  }
  invoices::ReviewOptions options;
  options.ledger = desk->opened->ledger.get();
  options.clock = &context.clock;
  options.duplicates = DuplicatesFor(desk->settings);
  options.after_confirmed =
      [&context, &settings = desk->settings, &database = *desk->opened->database](
          const DocumentId& document, const invoices::Invoice& confirmed, Instant at) {
        return TeachConfirmed(context, settings, database, document, confirmed, at);
      };
  auto review = invoices::Review::Open(std::move(options));
  if (!review.ok()) return std::move(review).status().WithRole(Role::kDestination);
  desk->review = *std::move(review);
  return desk;
}

std::vector<Flag> ActorFlags() {
  return {ByFlag(),
          {.name = "revision",
           .value = "N",
           .help = "Only if nobody changed it since revision N, as show and list --json tell",
           .kind = ValueKind::kNumber},
          {.name = "dry-run", .help = "Say what would be done, and change nothing"}};
}

Result<invoices::Actor> ActorOf(const Context& context, bool one_document) {
  invoices::Actor actor;
  TELAR_ASSIGN_OR_RETURN(actor.by, ActorName(context));
  actor.dry_run = context.call.Has("dry-run");
  if (one_document && context.call.Has("revision")) {
    actor.revision = context.call.Number("revision", 0);
  }
  return actor;
}

Result<std::vector<invoices::FieldChange>> ChangesOf(const Context& context,
                                                     std::span<const std::string> words) {
  std::vector<invoices::FieldChange> changes;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == word.npos || equals == 0) {
      return Status::InvalidInput("telar " + context.call.path() + ": '" + word +
                                  "' is not FIELD=VALUE")
          .WithHint("as in total=112.00; an empty value takes the field away");
    }
    changes.push_back({AsciiLower(Trim(word.substr(0, equals))), word.substr(equals + 1)});
  }
  if (changes.empty()) {
    return Status::InvalidInput("telar " + context.call.path() + ": FIELD=VALUE is missing")
        .WithHint("try telar " + context.call.path() + " --help");
  }
  return changes;
}

void PrintChanged(Context& context, std::string_view action, const invoices::Changed& changed) {
  const bool dry = context.call.Has("dry-run");
  if (context.json()) {
    Json json{{"document", changed.document.value()},
              {"file", changed.file_name},
              {"action", action},
              {"verdict", invoices::VerdictName(changed.verdict)},
              {"reasons", changed.reasons},
              {"class", nullptr},
              {"revision", changed.revision},
              {"run_needed", changed.run_needed},
              {"changes", Json::array()},
              {"warnings", changed.warnings},
              {"dry_run", dry}};
    if (changed.label) json["class"] = invoices::ClassLabel(*changed.label);
    for (const invoices::Edit& edit : changed.edits) {
      json["changes"].push_back({{"field", edit.field},
                                 {"before", TextOrNull(edit.before)},
                                 {"after", TextOrNull(edit.after)}});
    }
    context.out.Write(JsonLine(json));
    return;
  }
  std::string text = context.out_style.Bold(Printable(changed.file_name)) + ": " +
                     std::string(action) + (dry ? ", if this were no dry run" : "") + "\n";
  for (const invoices::Edit& edit : changed.edits) {
    text += "  " + Printable(edit.field) + ": " +
            (edit.before == edit.after ? Quoted(edit.after) + ", confirmed"
                                       : Quoted(edit.before) + " becomes " + Quoted(edit.after)) +
            "\n";
  }
  context.out.Write(text);
  for (const std::string& warning : changed.warnings) {
    context.err.Write(context.err_style.Yellow("warning:") + " " + Printable(warning) + "\n");
  }
}

Result<ExitCode> RefusedOr(Context& context, const Status& status) {
  const bool refused = status.code() == Code::kConflict || status.code() == Code::kAlreadyExists;
  if (status.retryable() && !refused) return status.WithRole(Role::kDestination);
  if (!refused || status.role() != Role::kNone) return status;
  context.err.Write(context.err_style.Red("telar:") + " " + Printable(status.FullMessage()) + "\n");
  if (!status.hint().empty())
    context.err.Write(context.err_style.Dim("hint: " + Printable(status.hint())) + "\n");
  return ExitCode::kContractBroken;
}

}  // namespace telar::app
