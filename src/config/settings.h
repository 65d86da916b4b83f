#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/url.h"
#include "core/log.h"
#include "core/secret.h"
#include "core/time.h"

namespace telar::config {

/// What a person may set, typed and checked; made by Load (config/load.h). Plain values: config
/// knows no component, app/ hands each room what it needs. Meanings, defaults and ranges stand in
/// the one table of config/table.cc, from which docs/guides/settings.md is generated; initial
/// values here are never used after Load.
struct Settings {
  /// What becomes of a second document of one invoice (invoices/duplicates.h).
  enum class Duplicates { kLink, kReject, kVersion };
  struct Invoices {
    DatabaseUrl database;
    StoreUrl inbox;
    StoreUrl archive;
    std::string weights;    ///< File of what evidence is worth; empty: what ships.
    std::string templates;  ///< Folder of templates; empty: none.
    int workers = 0;        ///< 0: one a core.
    Duration lease{};
    Duration item_timeout{};
    Duration run_timeout{};  ///< 0: none.
    int max_attempts = 0;
    Duration settle{};
    Duplicates duplicates = Duplicates::kLink;
    double class_threshold = 0;  ///< Least probability of a class that needs no person.
  };

  /// What the model that ships may do while the registry has no champion.
  enum class BundledModel { kOff, kSuggest, kTrust };
  /// The networks that can be trained (models/torch/trainer.h).
  enum class Architecture { kCompact, kSeed };
  struct Models {
    StoreUrl registry;
    StoreUrl dataset;
    std::filesystem::path checkpoints;
    BundledModel bundled = BundledModel::kSuggest;
    Duration refresh{};  ///< Between two looks for a new champion.
    int keep = 0;        ///< Versions whose files are kept, beside those the aliases stand for.
    Architecture architecture = Architecture::kCompact;
    int epochs = 0;   ///< Of a training, at most.
    int batch = 0;    ///< Documents a step of a training.
    int threads = 0;  ///< Of a training; 0: one a core.
  };

  struct Drift {
    StoreUrl store;
    int days = 0;          ///< Length of the window of recent documents.
    double p_value = 0;    ///< Family-wise.
    double distance = 0;   ///< Kolmogorov-Smirnov distance below which a change is none.
    int least = 0;         ///< Documents of a class on either side.
    int request_days = 0;  ///< Least days between two requests for a training.
  };

  struct Reader {
    int readers = 0;  ///< 0: one a core.
    int memory_mb = 0;
    int seconds = 0;
    int pages = 0;
    int pixels_millions = 0;
    int file_mb = 0;
    std::string languages;  ///< Tesseract codes joined by '+'.
    int dpi = 0;
  };

  enum class OcrEngine { kNeural, kTesseract, kBoth };
  struct Ocr {
    OcrEngine engine = OcrEngine::kTesseract;
  };

  struct Mlflow {
    std::string url;  ///< Empty: off.
    std::string experiment;
    std::string model;  ///< Registered model; empty: none.
    std::string username;
    Secret password, token;
  };

  struct Aws {
    std::string region;
    std::string access_key_id;  ///< Empty: no key.
    Secret secret_access_key, session_token;
    std::string endpoint;  ///< Empty: Amazon's own.
  };

  struct Cloudwatch {
    bool enabled = false;
    std::string name_space;
  };

  struct Log {
    LogLevel level = LogLevel::kInfo;
    LogFormat format = LogFormat::kText;
  };

  struct Display {
    std::string time_zone;  ///< IANA name; whether the machine knows it is checked by its user.
  };

  struct Klk {
    std::string url;                     ///< Empty: no such tills.
    Secret authorization;                ///< Value of the header Authorization; empty: none.
    std::filesystem::path certificates;  ///< PEM file; empty: the machine's.
    Duration timeout{};                  ///< Of a request for stock.
    Duration sales_timeout{};            ///< Of a request for sales.
    int most_mb = 0;                     ///< Size of the largest answer, before compression.
  };
  struct Pos {
    DatabaseUrl database;
    std::optional<DatabaseUrl> replica;  ///< For reading; nothing: `database`.
    std::filesystem::path locations;
    StoreUrl archive;
    int archive_days = 0;  ///< 0: for ever.
    Klk klk;
    int workers = 0;
    Duration lease{};
    Duration item_timeout{};
    Duration run_timeout{};  ///< 0: none.
    int max_attempts = 0;
    Duration retry_delay{};      ///< Before the second attempt; later waits are longer.
    int minutes = 0;             ///< Of sales that a live run reads,
    Duration overlap{};          ///< and so much more before them.
    Duration longest_window{};   ///< One request spans at most that.
    Duration shortest_window{};  ///< A window that short is not halved again.
    int recover_days = 0;
    int gap_days = 0;        ///< Open gaps of so many days are read again by live runs; 0: none.
    double stock_guard = 0;  ///< Least share of known products an answer must hold.
    double sales_guard = 0;  ///< Most share of known lines that may be gone from a window.
    int sales_days = 0;      ///< Rows kept; 0: for ever.
    int history_days = 0;    ///< Stock history kept; 0: for ever.
    std::filesystem::path flag;  ///< Written after a run that succeeded; empty: none.
    Duration backfill_pause{};   ///< Between two windows of a backfill.
  };

  enum class AbcModel { kRankByQuantity, kRankByValue, kParetoByQuantity, kParetoByValue };
  /// What the figures mean is said in analytics/rules.h.
  struct Analytics {
    int abc_days = 0, demand_days = 0;
    AbcModel abc_model = AbcModel::kRankByQuantity;
    int rank_a = 0, rank_b = 0, rank_c = 0;
    double pareto_a = 0, pareto_b = 0;
    double xyz_x = 0, xyz_y = 0;
    int xyz_days = 0;
    double store_lead_days = 0, cedi_lead_days = 0;
    double z_a = 0, z_b = 0, z_c = 0;
    double coverage_a = 0, coverage_b = 0, coverage_c = 0, coverage_d = 0;
    int dormant_days = 0, state_days = 0;
    int traffic_gap = 0;
    double shrink_guard = 0;
  };

  struct Secrets {
    std::filesystem::path folder;  ///< Empty: none.
  };

  Invoices invoices;
  Models models;
  Drift drift;
  Reader reader;
  Ocr ocr;
  Mlflow mlflow;
  Aws aws;
  Cloudwatch cloudwatch;
  Log log;
  Display display;
  Pos pos;
  Analytics analytics;
  Secrets secrets;
};

}  // namespace telar::config
