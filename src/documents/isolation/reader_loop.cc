#include "documents/isolation/reader_loop.h"

#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <new>
#include <span>
#include <string_view>
#include <thread>

#include "documents/isolation/sandbox.h"
#include "documents/isolation/wire.h"

namespace telar::documents {
namespace {

struct Arguments {
  SandboxOptions sandbox;
  std::string tessdata;
};

bool Parse(std::span<char*> argv, Arguments& arguments) {
  if (argv.size() % 2 != 1) return false;
  for (std::size_t i = 1; i < argv.size(); i += 2) {
    const std::string_view name = argv[i], value = argv[i + 1];
    if (name == "--scratch") {
      arguments.sandbox.scratch = value;
    } else if (name == "--tessdata") {
      arguments.tessdata = value;
      arguments.sandbox.readable.emplace_back(value);
    } else if (name == "--readable") {
      arguments.sandbox.readable.emplace_back(value);
    } else if (name == "--file-bytes" || name == "--memory-bytes") {
      auto& bytes =
          name == "--file-bytes" ? arguments.sandbox.file_bytes : arguments.sandbox.memory_bytes;
      if (std::from_chars(value.data(), value.data() + value.size(), bytes).ec != std::errc()) {
        return false;
      }
    } else {
      return false;
    }
  }
  return true;
}

bool SocketIsOpen() {
  struct stat state {};
  return fstat(kReaderSocket, &state) == 0 && S_ISSOCK(state.st_mode);
}

[[noreturn]] void EndForLackOfMemory() {
  constexpr std::string_view kText = "out of memory\n";
  [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, kText.data(), kText.size());
  _exit(kOutOfMemoryExit);
}

bool Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(kReaderSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Send(const wire::Frame& frame) {
  const auto header = wire::EncodeHeader(frame.type, frame.meta.size(), frame.bulk.size());
  return Send({header.data(), header.size()}) && Send(frame.meta) && Send(frame.bulk);
}

// False when the parent is gone or does not speak our language: nothing is left to do.
bool Receive(wire::FrameReceiver& receiver) {
  while (!receiver.done()) {
    const std::span<char> space = receiver.Space();
    const ssize_t got = recv(kReaderSocket, space.data(), space.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 || !receiver.Advance(static_cast<std::size_t>(got)).ok()) return false;
  }
  return true;
}

// A reader busy with a long document would not notice that its parent died.
void EndWithParent() {
  std::thread([] {
    pollfd parent{.fd = kReaderSocket, .events = POLLRDHUP, .revents = 0};
    while (poll(&parent, 1, -1) < 0 && errno == EINTR) {
    }
    _exit(0);
  }).detach();
}

// Memory that a large document leaves behind goes back to the system; what small ones take again
// and again stays, for each page that comes back costs a fault.
void ReturnMemory() {
  constexpr std::size_t kKept = 32 << 20;
  if (mallinfo2().fordblks > kKept) malloc_trim(0);
}

wire::Reply Serve(Reader& reader, const wire::Frame& frame) {
  Result<wire::Request> request = wire::DecodeRequest(frame);
  if (!request.ok()) return std::move(request).status();
  const DocumentLimitsScope limits(request->options.limits);
  if (request->kind == wire::Request::Kind::kRead) {
    Result<Document> document = reader.Read(frame.bulk, request->options);
    if (!document.ok()) return std::move(document).status();
    return *std::move(document);
  }
  if (request->kind == wire::Request::Kind::kRegion) {
    Result<RegionWords> words = reader.ReadRegion(frame.bulk, request->region, request->options);
    if (!words.ok()) return std::move(words).status();
    return *std::move(words);
  }
  if (request->kind == wire::Request::Kind::kDraw) {
    Result<MarkedPicture> marked =
        reader.Draw(frame.bulk, request->number, request->marks, request->options);
    if (!marked.ok()) return std::move(marked).status();
    return *std::move(marked);
  }
  if (request->kind == wire::Request::Kind::kCheck) {
    Result<RuleReport> report = reader.Check(frame.bulk, request->options);
    if (!report.ok()) return std::move(report).status();
    return *std::move(report);
  }
  Result<PageImage> image =
      reader.Render(frame.bulk, request->number, request->dpi, request->options);
  if (!image.ok()) return std::move(image).status();
  return *std::move(image);
}

}  // namespace

int RunReader(int argc, char** argv, const ReaderOpener& open) {
  Arguments arguments;
  if (!Parse({argv, static_cast<std::size_t>(argc)}, arguments) || !SocketIsOpen()) {
    std::fputs("telar-reader is started by telar, which speaks to it on file 3\n", stderr);
    return 2;
  }
  for (const int ignored : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ}) signal(ignored, SIG_IGN);
  umask(077);
  // Otherwise the heap shrinks and grows with every document. Pictures and what the networks
  // compute lie outside of it: between small pieces that stay, the room of large ones would be lost
  // to larger ones.
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  std::set_new_handler(EndForLackOfMemory);

  wire::Hello hello;
  hello.sandbox = EnterSandbox(arguments.sandbox);
  EndWithParent();
  Result<std::unique_ptr<Reader>> reader = open(arguments.tessdata);
  hello.status = reader.status();
  if (!Send(wire::EncodeHello(hello)) || !reader.ok()) _exit(1);

  for (;;) {
    wire::FrameReceiver receiver({.meta = 1 << 20, .bulk = arguments.sandbox.file_bytes});
    if (!Receive(receiver)) _exit(0);
    wire::Reply reply = Serve(**reader, std::move(receiver).Take());
    if (!Send(wire::EncodeReply(std::move(reply)))) _exit(0);
    ReturnMemory();
  }
}

}  // namespace telar::documents
