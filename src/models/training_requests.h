#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "store/object_store.h"

namespace telar::models {

/// Somebody, or a check for drift, wants a new model.
struct TrainingRequest {
  int number = 0;  ///< From 1: the order of the requests.
  Instant at{};
  std::string who;        ///< The person or job that asked.
  std::string why;        ///< One sentence.
  int model_version = 0;  ///< The champion then; 0 when there was none.
  std::string window;     ///< Names the documents it is asked for (DriftCheck); "" for none.
  int check = 0;          ///< Number of the check for drift; 0 for none.

  /// What became of it; absent while it is open.
  struct Outcome {
    Instant at{};
    std::string result;  ///< "promoted", "nominated", "refused", "failed".
    std::string note;    ///< "version 4", "macro_f1 0.81, must be above 0.85".
    friend bool operator==(const Outcome&, const Outcome&) = default;
  };
  std::optional<Outcome> outcome;

  bool open() const { return !outcome; }
  friend bool operator==(const TrainingRequest&, const TrainingRequest&) = default;
};

/// What keeps a check that runs every day from asking every day.
struct RequestGuard {
  int days = 7;                     ///< Least days since the last request and since `promoted`.
  std::optional<Instant> promoted;  ///< When the champion became champion.
};

/// What came of asking: a request, or the reason why there is none.
struct AskedTraining {
  std::optional<TrainingRequest> request;
  std::string refusal;  ///< "request 3 of 2026-11-20 is still open"; "" when there is a request.
};

/// Requests for trainings in the store of the models, which only ever grows:
///
///   requests/000003.json            the request
///   requests_finished/000003.json   what became of it
///
/// Errors are those of the store, and kInvalidInput with the object's name when one of them cannot
/// be read. Safe from several threads and processes when the store is: two that ask or finish at
/// one moment, one of them gets kConflict.
class TrainingRequests {
 public:
  /// Both are borrowed. Touches nothing.
  TrainingRequests(store::ObjectStore& store, const Clock& clock) : store_(store), clock_(clock) {}

  /// Adds a request, whose `number` and `at` it fills in, unless the guard is against it: while one
  /// is open; within its days of the last request or of the promotion; and, whenever that was,
  /// when one was made for the same window. With `dry_run` it says what would happen and adds
  /// nothing; the number is then the one it would get.
  Result<AskedTraining> Ask(TrainingRequest request, const RequestGuard& guard,
                            bool dry_run = false);

  /// All of them, oldest first.
  Result<std::vector<TrainingRequest>> All();
  /// Those without an outcome, oldest first.
  Result<std::vector<TrainingRequest>> Open();
  /// The oldest open one: what is to be trained next.
  Result<std::optional<TrainingRequest>> Next();
  /// Writes down what became of a request. kNotFound when there is no such request; kConflict when
  /// it has another outcome already. `at` is filled in.
  Status Finish(int number, std::string result, std::string note);

 private:
  store::ObjectStore& store_;
  const Clock& clock_;
};

}  // namespace telar::models
