#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "tests/ledger/ledger_place.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::ledger {

/// An owner of the invented host "loom" with this process id.
inline Owner ProcessOf(std::int64_t pid) { return {"loom", "boot", "1", pid, 100}; }

inline NewItem NewItemOf(std::string key) {
  NewItem item;
  item.label = key + ".pdf";
  item.key = std::move(key);
  item.payload = "{}";
  return item;
}

/// A ledger under a clock that stands still. Its own process is 1; `dead` names
/// the processes of "loom" that ended.
class LedgerFixture : public ::testing::Test {
 protected:
  static constexpr const char* kPipeline = "invoices";

  void SetUp() override {
    place_ = LedgerPlace::Make();
    if (place_ == nullptr) GTEST_SKIP() << kNoPlace;
    auto database = place_->Open();
    ASSERT_OK(database);
    database_ = *std::move(database);
    ledger_ = OpenAs(ProcessOf(1));
  }

  std::unique_ptr<Ledger> OpenAs(const Owner& owner) {
    Options options;
    options.owner = owner;
    options.probe = [this](const Owner& asked) {
      if (asked.host != "loom") return Life::kUnknown;
      return asked.pid == dead_ ? Life::kDead : Life::kAlive;
    };
    auto ledger = Ledger::Open(*database_, clock_, random_, options);
    EXPECT_OK(ledger);
    return *std::move(ledger);
  }

  Claims& claims() { return ledger_->claims(); }
  const History& history() { return ledger_->history(); }

  void Plan(std::initializer_list<const char*> keys) {
    std::vector<NewItem> items;
    for (const char* key : keys) items.push_back(NewItemOf(key));
    ASSERT_OK(ledger_->backlog().Plan(run_, kPipeline, items));
  }
  ClaimRequest Request() const {
    ClaimRequest request;
    request.pipeline = kPipeline;
    request.run = run_;
    request.lease_for = std::chrono::minutes(2);
    request.max_claims = 3;
    return request;
  }
  /// The item that is due; fails the test when none is.
  Claimed ClaimOne(Claims& claims) {
    auto claimed = claims.Claim(Request());
    EXPECT_OK(claimed);
    if (!claimed.ok() || !*claimed) {
      ADD_FAILURE() << "no item is due";
      return {};
    }
    return **std::move(claimed);
  }
  Claimed ClaimOne() { return ClaimOne(claims()); }
  /// True when nothing can be claimed.
  bool NothingDue(Claims& claims) {
    auto claimed = claims.Claim(Request());
    EXPECT_OK(claimed);
    return claimed.ok() && !*claimed;
  }
  bool NothingDue() { return NothingDue(claims()); }

  ItemRecord Find(const std::string& key) {
    auto found = history().Find(kPipeline, key);
    EXPECT_OK(found);
    return found.ok() ? *found : ItemRecord();
  }
  std::vector<std::string> Endings(const std::string& key) {
    std::vector<std::string> endings;
    auto attempts = history().Attempts(Find(key).item.id);
    EXPECT_OK(attempts);
    for (const auto& attempt : *attempts) endings.push_back(attempt.ended);
    return endings;
  }

  testing::FakeClock clock_;
  SeededRandom random_{7};
  std::int64_t dead_ = -1;
  const RunId run_{"run-1"};
  std::unique_ptr<LedgerPlace> place_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<Ledger> ledger_;
};

}  // namespace telar::ledger
