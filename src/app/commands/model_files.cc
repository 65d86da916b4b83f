#include <filesystem>

#include "app/build_info.h"
#include "app/commands/actor.h"
#include "app/commands/commands.h"
#include "app/commands/input_file.h"
#include "app/commands/json_line.h"
#include "app/commands/model_desk.h"
#include "app/commands/model_view.h"
#include "app/commands/output_file.h"
#include "app/table.h"
#include "models/bundled_model.h"
#include "models/champion.h"
#include "models/keras/import.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30;

Result<ExitCode> Import(Context& context) {
  const auto& arguments = context.call.arguments();
  const bool bundled = context.call.Has("bundled");
  if (bundled == !arguments.empty()) {
    return Status::InvalidInput("telar model import: say one FILE, or --bundled");
  }
  TELAR_ASSIGN_OR_RETURN(const std::string who, ActorName(context));
  std::string bytes;
  std::string name = bundled ? "the model that ships" : arguments[0];
  if (bundled) {
    bytes = models::BundledModel();
  } else {
    TELAR_ASSIGN_OR_RETURN(bytes, ReadInput(context, arguments[0], kMostBytes));
    if (models::IsHdf5(bytes)) {
      TELAR_ASSIGN_OR_RETURN(bytes, models::ImportKeras(bytes));
    }
  }
  const auto opened = models::VersionInUse::Open(bytes, name, 0);
  if (!opened.ok()) return opened.status().WithContext("import a model");
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/true));
  models::ModelManifest manifest;
  manifest.architecture = (*opened)->architecture();
  manifest.code_version = "telar " + std::string(TheBuild().version);
  manifest.parameters["imported_from"] =
      bundled ? "bundled" : fs::path(arguments[0]).filename().string();
  manifest.parameters["imported_by"] = who;
  TELAR_ASSIGN_OR_RETURN(manifest, desk->registry->Register(bytes, manifest));
  if (context.json()) context.out.Write(JsonLine(VersionJson(manifest)));
  else context.out.Write(models::VersionName(manifest) + " " + manifest.architecture + "\n");
  return ExitCode::kDone;
}

Result<ExitCode> Export(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/false));
  TELAR_ASSIGN_OR_RETURN(const models::ModelManifest manifest,
                         desk->Find(context.call.arguments()[0]));
  const fs::path path = context.Resolve(context.call.arguments()[1]);
  fs::path note = path;
  note += ".json";
  std::error_code error;
  for (const fs::path& target : {path, note}) {
    if (fs::exists(target, error) && !context.call.Has("force")) {
      return Status::AlreadyExists("export to " + target.string() + ": the file exists")
          .WithHint("--force replaces it");
    }
  }
  TELAR_ASSIGN_OR_RETURN(const std::string bytes, desk->registry->Load(manifest));
  TELAR_RETURN_IF_ERROR(WriteOutputFile(path, bytes));
  TELAR_RETURN_IF_ERROR(WriteOutputFile(note, models::ManifestJson(manifest)));
  if (!context.quiet()) context.err.Write("written: " + Printable(path.string()) + " and .json\n");
  return ExitCode::kDone;
}

}  // namespace

Command ModelImportCommand() {
  return {.name = "import",
          .summary = "Take a model from a file into the registry",
          .description = {"A model file that Telar exported (ONNX with its preparation and "
                          "calibration) becomes the next version. It is run once first: a file "
                          "that cannot be served is refused. It is not in production until it is "
                          "promoted.",
                          "A model that Keras saved as .h5, the old platform's, is turned into "
                          "such a file that gives the same answers."},
          .arguments = {{.name = "FILE",
                         .help = "A model file, or a Keras model (.h5)",
                         .kind = ValueKind::kFile,
                         .required = false}},
          .flags = {{.name = "bundled", .help = "The model that ships with the program instead"},
                    ByFlag()},
          .examples = {{"telar model import model.onnx", "Take over another machine's model"},
                       {"telar model import modelo_facturas_final.h5",
                        "Go on with the old platform's model"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken},
          .run = Import};
}

Command ModelExportCommand() {
  return {.name = "export",
          .summary = "Write a version's model file, with what it was made of beside it",
          .arguments = {{.name = "VERSION", .help = "A version or an alias"},
                        {.name = "FILE",
                         .help = "The ONNX file to write; FILE.json gets the rest",
                         .kind = ValueKind::kFile}},
          .flags = {{.name = "force", .help = "Replace files that exist"}},
          .examples = {{"telar model export champion model.onnx", "For another machine"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken},
          .run = Export};
}

}  // namespace telar::app
