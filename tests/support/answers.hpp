// SPDX-License-Identifier: Apache-2.0
// What a service answers, and a script that answers request after request.
#ifndef SPAREKEY_SUPPORT_ANSWERS_HPP
#define SPAREKEY_SUPPORT_ANSWERS_HPP

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "support/server.hpp"

namespace sparekey::test {

// An HTTP/1.1 answer with Content-Length. `fields`: further lines, each with its CR LF.
std::string http(int status, const std::string& body, const std::string& fields = "");
std::string ok(const std::string& json_body);

// `{"statusCode":200,…,"data":DATA}`; an empty `data` is left out.
std::string envelope(const std::string& data = "");
std::string refusal(int status_code, const std::string& api_code = "");

extern const char kSent[];      // bodies of successes
extern const char kVerified[];  // token "the-token", 300 seconds
extern const char kReset[];
std::string keys(const std::string& rsa_public_key);  // of GET /system
std::string json_escape(const std::string& text);     // line ends and quotes

enum class Ending { keep, close_notify, tcp_end, reset };

// One answer, sent once a whole request has arrived.
struct Answer {
  Answer(std::string all) : pieces{std::move(all)} {}
  Answer(const char* all) : pieces{all} {}
  Answer(std::vector<std::string> records, Ending end) : pieces(std::move(records)), ending(end) {}

  std::vector<std::string> pieces;  // records, in one TCP segment
  Ending ending = Ending::keep;
  size_t piece_size = 0;  // above 0: in records of that size, each sent alone
};

Answer ending(const std::string& all, Ending end);
Answer in_pieces(const std::string& all, size_t piece_size);

// Answers that are given in turn, whatever connection the requests come over. Behind the last one
// requests are read and not answered.
class ScriptedService {
 public:
  ScriptedService(std::vector<Answer> answers) : state_(std::make_shared<State>()) {
    state_->answers = std::move(answers);
  }

  void operator()(Peer& peer) const;
  // All requests so far.
  std::vector<Request> requests() const;
  // Begins anew; no request may be under way.
  void expect(std::vector<Answer> answers) const;

 private:
  struct State {
    std::mutex mutex;
    std::vector<Answer> answers;
    std::vector<Request> requests;
    size_t given = 0;
  };
  std::shared_ptr<State> state_;
};

}  // namespace sparekey::test

#endif
