// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 as bytes: whatever the test wants is sent, and whatever comes back is read strictly.
#ifndef SPAREKEY_TESTS_KIOSK_WIRE_HPP
#define SPAREKEY_TESTS_KIOSK_WIRE_HPP

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/sockets.hpp"

namespace kiosk_test {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Answer {
  int status = 0;
  Fields fields;  // names in lower case
  std::string body;
  std::string bytes;  // the whole, as it came

  std::vector<std::string> all(const std::string& name) const;
  // Empty if there is none. Throws if there are several.
  std::string field(const std::string& name) const;
};

// What came back is no answer that a browser could read.
class BadAnswer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// One connection to the kiosk.
class Wire {
 public:
  // A port of 127.0.0.1, or the path of a local socket.
  explicit Wire(const std::string& address);

  // The other side may have closed the connection; what it said before that can still be read.
  void send(const std::string& bytes);

  // The next answer. `to_head`: of HEAD, which has no body. Nothing if the connection ended
  // instead.
  std::optional<Answer> next(bool to_head = false);
  // The same; throws if the connection ended.
  Answer answer(bool to_head = false);

  // Waits for the end, and returns what came before it.
  std::string rest();

  // Closes it: with a FIN, or with an RST.
  void close() { socket_.reset(); }
  void reset();
  // Nothing more will be sent; answers can still be read.
  void end_sending();

 private:
  bool receive();

  sparekey::test::Descriptor socket_;
  std::string received_;
};

// A request, written as a browser would. A Content-Length is added if there is a body.
std::string request(const std::string& method, const std::string& path, const Fields& fields,
                    const std::string& body = "");

// A form's body, percent-encoded as browsers do.
std::string form_body(const Fields& fields);

}  // namespace kiosk_test

#endif
