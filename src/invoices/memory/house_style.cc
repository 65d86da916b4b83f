#include "invoices/memory/house_style.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/memory/likeness.h"

namespace telar::invoices {
namespace {

constexpr int kFewest = 3, kMajority = 2;  // for a convention: documents, and for one against it
constexpr int kShared = 2, kWidelyShared = 3;  // suppliers whose documents have a word
constexpr std::size_t kShortestWord = 3, kLongWord = 6;
constexpr double kSurely = 0.99;  // of a word that one wrong letter does not make another

bool IsPart(char c) {
  return IsDigit(c) || IsAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Runs of letters and digits.
std::vector<Span> WordsOf(std::string_view text) {
  std::vector<Span> words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsPart(text[i])) continue;
    const std::size_t begin = i;
    while (i < text.size() && IsPart(text[i])) ++i;
    words.push_back({begin, i});
  }
  return words;
}

std::string_view Of(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

/// A known word with the capitals of what stands in its place.
std::string LikeCase(const std::string& word, std::string_view read) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (std::none_of(read.begin(), read.end(), lower)) return word;
  return word.substr(0, 1) + AsciiLower(std::string_view(word).substr(1));
}

bool Clearly(const Lesson& lesson) {
  return lesson.agreed >= kFewest && lesson.agreed >= kMajority * lesson.failed;
}

}  // namespace

HouseStyle::HouseStyle(const std::vector<Lesson>& lessons) {
  std::map<std::string, std::map<std::string, std::set<std::string>>> owners;  // by field and word
  for (const Lesson& lesson : lessons) {
    const bool written = std::find(std::begin(kWrittenFields), std::end(kWrittenFields),
                                   lesson.field) != std::end(kWrittenFields);
    if (!lesson.active || !written) continue;
    FieldStyle& style = fields_[lesson.field];
    if (lesson.kind == LessonKind::kWriting) {
      if (!Clearly(lesson) || lesson.writing.written == lesson.writing.signs.printed) continue;
      style.signs[lesson.writing.signs] = lessons_.size();
      lessons_.push_back(lesson);
    } else if (lesson.kind == LessonKind::kValue) {
      const std::string value = AsciiUpper(lesson.value);
      for (const Span span : WordsOf(value)) {
        const std::string word(Of(value, span));
        if (word.size() < kShortestWord || CountLetters(word) == 0) continue;
        style.words.try_emplace(word, Word{word, 0, lessons_.size()});
        owners[lesson.field][word].insert(lesson.supplier.value());
      }
      lessons_.push_back(lesson);
    }
  }
  for (auto& [field, style] : fields_) {
    for (auto& [text, word] : style.words) {
      word.suppliers = static_cast<int>(owners[field][text].size());
      if (word.suppliers < kShared) continue;
      std::string& best = style.shapes[ShapeOf(text)];
      if (best.empty() || word.suppliers > style.words.at(best).suppliers) best = text;
    }
  }
}

const HouseStyle::Word* HouseStyle::Mended(const FieldStyle& style, const std::string& word,
                                           double sure) const {
  if (word.size() < kShortestWord || CountLetters(word) == 0 || style.words.contains(word)) {
    return nullptr;
  }
  if (const auto alike = style.shapes.find(ShapeOf(word)); alike != style.shapes.end()) {
    return &style.words.at(alike->second);
  }
  if (word.size() < kLongWord || sure >= kSurely) return nullptr;
  const Word* only = nullptr;
  for (const auto& [text, known] : style.words) {
    if (known.suppliers < kWidelyShared || text.size() != word.size()) continue;
    if (EditDistance(text, word) != 1) continue;
    if (only != nullptr) return nullptr;
    only = &known;
  }
  return only;
}

HouseStyle::Text HouseStyle::Write(std::string_view name, const Field& field,
                                   const PrintedDocument& document) const {
  const std::string read = CollapseSpaces(field.raw);
  Text result{read, {}};
  const auto it = fields_.find(name);
  if (it == fields_.end()) return result;
  const FieldStyle& style = it->second;
  const auto use = [&](std::size_t lesson) {
    const Lesson* used = &lessons_[lesson];
    if (std::find(result.lessons.begin(), result.lessons.end(), used) == result.lessons.end()) {
      result.lessons.push_back(used);
    }
  };
  std::string mended;
  std::size_t end = 0;
  const std::vector<Span> words = WordsOf(read);
  for (std::size_t i = 0; i < words.size(); ++i) {
    mended += read.substr(end, words[i].begin - end);
    const std::string_view own = Of(read, words[i]);
    const std::string word = AsciiUpper(own);
    end = words[i].end;
    if (i + 1 < words.size() && words[i + 1].begin == end + 1 && read[end] == ' ') {
      const std::string next = AsciiUpper(Of(read, words[i + 1]));
      const auto whole = style.words.find(word + next);
      const bool both = style.words.contains(word) && style.words.contains(next);
      if (whole != style.words.end() && !both && CountDigits(word + next) == 0) {
        mended += LikeCase(whole->first, own);
        use(whole->second.lesson);
        end = words[++i].end;
        continue;
      }
    }
    const Word* known = Mended(style, word, document.SureOf(Fold(own), field.page, field.box));
    mended += known == nullptr ? std::string(own) : LikeCase(known->written, own);
    if (known != nullptr) use(known->lesson);
  }
  mended += read.substr(end);
  for (const auto& [signs, lesson] : style.signs) {
    std::string written = Rewrite(mended, {{signs, lessons_[lesson].writing.written}});
    if (written == mended) continue;
    mended = std::move(written);
    use(lesson);
  }
  result.text = CollapseSpaces(mended);
  return result;
}

bool HouseStyle::Rewrites(std::string_view name, const Signs& signs) const {
  const auto it = fields_.find(name);
  return it != fields_.end() && it->second.signs.contains(signs);
}

}  // namespace telar::invoices
