#include "config/load.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "config/table.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::config {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testing::StatusIs;

class LoadTest : public ::testing::Test {
 protected:
  LoadTest() { options_.working_folder = folder_.path(); }

  void Yaml(std::string_view text) { folder_.Write("telar.yaml", text); }
  void Set(const std::string& name, std::string value) {
    options_.environment[name] = std::move(value);
  }

  Settings Loads() {
    auto loaded = Load(options_, &problems_);
    EXPECT_OK(loaded);
    if (!loaded.ok()) return {};
    loaded_ = *std::move(loaded);
    return loaded_.settings;
  }
  /// The message of a load that must fail.
  std::string Fails() {
    const auto loaded = Load(options_, &problems_);
    EXPECT_THAT(loaded, StatusIs(Code::kInvalidConfig));
    return loaded.status().ToString();
  }
  const LoadedValue& Value(std::string_view key) {
    return *std::find_if(loaded_.values.begin(), loaded_.values.end(),
                         [&](const auto& v) { return v.key == key; });
  }

  testing::TempFolder folder_;
  LoadOptions options_;
  Loaded loaded_;
  std::vector<Problem> problems_;
};

TEST_F(LoadTest, NothingIsNeeded) {
  const Settings settings = Loads();
  EXPECT_EQ(settings.invoices.database.file, folder_ / "data/telar.db");
  EXPECT_EQ(settings.invoices.inbox.folder, folder_ / "inbox");
  EXPECT_EQ(settings.invoices.archive.folder, folder_ / "archive");
  EXPECT_EQ(settings.invoices.lease, 2min);
  EXPECT_EQ(settings.reader.languages, "spa+eng");
  EXPECT_EQ(settings.ocr.engine, Settings::OcrEngine::kNeural);
  EXPECT_EQ(settings.log.level, LogLevel::kInfo);
  EXPECT_EQ(settings.pos.database.file, folder_ / "data/pos.db");
  EXPECT_EQ(settings.pos.replica, std::nullopt);
  EXPECT_EQ(settings.pos.locations, folder_ / "locations.yaml");
  EXPECT_EQ(settings.pos.klk.url, "");
  EXPECT_TRUE(loaded_.file.empty());
  EXPECT_EQ(loaded_.values.size(), Table().size());
  EXPECT_EQ(Value("invoices.inbox").origin.where, "default");
}

TEST_F(LoadTest, EverySettingReachesItsField) {
  Yaml(R"(
invoices: {database: "mysql://u:p@h/d", inbox: "s3://bucket/in", archive: "drive:id", workers: 3, lease: 9s,
           item_timeout: 8m, run_timeout: 7h, max_attempts: 6, settle: 5s,
           duplicates: version}
reader: {readers: 2, memory_mb: 512, seconds: 11, pages: 12, pixels_millions: 13, file_mb: 14,
         languages: por, dpi: 150}
ocr: {engine: tesseract}
log: {level: error, format: json}
display: {time_zone: America/Caracas}
pos: {database: "postgresql://h2/d2", replica: "postgresql://h3/d3", locations: shops.yaml,
      archive: "s3://bucket/raw", archive_days: 21, workers: 22, lease: 23s, item_timeout: 24m,
      run_timeout: 25h, max_attempts: 26, retry_delay: 27s, minutes: 28, overlap: 29m,
      longest_window: 6h, shortest_window: 5m, recover_days: 31, gap_days: 32, stock_guard: 0.33,
      sales_guard: 0.34, sales_days: 35, history_days: 36, flag: ok.flag, backfill_pause: 37s,
      klk: {url: "http://klk.example:7002", authorization: "Bearer x", certificates: ca.pem,
            timeout: 38s, sales_timeout: 39s, most_mb: 40}}
secrets: {folder: /run/secrets}
)");
  const Settings s = Loads();
  EXPECT_EQ(s.invoices.database.password.Reveal(), "p");
  EXPECT_EQ(s.invoices.inbox.prefix, "in");
  EXPECT_EQ(s.invoices.archive.drive_folder, "id");
  EXPECT_EQ(s.invoices.workers, 3);
  EXPECT_EQ(s.invoices.lease, 9s);
  EXPECT_EQ(s.invoices.item_timeout, 8min);
  EXPECT_EQ(s.invoices.run_timeout, 7h);
  EXPECT_EQ(s.invoices.max_attempts, 6);
  EXPECT_EQ(s.invoices.settle, 5s);
  EXPECT_EQ(s.invoices.duplicates, Settings::Duplicates::kVersion);
  EXPECT_EQ(s.reader.readers, 2);
  EXPECT_EQ(s.reader.memory_mb, 512);
  EXPECT_EQ(s.reader.seconds, 11);
  EXPECT_EQ(s.reader.pages, 12);
  EXPECT_EQ(s.reader.pixels_millions, 13);
  EXPECT_EQ(s.reader.file_mb, 14);
  EXPECT_EQ(s.reader.languages, "por");
  EXPECT_EQ(s.reader.dpi, 150);
  EXPECT_EQ(s.ocr.engine, Settings::OcrEngine::kTesseract);
  EXPECT_EQ(s.log.level, LogLevel::kError);
  EXPECT_EQ(s.log.format, LogFormat::kJson);
  EXPECT_EQ(s.display.time_zone, "America/Caracas");
  EXPECT_EQ(s.pos.database.host, "h2");
  EXPECT_EQ(s.pos.replica->host, "h3");
  EXPECT_EQ(s.pos.locations, folder_ / "shops.yaml");
  EXPECT_EQ(s.pos.archive.prefix, "raw");
  EXPECT_EQ(s.pos.archive_days, 21);
  EXPECT_EQ(s.pos.workers, 22);
  EXPECT_EQ(s.pos.lease, 23s);
  EXPECT_EQ(s.pos.item_timeout, 24min);
  EXPECT_EQ(s.pos.run_timeout, 25h);
  EXPECT_EQ(s.pos.max_attempts, 26);
  EXPECT_EQ(s.pos.retry_delay, 27s);
  EXPECT_EQ(s.pos.minutes, 28);
  EXPECT_EQ(s.pos.overlap, 29min);
  EXPECT_EQ(s.pos.longest_window, 6h);
  EXPECT_EQ(s.pos.shortest_window, 5min);
  EXPECT_EQ(s.pos.recover_days, 31);
  EXPECT_EQ(s.pos.gap_days, 32);
  EXPECT_EQ(s.pos.stock_guard, 0.33);
  EXPECT_EQ(s.pos.sales_guard, 0.34);
  EXPECT_EQ(s.pos.sales_days, 35);
  EXPECT_EQ(s.pos.history_days, 36);
  EXPECT_EQ(s.pos.flag, folder_ / "ok.flag");
  EXPECT_EQ(s.pos.backfill_pause, 37s);
  EXPECT_EQ(s.pos.klk.url, "http://klk.example:7002");
  EXPECT_EQ(s.pos.klk.authorization.Reveal(), "Bearer x");
  EXPECT_EQ(s.pos.klk.certificates, folder_ / "ca.pem");
  EXPECT_EQ(s.pos.klk.timeout, 38s);
  EXPECT_EQ(s.pos.klk.sales_timeout, 39s);
  EXPECT_EQ(s.pos.klk.most_mb, 40);
  EXPECT_EQ(s.secrets.folder, "/run/secrets");
}

TEST_F(LoadTest, TheStrongerLayerWins) {
  EXPECT_EQ(Loads().reader.pages, 200);
  Yaml("reader:\n  pages: 1\n");
  EXPECT_EQ(Loads().reader.pages, 1);
  EXPECT_EQ(Value("reader.pages").origin.where, "telar.yaml:2");
  folder_.Write(".env", "\nTELAR_READER_PAGES=2\n");
  EXPECT_EQ(Loads().reader.pages, 2);
  EXPECT_EQ(Value("reader.pages").origin.where, ".env:2 TELAR_READER_PAGES");
  Set("TELAR_READER_PAGES", "3");
  EXPECT_EQ(Loads().reader.pages, 3);
  EXPECT_EQ(Value("reader.pages").origin.where, "environment TELAR_READER_PAGES");
  options_.flags["reader.pages"] = "4";
  EXPECT_EQ(Loads().reader.pages, 4);
  EXPECT_EQ(Value("reader.pages").origin.where, "command line");
}

TEST_F(LoadTest, AnEmptyVariableCountsAsNotSet) {
  Set("TELAR_READER_PAGES", "");
  EXPECT_EQ(Loads().reader.pages, 200);
}

TEST_F(LoadTest, TheFileIsTheFlagsElseTheEnvironmentsElseInTheWorkingFolder) {
  Yaml("reader: {pages: 1}");
  folder_.Write("b/b.yaml", "reader: {pages: 2}");
  folder_.Write("c/c.yaml", "reader: {pages: 3}");
  EXPECT_EQ(Loads().reader.pages, 1);
  Set("TELAR_CONFIG", "b/b.yaml");
  EXPECT_EQ(Loads().reader.pages, 2);
  options_.file = "c/c.yaml";
  EXPECT_EQ(Loads().reader.pages, 3);
  EXPECT_EQ(loaded_.file, folder_ / "c/c.yaml");
}

TEST_F(LoadTest, ANamedFileMustExist) {
  Set("TELAR_CONFIG", "missing.yaml");
  EXPECT_THAT(Fails(), AllOf(HasSubstr("TELAR_CONFIG"), HasSubstr("missing.yaml")));
}

TEST_F(LoadTest, RelativePathsAreBelowTheFileAndThoseOfFlagsBelowTheWorkingFolder) {
  folder_.Write("etc/telar.yaml", "invoices: {inbox: a}");
  options_.file = "etc/telar.yaml";
  Set("TELAR_INVOICES_DATABASE", "sqlite:b.db");
  options_.flags["invoices.archive"] = "c";
  const Settings settings = Loads();
  EXPECT_EQ(settings.invoices.inbox.folder, folder_ / "etc/a");
  EXPECT_EQ(settings.invoices.database.file, folder_ / "etc/b.db");
  EXPECT_EQ(settings.invoices.archive.folder, folder_ / "c");
}

TEST_F(LoadTest, TheDotenvNextToTheFileComesFirst) {
  folder_.Write(".env", "TELAR_READER_PAGES=1");
  folder_.Write("etc/telar.yaml", "");
  options_.file = "etc/telar.yaml";
  EXPECT_EQ(Loads().reader.pages, 1);
  folder_.Write("etc/.env", "TELAR_READER_PAGES=2");
  EXPECT_EQ(Loads().reader.pages, 2);
}

TEST_F(LoadTest, ReportsEveryProblemWithItsLine) {
  Yaml(
      "invoices:\n  inbx: x\n  workers: many\nreader:\n  pages: 0\n  dpi: [1]\nunheard: {of: 1}\n");
  Set("TELAR_LOG_LEVEL", "loud");
  options_.flags["ocr.engin"] = "tesseract";
  const std::string message = Fails();
  ASSERT_THAT(problems_, SizeIs(7));
  EXPECT_THAT(
      message,
      HasSubstr("telar.yaml:2: unknown setting 'invoices.inbx' (Did you mean 'invoices.inbox'?)"));
  EXPECT_THAT(message,
              HasSubstr("telar.yaml:3: invoices.workers: expected a whole number, got 'many'"));
  EXPECT_THAT(
      message,
      HasSubstr("telar.yaml:5: reader.pages: expected a whole number from 1 to 10000, got '0'"));
  EXPECT_THAT(message, HasSubstr("telar.yaml:6: reader.dpi: expected a whole number, got a list"));
  EXPECT_THAT(message, HasSubstr("telar.yaml:7: unknown setting 'unheard'"));
  EXPECT_THAT(message, HasSubstr("environment TELAR_LOG_LEVEL: log.level: expected one of"));
  EXPECT_THAT(message,
              HasSubstr("command line: unknown setting 'ocr.engin' (Did you mean 'ocr.engine'?)"));
}

TEST_F(LoadTest, ANumberMayHaveADecimalPoint) {
  Yaml("drift: {p_value: 0.01}\ninvoices: {class_threshold: 1}\n");
  EXPECT_EQ(Loads().drift.p_value, 0.01);
  EXPECT_EQ(Loads().invoices.class_threshold, 1.0);
}

TEST_F(LoadTest, ANumberOutOfItsRangeIsAProblem) {
  for (const char* number : {"1.5", "-0.1", "nan", "inf", "0,5"}) {
    Yaml("drift: {p_value: \"" + std::string(number) + "\"}\n");
    EXPECT_THAT(Fails(), HasSubstr("drift.p_value: expected a number from 0 to 1")) << number;
  }
}

TEST_F(LoadTest, ASlipInAVariablesNameIsAProblem) {
  Set("TELAR_INVOICES_DATABSE", "sqlite:x.db");
  EXPECT_THAT(Fails(), HasSubstr("Did you mean TELAR_INVOICES_DATABASE?"));
}

TEST_F(LoadTest, AVariableOfThePlatformIsOnlyAWarning) {
  Set("TELAR_SERVICE_HOST", "10.0.0.1");
  Set("TELAR_SECRET_X", "x");
  Loads();
  ASSERT_THAT(loaded_.warnings, SizeIs(1));
  EXPECT_THAT(loaded_.warnings[0], HasSubstr("TELAR_SERVICE_HOST"));
}

TEST_F(LoadTest, SectionsMayBeDottedOrEmpty) {
  Yaml("invoices:\nlog:\n  #level: debug\nreader.pages: 5\npos.klk:\n  url: http://h\n");
  EXPECT_EQ(Loads().reader.pages, 5);
  EXPECT_EQ(loaded_.settings.pos.klk.url, "http://h");
}

TEST_F(LoadTest, RefusesWhatIsNotASettingsFile) {
  for (const auto* text :
       {"- a\n- b\n", "just text", "a: [1", "reader: 5",
        "reader: {pages: 1}\n---\nlog: {level: info}", "reader: {pages: 1, pages: 2}",
        "reader: {pages: 1}\nreader.pages: 2\n", "reader: {pages: }", "reader: {pages: {x: 1}}",
        "reader: {pages: *a}", "? [a]\n: 1\n", "<<: {reader: {pages: 1}}"}) {
    Yaml(text);
    EXPECT_THAT(Fails(), HasSubstr("telar.yaml")) << text;
  }
}

TEST_F(LoadTest, RefusesAHugeFile) {
  Yaml("#" + std::string(1 << 20, 'x'));
  EXPECT_THAT(Fails(), HasSubstr("1 MiB"));
}

TEST_F(LoadTest, SurvivesDeepNestingAndAliasBombs) {
  Yaml(std::string(100'000, '['));
  Fails();
  Yaml(
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
      "[*b,*b,*b,*b,*b,*b,*b,*b]\n"
      "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: "
      "[*e,*e,*e,*e,*e,*e,*e,*e]\n");
  Fails();
  EXPECT_THAT(problems_, SizeIs(6));
  Yaml("invoices: &i\n  invoices: *i\n");
  Fails();
}

TEST_F(LoadTest, ExpandsVariablesOfTheEnvironmentAndDotenv) {
  Yaml("invoices:\n  inbox: ${ROOT}/in\n  archive: ${MISSING:-/srv/archive}\n");
  folder_.Write(".env", "ROOT=/from/dotenv");
  EXPECT_EQ(Loads().invoices.inbox.folder, "/from/dotenv/in");
  EXPECT_EQ(loaded_.settings.invoices.archive.folder, "/srv/archive");
  Set("ROOT", "/from/process");
  EXPECT_EQ(Loads().invoices.inbox.folder, "/from/process/in");
}

TEST_F(LoadTest, NamesAVariableThatIsMissing) {
  Yaml("\ninvoices: {inbox: \"${NO_SUCH}\"}");
  EXPECT_THAT(Fails(), AllOf(HasSubstr("telar.yaml:2: invoices.inbox"), HasSubstr("NO_SUCH")));
}

TEST_F(LoadTest, LooksUpSecretsInEveryLayer) {
  folder_.Write("secrets/db", R"({"url": "mysql://u:hunter2@h/d", "password": "a/b"})");
  Yaml(
      "secrets: {folder: secrets}\npos: {database: "
      "\"postgresql://u:${secret:db#password}@h/d\"}\n");
  Set("TELAR_INVOICES_DATABASE", "secret:db#url");
  const Settings settings = Loads();
  EXPECT_EQ(settings.invoices.database.password.Reveal(), "hunter2");
  EXPECT_EQ(settings.pos.database.password.Reveal(), "a/b");
  EXPECT_THAT(Value("invoices.database").shown, Not(HasSubstr("hunter2")));
  Set("TELAR_SECRET_DB_URL", "mysql://u:other@h/d");
  EXPECT_EQ(Loads().invoices.database.password.Reveal(), "other");
}

TEST_F(LoadTest, AsksTheCallersProviderLast) {
  const auto more = SecretsInEnvironment({{"TELAR_SECRET_FAR", "http://far.example"}});
  options_.more_secrets = more.get();
  Set("TELAR_POS_KLK_URL", "secret:far");
  EXPECT_EQ(Loads().pos.klk.url, "http://far.example");
  EXPECT_EQ(Value("pos.klk.url").shown, "********");
}

TEST_F(LoadTest, AMissingSecretNamesItself) {
  Set("TELAR_POS_DATABASE", "secret:none#key");
  EXPECT_THAT(Fails(), AllOf(HasSubstr("pos.database"), HasSubstr("secret:none#key"),
                             HasSubstr("TELAR_SECRET_NONE_KEY")));
}

TEST_F(LoadTest, NoProblemShowsASecret) {
  folder_.Write("secrets/x", "hunter2");
  Yaml(
      "secrets: {folder: secrets}\nreader: {pages: \"secret:x\", dpi: \"7${secret:x}\"}\nlog: "
      "{level: \"secret:x\"}\n"
      "invoices: {database: \"mysql://u:hunter2@h:port/d\", inbox: \"secret:x\", archive: "
      "\"hunter3:${secret:x}\"}\n"
      "pos: {database: \"secret:x\"}\n");
  EXPECT_THAT(Fails(), Not(HasSubstr("hunter2")));
  EXPECT_THAT(problems_, SizeIs(6));
}

TEST_F(LoadTest, HonoursOldNames) {
  Set("LOG_LEVEL", "WARNING");
  Set("S3_BUCKET_NAME", "facturas");
  Set("S3_PREFIX_FACTURAS", "mes");
  Set("MYSQL_HOST", "db.example");
  Set("MYSQL_DATABASE", "textil");
  Set("MYSQL_PASSWORD", "hunter2");
  Set("POSTGRES_HOST", "pg.example");
  Set("POSTGRES_DB", "ventas");
  Set("KLK_API_BASE_URL", "http://klk.example:7002");
  Set("KLK_API_TIMEOUT", "90");
  Set("ETL_TIMEOUT_SECONDS", "1800");
  const Settings settings = Loads();
  EXPECT_EQ(settings.log.level, LogLevel::kWarn);
  EXPECT_EQ(settings.invoices.inbox.Text(), "s3://facturas/mes");
  EXPECT_EQ(settings.invoices.database.host, "db.example");
  EXPECT_EQ(settings.invoices.database.password.Reveal(), "hunter2");
  EXPECT_EQ(settings.pos.database.database, "ventas");
  EXPECT_EQ(settings.pos.klk.url, "http://klk.example:7002");
  EXPECT_EQ(settings.pos.klk.timeout, 90s);
  EXPECT_EQ(settings.pos.run_timeout, 30min);
  EXPECT_THAT(Value("invoices.database").origin.where, HasSubstr("MYSQL_HOST"));
  EXPECT_THAT(Value("invoices.database").shown, Not(HasSubstr("hunter2")));
}

TEST_F(LoadTest, TheShortestWindowIsNoLongerThanTheLongest) {
  Yaml("pos: {longest_window: 1h, shortest_window: 2h}\n");
  EXPECT_THAT(Fails(), HasSubstr("pos.shortest_window"));
}

TEST_F(LoadTest, OldAndNewNamesMayAgree) {
  Set("LOG_LEVEL", "WARNING");
  Set("TELAR_LOG_LEVEL", "warn");
  EXPECT_EQ(Loads().log.level, LogLevel::kWarn);
  EXPECT_EQ(Value("log.level").origin.where, "environment TELAR_LOG_LEVEL");
}

TEST_F(LoadTest, OldAndNewNamesThatDisagreeAreAProblemThatNamesBoth) {
  Set("LOG_LEVEL", "DEBUG");
  folder_.Write(".env", "TELAR_LOG_LEVEL=info\nTELAR_INVOICES_INBOX=inbox\n");
  Set("S3_BUCKET_NAME", "production");
  const std::string message = Fails();
  EXPECT_THAT(message,
              AllOf(HasSubstr("environment LOG_LEVEL"), HasSubstr(".env:1 TELAR_LOG_LEVEL")));
  EXPECT_THAT(message, AllOf(HasSubstr("S3_BUCKET_NAME"), HasSubstr("TELAR_INVOICES_INBOX")));
}

TEST_F(LoadTest, TwoBucketNamesThatDisagreeAreAProblem) {
  Set("S3_BUCKET_NAME", "production");
  folder_.Write(".env", "S3_BUCKET_FACTURAS=staging\n");
  EXPECT_THAT(Fails(), AllOf(HasSubstr("S3_BUCKET_NAME"), HasSubstr("S3_BUCKET_FACTURAS")));
  options_.flags["invoices.inbox"] = "inbox";
  EXPECT_EQ(Loads().invoices.inbox.folder, folder_ / "inbox");
}

TEST_F(LoadTest, AnOldNameDoesNotRedirectTheDatabaseOfTheFile) {
  Yaml("invoices: {database: \"sqlite:a.db\"}\nlog: {level: info}\n");
  Set("MYSQL_HOST", "h");
  Set("MYSQL_DATABASE", "d");
  Set("LOG_LEVEL", "debug");
  EXPECT_THAT(Fails(), AllOf(HasSubstr("telar.yaml:1"), HasSubstr("MYSQL_HOST")));
  EXPECT_THAT(problems_, SizeIs(1));
  options_.environment.erase("MYSQL_HOST");
  EXPECT_EQ(Loads().log.level, LogLevel::kDebug);
}

TEST_F(LoadTest, AnArchiveInsideTheInboxIsRefused) {
  for (const auto& [inbox, archive] :
       std::vector<std::pair<std::string, std::string>>{{"in", "in"},
                                                        {"in/", "in/done"},
                                                        {"s3://bucket", "s3://bucket/done"},
                                                        {"s3://bucket/a", "s3://bucket/a"},
                                                        {"drive:a", "drive:a"}}) {
    options_.flags = {{"invoices.inbox", inbox}, {"invoices.archive", archive}};
    EXPECT_THAT(Fails(), HasSubstr("invoices.archive")) << inbox << " " << archive;
  }
  for (const auto& [inbox, archive] :
       std::vector<std::pair<std::string, std::string>>{{"in", "in2"},
                                                        {"s3://bucket/a", "s3://bucket/ab"},
                                                        {"s3://one/a", "s3://two/a"},
                                                        {"in", "s3://bucket"}}) {
    options_.flags = {{"invoices.inbox", inbox}, {"invoices.archive", archive}};
    Loads();
  }
}

TEST_F(LoadTest, TheShippedExampleShowsTheDefaults) {
  const fs::path example = testing::SourceDir() / "config/telar.example.yaml";
  Loads();
  const std::vector<LoadedValue> defaults = loaded_.values;
  const std::string text = testing::ReadFile(example);
  Yaml(text);
  Loads();
  Yaml(std::regex_replace(text, std::regex("\n( *)#([a-z_]+:)"), "\n$1$2"));
  Loads();
  ASSERT_EQ(loaded_.values.size(), defaults.size());
  for (std::size_t i = 0; i < defaults.size(); ++i) {
    EXPECT_EQ(loaded_.values[i].shown, defaults[i].shown) << defaults[i].key;
    EXPECT_EQ(loaded_.values[i].origin.layer, Origin::Layer::kFile) << defaults[i].key;
  }
}

}  // namespace
}  // namespace telar::config
