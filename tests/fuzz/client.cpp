// SPDX-License-Identifier: Apache-2.0
// A whole client and its recovery over what a server says, through a proxy or not; TLS is
// plain_stream.cpp. However the bytes are cut the outcome is the same, no request goes out twice,
// what is said about its delivery is true, and no secret is left in the client's block.
// Covers: src/client/client.cpp src/client/engine.cpp src/client/connection.cpp src/client/race.cpp
// src/client/tunnel.cpp src/client/password_cipher.cpp src/recovery/recovery.cpp
// src/http/request_writer.cpp src/json/object_writer.cpp src/api/recipient.cpp
// src/api/send_code.cpp src/api/reset.cpp
#include <memory>

#include "base/text.hpp"
#include "sparekey/recovery.hpp"
#include "support/secrets.hpp"
#include "wire.hpp"

namespace sparekey::fuzz {
namespace {

constexpr char kPassword[] = "S3cret-Passw0rd!";
constexpr char kPassCode[] = "739154826";
constexpr char kCredentials[] = "kiosk:proxy-pass";
const support::Secrets kSecrets{
    {"password", kPassword}, {"passcode", kPassCode}, {"proxy credentials", kCredentials}};

enum class Asked : uint8_t {
  prepare,
  system,
  send_code,
  check_code,
  enter_code,
  enter_password,
  verify,
  reset
};

struct Plan {
  bool proxied = false;
  bool by_phone = false;
  Encryption encryption = Encryption::none;
  Disclosure disclosure = Disclosure::hide_account;
  std::string calls;
  std::string greetings;
  int64_t pause_ms = 0;
};

// Of a call, as far as cuts must not change it.
struct Outcome {
  Result result;
  std::string message;
};

bool same(const Outcome& a, const Outcome& b) {
  return a.result.code == b.result.code && a.result.delivery == b.result.delivery &&
         a.result.advice == b.result.advice && a.result.http_status == b.result.http_status &&
         a.result.status_code == b.result.status_code &&
         a.result.has_api_code == b.result.has_api_code &&
         a.result.retry_after_s == b.result.retry_after_s && a.message == b.message;
}

class Scene {
 public:
  Scene(const Plan& plan, const Script& script, const std::string& answers)
      : plan_(plan),
        wire_(script, Answers(answers), plan.greetings, {plan.proxied, false}),
        memory_(memory_needed(limits()) / kMemoryAlignment + 1),
        answers_(answers) {
    Config config;
    config.host = "host.example";
    config.app_id = "app";
    const Bytes anchor{reinterpret_cast<const uint8_t*>(kAuthority.data()), kAuthority.size()};
    anchor_ = anchor;
    config.ca_ders = &anchor_;
    config.ca_der_count = 1;
    config.on_phase_context = this;
    config.on_phase = [](void* self, Phase phase) {
      const CallProgress progress = static_cast<Scene*>(self)->client_.progress();
      require(phase == Phase::idle || progress.phase == phase, "progress tells the phase");
      require(!name(phase).empty(), "each phase has a name");
    };
    if (plan.proxied) {
      config.proxy = "proxy.example:3128";
      config.proxy_credentials = kCredentials;
    }
    const Result opened =
        client_.open(config, wire_.port(), memory_.data(), block().size(), limits());
    require(opened.ok(), "the client opens");
    if (plan.by_phone)
      recipient_.phone = "18812345678";
    else
      recipient_.email = "u@example.com";
  }

  std::vector<Outcome> play() {
    std::vector<Outcome> outcomes;
    {
      char token[64] = {};
      Recovery recovery(client_, token, sizeof token, plan_.disclosure);
      for (const char call : plan_.calls) {
        const auto asked = static_cast<Asked>(static_cast<uint8_t>(call) % 8);
        wire_.begin_call();
        const Result result = make(asked, recovery);
        check(asked, result);
        outcomes.push_back({result, str(result.message)});
        wire_.pass(plan_.pause_ms);
      }
    }
    client_.close();
    expect_no_secret();
    for (const std::string& token : tokens_)
      require(block().find(token) == std::string_view::npos, "no token is left behind");
    return outcomes;
  }

 private:
  static constexpr Limits limits() {
    Limits limits;
    limits.exchange_bytes = 2048;
    limits.json_tokens = 48;
    limits.overhead_bytes = 2048;
    return limits;
  }

  std::string_view block() const {
    return {reinterpret_cast<const char*>(memory_.data()), memory_needed(limits())};
  }

  Result make(Asked asked, Recovery& recovery) {
    verified_ = VerifyAnswer();
    CheckCodeAnswer checked;
    SystemAnswer system;
    ResetRequest request;
    switch (asked) {
      case Asked::prepare:
        return client_.prepare(plan_.encryption);
      case Asked::system:
        return client_.system(&system);
      case Asked::send_code: {
        const Result result = recovery.send_code(recipient_);
        require(!result.ok() || recovery.step() == Step::code, "whoever is told so may go on");
        return result;
      }
      case Asked::check_code:
        return client_.check_code(recipient_, kPassCode, &checked);
      case Asked::enter_code:
        return recovery.enter_code(kPassCode);
      case Asked::enter_password:
        return recovery.enter_password(kPassword, plan_.encryption);
      case Asked::verify: {
        const Result result = client_.verify(recipient_, kPassCode, &verified_);
        require(result.ok() == !verified_.password_reset_token.empty(), "a token, or no success");
        if (verified_.password_reset_token.size() >= 6)
          tokens_.push_back(str(verified_.password_reset_token));
        return result;
      }
      case Asked::reset:
        break;
    }
    request.password_reset_token = "the-own-token";
    request.password = kPassword;
    request.encryption = plan_.encryption;
    return client_.reset(request);
  }

  void check(Asked asked, const Result& result) {
    const Arrived arrived = wire_.arrived();
    const bool is_get = asked == Asked::system;
    const int own = is_get ? arrived.gets : asked == Asked::prepare ? 0 : arrived.posts;
    const int whole = is_get ? arrived.whole_gets : arrived.whole_posts;
    require(arrived.posts <= 1 && arrived.gets <= 1, "no request goes out twice");
    require(result.delivery != Delivery::not_sent || own == 0, "not_sent: no byte of it arrived");
    require(result.delivery != Delivery::answered || own == 0 || whole == 1,
            "answered: all of it arrived");
    require(!result.ok() || asked == Asked::prepare || whole == 1, "no success without a request");
    require(result.advice != Advice::retry || result.delivery != Delivery::unknown,
            "no retry of what may have been done");
    require(is_utf8(result.message) && is_utf8(result.request_id), "words are UTF-8");
    const Code code = result.code;
    if (plan_.disclosure == Disclosure::hide_account && asked == Asked::send_code)
      require(kind_of(code) != Kind::service || code == Code::too_soon ||
                  code == Code::too_many_requests || code == Code::service_fault ||
                  code == Code::app_rejected || code == Code::bad_recipient,
              "nothing tells whether there is an account");
    expect_no_secret();
  }

  void expect_no_secret() const {
    require(kSecrets.traces_in(block()).empty() || !kSecrets.traces_in(answers_).empty(),
            "no secret is left behind");
  }

  const Plan& plan_;
  Wire wire_;
  struct alignas(kMemoryAlignment) Piece {
    char bytes[kMemoryAlignment];
  };
  std::vector<Piece> memory_;
  const std::string& answers_;
  Bytes anchor_;
  Recipient recipient_;
  VerifyAnswer verified_;
  std::vector<std::string> tokens_;
  Client client_;
};

// Bytes behind an answer are an error if they come with it, and end the connection if they come
// later: there cuts do matter.
bool bytes_follow(const Outcome& a, const Outcome& b) {
  return a.result.code == Code::bad_http || b.result.code == Code::bad_http ||
         a.result.code == Code::proxy_refused || b.result.code == Code::proxy_refused;
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  fuzz::Plan plan;
  const auto flags = input.ConsumeIntegral<uint8_t>();
  plan.proxied = (flags & 1) != 0;
  plan.by_phone = (flags & 2) != 0;
  plan.disclosure = (flags & 4) != 0 ? Disclosure::reveal_account : Disclosure::hide_account;
  plan.encryption = (flags & 16) != 0  ? Encryption::sm2
                    : (flags & 8) != 0 ? Encryption::rsa
                                       : Encryption::none;
  plan.pause_ms = input.ConsumeIntegral<uint8_t>() * int64_t{500};
  for (size_t left = input.ConsumeIntegralInRange<size_t>(1, 6); left > 0; --left)
    plan.calls += input.ConsumeIntegral<char>();
  for (size_t left = input.ConsumeIntegralInRange<size_t>(0, 3); left > 0; --left)
    plan.greetings += input.ConsumeIntegral<char>();
  std::string bytes;
  for (size_t left = input.ConsumeIntegralInRange<size_t>(0, 48); left > 0; --left)
    bytes += input.ConsumeIntegral<char>();
  const std::string answers = input.ConsumeRemainingBytesAsString();

  const fuzz::Script script(bytes);
  const auto outcomes = fuzz::Scene(plan, script, answers).play();
  if (bytes.empty() || !script.is_harmless()) return 0;
  const auto whole = fuzz::Scene(plan, fuzz::Script(""), answers).play();
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (fuzz::same(outcomes[i], whole[i])) continue;
    fuzz::require(fuzz::bytes_follow(outcomes[i], whole[i]), "any cut gives the same outcome");
    break;
  }
  return 0;
}
