#include "ledger/schema.h"

#include <array>

namespace telar::ledger {
namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE ledger_runs (
  id {key_text} NOT NULL PRIMARY KEY,
  pipeline {key_text} NOT NULL,
  started_by {key_text} NOT NULL,
  command {text} NOT NULL,
  program_version {key_text} NOT NULL,
  shard {key_text} NOT NULL,
  state {key_text} NOT NULL,
  active_key {key_text},
  owner {key_text} NOT NULL,
  host {key_text} NOT NULL,
  pid {bigint} NOT NULL,
  started_at {instant} NOT NULL,
  heartbeat_at {instant} NOT NULL,
  finished_at {instant},
  items_planned {bigint} NOT NULL,
  items_done {bigint} NOT NULL,
  items_empty {bigint} NOT NULL,
  items_review {bigint} NOT NULL,
  items_rejected {bigint} NOT NULL,
  items_failed {bigint} NOT NULL,
  items_retried {bigint} NOT NULL,
  items_left {bigint} NOT NULL,
  error_code {key_text} NOT NULL,
  error_message {text} NOT NULL,
  error_hint {text} NOT NULL);
CREATE UNIQUE INDEX ledger_runs_active ON ledger_runs (active_key);
CREATE INDEX ledger_runs_pipeline ON ledger_runs (pipeline, state);

CREATE TABLE ledger_items (
  id {serial_primary_key},
  pipeline {key_text} NOT NULL,
  item_key {key_text} NOT NULL,
  label {text} NOT NULL,
  payload {text} NOT NULL,
  shard_hash {bigint} NOT NULL,
  state {key_text} NOT NULL,
  stage {key_text} NOT NULL,
  attempts {integer} NOT NULL,
  token {bigint} NOT NULL,
  lease_owner {key_text},
  lease_until {instant},
  not_before {instant} NOT NULL,
  run_id {key_text} NOT NULL,
  reason {text} NOT NULL,
  error_code {key_text} NOT NULL,
  error_message {text} NOT NULL,
  error_hint {text} NOT NULL,
  created_at {instant} NOT NULL,
  planned_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  finished_at {instant});
CREATE UNIQUE INDEX ledger_items_key ON ledger_items (pipeline, item_key);
CREATE INDEX ledger_items_due ON ledger_items (pipeline, state, not_before);

CREATE TABLE ledger_attempts (
  id {serial_primary_key},
  item_id {bigint} NOT NULL,
  token {bigint} NOT NULL,
  run_id {key_text} NOT NULL,
  owner {key_text} NOT NULL,
  started_at {instant} NOT NULL,
  finished_at {instant},
  ended {key_text} NOT NULL,
  stage_from {key_text} NOT NULL,
  stage_to {key_text} NOT NULL,
  error_code {key_text} NOT NULL,
  error_message {text} NOT NULL,
  error_hint {text} NOT NULL);
CREATE UNIQUE INDEX ledger_attempts_item ON ledger_attempts (item_id, token);
CREATE INDEX ledger_attempts_run ON ledger_attempts (run_id);

CREATE TABLE ledger_counts (
  id {serial_primary_key},
  item_id {bigint} NOT NULL,
  token {bigint} NOT NULL,
  run_id {key_text} NOT NULL,
  name {key_text} NOT NULL,
  amount {bigint} NOT NULL);
CREATE UNIQUE INDEX ledger_counts_item ON ledger_counts (item_id, token, name);
CREATE INDEX ledger_counts_run ON ledger_counts (run_id);

CREATE TABLE ledger_rejects (
  id {serial_primary_key},
  pipeline {key_text} NOT NULL,
  item_id {bigint} NOT NULL,
  token {bigint} NOT NULL,
  run_id {key_text} NOT NULL,
  source {text} NOT NULL,
  place {text} NOT NULL,
  field {key_text} NOT NULL,
  reason {key_text} NOT NULL,
  raw {text} NOT NULL,
  message {text} NOT NULL,
  confidence {real} NOT NULL,
  created_at {instant} NOT NULL);
CREATE INDEX ledger_rejects_item ON ledger_rejects (item_id);
CREATE INDEX ledger_rejects_run ON ledger_rejects (run_id);
)sql";

constexpr std::string_view kLocks = R"sql(
CREATE TABLE ledger_locks (
  name {key_text} NOT NULL PRIMARY KEY,
  run_id {key_text} NOT NULL,
  owner {key_text} NOT NULL,
  taken_at {instant} NOT NULL,
  until_at {instant} NOT NULL);
)sql";

}  // namespace

std::span<const db::Migration> Migrations() {
  static const std::array<db::Migration, 2> kMigrations{
      db::Migration{1, "runs, items, attempts, counts and rejects", std::string(kFirst)},
      db::Migration{2, "locks", std::string(kLocks)}};
  return kMigrations;
}

std::vector<db::ExpectedTable> ExpectedTables() {
  const std::string key = "{key_text}", text = "{text}", big = "{bigint}", when = "{instant}";
  return {
      {.name = "ledger_runs",
       .columns = {{"id", key},
                   {"pipeline", key},
                   {"started_by", key},
                   {"command", text},
                   {"program_version", key},
                   {"shard", key},
                   {"state", key},
                   {"active_key", key},
                   {"owner", key},
                   {"host", key},
                   {"pid", big},
                   {"started_at", when},
                   {"heartbeat_at", when},
                   {"finished_at", when},
                   {"items_planned", big},
                   {"items_done", big},
                   {"items_empty", big},
                   {"items_review", big},
                   {"items_rejected", big},
                   {"items_failed", big},
                   {"items_retried", big},
                   {"items_left", big},
                   {"error_code", key},
                   {"error_message", text},
                   {"error_hint", text}},
       .indexes = {{{"id"}, true}, {{"active_key"}, true}, {{"pipeline", "state"}, false}}},
      {.name = "ledger_items",
       .columns = {{"id", "{serial_primary_key}"},
                   {"pipeline", key},
                   {"item_key", key},
                   {"label", text},
                   {"payload", text},
                   {"shard_hash", big},
                   {"state", key},
                   {"stage", key},
                   {"attempts", "{integer}"},
                   {"token", big},
                   {"lease_owner", key},
                   {"lease_until", when},
                   {"not_before", when},
                   {"run_id", key},
                   {"reason", text},
                   {"error_code", key},
                   {"error_message", text},
                   {"error_hint", text},
                   {"created_at", when},
                   {"planned_at", when},
                   {"updated_at", when},
                   {"finished_at", when}},
       .indexes = {{{"pipeline", "item_key"}, true}, {{"pipeline", "state", "not_before"}, false}}},
      {.name = "ledger_attempts",
       .columns = {{"id", "{serial_primary_key}"},
                   {"item_id", big},
                   {"token", big},
                   {"run_id", key},
                   {"owner", key},
                   {"started_at", when},
                   {"finished_at", when},
                   {"ended", key},
                   {"stage_from", key},
                   {"stage_to", key},
                   {"error_code", key},
                   {"error_message", text},
                   {"error_hint", text}},
       .indexes = {{{"item_id", "token"}, true}, {{"run_id"}, false}}},
      {.name = "ledger_counts",
       .columns = {{"id", "{serial_primary_key}"},
                   {"item_id", big},
                   {"token", big},
                   {"run_id", key},
                   {"name", key},
                   {"amount", big}},
       .indexes = {{{"item_id", "token", "name"}, true}, {{"run_id"}, false}}},
      {.name = "ledger_rejects",
       .columns = {{"id", "{serial_primary_key}"},
                   {"pipeline", key},
                   {"item_id", big},
                   {"token", big},
                   {"run_id", key},
                   {"source", text},
                   {"place", text},
                   {"field", key},
                   {"reason", key},
                   {"raw", text},
                   {"message", text},
                   {"confidence", "{real}"},
                   {"created_at", when}},
       .indexes = {{{"item_id"}, false}, {{"run_id"}, false}}},
      {.name = "ledger_locks",
       .columns =
           {{"name", key}, {"run_id", key}, {"owner", key}, {"taken_at", when}, {"until_at", when}},
       .indexes = {{{"name"}, true}}},
  };
}

}  // namespace telar::ledger
