#include "models/observations.h"

#include <algorithm>

namespace telar::models {
namespace {

constexpr const char* kTable = R"(
CREATE TABLE model_observations (
  document_id {key_text} NOT NULL,
  model_version {integer} NOT NULL,
  observed_at {instant} NOT NULL,
  label {integer} NOT NULL,
  probability {real} NOT NULL,
  level_mean {real} NOT NULL,
  level_std {real} NOT NULL,
  level_mean_r {real} NOT NULL,
  level_mean_g {real} NOT NULL,
  level_mean_b {real} NOT NULL,
  level_min {real} NOT NULL,
  level_max {real} NOT NULL,
  level_median {real} NOT NULL,
  PRIMARY KEY (document_id, model_version)
);
CREATE INDEX model_observations_time ON model_observations (model_version, observed_at);
)";

constexpr const char* kLook = R"(
ALTER TABLE model_observations ADD COLUMN level_paper {real};
ALTER TABLE model_observations ADD COLUMN level_ink {real};
ALTER TABLE model_observations ADD COLUMN sharpness {real};
ALTER TABLE model_observations ADD COLUMN ink_top {real};
ALTER TABLE model_observations ADD COLUMN ink_upper {real};
)";

// Nothing when any of them is NULL.
Result<std::optional<PageLook>> LookFrom(const db::Row& row, int column) {
  PageLook look;
  for (double* number : {&look.paper, &look.ink, &look.sharpness, &look.top, &look.upper}) {
    TELAR_ASSIGN_OR_RETURN(const auto value, row.MaybeDouble(column++));
    if (!value) return std::optional<PageLook>();
    *number = *value;
  }
  return std::optional(look);
}

Result<Observation> FromRow(const db::Row& row) {
  Observation o;
  TELAR_ASSIGN_OR_RETURN(o.document, row.AsText(0));
  TELAR_ASSIGN_OR_RETURN(const std::int64_t version, row.AsInt(1));
  o.model_version = static_cast<int>(version);
  TELAR_ASSIGN_OR_RETURN(o.observed_at, row.AsInstant(2));
  TELAR_ASSIGN_OR_RETURN(const std::int64_t label, row.AsInt(3));
  o.label = label == 1 ? 1 : 0;
  double* const numbers[] = {&o.probability,     &o.features.mean,   &o.features.std,
                             &o.features.mean_r, &o.features.mean_g, &o.features.mean_b,
                             &o.features.min,    &o.features.max,    &o.features.median};
  int column = 4;
  for (double* number : numbers) {
    TELAR_ASSIGN_OR_RETURN(*number, row.AsDouble(column++));
  }
  TELAR_ASSIGN_OR_RETURN(o.features.look, LookFrom(row, column));
  return o;
}

}  // namespace

std::span<const db::Migration> ObservationMigrations() {
  static const std::vector<db::Migration> kMigrations = {{1, "observations", kTable},
                                                         {2, "look of the page", kLook}};
  return kMigrations;
}

std::vector<db::ExpectedTable> ExpectedObservationTables() {
  const std::string real = "{real}";
  return {{.name = "model_observations",
           .columns = {{"document_id", "{key_text}"},
                       {"model_version", "{integer}"},
                       {"observed_at", "{instant}"},
                       {"label", "{integer}"},
                       {"probability", real},
                       {"level_mean", real},
                       {"level_std", real},
                       {"level_mean_r", real},
                       {"level_mean_g", real},
                       {"level_mean_b", real},
                       {"level_min", real},
                       {"level_max", real},
                       {"level_median", real},
                       {"level_paper", real},
                       {"level_ink", real},
                       {"sharpness", real},
                       {"ink_top", real},
                       {"ink_upper", real}},
           .indexes = {{{"document_id", "model_version"}, true},
                       {{"model_version", "observed_at"}, false}}}};
}

Status RecordObservation(db::Connection& connection, const Observation& o) {
  bool known = false;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT 1 FROM model_observations WHERE document_id = ? AND model_version = ?",
      {o.document, std::int64_t{o.model_version}}, [&](const db::Row&) {
        known = true;
        return Status::Ok();
      }));
  if (known) return Status::Ok();
  const PageFeatures& f = o.features;
  const auto look = [&](double PageLook::*member) {
    return f.look ? db::Value(*f.look.*member) : db::Value();
  };
  return connection
      .Execute(
          "INSERT INTO model_observations (document_id, model_version, observed_at, label, "
          "probability, level_mean, level_std, level_mean_r, level_mean_g, level_mean_b, "
          "level_min, level_max, level_median, level_paper, level_ink, sharpness, ink_top, "
          "ink_upper) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          {o.document, std::int64_t{o.model_version}, o.observed_at, std::int64_t{o.label},
           o.probability, f.mean, f.std, f.mean_r, f.mean_g, f.mean_b, f.min, f.max, f.median,
           look(&PageLook::paper), look(&PageLook::ink), look(&PageLook::sharpness),
           look(&PageLook::top), look(&PageLook::upper)})
      .status();
}

Result<ObservationWindow> ReadObservations(db::Connection& connection, int model_version,
                                           Instant from, Instant to, int most) {
  ObservationWindow window;
  const std::int64_t version = model_version;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT COUNT(*) FROM model_observations WHERE model_version = ? AND observed_at >= ? AND "
      "observed_at < ?",
      {version, from, to}, [&](const db::Row& row) {
        TELAR_ASSIGN_OR_RETURN(window.documents, row.AsInt(0));
        return Status::Ok();
      }));
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT document_id, model_version, observed_at, label, probability, level_mean, level_std, "
      "level_mean_r, level_mean_g, level_mean_b, level_min, level_max, level_median, "
      "level_paper, level_ink, sharpness, ink_top, ink_upper FROM "
      "model_observations WHERE model_version = ? AND observed_at >= ? AND observed_at < ? ORDER "
      "BY observed_at DESC, document_id DESC LIMIT ?",
      {version, from, to, std::int64_t{most}}, [&](const db::Row& row) {
        TELAR_ASSIGN_OR_RETURN(Observation observation, FromRow(row));
        window.observations.push_back(std::move(observation));
        return Status::Ok();
      }));
  std::reverse(window.observations.begin(), window.observations.end());
  return window;
}

}  // namespace telar::models
