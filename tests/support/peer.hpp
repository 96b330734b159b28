// SPDX-License-Identifier: Apache-2.0
// The server's side of one connection, in the hands of a script.
#ifndef SPAREKEY_SUPPORT_PEER_HPP
#define SPAREKEY_SUPPORT_PEER_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/request.hpp"
#include "support/server_tls.hpp"
#include "support/sockets.hpp"

namespace sparekey::test {

// What is known of one connection.
struct ConnectionRecord {
  bool handshake_done = false;
  bool resumed = false;
  bool close_notify_received = false;
  std::string tls_version;         // "TLSv1.2"
  std::optional<std::string> sni;  // none: the client sent no name
  std::vector<int> alerts;         // descriptions of the alerts that came
};

// Nothing more can be done on this connection: the client went, or the server is to stop.
struct Ended {};

// Each function waits until it is done, and throws Ended if that cannot happen any more.
class Peer {
 public:
  // `index`: how many connections the server had before. `stop` ends every wait.
  Peer(Descriptor connection, size_t index, SSL_CTX* context, const Event& stop);

  size_t index() const { return index_; }
  const ConnectionRecord& record() const { return record_; }

  void handshake();
  // Reads once, and answers with what the handshake has to say to that.
  void answer_hello();
  // Presents another server's certificates from now on.
  void become(SSL_CTX* other);
  std::string read();  // what has come, through TLS
  Request read_request();

  // Each call makes one TLS record (or as many as it takes).
  void send(std::string_view bytes);
  // Each piece a record of its own, each record a send() of its own.
  void send_in_pieces(std::string_view bytes, size_t piece);
  // Several records in one TCP segment: the client finds all of them as soon as it finds one.
  void send_together(const std::vector<std::string>& records, bool then_close_notify = false);
  void close_notify();
  void fatal_alert();  // bad_record_mac, behind the handshake
  // Asks for another handshake over this connection (RFC 5246 section 7.4.1.1), and waits for what
  // comes of it. True: there was one.
  bool renegotiate();

  // Without TLS.
  void send_raw(std::string_view bytes);
  std::string read_raw();

  void end_tcp();  // FIN
  void reset();    // RST
  void wait_for(const Event& event);
  void pause_ms(int ms);
  void wait_for_end();  // until the client ends the connection

 private:
  static void on_info(const SSL* tls, int where, int value);
  void write_record(std::string_view bytes);
  void flush();
  void fill();

  Descriptor connection_;
  size_t index_;
  const Event& stop_;
  ConnectionRecord record_;
  std::string inbox_;
  openssl::Tls tls_;
  BIO* in_;
  BIO* out_;
};

}  // namespace sparekey::test

#endif
