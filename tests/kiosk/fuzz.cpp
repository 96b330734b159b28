// SPDX-License-Identifier: Apache-2.0
// kiosk_fuzz REQUESTS [SEED]: real requests to the kiosk, changed at random, split anywhere, one
// after the other over one connection or cut off. Whatever comes back must be an answer of ours or
// the HTTP library's own refusal; somebody else's visit goes on through all of it; and at the end
// the kiosk still lives, and ends as it should. The same requests for the same seed.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <stdexcept>

#include "kiosk/visitor.hpp"

namespace kiosk_test {
namespace {

void require(bool good, const std::string& what) {
  if (!good) throw std::runtime_error(what);
}

class Fuzzer {
 public:
  Fuzzer(unsigned seed)
      : random_(seed),
        emulator_(nlohmann::json{{"passCode", {{"resendSeconds", 0}, {"tries", 1000}}}}),
        kiosk_(emulator_, {"--visits", "3"}),
        witness_(kiosk_),
        player_(kiosk_) {}

  void run(int count) {
    witness_.to_password(emulator_, "+8618812345678");
    for (int i = 0; i < count; ++i) {
      if (i % 20 == 0) refresh();
      if (i % 500 == 0) look_at_witness();
      attack();
    }
    look_at_witness();
    require(witness_.submit("/reset", {{"password", kNewPassword}, {"again", kNewPassword}})
                    .field("location") == "/done",
            "the other visit came to no good end");
    require(!kiosk_.process().poll(), "the kiosk has ended: " + kiosk_.log());
    const int status = kiosk_.end();
    require(status == 0, "exit status " + std::to_string(status) + ": " + tail(kiosk_.log()));
    require(kiosk_.log().find("runtime error") == std::string::npos, tail(kiosk_.log()));
    std::cout << count << " requests:";
    for (const auto& [status_code, times] : seen_)
      std::cout << ' ' << (status_code == 0 ? "none" : std::to_string(status_code)) << '*' << times;
    std::cout << '\n';
  }
  const std::string& last() const { return last_; }
  std::string log() const { return tail(kiosk_.log()); }

 private:
  static std::string tail(const std::string& log) {
    return log.substr(log.size() - std::min<size_t>(log.size(), 6000));
  }
  size_t below(size_t limit) { return static_cast<size_t>(random_()) % limit; }

  void look_at_witness() {
    const Answer page = witness_.get("/password");
    require(page.status == 200, "the other visit is harmed: " + page.bytes);
  }

  // Puts somebody who behaves into a step of a visit, so that the requests changed are real ones.
  void refresh() {
    player_.submit("/start-over");
    player_ = Visitor(kiosk_);
    player_.get("/");
    const size_t step = below(3);
    if (step > 0) {
      player_.submit("/send", kSend);
      player_.get("/code");
    }
    if (step > 1) {
      player_.submit("/verify", {{"code", Visitor::code_of(emulator_)}});
      player_.get("/password");
    }
    real_ = {player_.get_request("/"),
             player_.get_request("/?lang=zh-CN"),
             player_.get_request("/code"),
             player_.get_request("/password"),
             player_.get_request("/done"),
             player_.get_request("/style.css"),
             player_.get_request("/health"),
             post("/send", kSend),
             post("/verify", {{"code", "000000"}}),
             post("/reset", {{"password", "x"}, {"again", "y"}}),
             post("/reset", {{"password", "Brand N3w+Pass%"}, {"again", "Brand N3w+Pass%"}}),
             post("/start-over", {}),
             post("/stay", {})};
  }
  std::string post(const std::string& path, Fields fields) {
    fields.insert(fields.begin(), {"form", player_.form});
    return player_.post_request(path, fields);
  }

  std::string changed(std::string text) {
    static const std::string parts[] = {"\r\n",
                                        "\n",
                                        "\r",
                                        "\r\n\r\n",
                                        ":",
                                        " ",
                                        "\t",
                                        std::string(1, '\0'),
                                        "%",
                                        "%00",
                                        "&",
                                        "=",
                                        "+",
                                        ";",
                                        ",",
                                        "/",
                                        "//",
                                        "?",
                                        "HTTP/1.1",
                                        "HTTP/1.0",
                                        "GET ",
                                        "POST ",
                                        "Host: evil\r\n",
                                        "Content-Length: 5\r\n",
                                        "Content-Length: 4097\r\n",
                                        "Content-Length: -1\r\n",
                                        "Transfer-Encoding: chunked\r\n",
                                        "Expect: 100-continue\r\n",
                                        "Connection: close\r\n",
                                        "Connection: upgrade\r\nUpgrade: h2c\r\n",
                                        "Cookie: visit=\r\n",
                                        "Origin: null\r\n",
                                        "Sec-Fetch-Site: cross-site\r\n",
                                        "Range: bytes=0-1\r\n",
                                        "If-None-Match: *\r\n",
                                        "Accept-Language: zh;q=0.1,en;q=x\r\n",
                                        "0\r\n\r\n",
                                        "visit=",
                                        "form=",
                                        "code=1",
                                        "password=",
                                        "\xFF\xFE",
                                        "\xE5\xAF\x86",
                                        std::string(300, 'A'),
                                        std::string(5000, 'B'),
                                        "99999999999999999999"};
    for (size_t changes = below(5); changes > 0; --changes) {
      const size_t at = below(text.size() + 1);
      const size_t size = below(std::min<size_t>(text.size() - at, 60) + 1);
      switch (below(7)) {
        case 0:
          text.erase(at, size);
          break;
        case 1:
          text.insert(at, text.substr(at, size));
          break;
        case 2:
          text.replace(at, size, parts[below(std::size(parts))]);
          break;
        case 3:
          text.insert(at, parts[below(std::size(parts))]);
          break;
        case 4:
          double_a_line(&text);
          break;
        case 5:
          text.resize(at);
          break;
        default:
          if (at < text.size()) text[at] = static_cast<char>(random_());
      }
    }
    return text;
  }
  void double_a_line(std::string* text) {
    const size_t at = text->rfind("\r\n", below(text->size() + 1));
    if (at == std::string::npos) return;
    const size_t end = text->find("\r\n", at + 2);
    if (end != std::string::npos) text->insert(at, text->substr(at, end - at));
  }

  void attack() {
    std::string bytes;
    for (size_t requests = 1 + below(8) / 6 + below(8) / 7; requests > 0; --requests)
      bytes += changed(real_[below(real_.size())]);
    last_ = bytes;
    Wire wire(kiosk_.address());
    for (size_t pieces = below(4); pieces > 0 && !bytes.empty(); --pieces) {
      const size_t size = 1 + below(bytes.size());
      wire.send(bytes.substr(0, size));
      bytes.erase(0, size);
    }
    wire.send(bytes);
    if (below(10) == 0) return wire.reset();
    wire.end_sending();
    judge(&wire);
  }

  void judge(Wire* wire) {
    int count = 0;
    while (const std::optional<Answer> answer = wire->next()) {
      ++count;
      ++seen_[answer->status];
      const bool ours = !answer->field("content-security-policy").empty();
      if (ours) {
        for (const char* name : {"cache-control", "referrer-policy", "x-content-type-options",
                                 "cross-origin-opener-policy"})
          require(!answer->field(name).empty(), std::string("no ") + name + ": " + answer->bytes);
        continue;
      }
      if (answer->status == 100) continue;
      const bool refusal = answer->status == 400 || answer->status == 413 ||
                           answer->status == 414 || answer->status == 431 ||
                           answer->status == 501 || answer->status == 505;
      require(refusal, "not ours: " + answer->bytes);
      // Some it says twice (0.9.75), and it closes.
      require(wire->rest().find(" 200 OK") == std::string::npos, "no end: " + answer->bytes);
      return;
    }
    if (count == 0) ++seen_[0];
  }

  const Fields kSend = {{"account", kAlice}, {"country", ""}};

  std::mt19937 random_;
  EmulatorProcess emulator_;
  Kiosk kiosk_;
  Visitor witness_;
  Visitor player_;
  std::vector<std::string> real_;
  std::string last_;
  std::map<int, int> seen_;
};

}  // namespace
}  // namespace kiosk_test

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: kiosk_fuzz REQUESTS [SEED]\n";
    return 2;
  }
  try {
    kiosk_test::Fuzzer fuzzer(argc > 2 ? static_cast<unsigned>(atol(argv[2])) : 1);
    try {
      fuzzer.run(atoi(argv[1]));
      return 0;
    } catch (const std::exception& error) {
      std::cerr << "kiosk_fuzz: " << error.what() << "\nafter:\n"
                << fuzzer.last() << "\n\nthe kiosk's log:\n"
                << fuzzer.log();
    }
  } catch (const std::exception& error) {
    std::cerr << "kiosk_fuzz: " << error.what() << '\n';
  }
  return 1;
}
