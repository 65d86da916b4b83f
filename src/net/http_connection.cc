#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "net/http_connection_internal.h"

namespace telar::net {
namespace {

bool IsControl(char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; }

bool Sendable(const ServerResponse& response) {
  if (response.status < 200 || response.status > 599) return false;
  return std::none_of(response.headers.begin(), response.headers.end(), [](const HttpHeader& h) {
    return h.name.empty() || std::any_of(h.name.begin(), h.name.end(), IsControl) ||
           std::any_of(h.value.begin(), h.value.end(), IsControl);
  });
}

int StatusOfReadError(const error_code& error) {
  if (error == http::error::body_limit) return 413;
  if (error == http::error::header_limit) return 431;
  if (error == beast::error::timeout) return 408;
  return error.category() == http::make_error_code(http::error::bad_method).category() &&
                 error != http::error::end_of_stream && error != http::error::partial_message
             ? 400
             : 0;
}

}  // namespace

ServerResponse Plain(int status, std::string text) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain"}},
          .body = std::move(text) + "\n",
          .close = true};
}

void Connection::Read() {
  idle_ = true;
  busy_ = false;
  if (core_->closing) {
    Cut();
    return;
  }
  parser_.emplace();
  parser_->header_limit(core_->options.most_header_bytes);
  parser_->body_limit(core_->options.most_body_bytes);
  if (buffer_.size() > 0) {  // the next request has begun to arrive
    idle_ = false;
    stream_.expires_after(core_->options.request_timeout);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](const error_code& error, std::size_t) {
                              self->OnHeader(error);
                            });
    return;
  }
  stream_.expires_after(core_->options.idle_timeout);
  stream_.async_read_some(buffer_.prepare(4096),
                          [self = shared_from_this()](const error_code& error, std::size_t count) {
                            self->buffer_.commit(count);
                            if (error || self->cut_ || count == 0) {
                              self->Cut();
                              return;
                            }
                            self->Read();
                          });
}

void Connection::OnHeader(const error_code& error) {
  if (error) {
    FailRead(error);
    return;
  }
  const auto read_body = [self = shared_from_this()] {
    http::async_read(self->stream_, self->buffer_, *self->parser_,
                     [self](const error_code& failed, std::size_t) { self->OnRead(failed); });
  };
  if (!beast::iequals(parser_->get()[http::field::expect], "100-continue")) {
    read_body();
    return;
  }
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(stream_, asio::buffer(kContinue),
                    [self = shared_from_this(), read_body](const error_code& failed, std::size_t) {
                      if (failed) {
                        self->Cut();
                      } else {
                        read_body();
                      }
                    });
}

void Connection::FailRead(const error_code& error) {
  const int status = StatusOfReadError(error);
  if (status == 0 || cut_) {
    Cut();
    return;
  }
  busy_ = true;
  // A time-out closes the stream; there is nobody to tell.
  if (status == 408) {
    Cut();
    return;
  }
  Answer(Plain(status, status == 413   ? "The body is larger than this server takes."
                       : status == 431 ? "The headers are larger than this server takes."
                                       : "This is no HTTP request."));
}

void Connection::OnRead(const error_code& error) {
  if (error) {
    FailRead(error);
    return;
  }
  busy_ = true;
  stream_.expires_never();
  auto message = parser_->release();
  head_only_ = message.method() == http::verb::head;
  close_ = !message.keep_alive();
  ServerRequest request{.method = std::string(message.method_string()),
                        .target = std::string(message.target()),
                        .body = std::move(message.body())};
  for (const auto& field : message) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  auto exchange = std::make_shared<Responder::Exchange>(shared_from_this());
  exchange_ = exchange;
  WatchForEnd();
  core_->handle(std::move(request), Responder(std::move(exchange)));
}

/// While a handler works, an end of the client's side is the only thing to hear of.
void Connection::WatchForEnd() {
  if (watching_) return;
  watching_ = true;
  stream_.socket().async_wait(
      tcp::socket::wait_read, [self = shared_from_this()](const error_code& error) {
        self->watching_ = false;
        if (error || !self->busy_ || self->cut_) return;
        // What there was to read may be gone by now, being the request that is worked on: a look
        // that waits would wait for the client, and the client for the answer.
        char byte = 0;
        const ssize_t count = ::recv(self->stream_.socket().native_handle(), &byte, sizeof byte,
                                     MSG_PEEK | MSG_DONTWAIT);
        if (count == 0 || (count < 0 && errno == ECONNRESET)) {
          self->Cut();
        } else if (count < 0) {
          self->WatchForEnd();
        }
      });
}

void Connection::Answer(ServerResponse response) {
  if (cut_) return;
  if (!Sendable(response)) response = Plain(500, "The server's answer was no answer.");
  close_ = close_ || response.close || core_->closing;
  hold_ = std::move(response.hold);
  WriteHead(std::move(response));
}

void Connection::WriteHead(ServerResponse response) {
  stream_.expires_after(core_->options.write_timeout);
  const auto fill = [&](auto& message) {
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    for (const HttpHeader& header : response.headers) message.insert(header.name, header.value);
    message.keep_alive(!close_);
  };
  if (!response.pieces && !head_only_) {
    whole_.emplace();
    fill(*whole_);
    whole_->body() = std::move(response.body);
    if (response.status != 204 && response.status != 304) {
      whole_->content_length(whole_->body().size());
    }
    http::async_write(stream_, *whole_,
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                        self->whole_.reset();
                        self->Finish(error || self->close_);
                      });
    return;
  }
  head_.emplace();
  fill(*head_);
  const bool chunked = response.pieces && head_->find(http::field::content_length) == head_->end();
  if (chunked) head_->chunked(true);
  if (!response.pieces) head_->content_length(response.body.size());
  pieces_ = head_only_ ? BodySource() : std::move(response.pieces);
  serializer_.emplace(*head_);
  http::async_write_header(
      stream_, *serializer_,
      [self = shared_from_this(), chunked](const error_code& error, std::size_t) {
        if (error || !self->pieces_) {
          self->Finish(error || self->close_);
        } else {
          self->WritePieces(chunked);
        }
      });
}

void Connection::WritePieces(bool chunked) {
  stream_.expires_never();
  pieces_([self = shared_from_this(), chunked](BodyPiece piece) {
    const std::lock_guard lock(self->core_->mutex);
    if (self->core_->ended) return;
    asio::post(self->executor(), [self, chunked, piece = std::move(piece)]() mutable {
      self->WritePiece(chunked, std::move(piece));
    });
  });
}

void Connection::WritePiece(bool chunked, BodyPiece piece) {
  if (cut_) return;
  if (!piece.ok()) {
    Cut();
    return;
  }
  stream_.expires_after(core_->options.write_timeout);
  piece_ = *std::move(piece);
  const bool last = piece_.empty();
  const auto written = [self = shared_from_this(), chunked, last](const error_code& error,
                                                                  std::size_t) {
    if (error || last) {
      self->pieces_ = nullptr;
      self->Finish(error || self->close_);
    } else {
      self->WritePieces(chunked);
    }
  };
  if (last && chunked) {
    asio::async_write(stream_, http::make_chunk_last(), written);
  } else if (last) {
    written({}, 0);
  } else if (chunked) {
    asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), written);
  } else {
    asio::async_write(stream_, asio::buffer(piece_), written);
  }
}

void Connection::Finish(bool close) {
  if (cut_) return;
  hold_ = nullptr;
  if (close) {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    Cut();
    return;
  }
  Read();
}

void Connection::Cut() {
  if (cut_) return;
  cut_ = true;
  if (const auto exchange = exchange_.lock()) exchange->gone.request_stop();
  pieces_ = nullptr;
  hold_ = nullptr;
  stream_.close();
  core_->Leave(this);
}

}  // namespace telar::net
