#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::ledger {

/// A process, told apart from every other that ran or will run anywhere: the holder of a lease.
struct Owner {
  std::string host;           ///< Host name.
  std::string boot;           ///< Linux boot id; "" where there is none.
  std::string pid_namespace;  ///< Inode of the pid namespace: containers count their pids apart.
  std::int64_t pid = 0;
  std::int64_t started = 0;  ///< Clock ticks from boot to the start of the process.

  /// "host/boot/namespace/pid/started", at most 255 bytes; what the tables hold.
  std::string ToString() const;
  static Result<Owner> Parse(std::string_view text);  ///< kInvalidInput for another form.
  friend bool operator==(const Owner&, const Owner&) = default;
};

/// kDead only when it is certain; kUnknown for a process of another host, boot or pid namespace.
enum class Life { kAlive, kDead, kUnknown };
using LifeProbe = std::function<Life(const Owner&)>;

/// This process, from /proc. Never fails: what cannot be read stays empty and makes every probe of
/// it kUnknown.
Owner CurrentOwner();

/// Asks this machine's kernel. A process id that was given to a newer process, and a process that
/// ended but was not waited for, are kDead. Safe from several threads.
Life ProbeProcess(const Owner& owner);

}  // namespace telar::ledger
