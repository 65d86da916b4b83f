/// A reader process with the manners of a broken or hostile parser: the document is the order.
///
///   "say TEXT"        a page with that word
///   "fail TEXT"       that failure; "time": the failure of a reader whose own time ran out
///   "crash", "abort", "exit", "hang"
///   "await PATH"      until there is such a file
///   "eat", "malloc"   memory until there is none, by operator new or by malloc
///   "grow MIB"        keep that much memory
///   "write PATH", "read PATH", "socket", "exec", "fork", "ptrace", "kill", "thread",
///   "scratch"         try it; the page's word is "done" or the name of the errno
///   "babble"          bytes that are no frame
///   "noise", "shout"  much text on standard error; without end
///   "environment", "files", "limits"
///                     a word for each variable, open file, or limit it was given
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "documents/isolation/reader_loop.h"

extern char** environ;

namespace telar::documents {
namespace {

Document Words(const std::vector<std::string>& words) {
  Page page;
  page.source = PageSource::kText;
  for (const std::string& text : words) {
    Word word;
    word.text = text;
    page.words.push_back(word);
  }
  Document document;
  document.kind = FileKind::kPdf;
  document.page_count = 1;
  document.pages.push_back(std::move(page));
  return document;
}

Document Outcome(bool worked) { return Words({worked ? "done" : strerrorname_np(errno)}); }

Document TryOpen(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
  const Document outcome = Outcome(fd >= 0);
  if (fd >= 0) close(fd);
  return outcome;
}

Document TryFork() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  const Document outcome = Outcome(child > 0);
  if (child > 0) waitpid(child, nullptr, 0);
  return outcome;
}

Document TryExec() {
  char name[] = "/bin/true";
  char* const arguments[] = {name, nullptr};
  execve(name, arguments, environ);
  return Outcome(false);
}

Document OpenFiles() {
  std::vector<std::string> names;
  for (int fd = 0; fd < 256; ++fd) {
    if (fcntl(fd, F_GETFD) >= 0) names.push_back(std::to_string(fd));
  }
  return Words(names);
}

void Eat(bool by_malloc) {
  constexpr std::size_t kBite = 16 << 20;
  for (;;) {
    auto* bite = static_cast<char*>(by_malloc ? std::malloc(kBite) : ::operator new(kBite));
    if (bite == nullptr) {
      std::fputs("Out of memory\n", stderr);
      std::abort();
    }
    for (std::size_t i = 0; i < kBite; i += 4096) bite[i] = 1;
  }
}

class BadReader final : public Reader {
 public:
  explicit BadReader(std::string tessdata) : tessdata_(std::move(tessdata)) {}

  Result<Document> Read(std::string_view bytes, const ReadOptions& options) override {
    const std::size_t space = bytes.find(' ');
    const std::string_view order = bytes.substr(0, space);
    const std::string what(space == bytes.npos ? "" : bytes.substr(space + 1));
    if (order == "say") return Words({what});
    if (order == "fail") return Status::InvalidInput(what).WithHint("a hint");
    if (order == "time") return Status::DeadlineExceeded("my own time ran out");
    if (order == "crash") {
      signal(SIGSEGV, SIG_DFL);  // a sanitizer's handler would end it in another way
      raise(SIGSEGV);
    }
    if (order == "abort") std::abort();
    if (order == "exit") _exit(3);
    if (order == "hang") {
      for (volatile int forever = 1; forever != 0;) {
      }
    }
    if (order == "await") {
      while (access(what.c_str(), F_OK) != 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return Words({"arrived"});
    }
    if (order == "eat") Eat(false);
    if (order == "malloc") Eat(true);
    if (order == "grow") {
      kept_.emplace_back(static_cast<std::size_t>(std::stoi(what)) << 20, 'x');
      return Words({"grown"});
    }
    if (order == "write") return TryOpen(what, O_WRONLY | O_CREAT);
    if (order == "read") return TryOpen(what, O_RDONLY);
    if (order == "scratch")
      return TryOpen(std::string(std::getenv("TMPDIR")) + "/x", O_WRONLY | O_CREAT);
    if (order == "socket") return Outcome(socket(AF_INET, SOCK_STREAM, 0) >= 0);
    if (order == "exec") return TryExec();
    if (order == "fork") return TryFork();
    if (order == "ptrace") return Outcome(ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr) == 0);
    if (order == "kill") return Outcome(kill(getppid(), 0) == 0);
    if (order == "thread") {
      std::string word;
      std::thread([&word] { word = "done"; }).join();
      return Words({word});
    }
    if (order == "babble") {
      [[maybe_unused]] const auto ignored = write(kReaderSocket, "this is not a frame at all", 26);
      pause();
    }
    if (order == "environment") {
      std::vector<std::string> names;
      for (char** variable = environ; *variable != nullptr; ++variable)
        names.emplace_back(*variable);
      return Words(names);
    }
    if (order == "files") return OpenFiles();
    if (order == "shout") {
      for (;;) std::fputs("a reader that never stops\n", stderr);
    }
    if (order == "noise") {
      for (int i = 0; i < 20'000; ++i) std::fputs("a line of noise from a library\n", stderr);
      return Words({"quiet"});
    }
    if (order == "limits") {
      return Words({options.languages, std::to_string(options.limits.pages), tessdata_});
    }
    return Status::InvalidInput("no such order");
  }

  Result<RegionWords> ReadRegion(std::string_view bytes, const PageRegion& region,
                                 const ReadOptions&) override {
    return RegionWords{.words = {{.text = std::string(bytes), .box = region.box}},
                       .engine = "page " + std::to_string(region.page)};
  }

  Result<RuleReport> Check(std::string_view bytes, const ReadOptions&) override {
    return RuleReport{
        .rule_set = "rules",
        .rules = {
            {.id = "R-1", .result = RuleResult::kFail, .path = std::string(bytes), .line = 7}}};
  }

  Result<PageImage> Render(std::string_view, int number, int dpi, const ReadOptions&) override {
    if (number > 1) return Status::NotFound("page " + std::to_string(number));
    PageImage image;
    image.width = 10 * dpi;
    image.height = 10 * dpi;
    image.channels = 3;
    image.dpi = static_cast<float>(dpi);
    image.pixels.assign(
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3, 'p');
    return image;
  }

  Result<MarkedPicture> Draw(std::string_view, int number, const std::vector<Mark>& marks,
                             const ReadOptions&) override {
    if (number > 1) return Status::NotFound("page " + std::to_string(number));
    return MarkedPicture{"\x89PNG\r\n\x1a\n" + marks.at(0).text};
  }

 private:
  const std::string tessdata_;
  std::vector<std::string> kept_;
};

}  // namespace
}  // namespace telar::documents

int main(int argc, char** argv) {
  using namespace telar;
  using namespace telar::documents;
  return RunReader(argc, argv, [](const std::string& tessdata) -> Result<std::unique_ptr<Reader>> {
    if (tessdata.ends_with("missing")) {
      return Status::InvalidConfig("open language data in " + tessdata + ": there is none");
    }
    return std::unique_ptr<Reader>(std::make_unique<BadReader>(tessdata));
  });
}
