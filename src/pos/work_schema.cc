#include "pos/work_schema.h"

#include <array>
#include <span>
#include <string>

#include "db/migrations.h"
#include "pos/warehouse/schema.h"

namespace telar::pos {
namespace {

constexpr std::string_view kComponent = "pos_work";

constexpr std::string_view kAnswers = R"sql(
CREATE TABLE pos_answers (
  id {serial_primary_key},
  item_id {bigint} NOT NULL,
  place {integer} NOT NULL,
  present {boolean} NOT NULL,
  conjunto {key_text} NOT NULL,
  ubicacion_id {key_text} NOT NULL,
  source {key_text} NOT NULL,
  archive_key {key_text} NOT NULL,
  wall_from {datetime},
  wall_to {datetime},
  received {bigint} NOT NULL,
  claimed {bigint},
  fetched_at {instant} NOT NULL);
CREATE INDEX pos_answers_item ON pos_answers (item_id);
CREATE INDEX pos_answers_fetched ON pos_answers (fetched_at);
CREATE INDEX pos_answers_key ON pos_answers (archive_key);
)sql";

constexpr std::string_view kExecutions = R"sql(
CREATE TABLE IF NOT EXISTS etl_executions (
  id {serial_primary_key},
  etl_name {key_text} NOT NULL,
  etl_type {key_text} NOT NULL,
  started_at {datetime} NOT NULL,
  finished_at {datetime},
  duration_seconds {decimal(10,2)},
  fecha_desde {datetime},
  fecha_hasta {datetime},
  tiendas_procesadas {json},
  status {key_text} NOT NULL,
  records_extracted {bigint},
  records_loaded {bigint},
  duplicates_skipped {bigint},
  gaps_recovered {bigint},
  tiendas_detail {json},
  error_message {text},
  error_detail {text},
  triggered_by {key_text},
  task_arn {text},
  error_phase {key_text},
  error_category {key_text},
  error_source {key_text},
  extract_duration_seconds {decimal(10,2)},
  transform_duration_seconds {decimal(10,2)},
  load_duration_seconds {decimal(10,2)},
  source_system {key_text},
  api_requests_count {bigint},
  api_errors_count {bigint},
  records_upserted {bigint},
  records_failed {bigint},
  network_diagnostics {json},
  is_recovery {boolean},
  recovered_gap_id {bigint});
)sql";

constexpr std::string_view kExecutionDetails = R"sql(
CREATE TABLE IF NOT EXISTS etl_execution_details (
  id {serial_primary_key},
  execution_id {bigint} NOT NULL,
  tienda_id {key_text} NOT NULL,
  tienda_nombre {text},
  source_system {key_text},
  status {key_text} NOT NULL,
  started_at {datetime},
  finished_at {datetime},
  duration_seconds {decimal(10,2)},
  records_extracted {bigint},
  records_loaded {bigint},
  duplicates_skipped {bigint},
  error_phase {key_text},
  error_category {key_text},
  error_message {text},
  server_ip {key_text},
  server_port {integer},
  connection_latency_ms {bigint});
)sql";

/// What the contract's columns cannot say, also beside rows that were there before.
constexpr std::string_view kMore = R"sql(
ALTER TABLE etl_executions ADD COLUMN run_id {key_text};
ALTER TABLE etl_executions ADD COLUMN started_at_utc {instant};
ALTER TABLE etl_executions ADD COLUMN finished_at_utc {instant};
CREATE UNIQUE INDEX etl_executions_run ON etl_executions (run_id);
CREATE INDEX etl_executions_name_started ON etl_executions (etl_name, started_at);
CREATE INDEX etl_executions_status_now ON etl_executions (status);
CREATE INDEX etl_execution_details_execution ON etl_execution_details (execution_id);
)sql";

/// Of the earlier platform's views those that its screens read, by the same names and columns.
constexpr std::string_view kViews = R"sql(
CREATE VIEW v_etl_overlaps AS
  SELECT a.id AS execution_1, b.id AS execution_2, a.etl_name, a.started_at AS started_1,
         a.finished_at AS finished_1, b.started_at AS started_2, b.finished_at AS finished_2
  FROM etl_executions a JOIN etl_executions b
    ON a.etl_name = b.etl_name AND a.id < b.id
   AND b.started_at < a.finished_at AND a.started_at < COALESCE(b.finished_at, b.started_at);
CREATE VIEW v_etl_error_categories AS
  SELECT error_phase, error_category, source_system, COUNT(*) AS total,
         MAX(started_at) AS last_seen
  FROM etl_executions WHERE error_category IS NOT NULL
  GROUP BY error_phase, error_category, source_system;
CREATE VIEW v_etl_executions_with_phases AS
  SELECT id, etl_name, etl_type, status, started_at, finished_at, duration_seconds,
         extract_duration_seconds, transform_duration_seconds, load_duration_seconds,
         error_phase, error_category, error_source, source_system, records_extracted,
         records_loaded, is_recovery
  FROM etl_executions;
CREATE VIEW v_etl_error_stats AS
  SELECT etl_name, error_category, COUNT(*) AS total, MIN(started_at) AS first_seen,
         MAX(started_at) AS last_seen
  FROM etl_executions WHERE status IN ('failed', 'partial', 'killed')
  GROUP BY etl_name, error_category;
)sql";

constexpr std::string_view kLateViews = R"sql(
CREATE VIEW v_etl_summary_24h AS
  SELECT etl_name, COUNT(*) AS total,
         SUM(CASE WHEN status = 'success' THEN 1 ELSE 0 END) AS success,
         SUM(CASE WHEN status = 'partial' THEN 1 ELSE 0 END) AS partial,
         SUM(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed,
         SUM(CASE WHEN status = 'killed' THEN 1 ELSE 0 END) AS killed,
         SUM(records_loaded) AS records_loaded, MAX(started_at) AS last_started
  FROM etl_executions WHERE started_at_utc >= {ago(24)}
  GROUP BY etl_name;
CREATE VIEW v_etl_problematic_tiendas AS
  SELECT d.tienda_id, MAX(d.tienda_nombre) AS tienda_nombre, COUNT(*) AS failures,
         MAX(d.started_at) AS last_failure
  FROM etl_execution_details d JOIN etl_executions e ON e.id = d.execution_id
  WHERE d.status = 'failed' AND e.started_at_utc >= {ago(168)}
  GROUP BY d.tienda_id;
)sql";

/// tiendas_procesadas is an array where the database has arrays.
std::string WithArrays(std::string_view sql) {
  std::string text(sql);
  constexpr std::string_view kList = "tiendas_procesadas {json}";
  text.replace(text.find(kList), kList.size(), "tiendas_procesadas text[]");
  return text;
}

std::span<const db::Migration> Migrations() {
  static const std::array<db::Migration, 4> kMigrations{
      db::Migration{1, "answers of the tills", std::string(kAnswers)},
      db::Migration{2, "run history",
                    std::string(kExecutions) + std::string(kExecutionDetails) + std::string(kMore),
                    WithArrays(kExecutions) + std::string(kExecutionDetails) + std::string(kMore)},
      db::Migration{3, "views of the run history", std::string(kViews)},
      db::Migration{4, "views of the last day and week", std::string(kLateViews)}};
  return kMigrations;
}

}  // namespace

Status PrepareTables(db::Database& database, const Clock& clock) {
  TELAR_RETURN_IF_ERROR(warehouse::Prepare(database, clock));
  return db::Migrate(database, kComponent, Migrations(), clock).status();
}

std::vector<db::ExpectedTable> TillTables() {
  const std::string key = "{key_text}", big = "{bigint}", when = "{instant}";
  std::vector<db::ExpectedTable> tables = warehouse::ExpectedTables();
  tables.push_back({.name = "pos_answers",
                    .columns = {{"item_id", big},
                                {"place", "{integer}"},
                                {"present", "{boolean}"},
                                {"conjunto", key},
                                {"ubicacion_id", key},
                                {"source", key},
                                {"archive_key", key},
                                {"wall_from", "{datetime}"},
                                {"wall_to", "{datetime}"},
                                {"received", big},
                                {"claimed", big},
                                {"fetched_at", when}},
                    .indexes = {{{"item_id"}, false}, {{"fetched_at"}, false}}});
  tables.push_back(
      {.name = "etl_executions",
       .columns = {{"run_id", key}, {"started_at_utc", when}, {"finished_at_utc", when}},
       .indexes = {{{"run_id"}, true}}});
  tables.push_back(
      {.name = "etl_execution_details", .columns = {}, .indexes = {{{"execution_id"}, false}}});
  return tables;
}

}  // namespace telar::pos
