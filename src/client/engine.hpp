// SPDX-License-Identifier: Apache-2.0
// One call at a time, as a machine that never waits.
//
//   stage     does                                      then
//   connect   names, TCP, proxy, TLS, or a live         write
//             connection that was kept
//   write     builds the request: for the key of the    send; over, if only a connection (and a
//   key)
//             password's cipher if that is missing,     was asked for
//             then the call's own
//   send      hands it to TLS                           receive
//   receive   reads the answer                          over; connect again once the key has come
//   over      nothing is under way
#ifndef SPAREKEY_CLIENT_ENGINE_HPP
#define SPAREKEY_CLIENT_ENGINE_HPP

#include "api/call.hpp"
#include "client/connection.hpp"
#include "client/password_cipher.hpp"
#include "http/response_parser.hpp"
#include "sparekey/client.hpp"

namespace sparekey {

class Engine {
 public:
  // `tokens`, with the room for reading ahead behind them, and `exchange` are parts of the caller's
  // block.
  Engine(const Config& config, const Port& port, const Limits& limits, json::Token* tokens,
         char* exchange)
      : exchange_bytes_(exchange),
        tokens_(tokens),
        config_(config),
        port_(port),
        limits_(limits),
        random_{port.random, port.context, false} {}
  // The codes of Client::open.
  Failure open();
  void close();

  // As Client's begin_…, step, cancel, progress. `call` is null if there is nothing to ask beyond
  // what `cipher` needs, `cipher` if the password is not encrypted.
  Result begin(const api::Call* call, const api::Arguments& arguments, const PasswordCipher* cipher,
               Completion completion);
  bool step(Wait* wait);
  void cancel() { __atomic_store_n(&cancelled_, true, __ATOMIC_RELAXED); }
  CallProgress progress() const;
  // Whether a call is under way whose end will be reported to `context`.
  bool reports_to(const void* context) const {
    return completion_.function != nullptr && completion_.context == context;
  }

  // Ends the call from outside. After stop() the next step() reports it, after abandon() nobody
  // does.
  void stop(Code code, const char* detail);
  void abandon();

  bool is_securing() const { return phase_ == Phase::securing; }
  const Result& result() const { return result_; }
  const Port& port() const { return port_; }
  Statistics statistics() const { return connection_.statistics(); }

 private:
  enum class Stage : uint8_t { over, connect, write, send, receive };

  bool move(Wait* wait);
  Progress run_stage(int64_t now_ms, Wait* wait);
  Progress connect(int64_t now_ms, Wait* wait);
  Progress write();
  Progress send(Wait* wait);
  Progress receive(int64_t now_ms, Wait* wait);

  bool will_overwrite(Text argument) const;
  void start(Completion completion);
  const char* check(const api::Call* call, const api::Arguments& arguments) const;
  bool key_is_missing() const { return cipher_ != nullptr && key_cipher_ != cipher_; }
  Code write_request(const api::Call& call);
  Code write_body(const api::Call& call, json::ObjectWriter& body);
  Code understand(int http_status, Text body);
  Code take_key(json::Document& document, json::Value data);
  Progress answered(int64_t now_ms, bool keep_alive);
  Progress finish(Code code);
  Progress finish_failed();
  void report_judgement();
  void report_head();
  void set_phase(Phase phase);
  void wipe_exchange(size_t from = 0);
  void wipe_all_but_words();

  // What is used most often stands first: near offsets make short instructions.
  Stage stage_ = Stage::over;
  Phase phase_ = Phase::idle;
  bool fetching_key_ = false;  // the request under way is for the key, not the call's own
  bool probed_ = false;        // the kept connection was found alive in this call
  bool key_fetched_ = false;   // in this call
  bool handed_over_ = false;   // a byte of the call's own request was given to TLS
  bool cancelled_ = false;
  Completion completion_;
  Result result_;
  const api::Call* call_ = nullptr;
  const PasswordCipher* cipher_ = nullptr;
  const PasswordCipher* key_cipher_ = nullptr;  // which key_ is for; null: there is none
  Text request_;
  size_t sent_ = 0;
  size_t touched_ = 0;  // of exchange_bytes_, by a request or by the words left of an answer
  char* exchange_bytes_;
  json::Token* tokens_;
  api::Arguments arguments_;
  Config config_;
  Port port_;
  Limits limits_;
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
  http::ResponseParser parser_{};
  Connection connection_{};
  PasswordKey key_;
};

}  // namespace sparekey

#endif
