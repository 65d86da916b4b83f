#pragma once

namespace telar::bench {

struct Version {
  const char* name;
  const char* version;
};

/// What the measured programs were built with, ending with a null name.
extern const Version kVersions[];
extern const char* const kCompiler;               ///< "GNU 12.2.0, Release".
extern const char* const kRapidOcrScript;         ///< Where bench/peers/rapidocr_words.py lies.
extern const char* const kAnalyticsPandasScript;  ///< Path of bench/peers/analytics_pandas.py.
extern const char* const kTillCycleScript;        ///< Path of bench/peers/till_cycle.py.

}  // namespace telar::bench
