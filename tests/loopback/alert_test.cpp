// SPDX-License-Identifier: Apache-2.0
// A fatal alert tells why the server will not go on, whenever it comes.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

Outcome refused_after_the_request() {
  return expected(Code::handshake_failed, Delivery::unknown, Advice::check_trust);
}

class AlertTest : public testing::TestWithParam<int> {
 protected:
  ServerTls tls() const {
    ServerTls tls(chain_);
    tls.max_version = GetParam();
    return tls;
  }
  const Chain chain_ = make_chain();
};

TEST_P(AlertTest, ForWantOfAClientCertificate) {
  ServerTls demanding = tls();
  demanding.wants_client_certificate = true;
  const bool in_the_handshake = GetParam() == TLS1_2_VERSION || !client_has_tls_1_3();
  EXPECT_EQ(attempt(demanding, chain_.root_pem()).outcome,
            in_the_handshake ? trust_refused(Code::handshake_failed) : refused_after_the_request());
}

TEST_P(AlertTest, InPlaceOfAnAnswer) {
  const Attempt made = attempt_script(
      tls(),
      [](Peer& peer) {
        peer.handshake();
        peer.read_request();
        peer.fatal_alert();
      },
      chain_.root_pem());
  EXPECT_EQ(made.outcome, refused_after_the_request());
}

TEST_P(AlertTest, InTheMiddleOfAnAnswer) {
  const Attempt made = attempt_script(
      tls(),
      [](Peer& peer) {
        peer.handshake();
        peer.read_request();
        peer.send(http(200, kSent).substr(0, 20));
        peer.fatal_alert();
      },
      chain_.root_pem());
  EXPECT_EQ(made.outcome, refused_after_the_request());
}

INSTANTIATE_TEST_SUITE_P(Versions, AlertTest, testing::Values(0, TLS1_2_VERSION));

// The port's send number `at` waits until the server has reset the connection, and fails.
class FailingSendTest : public testing::Test {
 protected:
  Outcome with(const ServerTls& tls, const Server::Script& script, int at) {
    Server server(tls, script);
    Device device(server.address(), chain_.root_pem());
    sends_left = at;
    is_reset = &reset_;
    device.port.send = [](void* context, Handle handle, const void* bytes, size_t size) {
      if (--sends_left == 0) wait_for({is_reset->fd()}, -1, 10'000);
      static const Port inner = posix_port();
      return inner.send(context, handle, bytes, size);
    };
    device.open();
    const Outcome made = outcome(device.client().send_code(by_email()));
    device.client().close();
    return made;
  }
  // To be called in place of Peer::reset, which ends a script.
  void reset(Peer& peer) {
    try {
      peer.reset();
    } catch (const Ended&) {
      reset_.set();
      throw;
    }
  }

  const Chain chain_ = make_chain();

 private:
  static int sends_left;
  static const Event* is_reset;
  Event reset_;
};

int FailingSendTest::sends_left;
const Event* FailingSendTest::is_reset;

constexpr char kInternalError[] = "\x15\x03\x03\x00\x02\x02\x50";

// Sends: the ClientHello, the rest of the handshake, the request.
TEST_F(FailingSendTest, OfTheRequestBehindAnAlert) {
  for (const int version : {0, TLS1_2_VERSION}) {
    ServerTls tls(chain_);
    tls.max_version = version;
    const auto refuse = [this](Peer& peer) {
      peer.handshake();
      peer.fatal_alert();
      reset(peer);
    };
    EXPECT_EQ(with(tls, refuse, 3), refused_after_the_request()) << version;
  }
}

TEST_F(FailingSendTest, OfTheRequestWithoutAnAlert) {
  const auto lose = [this](Peer& peer) {
    peer.handshake();
    reset(peer);
  };
  EXPECT_EQ(with(ServerTls(chain_), lose, 3),
            expected(Code::connection_lost, Delivery::unknown, Advice::start_over));
}

TEST_F(FailingSendTest, OfTheRequestBehindWordsThatNobodyAskedFor) {
  const auto babble = [this](Peer& peer) {
    peer.handshake();
    peer.send(std::string(200, 'x'));
    reset(peer);
  };
  EXPECT_EQ(with(ServerTls(chain_), babble, 3),
            expected(Code::connection_lost, Delivery::unknown, Advice::start_over));
}

TEST_F(FailingSendTest, OfTheRequestBehindWordsAndAnAlert) {
  const auto babble = [this](Peer& peer) {
    peer.handshake();
    peer.send(std::string(200, 'x'));
    peer.fatal_alert();
    reset(peer);
  };
  EXPECT_EQ(with(ServerTls(chain_), babble, 3), refused_after_the_request());
}

TEST_F(FailingSendTest, InTheHandshakeBehindAnAlert) {
  ServerTls tls(chain_);
  tls.max_version = TLS1_2_VERSION;
  const auto refuse = [this](Peer& peer) {
    peer.answer_hello();
    peer.send_raw(std::string(kInternalError, 7));
    reset(peer);
  };
  EXPECT_EQ(with(tls, refuse, 2), trust_refused(Code::handshake_failed));
}

TEST_F(FailingSendTest, InTheHandshakeWithoutAnAlert) {
  const auto lose = [this](Peer& peer) {
    peer.answer_hello();
    reset(peer);
  };
  for (const int version : {0, TLS1_2_VERSION}) {
    ServerTls tls(chain_);
    tls.max_version = version;
    EXPECT_EQ(with(tls, lose, 2).code, Code::connection_lost) << version;
  }
}

}  // namespace
}  // namespace sparekey::test
