#pragma once

#include <string>

#include "models/training_record.h"

namespace telar::models::testing {

/// A training of three epochs whose second was the best, refused by the gate.
inline TrainingRecord SomeTraining(std::string id = "0193-a") {
  TrainingRecord r;
  r.id = std::move(id);
  r.started = *ParseInstant("2026-03-04T10:00:00Z");
  r.finished = *ParseInstant("2026-03-04T10:30:00Z");
  r.local_time = "2026-03-04 06:30:00";
  r.architecture = "seed";
  r.shape = {{32, 64, 128}, {256, 128}, {0.5, 0.3}};
  r.input_shape = "(224, 224, 3)";
  r.parameters = 22'277'697;
  r.seed = 18'446'744'073'709'551'615U;
  r.learning_rate = 0.001;
  r.final_learning_rate = 0.00025;
  r.batch = 16;
  r.most_epochs = 50;
  r.best_epoch = 2;
  r.validation_split = 0.2;
  r.patience = 10;
  r.rate_patience = 5;
  r.rate_factor = 0.5;
  r.stopped_early = true;
  r.train_documents = 80;
  r.validation_documents = 20;
  r.epochs = {{1, 0.9, 0.8, 0.6, 0.001}, {2, 0.4, 0.3, 0.95, 0.001}, {3, 0.3, 0.5, 0.9, 0.00025}};
  r.test = {.documents = 40,
            .loss = 0.25,
            .accuracy = 0.925,
            .precision = 0.95,
            .recall = 0.9,
            .f1 = 0.924,
            .macro_precision = 0.94,
            .macro_recall = 0.93,
            .macro_f1 = 0.935,
            .brier = 0.1,
            .calibration_error = 0.02,
            .roc_area = 0.98,
            .confusion = {{{19, 1}, {2, 18}}}};
  r.report = "a table\n";
  r.dataset_sha256 = "d" + std::string(63, '0');
  r.model_sha256 = "abcdef12" + std::string(56, '0');
  r.model_bytes = 9;
  r.registry_version = 3;
  r.registry_address = "folder models, blobs/abcdef12";
  r.code_version = "0.1.0";
  r.commit = "0123456789abcdef";
  r.promotion = Promotion::kRefused;
  r.promotion_reason = "test_documents 40, must be at least 100";
  return r;
}

}  // namespace telar::models::testing
