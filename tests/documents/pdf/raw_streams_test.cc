#include "documents/pdf/raw_streams.h"

#include <gmock/gmock.h>

#include <vector>

#include "core/text.h"
#include "tests/support/pdf_writer.h"
#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<RawStream> StreamsOf(std::string_view pdf) {
  std::vector<RawStream> streams;
  ForEachStream(pdf, [&](const RawStream& stream) {
    streams.push_back(stream);
    return true;
  });
  return streams;
}

RawStream TypedStream(std::string_view pdf) {
  for (const RawStream& stream : StreamsOf(pdf)) {
    if (stream.Has("/EmbeddedFile")) return stream;
  }
  return {};
}

TEST(RawStreams, FindsAStreamByItsLength) {
  const auto streams =
      StreamsOf("7 0 obj\n<< /Length 9 /X 1 >>\nstream\nendstream\nendstream\nendobj\n");
  ASSERT_EQ(streams.size(), 1U);
  EXPECT_EQ(streams[0].object, 7);
  EXPECT_EQ(streams[0].dictionary, "<< /Length 9 /X 1 >>");
  EXPECT_EQ(streams[0].data, "endstream");
}

TEST(RawStreams, FindsTheEndWhereTheLengthIsElsewhereOrWrong) {
  for (const char* length : {"8 0 R", "9999", "2"}) {
    const std::string pdf =
        "7 0 obj <</Length " + std::string(length) + ">> stream\r\nabcdef\nendstream endobj";
    const auto streams = StreamsOf(pdf);
    ASSERT_EQ(streams.size(), 1U) << length;
    EXPECT_EQ(streams[0].data, "abcdef\n") << length;
  }
}

TEST(RawStreams, TakesWhatIsLeftOfACutFile) {
  const auto streams = StreamsOf("7 0 obj <</Length 900>> stream\nabc");
  ASSERT_EQ(streams.size(), 1U);
  EXPECT_EQ(streams[0].data, "abc");
}

TEST(RawStreams, TakesTheWordInATextForNoStream) {
  EXPECT_THAT(StreamsOf("a stream\nof words, upstream\nand downstream"), IsEmpty());
}

TEST(RawStreams, DecodesWhatIsCompressedAndWhatIsNot) {
  for (const bool compressed : {true, false}) {
    const std::string pdf = testing::PdfWriter()
                                .Page()
                                .Attach({.name = "a", .bytes = "hello", .compressed = compressed})
                                .Bytes();
    EXPECT_THAT(Decode(TypedStream(pdf), 5, false), testing::IsOkAndHolds("hello"));
  }
}

TEST(RawStreams, NeverDecodesMoreThanTheLimit) {
  const std::string pdf = testing::PdfWriter()
                              .Page()
                              .Attach({.name = "bomb", .bytes = std::string(50 << 20, 'x')})
                              .Bytes();
  const RawStream stream = TypedStream(pdf);
  ASSERT_LT(stream.data.size(), 100'000U);
  EXPECT_THAT(Decode(stream, 1 << 20, false), testing::StatusIs(Code::kLimitExceeded));
  const auto start = Decode(stream, 10, true);
  ASSERT_OK(start);
  EXPECT_EQ(*start, "xxxxxxxxxx");
}

TEST(RawStreams, RefusesOtherFiltersAndDamage) {
  for (const char* filter : {"LZWDecode", "ASCII85Decode", "FlateDecode"}) {
    const std::string pdf = testing::PdfWriter()
                                .Page()
                                .Attach({.name = "a", .bytes = "nonsense", .filter = filter})
                                .Bytes();
    EXPECT_THAT(Decode(TypedStream(pdf), 100, false), testing::StatusIs(Code::kInvalidInput))
        << filter;
  }
}

TEST(RawStreams, NamesFilesByTheirSpecifications) {
  EXPECT_THAT(EmbeddedNames("3 0 obj <</EF <</F 9 0 R>> /F (a \\(1\\).xml)>> endobj"),
              ElementsAre(Pair(9, "a (1).xml")));
  EXPECT_THAT(EmbeddedNames("3 0 obj <</F (f) /UF <FEFF00E9002E0078> /EF <</UF 9 0 R>>>> endobj"),
              ElementsAre(Pair(9, "é.x")));
  EXPECT_THAT(EmbeddedNames("3 0 obj <</EF"), IsEmpty());
  const auto broken = EmbeddedNames("3 0 obj <</EF <</F 9 0 R>> /F <FEFFD8000041>>> endobj");
  EXPECT_TRUE(IsValidUtf8(broken.at(9)));
}

}  // namespace
}  // namespace telar::documents
