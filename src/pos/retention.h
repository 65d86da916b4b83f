#pragma once

#include <cstdint>

#include "core/result.h"
#include "pos/tills.h"

namespace telar::pos {

/// How many days are kept; 0: for ever. Sales and history go by whole months that lie before.
struct RetentionRules {
  int archive_days = 0;
  int sales_days = 0;
  int history_days = 0;

  bool nothing() const { return archive_days <= 0 && sales_days <= 0 && history_days <= 0; }
};

struct Retired {
  std::int64_t answers = 0, sales = 0, history = 0;
  std::int64_t total() const { return answers + sales + history; }
};

/// Takes away what is older: archived answers with their rows in `pos_answers`, rows of `ventas`,
/// rows of `inventario_historico`. Once a day of UTC, whoever asks first; nothing otherwise. An
/// answer is forgotten only when the archive has confirmed that it is gone.
Result<Retired> Retire(const Tills& tills, const RetentionRules& rules);

}  // namespace telar::pos
