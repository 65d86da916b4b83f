#pragma once

#include <string>

#include "bench/analytics/made_chain.h"

namespace telar::bench {

struct AnalyticsOrder {
  MadeChain chain;
  std::string database = "duckdb";  ///< sqlite, duckdb or postgres.
  std::string python;               ///< With pandas and pyarrow; "": no peer.
  std::string script;               ///< bench/peers/analytics_pandas.py
};

/// Telar calculates everything from the lines, then again after one more day; the same is
/// calculated by DuckDB over a Parquet file of these lines and by pandas. Prints wall seconds,
/// processor seconds (of the process and its server; what counts where others work beside it), peak
/// memory of the process (a server's is not in it) and whether the results agree. Making the rows
/// is not measured. `ventas` has its indexes on databases that read by them; DuckDB does not.
void MeasureAnalytics(const AnalyticsOrder& order);

}  // namespace telar::bench
