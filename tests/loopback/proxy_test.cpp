// SPDX-License-Identifier: Apache-2.0
// Through a proxy that does as told: the service and the proxy are one script here, so that what
// comes behind the tunnel's opening is TLS on the same connection.
#include <gtest/gtest.h>

#include <functional>

#include "support/needs.hpp"
#include "support/rig.hpp"
#include "support/secrets.hpp"

namespace sparekey::test {
namespace {

constexpr char kEstablished[] = "HTTP/1.1 200 Connection established\r\n\r\n";
constexpr char kSecret[] = "user:hunter2";
constexpr char kSecretEncoded[] = "dXNlcjpodW50ZXIy";
const support::Secrets kSecrets{{"proxy credentials", kSecret}};

// Reads a CONNECT and nothing behind it.
std::string read_connect(Peer& peer) {
  std::string head;
  while (head.find("\r\n\r\n") == std::string::npos) head += peer.read_raw();
  EXPECT_EQ(head.find("\r\n\r\n"), head.size() - 4) << "TLS waits for the tunnel";
  return head;
}

class ProxyTest : public testing::Test {
 protected:
  void SetUp() override { NEEDS(SPAREKEY_PROXY); }

  // A call through a proxy that runs `script`.
  Result call(const Server::Script& script, const std::function<void(Config&)>& change = {}) {
    Server server(ServerTls(chain_), script);
    const std::string proxy = "http://" + server.address();
    Device device("", chain_.root_pem());
    device.config.proxy = proxy;
    if (change) change(device.config);
    device.open();
    const Result result = device.client().send_code(by_email());
    in_memory_ = device.memory();
    device.client().close();
    records_ = server.stop();
    return result;
  }

  // Answers CONNECT with `answer`, whatever it is, then ends as `ending` says.
  Result call(const std::string& answer, Ending ending = Ending::tcp_end) {
    return call([&](Peer& peer) {
      read_connect(peer);
      peer.send_raw(answer);
      if (ending == Ending::reset) peer.reset();
      if (ending == Ending::keep) peer.wait_for_end();
    });
  }

  static Outcome not_sent(Code code) {
    return expected(code, Delivery::not_sent, advice_for(code, Delivery::not_sent));
  }

  const Chain chain_ = make_chain();
  const ScriptedService service_{{ok(kSent), ok(kSent)}};
  std::vector<ConnectionRecord> records_;
  std::string in_memory_;
};

TEST_F(ProxyTest, AllGoesThroughOneTunnel) {
  std::string head;
  const Result result = call([&](Peer& peer) {
    head = read_connect(peer);
    peer.send_raw(kEstablished);
    service_(peer);
  });
  EXPECT_EQ(outcome(result), success());
  EXPECT_EQ(result.http_status, 200);
  EXPECT_EQ(head,
            "CONNECT api.example.test:443 HTTP/1.1\r\nhost: api.example.test:443\r\n"
            "user-agent: sparekey/0.2.0\r\n\r\n");
  ASSERT_EQ(records_.size(), 1u);
  EXPECT_EQ(records_[0].sni, kHost);
  EXPECT_TRUE(records_[0].close_notify_received);
  ASSERT_EQ(service_.requests().size(), 1u);
  EXPECT_NE(service_.requests()[0].head.find("host: api.example.test\r\n"), std::string::npos);
}

TEST_F(ProxyTest, ConnectToIsWhereTheTunnelEnds) {
  const struct {
    const char* host;
    const char* connect_to;
    const char* authority;
  } cases[] = {{kHost, "", "api.example.test:443"},
               {"https://api.example.test:8443", "", "api.example.test:8443"},
               {kHost, "[2001:db8::7]:444", "[2001:db8::7]:444"},
               {kHost, "192.0.2.7:1", "192.0.2.7:1"},
               {"https://[::1]", "", "[::1]:443"}};
  for (const auto& c : cases) {
    std::string head;
    const Result result = call(
        [&](Peer& peer) {
          head = read_connect(peer);
          peer.send_raw("HTTP/1.1 502 x\r\n\r\n");
        },
        [&](Config& config) {
          config.host = c.host;
          config.connect_to = c.connect_to;
        });
    EXPECT_EQ(outcome(result), not_sent(Code::proxy_refused));
    const std::string authority = c.authority;
    EXPECT_EQ(head.find("CONNECT " + authority + " HTTP/1.1\r\nhost: " + authority + "\r\n"), 0u)
        << head;
  }
}

// RFC 9110 section 9.3.6: they mean nothing in an answer to CONNECT.
TEST_F(ProxyTest, OpensWhateverTheHeadHolds) {
  for (const char* answer :
       {"HTTP/1.0 200 Connection established\r\nProxy-agent: tinyproxy/1.11.1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 200\r\nContent-Length: 0\r\nContent-Length: 7\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n x\r\nVia: 1.1 a,\r\n 1.1 b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"}) {
    const ScriptedService service({ok(kSent)});
    const Result result = call([&](Peer& peer) {
      read_connect(peer);
      for (const char* at = answer; *at != '\0'; ++at) peer.send_raw(std::string(1, *at));
      service(peer);
    });
    EXPECT_EQ(outcome(result), success()) << answer;
  }
}

TEST_F(ProxyTest, CredentialsGoToTheProxyAloneAndAreWiped) {
  Server server(ServerTls(chain_), [&](Peer& peer) {
    const std::string head = read_connect(peer);
    EXPECT_NE(head.find("\r\nproxy-authorization: Basic " + std::string(kSecretEncoded) + "\r\n"),
              std::string::npos);
    peer.send_raw(
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n");
  });
  const std::string proxy = server.address();
  Device device("", chain_.root_pem());
  device.config.proxy = proxy;
  device.config.proxy_credentials = kSecret;
  static std::string while_waiting;
  static Device* watched;
  static Port inner;
  watched = &device;
  inner = device.port;
  device.port.receive = [](void* context, Handle handle, void* bytes, size_t size) {
    while_waiting += watched->memory();
    return inner.receive(context, handle, bytes, size);
  };
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), not_sent(Code::proxy_refused));
  EXPECT_FALSE(while_waiting.empty());
  EXPECT_EQ(kSecrets.found_in(while_waiting), "");
  EXPECT_EQ(kSecrets.found_in(device.memory()), "");
  device.client().close();
  server.stop();
}

TEST_F(ProxyTest, CredentialsThatCouldNotBeSentAreWipedToo) {
  Server server(ServerTls(chain_), [&](Peer& peer) { peer.wait_for_end(); });
  const std::string proxy = server.address();
  Device device("", chain_.root_pem());
  device.config.proxy = proxy;
  device.config.proxy_credentials = kSecret;
  device.config.timeout_ms = 200;
  device.port.send = [](void*, Handle, const void*, size_t) -> int { return kPortAgain; };
  device.port.wait = [](void*, const Interest*, int, int64_t) -> int { return kPortInterrupted; };
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), not_sent(Code::cancelled));
  EXPECT_EQ(kSecrets.found_in(device.memory()), "");
  device.port.send = [](void*, Handle, const void*, size_t) -> int { return kPortFailed; };
  device.port.wait = device.watched().port().wait;
  device.open();
  EXPECT_EQ(outcome(device.client().send_code(by_email())), not_sent(Code::connection_lost));
  EXPECT_EQ(kSecrets.found_in(device.memory()), "");
}

TEST_F(ProxyTest, RefusalsAreNotSent) {
  for (const int status : {302, 400, 403, 407, 429, 500, 502, 503}) {
    const std::string head =
        "HTTP/1.1 " + std::to_string(status) + " x\r\nRetry-After: 7\r\nContent-Length: 6\r\n\r\n";
    const Result result = call(head + "<html>");
    EXPECT_EQ(outcome(result), not_sent(Code::proxy_refused)) << status;
    EXPECT_EQ(result.http_status, status);
    EXPECT_EQ(result.retry_after_s, 7);
    EXPECT_FALSE(records_.at(0).handshake_done);
  }
}

TEST_F(ProxyTest, RefusalsKeepTheirStatusHoweverTheyAreFramed) {
  for (const int status : {302, 304, 407, 503, 600, 999})
    for (const char* fields :
         {"Proxy-Authenticate: Basic\r\n realm=\"x\"\r\nContent-Length: 0\r\n",
          "Content-Length: 5\r\nContent-Length: 7\r\n", "Content-Length:\r\n 5\r\n",
          "Content-Length: x\r\nTransfer-Encoding: gzip\r\n", "Content-Encoding: gzip\r\n",
          "Connection:\r\n close\r\n"}) {
      const Result result = call("HTTP/1.1 " + std::to_string(status) + "\r\n" + fields + "\r\n");
      EXPECT_EQ(outcome(result), not_sent(Code::proxy_refused)) << status << fields;
      EXPECT_EQ(result.http_status, status) << fields;
    }
}

TEST_F(ProxyTest, WhatIsNoAnswerIsNotSent) {
  const struct {
    std::string answer;
    Code code;
  } cases[] = {
      {"SSH-2.0-OpenSSH_9.2\r\n", Code::bad_http},
      {"<html>hello</html>", Code::bad_http},
      {std::string("\x15\x03\x01\x00\x02\x02\x46", 7), Code::bad_http},
      {std::string("\x05\xFF", 2), Code::bad_http},  // SOCKS
      {std::string(kEstablished) + "x", Code::bad_http},
      {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", Code::bad_http},
      {"HTTP/1.1 407 x\r\n a: b\r\n\r\n", Code::bad_http},
      {"HTTP/1.1 101 Switching Protocols\r\n\r\n", Code::bad_http},
      {"HTTP/1.1 200 OK\r\nx: " + std::string(20'000, 'x'), Code::answer_too_large},
  };
  for (const auto& c : cases) {
    const Result result = call(c.answer, Ending::keep);
    EXPECT_EQ(outcome(result), not_sent(c.code)) << c.answer.substr(0, 40);
    EXPECT_STREQ(result.detail, "this is about the proxy");
  }
}

TEST_F(ProxyTest, EndAtEveryByteOfTheAnswerIsLost) {
  const std::string whole = kEstablished;
  for (const Ending ending : {Ending::tcp_end, Ending::reset})
    for (size_t size = 0; size < whole.size(); ++size)
      EXPECT_EQ(outcome(call(whole.substr(0, size), ending)), not_sent(Code::connection_lost))
          << size;
}

TEST_F(ProxyTest, BehindTheTunnelItIsTheServicesAgain) {
  const Result result = call(kEstablished);
  EXPECT_EQ(outcome(result), not_sent(Code::connection_lost));
  EXPECT_EQ(result.detail, nullptr);
  EXPECT_EQ(outcome(call(std::string(kEstablished), Ending::reset)),
            not_sent(Code::connection_lost));
  const Result other = call(
      [&](Peer& peer) {
        read_connect(peer);
        peer.send_raw(kEstablished);
        peer.handshake();
      },
      [](Config& config) { config.host = "other.example.test"; });
  EXPECT_EQ(outcome(other), not_sent(Code::certificate_name_mismatch));
}

TEST_F(ProxyTest, SilenceEndsAtTheDeadline) {
  for (const char* beginning : {"", "HTTP/1.1 200"}) {
    const Result result = call(
        [&](Peer& peer) {
          read_connect(peer);
          peer.send_raw(beginning);
          peer.wait_for_end();
        },
        [](Config& config) { config.timeout_ms = 200; });
    EXPECT_EQ(outcome(result), not_sent(Code::timed_out));
  }
}

TEST_F(ProxyTest, EachConnectionAsksAnew) {
  size_t asked = 0;
  Server server(ServerTls(chain_), [&](Peer& peer) {
    read_connect(peer);
    ++asked;
    peer.send_raw(kEstablished);
    peer.handshake();
    peer.read_request();
    peer.send_together({ok(kSent)}, true);
  });
  const std::string proxy = server.address();
  Device device("", chain_.root_pem());
  device.config.proxy = proxy;
  device.open();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(outcome(device.client().send_code(by_email())), success());
  device.client().close();
  server.stop();
  EXPECT_EQ(asked, 3u);
}

TEST_F(ProxyTest, OnlyTheProxyIsLookedUp) {
  Device device("", chain_.root_pem());
  device.config.proxy = "http://no-such-proxy.invalid:3128";
  static std::vector<std::string> names;
  names.clear();
  device.port.resolve_start = [](void*, const char* name, Handle*) -> int {
    names.emplace_back(name);
    return kPortFailed;
  };
  device.open();
  const Result result = device.client().send_code(by_email());
  EXPECT_EQ(outcome(result), not_sent(Code::name_not_resolved));
  EXPECT_STREQ(result.detail, "this is about the proxy");
  EXPECT_EQ(names, std::vector<std::string>{"no-such-proxy.invalid"});
}

TEST_F(ProxyTest, ThatIsNotThereIsConnectFailed) {
  uint16_t tcp_port = 0;
  { const Descriptor closed_at_once = listen_on_loopback(Family::ipv4, 1, &tcp_port); }
  Device device("", chain_.root_pem());
  const std::string proxy = "127.0.0.1:" + std::to_string(tcp_port);
  device.config.proxy = proxy;
  device.open();
  const Result result = device.client().send_code(by_email());
  EXPECT_EQ(outcome(result), not_sent(Code::connect_failed));
  EXPECT_STREQ(result.detail, "this is about the proxy");
}

TEST_F(ProxyTest, CredentialsThatDoNotFitAreSaid) {
  const std::string credentials = "u:" + std::string(8000, 'p');
  const Result result = call([](Peer& peer) { peer.wait_for_end(); },
                             [&](Config& config) { config.proxy_credentials = credentials; });
  EXPECT_EQ(outcome(result), not_sent(Code::buffer_too_small));
  EXPECT_EQ(in_memory_.find("cHBwcHBwcHBw"), std::string::npos);
}

}  // namespace
}  // namespace sparekey::test
