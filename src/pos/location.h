#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/secret.h"
#include "core/time.h"
#include "pos/zone.h"

namespace telar::pos {

/// A stock room of a location, by the code its source knows it under.
struct Warehouse {
  std::string code;
  std::string name;  ///< "" when the file names none.
};

/// How a database source is reached; values come from secret references, never from the file.
struct Connection {
  std::string driver = "FreeTDS";  ///< Name in odbcinst.ini.
  std::string server;              ///< Host name or address.
  int port = 1433;
  std::string database;  ///< The catalogue's: VAD10.
  std::string sales_database = "VAD20";
  std::string user;
  Secret password;
  /// A whole ODBC connection string instead of the above (source: odbc). It may hold a password.
  Secret odbc;
  std::string stock_query, sales_query;  ///< Files with the SQL of a source `odbc`; "": none.
};

/// A shop or a distribution centre, and where its figures come from. One entry of locations.yaml.
struct Location {
  enum class Kind { kStore, kCedi };
  enum class Source { kKlk, kStellar, kOdbc };

  std::string id;  ///< "tienda_01": the key in all data.
  std::string name;
  Kind kind = Kind::kStore;
  std::string region;
  Zone zone;
  Source source = Source::kKlk;
  std::string branch;                 ///< KLK's code of the shop, "SUC001".
  std::vector<Warehouse> warehouses;  ///< At least one; the first is the sales floor.
  /// Opening hours as time since midnight, closing after midnight above 24 h.
  Duration opens{}, closes{};
  std::vector<std::string> closed;  ///< Days without trade: "12-25" every year, "2026-02-16" once.
  bool active = true;
  bool visible = true;
  Date first_sync{};  ///< First business day wanted.
  Connection connection;

  /// Distribution centres sell nothing.
  bool sells() const { return kind == Kind::kStore; }
  bool ClosedOn(Date date) const;
  /// How much of the local range lies in opening hours.
  Duration OpenTimeIn(const LocalRange& range) const;
};

}  // namespace telar::pos
