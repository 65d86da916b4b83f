#include "pos/klk/answer_scanner.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/support/status_matchers.h"

namespace telar::pos::klk {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::StatusIs;

/// What a scanner made of a document.
struct Outcome {
  Status status;
  std::vector<std::string> elements;
  std::int64_t counted = 0;
  bool has_list = false, has_error = false;
  std::string meta, error;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome ScanInPieces(std::string_view document, std::size_t size) {
  Outcome outcome;
  AnswerScanner scanner("ventas", [&](std::string_view element) {
    outcome.elements.emplace_back(element);
    return Status::Ok();
  });
  for (std::size_t at = 0; at < document.size() && outcome.status.ok(); at += size)
    outcome.status = scanner.Add(document.substr(at, size));
  outcome.status = scanner.Finish();
  outcome.counted = scanner.elements();
  outcome.has_list = scanner.has_list();
  outcome.has_error = scanner.has_error();
  outcome.meta = scanner.meta();
  outcome.error = scanner.error();
  return outcome;
}

/// The outcome, which is the same for pieces of every size.
Outcome Scan(std::string_view document) {
  Outcome whole = ScanInPieces(document, document.size() + 1);
  for (const std::size_t size : {1, 2, 3, 7})
    EXPECT_EQ(ScanInPieces(document, size), whole) << document << " in pieces of " << size;
  return whole;
}

TEST(AnswerScanner, FindsListMetaAndErrorInAnyOrder) {
  const Outcome a = Scan(R"({"meta": {"n": 2}, "ventas": [ {"a":1} , {"b":[{"c":"]}"}]}]})");
  EXPECT_OK(a.status);
  EXPECT_THAT(a.elements, ElementsAre(R"({"a":1})", R"({"b":[{"c":"]}"}]})"));
  EXPECT_EQ(a.meta, R"({"n": 2})");
  EXPECT_FALSE(a.has_error);
  const Outcome b = Scan(R"({"x":[{"ventas":[1]}],"ventas":[{}],"y":"{","error":"no","meta":{}})");
  EXPECT_OK(b.status);
  EXPECT_THAT(b.elements, ElementsAre("{}"));
  EXPECT_EQ(b.meta, "{}");
  EXPECT_TRUE(b.has_error);
  EXPECT_EQ(b.error, R"("no")");
}

TEST(AnswerScanner, TakesABareListAndAnEmptyOne) {
  EXPECT_THAT(Scan(" [{},\n{}] ").elements, ElementsAre("{}", "{}"));
  EXPECT_TRUE(Scan("[]").has_list);
  EXPECT_THAT(Scan(R"({"ventas":[]})").elements, IsEmpty());
  EXPECT_TRUE(Scan(R"({"ventas":[]})").has_list);
}

TEST(AnswerScanner, TellsAListFromItsAbsence) {
  for (const auto* document :
       {"{}", R"({"ventas":null})", R"({"ventas":{}})", R"({"v":[1]})", R"({"a":{"ventas":[]}})"}) {
    const Outcome outcome = Scan(document);
    EXPECT_OK(outcome.status);
    EXPECT_FALSE(outcome.has_list) << document;
  }
}

TEST(AnswerScanner, AnErrorThatSaysNothingIsNone) {
  for (const auto* nothing : {"null", "false", "0", "\"\"", "{}", "[]"}) {
    const std::string document = std::string(R"({"error":)") + nothing + R"(,"ventas":[]})";
    EXPECT_FALSE(Scan(document).has_error) << document;
  }
  EXPECT_TRUE(Scan(R"({"error":true,"error":null})").has_error);
}

TEST(AnswerScanner, HandsOverElementsOfEveryKind) {
  const Outcome outcome = Scan(R"([1, -2.5e7,null ,"a\"]b", [[]], {"x": nul}, {"y" 1}])");
  EXPECT_OK(outcome.status);
  EXPECT_THAT(outcome.elements, ElementsAre("1", "-2.5e7", "null", R"("a\"]b")", "[[]]",
                                            R"({"x": nul})", R"({"y" 1})"));
  EXPECT_EQ(outcome.counted, 7);
}

TEST(AnswerScanner, EscapesRawControlCharactersInStrings) {
  EXPECT_THAT(Scan("[{\"a\":\"x\ty\"}]").elements, ElementsAre(R"({"a":"x\u0009y"})"));
}

TEST(AnswerScanner, PassesOverAByteOrderMark) {
  EXPECT_THAT(Scan("\xEF\xBB\xBF[{}]").elements, ElementsAre("{}"));
  EXPECT_THAT(Scan("\xEF\xBB[{}]").status, StatusIs(Code::kInvalidInput));
  EXPECT_OK(Scan("[\xEF\xBB\xBF]").status);
}

TEST(AnswerScanner, AnAnswerThatEndsEarlyIsUnavailable) {
  const std::string document = R"({"meta":{"a":"b"},"ventas":[{"c":[1]},{"d":"e"}]})";
  for (std::size_t size = 1; size < document.size(); ++size) {
    EXPECT_THAT(ScanInPieces(document.substr(0, size), 1).status,
                StatusIs(Code::kUnavailable, HasSubstr("ends early")))
        << size;
  }
  EXPECT_THAT(Scan("").status, StatusIs(Code::kUnavailable, HasSubstr("empty")));
  EXPECT_THAT(Scan(" \r\n").status, StatusIs(Code::kUnavailable, HasSubstr("empty")));
}

TEST(AnswerScanner, RefusesWhatCannotBecomeSuchADocument) {
  EXPECT_THAT(Scan("<html></html>").status,
              StatusIs(Code::kInvalidInput, AllOf(HasSubstr("HTML"), HasSubstr("byte 0"))));
  for (const auto* document : {"1",          "nothing",   "\"text\"",
                               "{,}",        "{\"a\"}",   "{\"a\":}",
                               "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
                               "{a:1}",      "[,]",       "[1,]",
                               "[1 2]",      "[1\"a\"]",  "[{}{}]",
                               "[{]}",       "[}",        "{]",
                               "[{}]]",      "[] []",     "{\"ventas\":[],\"ventas\":[]}"}) {
    EXPECT_THAT(Scan(document).status, StatusIs(Code::kInvalidInput)) << document;
  }
}

TEST(AnswerScanner, NamesTheByteThatIsWrong) {
  EXPECT_THAT(Scan(R"({"ventas":[{"a":1}],"b":{]}})").status,
              StatusIs(Code::kInvalidInput, HasSubstr("byte 25")));
}

TEST(AnswerScanner, GoesNoDeeperThanItsLimit) {
  const auto nested = [](std::size_t depth) {
    return "[" + std::string(depth, '[') + std::string(depth, ']') + "]";
  };
  EXPECT_OK(Scan(nested(AnswerScanner::kDeepest)).status);
  EXPECT_THAT(Scan(nested(AnswerScanner::kDeepest + 1)).status, StatusIs(Code::kInvalidInput));
}

TEST(AnswerScanner, AnElementThatIsTooLargeIsEmptyAndLosesNoOther) {
  const std::string large(AnswerScanner::kMostValueBytes, 'x');
  const Outcome outcome = ScanInPieces(
      R"({"meta":{"m":")" + large + R"("},"ventas":[{"a":")" + large + R"("},{}]})", 1000);
  EXPECT_OK(outcome.status);
  EXPECT_THAT(outcome.elements, ElementsAre("", "{}"));
  EXPECT_EQ(outcome.meta, "");
}

TEST(AnswerScanner, StopsAtTheFailureOfItsReader) {
  int calls = 0;
  AnswerScanner scanner("ventas", [&](std::string_view) {
    return ++calls == 2 ? Status::Conflict("enough") : Status::Ok();
  });
  EXPECT_THAT(scanner.Add("[1,2,3]"), StatusIs(Code::kConflict));
  EXPECT_THAT(scanner.Add("[1,2,3]"), StatusIs(Code::kConflict));
  EXPECT_THAT(scanner.Finish(), StatusIs(Code::kConflict));
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace telar::pos::klk
