// SPDX-License-Identifier: Apache-2.0
// One call at a time as a machine that never waits: connect, (fetch keys,) send, receive,
// understand.
#ifndef SPAREKEY_CLIENT_ENGINE_HPP
#define SPAREKEY_CLIENT_ENGINE_HPP

#include "api/calls.hpp"
#include "client/connection.hpp"
#include "crypto/rsa.hpp"
#include "crypto/sm2.hpp"
#include "http/response_parser.hpp"
#include "sparekey/client.hpp"

namespace sparekey {

// A call with its arguments, which stay the caller's until it is over.
struct Order {
  api::Call call = api::Call::system;
  Recipient recipient;
  Text pass_code;
  ResetRequest reset;
  SystemAnswer* system_answer = nullptr;
  CheckCodeAnswer* check_code_answer = nullptr;
  VerifyAnswer* verify_answer = nullptr;
};

class Engine {
 public:
  // `tokens` and `exchange` are parts of the caller's block. Code::ok, or the codes of Client::open
  // with `*detail`.
  Code open(const Config& config, const Port& port, const Limits& limits, json::Token* tokens,
            char* exchange, const char** detail);
  void close();

  void begin(const Order& order);

  // Goes on as far as that is possible now. True: the call is over, see result(). False: `*wait`
  // says when to come back; anything earlier does no harm.
  bool step(Wait* wait);

  // Ends the call from outside.
  void stop(Code code, const char* detail);

  const Result& result() const { return result_; }
  const Port& port() const { return port_; }
  Statistics statistics() const { return connection_.statistics(); }

 private:
  enum class Stage : uint8_t { over, connect, write, send, receive };
  // The call's own request, or the keys it needs first.
  enum class Exchange : uint8_t { keys, own };

  tls::Progress advance(int64_t now_ms, Wait* wait);
  tls::Progress connect(int64_t now_ms, Wait* wait);
  tls::Progress write();
  tls::Progress send(Wait* wait);
  tls::Progress receive(int64_t now_ms, Wait* wait);

  const char* check(const Config& config, Origin* origin, Origin* target) const;
  bool will_overwrite(Text argument) const;
  const char* check(const Order& order) const;
  bool needs_key() const;
  bool has_key() const;
  Code write_request();
  Code write_body(json::ObjectWriter& body);
  Code write_rsa(json::ObjectWriter& body);
  Code write_sm2(json::ObjectWriter& body);
  Code understand(int http_status, Text body);
  Code read_own_answer(json::Document& document, json::Value data);
  Code take_keys(json::Document& document, json::Value data);
  tls::Progress answered(int64_t now_ms, bool keep_alive);
  tls::Progress finish(Code code);
  void set_phase(Phase phase);
  void wipe_exchange();
  void wipe_all_but_words();

  Config config_;
  Port port_;
  Limits limits_;
  Origin origin_;
  Origin target_;
  json::Token* tokens_ = nullptr;
  char* exchange_bytes_ = nullptr;
  Random random_;
  tls::Anchors anchors_;
  Connection connection_;
  http::ResponseParser parser_;
  crypto::RsaKey rsa_key_;
  crypto::Sm2Key sm2_key_;

  Order order_;
  Result result_;
  Stage stage_ = Stage::over;
  Exchange exchange_ = Exchange::own;
  Phase phase_ = Phase::idle;
  bool probed_ = false;        // the kept connection was found alive in this call
  bool keys_fetched_ = false;  // in this call
  bool handed_over_ = false;   // a byte of the own request was given to TLS
  int64_t deadline_ms_ = 0;
  int64_t last_used_ms_ = 0;
  Text request_;
  size_t sent_ = 0;
  uint8_t received_[512];
};

}  // namespace sparekey

#endif
