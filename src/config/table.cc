#include "config/table.h"

#include "config/old_names.h"
#include "core/text.h"

namespace telar::config {
namespace {

int Int(const Value& value) { return static_cast<int>(std::get<std::int64_t>(value)); }

/// The enumerator whose place in its enum is the chosen word's place in Setting::choices.
template <typename Enum>
Enum Chosen(const Value& value) {
  return static_cast<Enum>(std::get<std::int64_t>(value));
}

/// "" for a text that may be empty and is.
std::string Text(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : *text;
}

std::vector<Setting> MakeTable() {
  using S = Settings;
  using V = Value;
  constexpr std::int64_t kDay = 86'400;
  return {
      {.key = "invoices.database",
       .kind = Kind::kDatabase,
       .fallback = "sqlite:data/telar.db",
       .doc = "Where invoice rows and the ledger of the invoice pipeline live.",
       .assign = [](S& s, const V& v) { s.invoices.database = std::get<DatabaseUrl>(v); },
       .old_names = {"MYSQL_HOST", "MYSQL_PORT", "MYSQL_USER", "MYSQL_PASSWORD", "MYSQL_DATABASE"},
       .compose = MysqlFromEnvironment},
      {.key = "invoices.inbox",
       .kind = Kind::kStore,
       .fallback = "inbox",
       .doc = "Where new invoices arrive.",
       .assign = [](S& s, const V& v) { s.invoices.inbox = std::get<StoreUrl>(v); },
       .old_names = {"S3_BUCKET_NAME", "S3_BUCKET_FACTURAS", "S3_PREFIX_FACTURAS"},
       .compose = InboxFromEnvironment},
      {.key = "invoices.archive",
       .kind = Kind::kStore,
       .fallback = "archive",
       .doc = "Where invoices are kept once their rows are in; outside the inbox.",
       .assign = [](S& s, const V& v) { s.invoices.archive = std::get<StoreUrl>(v); }},
      {.key = "invoices.weights",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "What the evidence for a field is worth: a file that `telar invoices learn` wrote; "
              "empty for what ships with the program.",
       .assign =
           [](S& s, const V& v) {
             const auto* file = std::get_if<std::string>(&v);
             s.invoices.weights = file == nullptr ? "" : *file;
           },
       .may_be_empty = true},
      {.key = "invoices.templates",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "A folder of invoice2data templates that go before Telar's own extraction.",
       .assign =
           [](S& s, const V& v) {
             const auto* folder = std::get_if<std::string>(&v);
             s.invoices.templates = folder == nullptr ? "" : *folder;
           },
       .may_be_empty = true},
      {.key = "invoices.workers",
       .kind = Kind::kInteger,
       .fallback = "0",
       .doc = "Invoices in work at the same time; 0 is one a core.",
       .assign = [](S& s, const V& v) { s.invoices.workers = Int(v); },
       .min = 0,
       .max = 256},
      {.key = "invoices.lease",
       .kind = Kind::kDuration,
       .fallback = "2m",
       .doc = "How long an invoice stays reserved for a worker that shows no sign of life.",
       .assign = [](S& s, const V& v) { s.invoices.lease = std::get<Duration>(v); },
       .min = 5,
       .max = kDay},
      {.key = "invoices.item_timeout",
       .kind = Kind::kDuration,
       .fallback = "10m",
       .doc = "How long one invoice may take before it counts as failed.",
       .assign = [](S& s, const V& v) { s.invoices.item_timeout = std::get<Duration>(v); },
       .min = 1,
       .max = kDay},
      {.key = "invoices.run_timeout",
       .kind = Kind::kDuration,
       .fallback = "0s",
       .doc = "How long a whole run may take before it stops and leaves the rest to the next; 0s "
              "is no limit.",
       .assign = [](S& s, const V& v) { s.invoices.run_timeout = std::get<Duration>(v); },
       .min = 0,
       .max = 30 * kDay},
      {.key = "invoices.max_attempts",
       .kind = Kind::kInteger,
       .fallback = "5",
       .doc = "How often an invoice is tried before it counts as failed.",
       .assign = [](S& s, const V& v) { s.invoices.max_attempts = Int(v); },
       .min = 1,
       .max = 100},
      {.key = "invoices.settle",
       .kind = Kind::kDuration,
       .fallback = "0s",
       .doc = "A file in an inbox folder changed less than this ago may still be being copied and "
              "is left for later.",
       .assign = [](S& s, const V& v) { s.invoices.settle = std::get<Duration>(v); },
       .min = 0,
       .max = kDay},

      {.key = "invoices.duplicates",
       .kind = Kind::kChoice,
       .fallback = "link",
       .doc = "What becomes of a second document of one invoice: it is archived and points at the "
              "first; it is rejected; or its rows take the place of the first's. Rows are never "
              "written twice.",
       .assign = [](S& s, const V& v) { s.invoices.duplicates = Chosen<S::Duplicates>(v); },
       .choices = {"link", "reject", "version"}},
      {.key = "invoices.class_threshold",
       .kind = Kind::kNumber,
       .fallback = "0.9",
       .doc = "The least calibrated probability with which a model's class puts an invoice into "
              "its table; below, a person is asked.",
       .assign = [](S& s, const V& v) { s.invoices.class_threshold = std::get<double>(v); },
       .min = 0,
       .max = 1},

      {.key = "models.registry",
       .kind = Kind::kStore,
       .fallback = "models",
       .doc = "Where models, their history and what drift is compared with live.",
       .assign = [](S& s, const V& v) { s.models.registry = std::get<StoreUrl>(v); }},
      {.key = "models.dataset",
       .kind = Kind::kStore,
       .fallback = "dataset",
       .doc = "Where the labelled folders `invoices_train/{0,1}` and `invoices_test/{0,1}` are.",
       .assign = [](S& s, const V& v) { s.models.dataset = std::get<StoreUrl>(v); }},
      {.key = "models.checkpoints",
       .kind = Kind::kFolder,
       .fallback = "data/checkpoints",
       .doc = "Where a training keeps what it needs to go on after it was killed.",
       .assign = [](S& s,
                    const V& v) { s.models.checkpoints = std::get<std::filesystem::path>(v); }},
      {.key = "models.bundled",
       .kind = Kind::kChoice,
       .fallback = "suggest",
       .doc = "What the model that ships may do while the registry has no champion: nothing; "
              "suggest a class that a person confirms; or decide. It has learned from invented "
              "invoices alone.",
       .assign = [](S& s, const V& v) { s.models.bundled = Chosen<S::BundledModel>(v); },
       .choices = {"off", "suggest", "trust"}},
      {.key = "models.refresh",
       .kind = Kind::kDuration,
       .fallback = "30s",
       .doc = "How often running programs look for a newly promoted model.",
       .assign = [](S& s, const V& v) { s.models.refresh = std::get<Duration>(v); },
       .min = 1,
       .max = kDay},
      {.key = "models.keep",
       .kind = Kind::kInteger,
       .fallback = "20",
       .doc = "Versions whose model files `telar model prune` leaves, besides those in use and "
              "those a rollback may go back to.",
       .assign = [](S& s, const V& v) { s.models.keep = Int(v); },
       .min = 1,
       .max = 10000},
      {.key = "models.threads",
       .kind = Kind::kInteger,
       .fallback = "0",
       .doc = "Cores a training uses; 0 is all of them. Weights are the same for the same number.",
       .assign = [](S& s, const V& v) { s.models.threads = Int(v); },
       .min = 0,
       .max = 256},

      {.key = "drift.store",
       .kind = Kind::kStore,
       .fallback = "drift",
       .doc = "Where the documents' figures and the report of a window that drifted are kept.",
       .assign = [](S& s, const V& v) { s.drift.store = std::get<StoreUrl>(v); }},
      {.key = "drift.days",
       .kind = Kind::kInteger,
       .fallback = "7",
       .doc = "Days of documents that are compared with those the champion was measured on.",
       .assign = [](S& s, const V& v) { s.drift.days = Int(v); },
       .min = 1,
       .max = 3650},
      {.key = "drift.p_value",
       .kind = Kind::kNumber,
       .fallback = "0.05",
       .doc = "The chance of a false alarm in one check, over all features and classes together.",
       .assign = [](S& s, const V& v) { s.drift.p_value = std::get<double>(v); },
       .min = 0,
       .max = 1},
      {.key = "drift.distance",
       .kind = Kind::kNumber,
       .fallback = "0.3",
       .doc = "Kolmogorov-Smirnov distance that a feature must have moved by, however sure.",
       .assign = [](S& s, const V& v) { s.drift.distance = std::get<double>(v); },
       .min = 0,
       .max = 1},
      {.key = "drift.least",
       .kind = Kind::kInteger,
       .fallback = "10",
       .doc = "Documents of a class that either side needs to be compared at all.",
       .assign = [](S& s, const V& v) { s.drift.least = Int(v); },
       .min = 2,
       .max = 100000},
      {.key = "drift.request_days",
       .kind = Kind::kInteger,
       .fallback = "7",
       .doc = "Least days between a request for a training, or a promotion, and the next request.",
       .assign = [](S& s, const V& v) { s.drift.request_days = Int(v); },
       .min = 0,
       .max = 3650},

      {.key = "reader.readers",
       .kind = Kind::kInteger,
       .fallback = "0",
       .doc = "Reader processes at the same time; 0 is one a core.",
       .assign = [](S& s, const V& v) { s.reader.readers = Int(v); },
       .min = 0,
       .max = 256},
      {.key = "reader.memory_mb",
       .kind = Kind::kInteger,
       .fallback = "1024",
       .doc = "Memory one document may take, in MiB.",
       .assign = [](S& s, const V& v) { s.reader.memory_mb = Int(v); },
       .min = 64,
       .max = 65536},
      {.key = "reader.seconds",
       .kind = Kind::kInteger,
       .fallback = "120",
       .doc = "Seconds one document may take.",
       .assign = [](S& s, const V& v) { s.reader.seconds = Int(v); },
       .min = 1,
       .max = 3600},
      {.key = "reader.pages",
       .kind = Kind::kInteger,
       .fallback = "200",
       .doc = "Pages read of one document; further ones are left out.",
       .assign = [](S& s, const V& v) { s.reader.pages = Int(v); },
       .min = 1,
       .max = 10000},
      {.key = "reader.pixels_millions",
       .kind = Kind::kInteger,
       .fallback = "64",
       .doc = "Millions of pixels a page may have.",
       .assign = [](S& s, const V& v) { s.reader.pixels_millions = Int(v); },
       .min = 1,
       .max = 1000},
      {.key = "reader.file_mb",
       .kind = Kind::kInteger,
       .fallback = "64",
       .doc = "Size of the largest file that is read, in MiB.",
       .assign = [](S& s, const V& v) { s.reader.file_mb = Int(v); },
       .min = 1,
       .max = 1024},
      {.key = "reader.languages",
       .kind = Kind::kText,
       .fallback = "spa+eng",
       .doc = "Languages that OCR expects, as Tesseract codes joined by '+'.",
       .assign = [](S& s, const V& v) { s.reader.languages = std::get<std::string>(v); },
       .pattern = "[A-Za-z_]+(\\+[A-Za-z_]+)*",
       .pattern_words = "language codes joined by '+', such as spa+eng"},
      {.key = "reader.dpi",
       .kind = Kind::kInteger,
       .fallback = "300",
       .doc = "Dots per inch at which a page without text is rendered for OCR.",
       .assign = [](S& s, const V& v) { s.reader.dpi = Int(v); },
       .min = 72,
       .max = 1200},

      {.key = "ocr.engine",
       .kind = Kind::kChoice,
       .fallback = "neural",
       .doc = "What reads pictures: networks; Tesseract, which also takes over where networks "
              "cannot run; or both: networks, and Tesseract for what they left in doubt.",
       .assign = [](S& s, const V& v) { s.ocr.engine = Chosen<S::OcrEngine>(v); },
       .choices = {"neural", "tesseract", "both"}},

      {.key = "mlflow.url",
       .kind = Kind::kText,
       .fallback = "",
       .doc =
           "Address of an MLflow tracking server that is told of every training; empty for none.",
       .assign = [](S& s, const V& v) { s.mlflow.url = Text(v); },
       .pattern = "https?://[^\\s@]+",
       .pattern_words = "an http or https address without user and password",
       .may_be_empty = true,
       .old_names = {"MLFLOW_TRACKING_URI"}},
      {.key = "mlflow.experiment",
       .kind = Kind::kText,
       .fallback = "facturas_classification",
       .doc = "The experiment there that trainings are runs of; it is made when there is none.",
       .assign = [](S& s, const V& v) { s.mlflow.experiment = Text(v); },
       .old_names = {"MLFLOW_EXPERIMENT_NAME"}},
      {.key = "mlflow.model",
       .kind = Kind::kText,
       .fallback = "facturas_classification",
       .doc =
           "The registered model there that every trained model is a version of; empty for none.",
       .assign = [](S& s, const V& v) { s.mlflow.model = Text(v); },
       .pattern = "[A-Za-z0-9_. -]+",
       .pattern_words = "letters, digits, spaces and '_.-'",
       .may_be_empty = true},
      {.key = "mlflow.username",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "Who asks MLflow, with mlflow.password.",
       .assign = [](S& s, const V& v) { s.mlflow.username = Text(v); },
       .may_be_empty = true,
       .old_names = {"MLFLOW_TRACKING_USERNAME"}},
      {.key = "mlflow.password",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "The password of mlflow.username, as `secret:NAME#KEY`.",
       .assign = [](S& s, const V& v) { s.mlflow.password = Secret(Text(v)); },
       .may_be_empty = true,
       .secret = true,
       .old_names = {"MLFLOW_TRACKING_PASSWORD"}},
      {.key = "mlflow.token",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "A bearer token for MLflow, instead of user and password, as `secret:NAME#KEY`.",
       .assign = [](S& s, const V& v) { s.mlflow.token = Secret(Text(v)); },
       .may_be_empty = true,
       .secret = true,
       .old_names = {"MLFLOW_TRACKING_TOKEN"}},

      {.key = "aws.region",
       .kind = Kind::kText,
       .fallback = "us-east-1",
       .doc = "The region of Amazon's services.",
       .assign = [](S& s, const V& v) { s.aws.region = Text(v); },
       .pattern = "[a-z0-9-]+",
       .pattern_words = "a region such as us-east-1",
       .old_names = {"AWS_REGION", "AWS_DEFAULT_REGION"},
       .compose = RegionFromEnvironment},
      {.key = "aws.access_key_id",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "The name of the key that requests to Amazon are signed with.",
       .assign = [](S& s, const V& v) { s.aws.access_key_id = Text(v); },
       .pattern = "[A-Za-z0-9]+",
       .pattern_words = "letters and digits",
       .may_be_empty = true,
       .old_names = {"AWS_ACCESS_KEY_ID"}},
      {.key = "aws.secret_access_key",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "That key, as `secret:NAME#KEY`.",
       .assign = [](S& s, const V& v) { s.aws.secret_access_key = Secret(Text(v)); },
       .may_be_empty = true,
       .secret = true,
       .old_names = {"AWS_SECRET_ACCESS_KEY"}},
      {.key = "aws.session_token",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "What comes with a key that is valid for a while only, as `secret:NAME#KEY`.",
       .assign = [](S& s, const V& v) { s.aws.session_token = Secret(Text(v)); },
       .may_be_empty = true,
       .secret = true,
       .old_names = {"AWS_SESSION_TOKEN"}},
      {.key = "aws.endpoint",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "Address that takes the place of Amazon's own, for services that speak like them.",
       .assign = [](S& s, const V& v) { s.aws.endpoint = Text(v); },
       .pattern = "https?://[^\\s@]+",
       .pattern_words = "an http or https address without user and password",
       .may_be_empty = true,
       .old_names = {"AWS_ENDPOINT_URL"}},

      {.key = "cloudwatch.enabled",
       .kind = Kind::kBoolean,
       .fallback = "false",
       .doc = "Whether CloudWatch is told the figures of every training.",
       .assign = [](S& s, const V& v) { s.cloudwatch.enabled = std::get<bool>(v); },
       .old_names = {"USE_AWS_INTEGRATION"}},
      {.key = "cloudwatch.namespace",
       .kind = Kind::kText,
       .fallback = "ETLFacturas",
       .doc = "The namespace of its metrics.",
       .assign = [](S& s, const V& v) { s.cloudwatch.name_space = Text(v); },
       .pattern = "[A-Za-z0-9._/#-]+",
       .pattern_words = "letters, digits and '._/#-'"},

      {.key = "log.level",
       .kind = Kind::kChoice,
       .fallback = "info",
       .doc = "The least important lines that are logged.",
       .assign = [](S& s, const V& v) { s.log.level = Chosen<LogLevel>(v); },
       .choices = {"debug", "info", "warn", "error", "off"},
       .synonyms = {{"warning", "warn"}, {"critical", "error"}, {"trace", "debug"}},
       .old_names = {"LOG_LEVEL"}},
      {.key = "log.format",
       .kind = Kind::kChoice,
       .fallback = "text",
       .doc = "Log lines as text for people or as JSON for machines.",
       .assign = [](S& s, const V& v) { s.log.format = Chosen<LogFormat>(v); },
       .choices = {"text", "json"}},

      {.key = "display.time_zone",
       .kind = Kind::kText,
       .fallback = "UTC",
       .doc = "IANA time zone in which times are shown to people; stored times are UTC.",
       .assign = [](S& s, const V& v) { s.display.time_zone = std::get<std::string>(v); },
       .pattern = "[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*",
       .pattern_words = "an IANA time zone such as America/Caracas"},

      {.key = "pos.database",
       .kind = Kind::kDatabase,
       .fallback = "",
       .doc = "Where stock and sales live.",
       .assign =
           [](S& s, const V& v) {
             s.pos.database.reset();
             if (const auto* url = std::get_if<DatabaseUrl>(&v)) s.pos.database = *url;
           },
       .may_be_empty = true,
       .old_names = {"POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER",
                     "POSTGRES_PASSWORD"},
       .compose = PostgresFromEnvironment},
      {.key = "pos.klk.url",
       .kind = Kind::kText,
       .fallback = "",
       .doc = "Address of the KLK till service.",
       .assign =
           [](S& s, const V& v) {
             const auto* url = std::get_if<std::string>(&v);
             s.pos.klk.url = url == nullptr ? "" : *url;
           },
       .pattern = "https?://[^\\s@]+",
       .pattern_words = "an http or https address without user and password",
       .may_be_empty = true,
       .old_names = {"KLK_API_BASE_URL"}},

      {.key = "secrets.folder",
       .kind = Kind::kFolder,
       .fallback = "",
       .doc = "Folder of the files that `secret:NAME#KEY` points at.",
       .assign =
           [](S& s, const V& v) {
             const auto* folder = std::get_if<std::filesystem::path>(&v);
             s.secrets.folder = folder == nullptr ? std::filesystem::path() : *folder;
           },
       .may_be_empty = true},
  };
}

}  // namespace

std::span<const Setting> Table() {
  static const std::vector<Setting> kTable = MakeTable();
  return kTable;
}

const Setting* FindSetting(std::string_view key) {
  for (const Setting& setting : Table()) {
    if (setting.key == key) return &setting;
  }
  return nullptr;
}

std::string Setting::EnvironmentName() const {
  std::string name = "TELAR_" + AsciiUpper(key);
  for (char& c : name) {
    if (c == '.') c = '_';
  }
  return name;
}

}  // namespace telar::config
