#include "documents/isolation/reader_process.h"

#include <stdlib.h>

#include "tests/documents/isolation/pool_fixture.h"

namespace telar::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::StatusIs;

class ScopedVariable {
 public:
  ScopedVariable(const char* name, const std::string& value) : name_(name) {
    setenv(name, value.c_str(), 1);
  }
  ~ScopedVariable() { unsetenv(name_); }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;

 private:
  const char* name_;
};

TEST(FindReaderProgram, PrefersTheConfiguredOne) {
  const ScopedVariable variable("TELAR_READER", "/bin/true");
  ASSERT_OK_AND_ASSIGN(const auto program, FindReaderProgram("/bin/false"));
  EXPECT_EQ(program, "/bin/false");
}

TEST(FindReaderProgram, TakesTheEnvironmentsOtherwise) {
  const ScopedVariable variable("TELAR_READER", "/bin/true");
  ASSERT_OK_AND_ASSIGN(const auto program, FindReaderProgram({}));
  EXPECT_EQ(program, "/bin/true");
}

TEST(FindReaderProgram, LooksBesideTheRunningProgramLast) {
  EXPECT_THAT(FindReaderProgram({}), StatusIs(Code::kInvalidConfig, HasSubstr("/telar-reader")));
}

TEST_F(PoolTest, AReaderKnowsNoneOfTheEnvironmentsSecrets) {
  const ScopedVariable secret("TELAR_TEST_PASSWORD", "hunter2");
  Open();
  const std::string environment = Answer("environment");
  EXPECT_THAT(environment, Not(HasSubstr("hunter2")));
  EXPECT_THAT(environment, HasSubstr("OMP_THREAD_LIMIT=1"));
}

TEST_F(PoolTest, AReaderInheritsNoOpenFile) {
  const int leaky = dup(0);
  Open();
  close(leaky);
  EXPECT_EQ(Answer("files"), "0 1 2 3");
}

TEST_F(PoolTest, ALibrarysNoiseNeitherBlocksNorFails) {
  Open();
  EXPECT_EQ(Answer("noise"), "quiet");
}

}  // namespace
}  // namespace telar::documents
