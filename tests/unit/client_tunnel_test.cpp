// SPDX-License-Identifier: Apache-2.0
#include "client/tunnel.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "exact_buffer.hpp"
#include "print_code.hpp"

namespace sparekey {
namespace {

using test::ExactBuffer;

constexpr Handle kConnection = 5;
constexpr char kRequest[] =
    "CONNECT api.example:443 HTTP/1.1\r\n"
    "host: api.example:443\r\n"
    "user-agent: sparekey/0.2.0\r\n";
constexpr char kCredentials[] = "proxy-authorization: Basic dXNlcjpzZWNyZXQ=\r\n";

// A connection in memory: moves at most `most` bytes at once, and says "not yet" every other time
// if it `hesitates`.
struct Line {
  std::string answer;
  int at_end = kPortClosed;  // what comes behind the answer
  size_t most = SIZE_MAX;
  size_t room = SIZE_MAX;  // bytes that can be sent before send says send_end
  int send_end = kPortFailed;
  bool hesitates = false;

  std::string sent = {};
  size_t received = 0;
  size_t receives_before_sent = 0;  // of a request that is not whole yet
  bool waiting = false;
  int calls = 0;

  bool not_yet() {
    ++calls;
    waiting = !waiting;
    return hesitates && waiting;
  }

  static int send(void* context, Handle handle, const void* bytes, size_t size) {
    auto& line = *static_cast<Line*>(context);
    EXPECT_EQ(handle, kConnection);
    EXPECT_GT(size, 0u);
    if (line.not_yet()) return kPortAgain;
    const size_t taken = std::min({size, line.most, line.room - line.sent.size()});
    if (taken == 0) return line.send_end;
    line.sent.append(static_cast<const char*>(bytes), taken);
    return static_cast<int>(taken);
  }

  static int receive(void* context, Handle handle, void* bytes, size_t size) {
    auto& line = *static_cast<Line*>(context);
    EXPECT_EQ(handle, kConnection);
    EXPECT_GT(size, 0u);
    if (line.sent.find("\r\n\r\n") == std::string::npos) ++line.receives_before_sent;
    if (line.not_yet()) return kPortAgain;
    const size_t given = std::min({size, line.most, line.answer.size() - line.received});
    if (given == 0) return line.at_end;
    memcpy(bytes, line.answer.data() + line.received, given);
    line.received += given;
    return static_cast<int>(given);
  }
};

struct Opened {
  Code code;  // ok: the tunnel stands
  int status;
};

// Steps a tunnel to its end, with a buffer of exactly `buffer_size`.
Opened open_tunnel(Line& line, Text credentials = "", size_t buffer_size = 256,
                   Text target = "api.example", size_t overhead_bytes = 1000) {
  Port port;
  port.context = &line;
  port.send = Line::send;
  port.receive = Line::receive;
  Origin origin;
  EXPECT_EQ(parse_origin(target, &origin), nullptr);
  ExactBuffer buffer(buffer_size);
  std::fill_n(buffer.data(), buffer.size(), '?');
  const auto holds_credentials = [&buffer] {
    return std::string(buffer.data(), buffer.size()).find("dXNlcjpzZWNyZXQ") != std::string::npos;
  };
  http::ResponseParser parser;
  Proxy proxy;
  proxy.credentials = credentials;
  proxy.buffer = buffer.data();
  proxy.buffer_size = buffer.size();
  proxy.overhead_bytes = overhead_bytes;
  proxy.parser = &parser;
  Tunnel tunnel;
  const Code begun = tunnel.begin(port, kConnection, origin, proxy);
  if (begun != Code::ok) {
    EXPECT_FALSE(holds_credentials());
    return {begun, 0};
  }
  for (int before = 0;; before = line.calls) {
    const bool sending = line.sent.find("\r\n\r\n") == std::string::npos;
    const Progress progress = tunnel.step();
    EXPECT_EQ(line.calls, before + 1) << "one transfer, and the caller looks at the clock";
    if (line.sent.find("\r\n\r\n") != std::string::npos) {
      EXPECT_FALSE(holds_credentials()) << "wiped once it is sent";
    }
    switch (progress) {
      case Progress::done:
        EXPECT_EQ(line.receives_before_sent, 0u);
        return {Code::ok, parser.status()};
      case Progress::failed:
        EXPECT_NE(tunnel.code(), Code::ok);
        tunnel.end();
        EXPECT_FALSE(holds_credentials()) << "wiped when it is given up";
        return {tunnel.code(), parser.status()};
      case Progress::want_writable:
        EXPECT_TRUE(sending && line.hesitates);
        break;
      case Progress::want_readable:
        EXPECT_TRUE(!sending && line.hesitates);
        break;
      default:
        EXPECT_EQ(progress, Progress::again);
    }
  }
}

constexpr char kEstablished[] = "HTTP/1.0 200 Connection established\r\nProxy-agent: x\r\n\r\n";

TEST(Tunnel, AsksForTheTarget) {
  Line line{kEstablished};
  EXPECT_EQ(open_tunnel(line).code, Code::ok);
  EXPECT_EQ(line.sent, std::string(kRequest) + "\r\n");
  Line with{kEstablished};
  EXPECT_EQ(open_tunnel(with, "user:secret").code, Code::ok);
  EXPECT_EQ(with.sent, std::string(kRequest) + kCredentials + "\r\n");
  Line address{kEstablished};
  EXPECT_EQ(open_tunnel(address, "", 256, "[2001:db8::7]:8443").code, Code::ok);
  EXPECT_EQ(address.sent.substr(0, 42), "CONNECT [2001:db8::7]:8443 HTTP/1.1\r\nhost:");
}

TEST(Tunnel, HoweverTheBytesCome) {
  for (const bool hesitates : {false, true})
    for (size_t most = 1; most < 140; ++most) {
      Line line{kEstablished};
      line.most = most;
      line.hesitates = hesitates;
      EXPECT_EQ(open_tunnel(line, "user:secret").code, Code::ok) << most;
      EXPECT_EQ(line.sent, std::string(kRequest) + kCredentials + "\r\n") << most;
    }
}

TEST(Tunnel, EndAtEveryByteOfTheAnswerIsLost) {
  const std::string whole = kEstablished;
  for (const int end : {kPortClosed, kPortFailed, kPortOk, kPortNotImplemented})
    for (size_t size = 0; size < whole.size(); ++size) {
      Line line{whole.substr(0, size), end};
      EXPECT_EQ(open_tunnel(line).code, Code::connection_lost) << size;
    }
}

TEST(Tunnel, EndAtEveryByteOfTheRequestIsLost) {
  const size_t size = sizeof kRequest - 1 + sizeof kCredentials - 1 + 2;
  for (const int end : {kPortClosed, kPortFailed})
    for (size_t room = 0; room < size; ++room) {
      Line line{kEstablished};
      line.room = room;
      line.send_end = end;
      EXPECT_EQ(open_tunnel(line, "user:secret").code, Code::connection_lost) << room;
      EXPECT_EQ(line.received, 0u);
    }
}

TEST(Tunnel, RefusalsAreToldWithTheirStatus) {
  for (const int status : {302, 400, 403, 407, 502, 503}) {
    const std::string head =
        "HTTP/1.1 " + std::to_string(status) + " x\r\nContent-Length: 5\r\n\r\n";
    for (const std::string& answer : {head, head + "h", head + "hello"})
      for (const size_t most : {size_t{1}, size_t{7}, SIZE_MAX}) {
        Line line{answer};
        line.most = most;
        const Opened opened = open_tunnel(line);
        EXPECT_EQ(opened.code, Code::proxy_refused);
        EXPECT_EQ(opened.status, status);
      }
  }
}

TEST(Tunnel, WhatIsNoAnswerIsRefused) {
  for (const char* answer : {"SSH-2.0-OpenSSH", "<html>", "\x15\x03\x03", "HTTP/1.1 200 OK\n\n"}) {
    Line line{answer};
    EXPECT_EQ(open_tunnel(line).code, Code::bad_http) << answer;
  }
  // A TLS server waits for its client: these cannot be its bytes.
  Line early{std::string(kEstablished) + "x"};
  EXPECT_EQ(open_tunnel(early).code, Code::bad_http);
}

TEST(Tunnel, EndlessAnswersEnd) {
  Line line{"HTTP/1.1 200 OK\r\na: " + std::string(5000, 'x')};
  EXPECT_EQ(open_tunnel(line, "", 256, "h", 1000).code, Code::answer_too_large);
}

TEST(Tunnel, ABufferTooSmallIsSaidBeforeAnythingIsSent) {
  const size_t size = sizeof kRequest - 1 + sizeof kCredentials - 1 + 2;
  for (size_t buffer_size = 0; buffer_size < size; ++buffer_size) {
    Line line{kEstablished};
    EXPECT_EQ(open_tunnel(line, "user:secret", buffer_size).code, Code::buffer_too_small);
    EXPECT_EQ(line.calls, 0);
  }
  Line line{kEstablished};
  EXPECT_EQ(open_tunnel(line, "user:secret", size).code, Code::ok);
}

}  // namespace
}  // namespace sparekey
