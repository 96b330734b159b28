// SPDX-License-Identifier: Apache-2.0
#include "support/answers.hpp"

namespace sparekey::test {

const char kSent[] = R"({"statusCode":200,"message":"sent","requestId":"r-1"})";
const char kVerified[] =
    R"({"statusCode":200,"message":"ok","data":{"passwordResetToken":"the-token","tokenExpiresIn":300}})";
const char kReset[] = R"({"statusCode":200,"message":"ok","data":{"success":true}})";

std::string http(int status, const std::string& body, const std::string& fields) {
  return "HTTP/1.1 " + std::to_string(status) + " Whatever\r\n" + fields +
         "content-type: application/json\r\ncontent-length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string ok(const std::string& json_body) { return http(200, json_body); }

std::string envelope(const std::string& data) {
  return R"({"statusCode":200,"message":"ok")" + (data.empty() ? "" : ",\"data\":" + data) + "}";
}

std::string refusal(int status_code, const std::string& api_code) {
  return "{\"statusCode\":" + std::to_string(status_code) +
         (api_code.empty() ? "" : ",\"apiCode\":" + api_code) +
         R"(,"message":"no","requestId":"r-2"})";
}

std::string json_escape(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

std::string keys(const std::string& rsa_public_key) {
  return R"({"rsa":{"publicKey":")" + json_escape(rsa_public_key) +
         R"("},"version":{"server":"4.5.6"}})";
}

Answer ending(const std::string& all, Ending end) { return Answer({all}, end); }

Answer in_pieces(const std::string& all, size_t piece_size) {
  Answer answer(all);
  answer.piece_size = piece_size;
  return answer;
}

void ScriptedService::operator()(Peer& peer) const {
  peer.handshake();
  for (;;) {
    Request request = peer.read_request();
    Answer answer("");
    {
      const std::lock_guard<std::mutex> lock(state_->mutex);
      state_->requests.push_back(std::move(request));
      if (state_->given == state_->answers.size()) continue;
      answer = state_->answers[state_->given++];
    }
    if (answer.piece_size > 0) {
      for (const std::string& piece : answer.pieces) peer.send_in_pieces(piece, answer.piece_size);
      if (answer.ending == Ending::close_notify) peer.close_notify();
    } else {
      peer.send_together(answer.pieces, answer.ending == Ending::close_notify);
    }
    if (answer.ending == Ending::reset) peer.reset();
    if (answer.ending != Ending::keep) return;
  }
}

std::vector<Request> ScriptedService::requests() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->requests;
}

void ScriptedService::expect(std::vector<Answer> answers) const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  state_->answers = std::move(answers);
  state_->requests.clear();
  state_->given = 0;
}

}  // namespace sparekey::test
