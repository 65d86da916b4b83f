#include "documents/isolation/reader_pool.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <future>
#include <iterator>
#include <thread>
#include <vector>

#include "tests/documents/isolation/pool_fixture.h"

namespace telar::documents {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::StatusIs;

std::ptrdiff_t OpenFiles() {
  return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
}

TEST_F(PoolTest, ReadsADocument) {
  Open();
  EXPECT_EQ(Answer("say hola"), "hola");
}

TEST_F(PoolTest, ReadsARegion) {
  Open();
  ASSERT_OK_AND_ASSIGN(
      const RegionWords region,
      pool_->ReadRegion("bytes", {.page = 3, .box = {.x0 = 1, .y0 = 2, .x1 = 3, .y1 = 4}}, read_));
  EXPECT_EQ(region.engine, "page 3");
  ASSERT_EQ(region.words.size(), 1U);
  EXPECT_EQ(region.words[0].text, "bytes");
  EXPECT_EQ(region.words[0].box.y1, 4);
}

TEST_F(PoolTest, ChecksAnInvoice) {
  Open();
  ASSERT_OK_AND_ASSIGN(const RuleReport report, pool_->Check("bytes", read_));
  ASSERT_EQ(report.rules.size(), 1U);
  EXPECT_EQ(report.rules[0].path, "bytes");
  EXPECT_EQ(report.rules[0].line, 7);
}

TEST_F(PoolTest, RendersAPage) {
  Open();
  ASSERT_OK_AND_ASSIGN(const PageImage image, pool_->Render("x", 1, 100, read_));
  EXPECT_EQ(image.width, 1000);
  EXPECT_EQ(image.pixels, std::string(3'000'000, 'p'));
}

TEST_F(PoolTest, DrawsAPage) {
  Open();
  ASSERT_OK_AND_ASSIGN(const MarkedPicture picture,
                       pool_->Draw("x", 1, {{{}, "marked", {}}}, read_));
  EXPECT_EQ(picture.png, "\x89PNG\r\n\x1a\nmarked");
  EXPECT_THAT(pool_->Draw("x", 2, {}, read_), StatusIs(Code::kNotFound));
  const Mark longest{{1, 2, 3, 4}, std::string(kMaxMarkText, 'x'), {}};
  EXPECT_OK(pool_->Draw("x", 1, std::vector<Mark>(kMaxMarks, longest), read_));
  EXPECT_THAT(pool_->Draw("x", 1, std::vector<Mark>(kMaxMarks + 1), read_),
              StatusIs(Code::kInvalidInput));
  EXPECT_EQ(pool_->Statistics().died, 0U);
}

TEST_F(PoolTest, PassesTheReadersOwnFailureOn) {
  Open();
  EXPECT_THAT(Read("fail this is no invoice"),
              StatusIs(Code::kInvalidInput, HasSubstr("this is no invoice (hint: a hint)")));
  EXPECT_THAT(pool_->Render("x", 2, 100, read_), StatusIs(Code::kNotFound));
  EXPECT_EQ(pool_->Statistics().died, 0U);
}

TEST_F(PoolTest, AReaderThatCrashesCostsOneDocument) {
  Open();
  EXPECT_THAT(Read("crash"),
              StatusIs(Code::kInvalidInput, HasSubstr("died on this document (SIGSEGV)")));
  EXPECT_EQ(Answer("say next"), "next");
  EXPECT_EQ(pool_->Statistics().died, 1U);
  EXPECT_EQ(pool_->Statistics().started, 2U);
}

TEST_F(PoolTest, NamesTheWayAReaderEnded) {
  Open();
  EXPECT_THAT(Read("abort"), StatusIs(Code::kInvalidInput, HasSubstr("SIGABRT")));
  EXPECT_THAT(Read("exit"), StatusIs(Code::kInvalidInput, HasSubstr("exit code 3")));
  EXPECT_THAT(Read("babble"), StatusIs(Code::kInvalidInput, HasSubstr("nonsense")));
}

TEST_F(PoolTest, AReaderThatHangsIsKilledAndCostsOneDocument) {
  Open();
  read_.limits.time = 100ms;
  EXPECT_THAT(Read("hang"), StatusIs(Code::kLimitExceeded, HasSubstr("time limit of 100 ms")));
  EXPECT_THAT(Read("shout"), StatusIs(Code::kLimitExceeded, HasSubstr("time limit of 100 ms")));
  read_.limits.time = 1min;
  EXPECT_EQ(Answer("say next"), "next");
}

TEST_F(PoolTest, ADocumentThatRanOutOfTimeIsNotWorthARetry) {
  Open();
  const Status status = Read("time").status();
  EXPECT_THAT(status, StatusIs(Code::kLimitExceeded, HasSubstr("my own time ran out")));
  EXPECT_FALSE(status.retryable());
}

TEST_F(PoolTest, AReaderThatEatsMemoryCostsOneDocument) {
  SKIP_WITHOUT_ADDRESS_LIMIT();
  Open();
  read_.limits.memory_bytes = 128 << 20;
  EXPECT_THAT(Read("eat"), StatusIs(Code::kLimitExceeded, HasSubstr("memory limit of 128 MiB")));
  EXPECT_THAT(Read("malloc"), StatusIs(Code::kLimitExceeded, HasSubstr("memory limit of 128 MiB")));
  EXPECT_EQ(Answer("say next"), "next");
  EXPECT_EQ(pool_->Statistics().died, 2U);
}

TEST_F(PoolTest, NoDocumentGetsMoreThanThePoolAllows) {
  PoolOptions options = Options();
  options.limits.time = 100ms;
  options.limits.pages = 7;
  options.limits.file_bytes = 20;
  Open(std::move(options));
  read_.languages = "cat";
  EXPECT_EQ(Answer("limits"), "cat 7 ");
  EXPECT_THAT(Read("hang"), StatusIs(Code::kLimitExceeded));
  EXPECT_THAT(Read(std::string(21, 'x')), StatusIs(Code::kLimitExceeded, HasSubstr("21 bytes")));
}

TEST_F(PoolTest, ADocumentOfManyMegabytesArrivesWhole) {
  Open();
  const std::string word(40 << 20, 'w');
  EXPECT_EQ(Answer("say " + word), word);
}

TEST_F(PoolTest, TwoCallersAreServedInParallel) {
  Open();
  auto first =
      std::async(std::launch::async, [&] { return Answer("await " + (folder_ / "go").string()); });
  while (!pool_->Statistics().readers.at(0).busy) std::this_thread::yield();
  EXPECT_EQ(Answer("say quick"), "quick");
  folder_.Write("go", "");
  EXPECT_EQ(first.get(), "arrived");
  EXPECT_EQ(pool_->Statistics().readers.size(), 2U);
}

TEST_F(PoolTest, ManyCallersShareFewReaders) {
  Open();
  std::vector<std::future<std::string>> answers;
  for (int i = 0; i < 20; ++i) {
    answers.push_back(std::async(std::launch::async, [this, i] {
      return Answer(i % 5 == 0 ? "crash" : "say " + std::to_string(i));
    }));
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string answer = answers[i].get();
    if (i % 5 == 0) {
      EXPECT_THAT(answer, HasSubstr("died on this document"));
    } else {
      EXPECT_EQ(answer, std::to_string(i));
    }
  }
  EXPECT_LE(pool_->Statistics().readers.size(), 2U);
  EXPECT_EQ(pool_->Statistics().died, 4U);
}

TEST_F(PoolTest, AHundredDocumentsLeaveNoZombieNoFileAndNoFolderBehind) {
  const auto files = OpenFiles();
  PoolOptions options = Options();
  options.recycle_after = 10;
  Open(std::move(options));
  for (int i = 0; i < 100; ++i) static_cast<void>(Read(i % 10 == 7 ? "exit" : "scratch"));
  pool_.reset();
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
  EXPECT_EQ(OpenFiles(), files);
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

TEST_F(PoolTest, ReplacesAReaderAfterSoManyDocuments) {
  PoolOptions options = Options();
  options.recycle_after = 3;
  Open(std::move(options));
  for (int i = 0; i < 7; ++i) EXPECT_EQ(Answer("say x"), "x");
  EXPECT_EQ(pool_->Statistics().recycled, 2U);
  EXPECT_EQ(pool_->Statistics().died, 0U);
}

TEST_F(PoolTest, ReplacesAReaderThatGrew) {
  PoolOptions options = Options();
  options.recycle_growth_bytes = 32 << 20;
  Open(std::move(options));
  EXPECT_EQ(Answer("say x"), "x");
  EXPECT_EQ(Answer("grow 64"), "grown");
  EXPECT_EQ(pool_->Statistics().recycled, 1U);
}

TEST_F(PoolTest, AReaderKilledBetweenDocumentsCostsNone) {
  Open();
  ASSERT_EQ(pool_->Statistics().readers.size(), 1U);
  const pid_t pid = pool_->Statistics().readers[0].pid;
  kill(pid, SIGKILL);
  siginfo_t ignored;
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(pid), &ignored, WEXITED | WNOWAIT), 0);
  EXPECT_EQ(Answer("say alive"), "alive");
}

TEST_F(PoolTest, AnInterruptForTheGroupDoesNotReachTheReaders) {
  Open();
  const pid_t pid = pool_->Statistics().readers[0].pid;
  EXPECT_NE(getpgid(pid), getpgrp());
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) kill(pid, signal);
  EXPECT_EQ(Answer("say alive"), "alive");
  EXPECT_EQ(pool_->Statistics().started, 1U);
}

TEST_F(PoolTest, CountsWhatItDid) {
  Open();
  static_cast<void>(Read("say x"));
  const PoolStatistics statistics = pool_->Statistics();
  EXPECT_EQ(statistics.documents, 1U);
  EXPECT_EQ(statistics.started, 1U);
  ASSERT_EQ(statistics.readers.size(), 1U);
  EXPECT_EQ(statistics.readers[0].documents, 1);
  EXPECT_FALSE(statistics.readers[0].busy);
  EXPECT_GT(statistics.readers[0].resident_bytes, 0U);
}

TEST_F(PoolTest, AMissingProgramIsAConfigurationErrorWithAHint) {
  PoolOptions options = Options();
  options.program = folder_ / "nowhere";
  EXPECT_THAT(
      IsolatedReader::Open(std::move(options), clock_),
      StatusIs(Code::kInvalidConfig, AllOf(HasSubstr("nowhere"), HasSubstr("TELAR_READER"))));
}

TEST_F(PoolTest, MissingLanguageDataShowsWhenThePoolOpens) {
  PoolOptions options = Options();
  options.tessdata = folder_ / "missing";
  EXPECT_THAT(IsolatedReader::Open(std::move(options), clock_),
              StatusIs(Code::kInvalidConfig, HasSubstr("language data")));
}

TEST_F(PoolTest, AProgramThatIsNoReaderIsUnavailable) {
  PoolOptions options = Options();
  options.program = "/bin/false";
  EXPECT_THAT(IsolatedReader::Open(std::move(options), clock_),
              StatusIs(Code::kUnavailable, HasSubstr("/bin/false")));
}

TEST_F(PoolTest, TheDeathOfTheParentLeavesNoReaderBehind) {
  // Orphans come to this process, so that their end can be waited for.
  ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  const pid_t parent = fork();
  ASSERT_GE(parent, 0);
  if (parent == 0) {
    auto pool = IsolatedReader::Open(Options(), clock_);
    const pid_t pid = pool.ok() ? (*pool)->Statistics().readers.at(0).pid : -1;
    if (write(pipe_ends[1], &pid, sizeof pid) != sizeof pid) _exit(1);
    static_cast<void>((*pool)->Read("hang", read_));
    _exit(1);
  }
  pid_t reader = -1;
  ASSERT_EQ(read(pipe_ends[0], &reader, sizeof reader), static_cast<ssize_t>(sizeof reader));
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  ASSERT_GT(reader, 0);
  kill(parent, SIGKILL);
  EXPECT_EQ(waitpid(parent, nullptr, 0), parent);
  EXPECT_EQ(waitpid(reader, nullptr, 0), reader);
  EXPECT_FALSE(fs::is_empty(folder_.path()));

  Open();
  pool_.reset();
  EXPECT_TRUE(fs::is_empty(folder_.path())) << "the next pool sweeps the dead one's folders";
}

}  // namespace
}  // namespace telar::documents
