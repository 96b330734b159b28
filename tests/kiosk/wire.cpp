// SPDX-License-Identifier: Apache-2.0
#include "kiosk/wire.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>

#include "support/child.hpp"

namespace kiosk_test {
namespace {

using sparekey::test::Descriptor;

Descriptor connected(const sockaddr* address, socklen_t size) {
  Descriptor fd(socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (fd.get() < 0 || connect(fd.get(), address, size) != 0)
    throw std::runtime_error(std::string("cannot connect to the kiosk: ") + strerror(errno));
  return fd;
}

Descriptor connect_to(const std::string& address) {
  if (address.find('/') != std::string::npos) {
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    address.copy(local.sun_path, sizeof local.sun_path - 1);
    return connected(reinterpret_cast<const sockaddr*>(&local), sizeof local);
  }
  sockaddr_in internet{};
  internet.sin_family = AF_INET;
  internet.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  internet.sin_port = htons(static_cast<uint16_t>(std::stoi(address)));
  return connected(reinterpret_cast<const sockaddr*>(&internet), sizeof internet);
}

bool is_token(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || (c != 0 && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
  });
}

bool is_value(const std::string& value) {
  return std::all_of(value.begin(), value.end(),
                     [](unsigned char c) { return c >= ' ' && c != 0x7F; });
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 8 &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

// The lines of a head, each without its CR LF.
std::vector<std::string> lines_of(const std::string& head) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < head.size();) {
    const size_t end = head.find("\r\n", at);
    lines.push_back(head.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

// Of what stands in `head`, up to the last line's end.
Answer read_head(const std::string& head) {
  Answer answer;
  const std::vector<std::string> lines = lines_of(head);
  const std::string& first = lines.front();
  if (first.size() < 13 || first.rfind("HTTP/1.1 ", 0) != 0 || !is_number(first.substr(9, 3)) ||
      first[12] != ' ')
    throw BadAnswer("status line: " + first);
  answer.status = std::stoi(first.substr(9, 3));
  for (size_t i = 1; i < lines.size(); ++i) {
    const size_t colon = lines[i].find(':');
    if (colon == std::string::npos) throw BadAnswer("field: " + lines[i]);
    std::string name = lines[i].substr(0, colon);
    const size_t value = lines[i].find_first_not_of(' ', colon + 1);
    answer.fields.emplace_back(name, value == std::string::npos ? "" : lines[i].substr(value));
    if (!is_token(name) || !is_value(answer.fields.back().second))
      throw BadAnswer("field: " + lines[i]);
    for (char& c : answer.fields.back().first)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return answer;
}

void append_encoded(const std::string& text, std::string* out) {
  const char* const digits = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::strchr("*-._", c) != nullptr) {
      *out += c;
    } else if (c == ' ') {
      *out += '+';
    } else {
      *out += '%';
      *out += digits[byte >> 4];
      *out += digits[byte & 0xF];
    }
  }
}

}  // namespace

std::vector<std::string> Answer::all(const std::string& name) const {
  std::vector<std::string> values;
  for (const auto& [own_name, value] : fields)
    if (own_name == name) values.push_back(value);
  return values;
}

std::string Answer::field(const std::string& name) const {
  const std::vector<std::string> values = all(name);
  if (values.size() > 1) throw BadAnswer("more than one " + name);
  return values.empty() ? "" : values.front();
}

Wire::Wire(const std::string& address) : socket_(connect_to(address)) {}

void Wire::send(const std::string& bytes) {
  size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t n = ::send(socket_.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return;
    sent += static_cast<size_t>(n);
  }
}

// False at the end, whether it was said or the connection was reset.
bool Wire::receive() {
  const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(support::kPatience);
  if (!sparekey::test::wait_for({socket_.get()}, -1, static_cast<int>(patience.count())))
    throw std::runtime_error("waited in vain for the kiosk's answer, after: " + received_);
  char bytes[16384];
  const ssize_t n = recv(socket_.get(), bytes, sizeof bytes, 0);
  if (n <= 0) return false;
  received_.append(bytes, static_cast<size_t>(n));
  return true;
}

std::optional<Answer> Wire::next(bool to_head) {
  size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (receive()) continue;
    if (received_.empty()) return std::nullopt;
    throw BadAnswer("cut short: " + received_);
  }
  Answer answer = read_head(received_.substr(0, end + 2));
  const std::string length = answer.field("content-length");
  const bool bare = to_head || answer.status < 200 || answer.status == 204 || answer.status == 304;
  if (!answer.all("transfer-encoding").empty()) throw BadAnswer("an encoding in transfer");
  if (!bare && !is_number(length)) throw BadAnswer("no length: " + received_.substr(0, end));
  const size_t body = bare ? 0 : std::stoul(length);
  while (received_.size() < end + 4 + body)
    if (!receive()) throw BadAnswer("cut short: " + received_);
  answer.body = received_.substr(end + 4, body);
  answer.bytes = received_.substr(0, end + 4 + body);
  received_.erase(0, end + 4 + body);
  return answer;
}

Answer Wire::answer(bool to_head) {
  std::optional<Answer> answer = next(to_head);
  if (!answer) throw BadAnswer("the connection ended without an answer");
  return *answer;
}

std::string Wire::rest() {
  while (receive()) {
  }
  return std::exchange(received_, "");
}

void Wire::reset() {
  const linger at_once{1, 0};
  setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket_.reset();
}

void Wire::end_sending() { shutdown(socket_.get(), SHUT_WR); }

std::string request(const std::string& method, const std::string& path, const Fields& fields,
                    const std::string& body) {
  std::string out = method + ' ' + path + " HTTP/1.1\r\n";
  for (const auto& [name, value] : fields) out.append(name).append(": ").append(value) += "\r\n";
  if (!body.empty()) out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return out + "\r\n" + body;
}

std::string form_body(const Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    append_encoded(name, &out);
    out += '=';
    append_encoded(value, &out);
  }
  return out;
}

}  // namespace kiosk_test
