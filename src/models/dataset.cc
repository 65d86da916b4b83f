#include "models/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <thread>

#include "core/digest.h"
#include "documents/page_hash.h"

namespace telar::models {
namespace {

constexpr int kPage = 1000;

struct Listed {
  std::string key;
  int label = 0;
  Split split = Split::kTrain;
};

Status List(store::ObjectStore& store, const std::string& prefix, int label, Split split,
            std::vector<Listed>& into) {
  std::string after;
  do {
    TELAR_ASSIGN_OR_RETURN(const store::ListPage page, store.List(prefix, after, kPage));
    for (const store::ObjectInfo& object : page.objects) into.push_back({object.key, label, split});
    after = page.next;
  } while (!after.empty());
  return Status::Ok();
}

std::string_view WithoutExtension(std::string_view key) { return key.substr(0, key.rfind('.')); }

// NAME.json beside another NAME.
void DropNotes(std::vector<Listed>& listed) {
  std::set<std::string, std::less<>> documents;
  for (const Listed& l : listed) {
    if (!l.key.ends_with(".json")) documents.emplace(WithoutExtension(l.key));
  }
  std::erase_if(listed, [&](const Listed& l) {
    return l.key.ends_with(".json") && documents.contains(WithoutExtension(l.key));
  });
}

// A document became a page, or a reject; or the store or the reader failed.
struct Outcome {
  std::optional<LabelledPage> page;
  std::string reject;
  Status failure;
};

bool IsTheDocumentsFault(Code code) {
  return code == Code::kInvalidInput || code == Code::kLimitExceeded ||
         code == Code::kDeadlineExceeded || code == Code::kNotFound;
}

Outcome ReadOne(store::ObjectStore& store, documents::Reader& reader, const Listed& listed,
                const DatasetOptions& options) {
  Outcome outcome;
  const auto fail = [&](const Status& status) {
    if (IsTheDocumentsFault(status.code())) {
      outcome.reject = "cannot be read: " + status.FullMessage();
    } else {
      outcome.failure = status.WithContext("read " + listed.key);
    }
    return outcome;
  };
  const auto bytes = store.Get(listed.key, "", options.most_bytes);
  if (!bytes.ok()) return fail(bytes.status());
  const auto picture = reader.Render(*bytes, 1, options.preparation.dpi, options.read);
  if (!picture.ok()) return fail(picture.status());
  auto prepared = Prepare(*picture, options.preparation);
  if (!prepared.ok()) return fail(prepared.status());
  outcome.page = LabelledPage{
      listed.key, Sha256Hex(*bytes),   listed.label, listed.split, documents::PageHash(*picture),
      0,          *std::move(prepared)};
  return outcome;
}

Result<std::vector<Outcome>> ReadAll(store::ObjectStore& store, documents::Reader& reader,
                                     const std::vector<Listed>& listed,
                                     const DatasetOptions& options, const std::stop_token& stop) {
  std::vector<Outcome> outcomes(listed.size());
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  std::mutex reporting;
  std::size_t done = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < std::max(1, options.threads); ++t) {
      threads.emplace_back([&] {
        for (std::size_t i = next++; i < listed.size(); i = next++) {
          if (stop.stop_requested() || failed) return;
          outcomes[i] = ReadOne(store, reader, listed[i], options);
          if (!outcomes[i].failure.ok()) failed = true;
          const std::lock_guard lock(reporting);
          if (options.progress) options.progress(++done, listed.size());
        }
      });
    }
  }
  if (stop.stop_requested()) return Status::Cancelled("read the labelled documents");
  for (const Outcome& outcome : outcomes) TELAR_RETURN_IF_ERROR(outcome.failure);
  return outcomes;
}

// Leaves out copies: within a split all but the first, of a contradiction all, and of test
// documents those in training.
void LeaveOutCopies(Dataset& dataset) {
  std::map<std::string, std::vector<LabelledPage*>> by_bytes;
  for (LabelledPage& page : dataset.pages) by_bytes[page.sha256].push_back(&page);
  std::map<std::string, std::string> left_out;
  for (const auto& of_one : by_bytes) {
    const auto& copies = of_one.second;
    const auto other_label = std::find_if(copies.begin(), copies.end(), [&](const auto* p) {
      return p->label != copies.front()->label;
    });
    if (other_label != copies.end()) {
      for (const LabelledPage* p : copies) {
        const LabelledPage* other =
            p->label == copies.front()->label ? *other_label : copies.front();
        left_out[p->key] =
            fmt::format("the same bytes as {}, which has the other label", other->key);
      }
      continue;
    }
    const LabelledPage* kept = copies.front();
    for (const LabelledPage* p : copies) {
      if (p->split == Split::kTest && kept->split == Split::kTrain) kept = p;
    }
    for (const LabelledPage* p : copies) {
      if (p != kept) left_out[p->key] = "the same bytes as " + kept->key;
    }
  }
  for (const auto& [key, reason] : left_out) dataset.rejects.push_back({key, reason});
  std::erase_if(dataset.pages, [&](const LabelledPage& p) { return left_out.contains(p.key); });
}

bool LookAlike(const LabelledPage& a, const LabelledPage& b, int near_bits) {
  return a.page_hash && b.page_hash &&
         documents::HashDistance(*a.page_hash, *b.page_hash) <= near_bits;
}

void LeaveOutTestLikenesses(Dataset& dataset, int near_bits) {
  const auto test = dataset.Of(Split::kTest);
  std::map<std::string, std::string> left_out;
  for (const LabelledPage* train : dataset.Of(Split::kTrain)) {
    const auto like = std::find_if(test.begin(), test.end(), [&](const LabelledPage* t) {
      return LookAlike(*train, *t, near_bits);
    });
    if (like != test.end()) left_out[train->key] = "looks like the test document " + (*like)->key;
  }
  for (const auto& [key, reason] : left_out) dataset.rejects.push_back({key, reason});
  std::erase_if(dataset.pages, [&](const LabelledPage& p) { return left_out.contains(p.key); });
}

// Connected by likeness, directly or over others; numbered in the order of the keys.
void NumberGroups(Dataset& dataset, int near_bits) {
  std::vector<LabelledPage>& pages = dataset.pages;
  std::vector<std::size_t> leader(pages.size());
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (pages[i].split == pages[j].split && LookAlike(pages[i], pages[j], near_bits)) {
        const std::size_t a = find(i), b = find(j);
        leader[std::max(a, b)] = std::min(a, b);
      }
    }
  }
  std::map<std::size_t, int> numbers;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].group = numbers.try_emplace(find(i), static_cast<int>(numbers.size())).first->second;
  }
}

Status CheckSplit(const Dataset& dataset, Split split, const std::string& prefix) {
  const SetFacts facts = dataset.Facts(split);
  for (const auto& [label, documents] :
       {std::pair{0, facts.documents_of_0}, {1, facts.documents_of_1}}) {
    if (documents > 0) continue;
    return Status::NotFound(fmt::format("read the labelled documents: none below {}{}/ can be used",
                                        prefix, label))
        .WithHint("Put invoices of class 0 (correctiva) and 1 (preventiva) below folders 0 and 1.");
  }
  return Status::Ok();
}

}  // namespace

std::vector<const LabelledPage*> Dataset::Of(Split split) const {
  std::vector<const LabelledPage*> found;
  for (const LabelledPage& page : pages) {
    if (page.split == split) found.push_back(&page);
  }
  return found;
}

SetFacts Dataset::Facts(Split split) const {
  SetFacts facts;
  for (const LabelledPage* page : Of(split)) {
    ++(page->label == 1 ? facts.documents_of_1 : facts.documents_of_0);
  }
  return facts;
}

Result<Dataset> ReadDataset(store::ObjectStore& store, documents::Reader& reader,
                            const DatasetOptions& options, std::stop_token stop) {
  std::vector<Listed> listed;
  for (const auto& [prefix, split] :
       {std::pair{options.train, Split::kTrain}, {options.test, Split::kTest}}) {
    if (options.only && *options.only != split) continue;
    for (const int label : {0, 1}) {
      TELAR_RETURN_IF_ERROR(List(store, fmt::format("{}{}/", prefix, label), label, split, listed));
    }
  }
  std::sort(listed.begin(), listed.end(),
            [](const Listed& a, const Listed& b) { return a.key < b.key; });
  DropNotes(listed);
  TELAR_ASSIGN_OR_RETURN(auto outcomes, ReadAll(store, reader, listed, options, stop));
  Dataset dataset;
  dataset.preparation = options.preparation;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (outcomes[i].page) {
      dataset.pages.push_back(*std::move(outcomes[i].page));
    } else {
      dataset.rejects.push_back({listed[i].key, outcomes[i].reject});
    }
  }
  LeaveOutCopies(dataset);
  LeaveOutTestLikenesses(dataset, options.near_bits);
  NumberGroups(dataset, options.near_bits);
  std::sort(dataset.rejects.begin(), dataset.rejects.end(),
            [](const DatasetReject& a, const DatasetReject& b) { return a.key < b.key; });
  for (const auto& [split, prefix] :
       {std::pair{Split::kTrain, options.train}, {Split::kTest, options.test}}) {
    if (!options.only || *options.only == split) {
      TELAR_RETURN_IF_ERROR(CheckSplit(dataset, split, prefix));
    }
  }
  return dataset;
}

std::string DatasetManifest(const Dataset& dataset) {
  using nlohmann::json;
  const auto counts = [&](Split split) {
    const SetFacts facts = dataset.Facts(split);
    return json{{"0", facts.documents_of_0}, {"1", facts.documents_of_1}};
  };
  json documents = json::array(), rejects = json::array();
  for (const LabelledPage& page : dataset.pages) {
    documents.push_back({{"key", page.key},
                         {"sha256", page.sha256},
                         {"label", page.label},
                         {"split", page.split == Split::kTrain ? "train" : "test"},
                         {"group", page.group}});
  }
  for (const DatasetReject& reject : dataset.rejects) {
    rejects.push_back({{"key", reject.key}, {"reason", reject.reason}});
  }
  const Preparation& p = dataset.preparation;
  const json manifest = {
      {"preparation",
       {{"width", p.width}, {"height", p.height}, {"channels", p.channels}, {"dpi", p.dpi}}},
      {"train", counts(Split::kTrain)},
      {"test", counts(Split::kTest)},
      {"documents", documents},
      {"rejects", rejects}};
  return manifest.dump(1) + "\n";
}

}  // namespace telar::models
