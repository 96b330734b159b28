// SPDX-License-Identifier: Apache-2.0
// One call at a time as a machine that never waits: connect, (fetch keys,) send, receive,
// understand.
#ifndef SPAREKEY_CLIENT_ENGINE_HPP
#define SPAREKEY_CLIENT_ENGINE_HPP

#include "client/connection.hpp"
#include "client/order.hpp"
#include "client/password_key.hpp"
#include "http/response_parser.hpp"
#include "sparekey/client.hpp"

namespace sparekey {

class Engine {
 public:
  // `tokens` and `exchange` are parts of the caller's block.
  Engine(const Config& config, const Port& port, const Limits& limits, json::Token* tokens,
         char* exchange)
      : config_(config),
        port_(port),
        limits_(limits),
        tokens_(tokens),
        exchange_bytes_(exchange),
        random_{port.random, port.context, false} {}
  // Code::ok, or the codes of Client::open with `*detail`.
  Code open(const char** detail);
  void close();

  // As Client's begin_…, step, cancel, progress.
  Result begin(const Order& order, Completion completion);
  bool step(Wait* wait);
  void cancel() { __atomic_store_n(&cancelled_, true, __ATOMIC_RELAXED); }
  CallProgress progress() const;
  // Whether a call is under way whose completion has this context.
  bool will_tell(const void* context) const {
    return completion_.function != nullptr && completion_.context == context;
  }

  // Ends the call from outside: the next step tells, or nobody.
  void stop(Code code, const char* detail);
  void abandon();

  const Result& result() const { return result_; }
  const Port& port() const { return port_; }
  Statistics statistics() const { return connection_.statistics(); }

 private:
  enum class Stage : uint8_t { over, connect, write, send, receive };
  // The call's own request, or the keys it needs first.
  enum class Exchange : uint8_t { keys, own };

  bool go_on(Wait* wait);
  Progress advance(int64_t now_ms, Wait* wait);
  Progress connect(int64_t now_ms, Wait* wait);
  Progress write();
  Progress send(Wait* wait);
  Progress receive(int64_t now_ms, Wait* wait);

  bool will_overwrite(Text argument) const;
  const char* check(const Order& order) const;
  bool needs_key() const { return order_.reset.encryption != Encryption::none; }
  bool has_key() const { return key_.is_for(order_.reset.encryption); }
  Code write_request();
  Code write_body(json::ObjectWriter& body);
  Code write_rsa(json::ObjectWriter& body);
  Code write_sm2(json::ObjectWriter& body);
  Code understand(int http_status, Text body);
  Code read_own_answer(json::Document& document, json::Value data);
  Code take_keys(json::Document& document, json::Value data);
  Progress answered(int64_t now_ms, bool keep_alive);
  Progress finish(Code code);
  void tell_judgement();
  void tell_head();
  void set_phase(Phase phase);
  void wipe_exchange();
  void wipe_all_but_words();

  // What is asked for most often stands first: near offsets make short instructions.
  Stage stage_ = Stage::over;
  Exchange exchange_ = Exchange::own;
  Phase phase_ = Phase::idle;
  bool probed_ = false;        // the kept connection was found alive in this call
  bool keys_fetched_ = false;  // in this call
  bool handed_over_ = false;   // a byte of the own request was given to TLS
  bool cancelled_ = false;
  Completion completion_;
  Result result_;
  Order order_;
  Text request_;
  size_t sent_ = 0;
  Config config_;
  Port port_;
  Limits limits_;
  json::Token* tokens_;
  char* exchange_bytes_;
  Random random_;
  int64_t begun_ms_ = 0;
  int64_t deadline_ms_ = 0;
  int64_t last_used_ms_ = 0;
  uint64_t sent_before_ = 0;  // bytes of earlier calls
  uint64_t received_before_ = 0;
  Origin origin_;
  Origin target_;
  Proxy proxy_;
  tls::Anchors anchors_;
  http::ResponseParser parser_;
  Connection connection_{};
  PasswordKey key_;
};

}  // namespace sparekey

#endif
