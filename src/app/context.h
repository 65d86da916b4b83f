#pragma once

#include <filesystem>
#include <istream>
#include <map>
#include <span>
#include <string>

#include "app/command.h"
#include "app/output.h"
#include "app/signals.h"
#include "app/style.h"
#include "core/clock.h"
#include "core/random.h"
#include "models/torch/trainer.h"

namespace telar::app {

/// Training, in the one program that carries LibTorch.
struct Trainer {
  decltype(&models::Train) train;
  decltype(&models::PreparationOf) preparation_of;
  decltype(&models::ShapeOf) shape_of;
};

/// The outside of one command: everything it may touch. Borrowed; lives as long as the command
/// runs.
struct Context {
  const Invocation& call;
  Output& out;  ///< Data.
  Output& err;  ///< Everything else.
  std::istream& in;
  Style out_style, err_style;
  bool utf8;  ///< The terminal draws UTF-8.
  const std::map<std::string, std::string, std::less<>>& environment;
  const std::filesystem::path& folder;    ///< Relative names on the command line start here.
  const std::filesystem::path& programs;  ///< Where telar-reader lies.
  const Clock& clock;
  Random& random;
  Interrupts& interrupts;
  /// The words of the command line, for a command that another program carries out.
  std::span<const std::string> words;
  /// How models are trained; null in `telar`, which leaves that to telar-train.
  const Trainer* trainer = nullptr;

  bool json() const { return call.Has("json"); }
  bool quiet() const { return call.Has("quiet"); }
  /// Columns a table on `out` may take; 0 (no limit) when no person watches.
  int TableWidth() const { return out.terminal() ? out.Width() : 0; }
  /// telar-reader: TELAR_READER, else beside this program.
  std::filesystem::path ReaderProgram() const {
    const auto named = environment.find("TELAR_READER");
    return named == environment.end() || named->second.empty() ? programs / "telar-reader"
                                                               : Resolve(named->second);
  }
  std::filesystem::path Resolve(const std::string& name) const { return folder / name; }
};

}  // namespace telar::app
