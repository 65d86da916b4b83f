#include "documents/einvoice/xml.h"

#include <gmock/gmock.h>

#include <chrono>

#include "core/text.h"
#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice {
namespace {

using ::telar::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;
using std::string_literals::operator""s;

using Tree = std::unique_ptr<const XmlTree>;

Tree Parsed(std::string_view bytes, const XmlLimits& limits = {}) {
  Result<Tree> tree = XmlTree::Parse(bytes, limits);
  EXPECT_OK(tree);
  return tree.ok() ? std::move(*tree) : nullptr;
}

std::string RootText(std::string_view bytes) { return std::string(Parsed(bytes)->root().text()); }

std::string Repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

std::string Utf16(std::string_view text, bool big_endian) {
  std::string wide = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char32_t c : DecodeUtf8(text)) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c);
    wide += big_endian ? std::string{high, low} : std::string{low, high};
  }
  return wide;
}

constexpr std::string_view kInvoice = R"(<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:invoice" xmlns:b="urn:basic">
  <b:ID> F-1
  </b:ID>
  <Line no="1" b:no="2"><b:ID>1</b:ID><Price><Amount unit="C62">5</Amount></Price></Line>
  <Line no="2"><Price/><Price><Amount>7</Amount></Price></Line>
  <!-- no line --><?nor this?>
</Invoice>)";

TEST(XmlTree, TellsNamesNamespacesTextAndLines) {
  const Tree tree = Parsed(kInvoice);
  const XmlElement root = tree->root(), id = root.Child("ID");
  EXPECT_EQ(root.name(), "Invoice");
  EXPECT_EQ(root.ns(), "urn:invoice");
  EXPECT_EQ(root.line(), 2);
  EXPECT_EQ(id.ns(), "urn:basic");
  EXPECT_EQ(id.text(), "F-1");
  EXPECT_EQ(id.line(), 3);
  EXPECT_THAT(tree->broken(), IsEmpty());
}

TEST(XmlTree, WalksAmongElements) {
  const Tree tree = Parsed(kInvoice);
  const XmlElement id = tree->root().first_child(), line = id.next_sibling();
  EXPECT_EQ(id.name(), "ID");
  EXPECT_EQ(line.name(), "Line");
  EXPECT_EQ(line.parent(), tree->root());
  EXPECT_FALSE(tree->root().parent());
  EXPECT_FALSE(id.first_child());
  EXPECT_FALSE(line.next_sibling().next_sibling());
}

TEST(XmlTree, FindsDescendantsAlongAPath) {
  const Tree tree = Parsed(kInvoice);
  EXPECT_EQ(tree->root().At("Line/Price/Amount").text(), "5");
  EXPECT_EQ(tree->root().At("Line/Price/Amount").line(), 5);
  EXPECT_EQ(tree->root().All("Line/Price").size(), 3);
  EXPECT_FALSE(tree->root().At("Line/Tax"));
}

TEST(XmlTree, LooksPastAnElementThatLacksTheRestOfThePath) {
  const Tree tree = Parsed(kInvoice);
  EXPECT_EQ(tree->root().All("Line")[1].At("Price/Amount").text(), "7");
}

TEST(XmlTree, GivesAttributesByTheirLocalName) {
  const Tree tree = Parsed(kInvoice);
  const XmlElement line = tree->root().Child("Line");
  EXPECT_THAT(line.Attribute("no"), Optional("1"s));
  EXPECT_EQ(line.Attribute("xmlns"), std::nullopt);
  EXPECT_THAT(line.At("Price/Amount").Attribute("unit"), Optional("C62"s));
  EXPECT_EQ(line.Child("ID").Attribute("unit"), std::nullopt);
}

TEST(XmlTree, NumbersAPathWhereThereAreSeveral) {
  const Tree tree = Parsed(kInvoice);
  EXPECT_EQ(tree->root().At("ID").Path(), "/Invoice/b:ID");
  EXPECT_EQ(tree->root().At("Line/ID").Path(), "/Invoice/Line[1]/b:ID");
  EXPECT_EQ(tree->root().All("Line/Price")[2].Path(), "/Invoice/Line[2]/Price[2]");
  EXPECT_EQ(tree->root().All("Line/Price")[0].Path(), "/Invoice/Line[1]/Price");
}

TEST(XmlTree, CountsSiblingsWithinTheirParentOnly) {
  const Tree tree = Parsed("<a><b><b/></b><c/><b><b/><b/></b></a>");
  EXPECT_EQ(tree->root().All("b/b")[0].Path(), "/a/b[1]/b");
  EXPECT_EQ(tree->root().All("b/b")[2].Path(), "/a/b[2]/b[2]");
}

TEST(XmlTree, TellsThePathOfManySiblingsInLinearTime) {
  const Tree tree = Parsed("<a>" + Repeated("<b/>", 200'000) + "</a>");
  const auto start = std::chrono::steady_clock::now();
  std::size_t bytes = 0;
  for (XmlElement b = tree->root().first_child(); b; b = b.next_sibling()) bytes += b.Path().size();
  EXPECT_EQ(bytes, 200'000 * std::string_view("/a/b[]").size() + 1'088'895);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(XmlTree, ResolvesPrefixesWhereTheyStand) {
  const Tree tree = Parsed("<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c/></p:b><p:d/></p:a>");
  EXPECT_EQ(tree->root().ns(), "urn:1");
  EXPECT_EQ(tree->root().At("b").ns(), "urn:2");
  EXPECT_EQ(tree->root().At("b/c").ns(), "urn:2");
  EXPECT_EQ(tree->root().At("d").ns(), "urn:1");
}

TEST(XmlTree, UndeclaresADefaultNamespace) {
  const Tree tree = Parsed("<a xmlns='urn:1'><b xmlns=''/></a>");
  EXPECT_EQ(tree->root().At("b").ns(), "");
}

TEST(XmlTree, KeepsAPrefixThatNothingDeclares) {
  const Tree tree = Parsed("<cbc:a><cbc:b/></cbc:a>");
  EXPECT_EQ(tree->root().At("b").Path(), "/cbc:a/cbc:b");
  EXPECT_EQ(tree->root().ns(), "");
}

TEST(XmlTree, JoinsTextAndCdataAroundChildren) {
  const Tree tree = Parsed("<a> one<b>inner</b> &amp; <![CDATA[<two>]]> &#x20AC;</a>");
  EXPECT_EQ(tree->root().text(), "one & <two> €");
}

TEST(XmlElement, AnswersWithNothingWhenItIsNone) {
  const XmlElement none;
  EXPECT_FALSE(none);
  EXPECT_FALSE(none.Child("a"));
  EXPECT_FALSE(none.At("a/b"));
  EXPECT_THAT(none.All("a"), IsEmpty());
  EXPECT_THAT(none.text(), IsEmpty());
  EXPECT_THAT(none.Path(), IsEmpty());
  EXPECT_EQ(none.Attribute("a"), std::nullopt);
  EXPECT_EQ(none.line(), 0);
}

TEST(XmlTree, ReadsEveryEncoding) {
  const std::string utf8 = "<a>año €</a>";
  EXPECT_EQ(RootText(utf8), "año €");
  EXPECT_EQ(RootText(Utf16(utf8, false)), "año €");
  EXPECT_EQ(RootText(Utf16(utf8, true)), "año €");
  EXPECT_EQ(RootText(Utf16("<?xml version='1.0' encoding='UTF-16'?>" + utf8, true)), "año €");
  EXPECT_EQ(RootText("<?xml version='1.0' encoding='ISO-8859-1'?><a>a\xF1o</a>"), "año");
  EXPECT_EQ(RootText("<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>"), "€");
  EXPECT_EQ(RootText("<?xml version='1.0' encoding='iso-8859-15'?><a>\xA4</a>"), "€");
  EXPECT_EQ(RootText("<?xml version='1.0' encoding='US-ASCII'?><a>ano</a>"), "ano");
}

TEST(XmlTree, ReadsWhatIsWrittenInAnotherEncodingThanDeclared) {
  EXPECT_EQ(RootText("<?xml version='1.0' encoding='UTF-8'?><a>a\xF1o</a>"), "año");
  EXPECT_EQ(RootText("<?xml version='1.0' encoding='ISO-8859-1'?><a>año</a>"), "año");
  EXPECT_EQ(RootText("<?xml version='1.0' encoding='utf-16'?><a>año</a>"), "año");
  const Tree tree = Parsed("<?xml version='1.0' encoding='utf-16'?><a>ano</a>");
  EXPECT_EQ(tree->encoding_note(), "declared as UTF-16, written in UTF-8");
}

TEST(XmlTree, CountsLinesFromTheFirstByte) {
  EXPECT_EQ(Parsed("\xEF\xBB\xBF\n\n<?xml version='1.0'?>\n<a/>")->root().line(), 4);
}

TEST(XmlTree, RefusesADocumentTypeDeclaration) {
  constexpr std::string_view kBombs[] = {
      "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
      "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
      "<!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>",
      "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://example.com/p'>%p;]><a/>",
      "<!DOCTYPE a><a/>",
  };
  for (const std::string_view bomb : kBombs) {
    EXPECT_THAT(XmlTree::Parse(bomb),
                StatusIs(Code::kInvalidInput, HasSubstr("document type declaration")));
  }
}

TEST(XmlTree, RefusesWhatIsNotWellFormedFromTheStart) {
  EXPECT_THAT(XmlTree::Parse(""), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(XmlTree::Parse("no XML"), StatusIs(Code::kInvalidInput, HasSubstr("line 1")));
  EXPECT_THAT(XmlTree::Parse("<a"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(XmlTree::Parse("\n<a>\n<"), StatusIs(Code::kInvalidInput, HasSubstr("line 3")));
  EXPECT_THAT(XmlTree::Parse("<?xml version='1.0'?>"), StatusIs(Code::kInvalidInput));
}

TEST(XmlTree, KeepsWhatCameBeforeALaterError) {
  const Tree tree = Parsed("<a><b>1</b>\n<c>2</d><e/></a>");
  EXPECT_EQ(tree->root().At("b").text(), "1");
  EXPECT_EQ(tree->root().At("c").text(), "2");
  EXPECT_FALSE(tree->root().At("e"));
  EXPECT_EQ(tree->broken(), "line 2: mismatched tag");
}

TEST(XmlTree, KeepsWhatCameBeforeTheEndOfACutOffDocument) {
  const Tree tree = Parsed("<a><b>1</b>\n<b><c>2");
  EXPECT_EQ(tree->root().All("b").size(), 2);
  EXPECT_EQ(tree->root().At("b/c").text(), "2");
  EXPECT_EQ(tree->broken(), "line 2: the document ends too early");
  EXPECT_EQ(Parsed("<a><b>\xE2\x82")->broken(), "line 1: the document ends too early");
}

TEST(XmlTree, KeepsADocumentThatSomethingFollows) {
  const Tree tree = Parsed("<a><b/></a>\n\0\0"s);
  EXPECT_TRUE(tree->root().At("b"));
  EXPECT_THAT(tree->broken(), HasSubstr("line 2"));
}

TEST(XmlTree, StopsAtAnEntityThatXmlDoesNotHave) {
  const Tree tree = Parsed("<a><b>1&nbsp;2</b></a>");
  EXPECT_EQ(tree->root().At("b").text(), "1");
  EXPECT_EQ(tree->broken(), "line 1: an entity that XML does not know");
}

TEST(XmlTree, HoldsEachLimit) {
  const auto parse = [](const std::string& bytes, const XmlLimits& limits) {
    return XmlTree::Parse(bytes, limits);
  };
  const auto exceeded = [](std::string_view what) {
    return StatusIs(Code::kLimitExceeded, HasSubstr(std::string(what)));
  };
  EXPECT_THAT(parse("<a/>", {.bytes = 3}), exceeded("4 bytes"));
  EXPECT_THAT(parse("<a><b><c/></b></a>", {.depth = 2}), exceeded("elements in elements"));
  EXPECT_THAT(parse("<a><b/><b/></a>", {.elements = 2}), exceeded("elements, at most 2"));
  EXPECT_THAT(parse("<a b='' c=''/>", {.attributes = 1}), exceeded("attributes"));
  EXPECT_THAT(parse("<a b='12345'/>", {.text_bytes = 4}), exceeded("one attribute"));
  EXPECT_THAT(parse("<a>123<b/>45</a>", {.text_bytes = 4}), exceeded("text of one element"));
  EXPECT_THAT(parse("<abcde/>", {.name_bytes = 4}), exceeded("one name"));
  EXPECT_THAT(parse("<a bcdef=''/>", {.name_bytes = 4}), exceeded("one name"));
  EXPECT_THAT(parse("<a xmlns='urn:x'/>", {.name_bytes = 4}), exceeded("namespace"));
  EXPECT_THAT(parse("<a><b/><c/><d/></a>", {.names = 4}), exceeded("different names"));
}

TEST(XmlTree, AllowsWhatIsExactlyAtALimit) {
  EXPECT_OK(XmlTree::Parse("<a><b/></a>", {.bytes = 11, .depth = 2, .elements = 2}));
  EXPECT_OK(
      XmlTree::Parse("<a b='1234'>1234</a>", {.attributes = 1, .name_bytes = 1, .text_bytes = 4}));
}

TEST(XmlTree, RefusesBombsOfStructureEarly) {
  const std::string attributes = [] {
    std::string tag = "<a";
    for (int i = 0; i < 1'000'000; ++i) tag += " b" + std::to_string(i) + "=''";
    return tag + "/>";
  }();
  EXPECT_THAT(XmlTree::Parse(Repeated("<a>", 5'000'000)), StatusIs(Code::kLimitExceeded));
  EXPECT_THAT(XmlTree::Parse(attributes), StatusIs(Code::kLimitExceeded));
  EXPECT_THAT(XmlTree::Parse("<a>" + std::string(40 << 20, 'x') + "</a>"),
              StatusIs(Code::kLimitExceeded));
  EXPECT_THAT(XmlTree::Parse("<a b='" + std::string(60 << 20, 'x') + "'/>"),
              StatusIs(Code::kLimitExceeded, HasSubstr("a tag or comment is too long")));
  EXPECT_THAT(XmlTree::Parse("<a>" + std::string(60 << 20, '\xF1') + "</a>"),
              StatusIs(Code::kLimitExceeded));
}

// Larger than what expat may hold at a time.
TEST(XmlTree, TakesADocumentOfManyMegabytes) {
  std::string xml = "<r>";
  for (int i = 0; i < 400'000; ++i) xml += "<line>0123456789 0123456789</line>";
  xml += "</r>";
  const auto tree = XmlTree::Parse(xml);
  ASSERT_THAT(tree, testing::IsOk());
  EXPECT_EQ((*tree)->broken(), "");
  EXPECT_EQ((*tree)->root().All("line").size(), 400'000U);
}

}  // namespace
}  // namespace telar::documents::einvoice
