#include "documents/mark.h"

#include <algorithm>

namespace telar::documents {

Status CheckMarks(const std::vector<Mark>& marks) {
  if (marks.size() > kMaxMarks) {
    return Status::InvalidInput("draw marks: " + std::to_string(marks.size()) +
                                " on one page, at most " + std::to_string(kMaxMarks) +
                                " are possible");
  }
  const bool longer = std::any_of(marks.begin(), marks.end(),
                                  [](const Mark& mark) { return mark.text.size() > kMaxMarkText; });
  if (longer) {
    return Status::InvalidInput("draw marks: a text has more than " + std::to_string(kMaxMarkText) +
                                " bytes");
  }
  return Status::Ok();
}

}  // namespace telar::documents
