#pragma once

#include "app/commands/model_desk.h"
#include "models/training_record.h"

namespace telar::app {

/// Writes a training down: the row of `tracking` in the invoices' database, the run of MLflow and
/// the figures of CloudWatch where the settings name them (docs/guides/tracking.md). Fills in the
/// record's id, local time, address and commit. Nothing of it fails the training: what people
/// should know goes to standard error, troubles even with --quiet.
void TellOfTraining(ModelDesk& desk, models::TrainingFacts facts);

/// Tells MLflow what waits and what the registry's aliases stand for now. As TellOfTraining.
void TellOfAliases(ModelDesk& desk);

}  // namespace telar::app
