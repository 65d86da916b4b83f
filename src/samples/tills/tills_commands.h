#pragma once

#include <functional>
#include <memory>

namespace CLI {
class App;
}

namespace telar::samples::tills {

/// The subcommands of `telar-samples tills`: serve, truth, locations.
class TillsCommands {
 public:
  /// Adds them to `app`, which must outlive this.
  explicit TillsCommands(CLI::App& app);
  ~TillsCommands();
  TillsCommands(const TillsCommands&) = delete;
  TillsCommands& operator=(const TillsCommands&) = delete;

  /// Whether one of them was typed.
  bool parsed() const;
  /// Runs it. Exit codes: 0 done, 2 arguments, 3 configuration, 9 failed. `serve` blocks SIGTERM
  /// and SIGINT in the whole process and ends on either.
  int Run();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace telar::samples::tills
