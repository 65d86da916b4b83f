// bench-models: what a page costs in serving and in training, beside Keras in the same run.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>

#include "app/table.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/peer_process.h"
#include "bench/support/rounds.h"
#include "core/random.h"
#include "models/served_model.h"
#include "models/torch/trainer.h"

namespace {

using namespace telar;
using namespace telar::bench;
using namespace telar::models;
using app::Table;

struct Arguments {
  std::string python, script = "bench/peers/keras_models.py";
  int rounds = 7, pages = 8, train_documents = 64, threads = 2;
};

/// Pages of noise: what a network computes does not depend on what it sees.
Dataset Noise(const Preparation& p, int documents) {
  SeededRandom random(5);
  Dataset dataset;
  dataset.preparation = p;
  const auto values = static_cast<std::size_t>(p.channels) * static_cast<std::size_t>(p.height) *
                      static_cast<std::size_t>(p.width);
  for (int i = 0; i < documents; ++i) {
    LabelledPage page;
    page.key = "invoices_train/" + std::to_string(i);
    page.sha256 = std::to_string(i);
    page.label = i % 2;
    page.group = i;
    page.page = {p, std::vector<std::uint8_t>(values)};
    for (std::uint8_t& level : page.page.levels) {
      level = static_cast<std::uint8_t>(random.Below(256));
    }
    dataset.pages.push_back(std::move(page));
  }
  return dataset;
}

TrainOptions OneEpoch(Architecture architecture, const Arguments& arguments) {
  TrainOptions options;
  options.architecture = architecture;
  options.most_epochs = 1;
  options.threads = arguments.threads;
  return options;
}

std::string Milliseconds(const std::vector<double>& seconds, int pages) {
  const Spread spread = SpreadOf(seconds);
  return fmt::format("{:.2f}", 1e3 * spread.median / pages);
}

/// Serving, batch of 1, one thread on our side.
void Serve(const Arguments& arguments, PeerProcess* keras) {
  struct Side {
    std::string name;
    std::unique_ptr<ServedModel> model;
    std::vector<PreparedPage> pages;
  };
  const auto prepare = [&](Architecture architecture) {
    const Dataset dataset = Noise(PreparationOf(architecture), 20);
    const Trained trained = OrDie(Train(dataset, OneEpoch(architecture, arguments)));
    Side side{std::string(ArchitectureName(architecture)),
              OrDie(ServedModel::Open(trained.onnx, "bench")),
              {}};
    for (int i = 0; i < arguments.pages; ++i) {
      side.pages.push_back(dataset.pages[static_cast<std::size_t>(i)].page);
    }
    return side;
  };
  const Side compact = prepare(Architecture::kCompact), seed = prepare(Architecture::kSeed);
  const auto answer = [](const Side& side) {
    for (const PreparedPage& page : side.pages) OrDie(side.model->Probabilities({&page, 1}));
  };
  Table table({{"serving, a page at a time"},
               {"ms a page", Table::Align::kRight},
               {"times compact", Table::Align::kRight}});
  const Duel networks = Fight(
      arguments.rounds, [&] { answer(compact); }, [&] { answer(seed); });
  table.Add({"compact, telar, 1 thread", Milliseconds(networks.ours, arguments.pages), "1"});
  table.Add({"seed, telar, 1 thread", Milliseconds(networks.theirs, arguments.pages),
             RatioText(networks.Ratio())});
  if (keras != nullptr) {
    for (const auto& [question, name] : {std::pair{"predict", "seed, Keras predict"},
                                         {"predict_on_batch", "seed, Keras predict_on_batch"}}) {
      const std::string ask = std::string(question) + " " + std::to_string(arguments.pages);
      const Duel duel = Fight(
          arguments.rounds, [&] { answer(seed); }, [&] { OrDie(keras->Ask(ask)); });
      table.Add({name, Milliseconds(duel.theirs, arguments.pages),
                 "telar's seed is " + RatioText(duel.Ratio()) + " times as fast"});
    }
  }
  std::printf("%s\n", table.Render(0).c_str());
}

/// Wall seconds of a whole epoch of ours, validation included; the first, which warms up, is not
/// counted.
double SecondsOfAnEpoch(const Dataset& dataset, TrainOptions options, Trained& trained) {
  options.most_epochs = 2;
  std::vector<std::chrono::steady_clock::time_point> ends;
  TrainObserver observer;
  observer.epoch = [&](const EpochFigures&) { ends.push_back(std::chrono::steady_clock::now()); };
  trained = OrDie(Train(dataset, options, observer));
  return std::chrono::duration<double>(ends.at(1) - ends.at(0)).count();
}

/// Training of the seed network: an epoch of the same number of documents on both sides.
void Learn(const Arguments& arguments, PeerProcess* keras) {
  const Dataset dataset = Noise(PreparationOf(Architecture::kSeed), arguments.train_documents);
  const TrainOptions options = OneEpoch(Architecture::kSeed, arguments);
  Trained trained;
  Duel duel;
  for (int round = 0; round < arguments.rounds; ++round) {
    duel.ours.push_back(SecondsOfAnEpoch(dataset, options, trained));
    if (keras == nullptr) continue;
    const std::string ask = fmt::format("train {} {} {}", trained.train_documents,
                                        trained.validation_documents, options.batch);
    if (round == 0) OrDie(keras->Ask(ask));
    const auto start = std::chrono::steady_clock::now();
    OrDie(keras->Ask(ask));
    duel.theirs.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  Table table(
      {{fmt::format("training of seed, {} threads, batch {}", options.threads, options.batch)},
       {"documents/s", Table::Align::kRight},
       {"telar is times as fast", Table::Align::kRight}});
  const auto rate = [&](const std::vector<double>& seconds) {
    return fmt::format("{:.1f}",
                       static_cast<double>(trained.train_documents) / SpreadOf(seconds).median);
  };
  table.Add({"telar (LibTorch)", rate(duel.ours), ""});
  if (keras != nullptr) table.Add({"Keras fit", rate(duel.theirs), RatioText(duel.Ratio())});
  std::printf("%s\n", table.Render(0).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Times serving and training of the classifier's networks, beside Keras.",
               "bench-models");
  Arguments arguments;
  app.add_option("--keras", arguments.python,
                 "Python with tensorflow-cpu; without it only Telar is timed");
  app.add_option("--script", arguments.script, "The peer's program")->capture_default_str();
  app.add_option("--rounds", arguments.rounds, "Rounds of each side")->capture_default_str();
  app.add_option("--threads", arguments.threads, "Threads of a training")->capture_default_str();
  app.add_option("--train-documents", arguments.train_documents, "Documents of an epoch")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  std::unique_ptr<PeerProcess> keras;
  if (!arguments.python.empty()) {
    keras = OrDie(PeerProcess::Start(
        {arguments.python, arguments.script, std::to_string(arguments.threads)}));
  }
  Serve(arguments, keras.get());
  Learn(arguments, keras.get());
}
