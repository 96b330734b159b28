// SPDX-License-Identifier: Apache-2.0
#include "one_case.hpp"

#include <sstream>
#include <utility>

namespace sparekey::sweep {
namespace {

constexpr int64_t kTimeoutMs = 5000;
constexpr int64_t kIdleMs = 61'000;

constexpr char kSystem[] = "/api/v3/system";
constexpr char kSend[] = "/api/v3/send-email";
constexpr char kCheck[] = "/api/v3/pre-check-code";
constexpr char kVerify[] = "/api/v3/verify-reset-password-request";
constexpr char kReset[] = "/api/v3/reset-password";
constexpr char kNothing[] = "";  // what prepare() asks for

// Spelled out once for all cases.
const support::Secrets& secrets() {
  static const support::Secrets all = {{"passcode", kPassCode},
                                       {"password", kPassword},
                                       {"token", kToken},
                                       {"proxy credentials", kProxyCredentials}};
  return all;
}

unsigned bit(Phase phase) { return 1u << static_cast<unsigned>(phase); }

std::string told(const Result& result) {
  std::ostringstream out;
  out << test::outcome(result) << ", native " << result.native << ", "
      << (result.detail == nullptr ? "" : result.detail);
  return out.str();
}

// As Engine has it: after the others the connection is closed.
bool keeps_connection(Code code) {
  const Kind kind = kind_of(code);
  return kind == Kind::none || kind == Kind::service || kind == Kind::usage;
}

}  // namespace

OneCase::OneCase(Stage& stage, Tally& tally)
    : stage_(stage),
      tally_(tally),
      world_(*stage.service),
      port_(world_, tally),
      device_("", stage.root_pem) {
  device_.port = port_.port();
  device_.config.timeout_ms = kTimeoutMs;
  stage.set(&world_, &device_.config);
  device_.config.on_phase_context = this;
  device_.config.on_phase = [](void* self, Phase phase) {
    static_cast<OneCase*>(self)->on_phase(phase);
  };
  stage.service->requests.clear();
  stage.service->plain.clear();
}

void OneCase::on_phase(Phase phase) {
  phases_ |= bit(phase);
  if (phase == Phase::sending && on_first_request) std::exchange(on_first_request, nullptr)();
  if (phase != Phase::waiting && phase != Phase::securing) return;
  const std::string found = secret_in_block();
  tally_.promise("a secret is wiped as soon as it is sent", found.empty(), found);
}

std::string OneCase::secret_in_block() const { return secrets().found_in(device_.memory()); }

size_t OneCase::arrived(const std::string& path) const {
  size_t count = 0;
  for (const test::Request& request : stage_.service->requests) count += request.path() == path;
  return count;
}

size_t OneCase::own_bytes(const std::string& path, size_t plain_before) const {
  std::string plain = stage_.service->plain.substr(plain_before);
  const std::string fetch = std::string("GET ") + kSystem;
  while (!plain.empty() && path != kSystem &&
         plain.compare(0, fetch.size(), fetch, 0, plain.size()) == 0) {
    const size_t end = plain.find("\r\n\r\n");
    plain.erase(0, end == std::string::npos ? end : end + 4);
  }
  return plain.size();
}

Result OneCase::make(const char* path, const Call& call) {
  const Result result = make_once(path, call);
  return result.advice == Advice::retry ? make_once(path, call) : result;
}

Result OneCase::make_once(const char* path, const Call& call) {
  const size_t plain_before = stage_.service->plain.size();
  const size_t fetched_before = arrived(kSystem);
  const int64_t delay_before_ms = port_.delay_ms();
  const int64_t begun_ms = world_.now_ms;
  const int endings_before = port_.endings();
  phases_ = 0;
  const Result result = call();
  const int64_t took_ms = world_.now_ms - begun_ms;
  const int64_t delayed_ms = port_.delay_ms() - delay_before_ms;
  judge(path, result, plain_before);
  tally_.promise("a call ends by its deadline", took_ms <= kTimeoutMs + delayed_ms + 1,
                 "it took " + std::to_string(took_ms) + " ms");
  if (result.code == Code::timed_out && expected_.clock_is_sane && !clean_)
    tally_.promise("no deadline comes early", took_ms >= kTimeoutMs,
                   "it came after " + std::to_string(took_ms) + " ms");
  tally_.promise("a key is fetched once in a call", arrived(kSystem) - fetched_before <= 1);
  tally_.promise("what ends a call ends it", port_.endings() == endings_before || !result.ok(),
                 path);
  judge_arrivals(path);
  first_ = false;
  return result;
}

void OneCase::judge(const char* path, const Result& result, size_t plain_before) {
  const Code code = result.code;
  const Code verdict = stage_.verdict();
  const std::string words = std::string(path) + ": " + told(result);
  const bool in_family = code == verdict || (!clean_ && (expected_.codes & of(code)) != 0);
  if (clean_)
    tally_.promise("the client can be used again", code == verdict, words);
  else if (expected_.all_work)
    tally_.promise("what a port may do harms nothing", code == verdict, words);
  else
    tally_.promise("the code is of the right family", in_family, words);
  if (first_ && !clean_ && expected_.first_fails)
    tally_.promise("what fails for good is told", !result.ok(), words);

  const size_t own = own_bytes(path, plain_before);
  const Delivery delivery = result.delivery;
  if (*path == '\0' || verdict != Code::ok) {
    tally_.promise("what sends nothing says so", delivery == Delivery::not_sent, words);
  } else {
    tally_.promise("a success was answered", !result.ok() || delivery == Delivery::answered, words);
    tally_.promise("an answer is claimed if one was read only",
                   delivery != Delivery::answered || result.ok(), words);
  }
  tally_.promise("not_sent is claimed only if nothing arrived",
                 delivery != Delivery::not_sent || own == 0,
                 words + ", " + std::to_string(own) + " bytes arrived");
  const bool fetches = path == kReset && stage_.scenario.encryption != Encryption::none;
  if (!fetches && !result.ok())
    tally_.promise("unknown is claimed only if sending had begun",
                   delivery == Delivery::not_sent || (phases_ & bit(Phase::sending)) != 0, words);
  tally_.promise("the advice is that of the table",
                 result.advice == advice_for(code, delivery, result.http_status), words);
  tally_.promise("retrying is not advised if it could act twice",
                 result.advice != Advice::retry || own == 0, words);
  if (!result.ok()) {
    const std::string found = secret_in_block();
    tally_.promise("a call that failed leaves no secret", found.empty(), words + ": " + found);
  }
  if (!keeps_connection(code))
    tally_.promise("a call that failed leaves nothing open",
                   world_.connections_open == 0 && world_.lookups_open == 0, words);
}

void OneCase::judge_arrivals(const char* path) {
  const bool is_post = *path != '\0' && path != kSystem;
  if (stage_.verdict() != Code::ok)
    tally_.promise("a server that is refused sees no byte of a request",
                   stage_.service->plain.empty(), stage_.service->plain.substr(0, 80));
  else if (is_post)
    tally_.promise("a request of each kind arrives once at most", arrived(path) <= 1,
                   std::string(path) + " arrived " + std::to_string(arrived(path)));
}

int OneCase::recover() {
  if (stage_.scenario.by_calls) return recover_by_calls();
  int failed = 0;
  char token[64] = {};
  Client& client = device_.client();
  {
    Recovery recovery(client, token, sizeof token);
    Result result = make(kSend, [&] { return recovery.send_code(test::by_email()); });
    failed += !result.ok();
    const bool may_have_come = result.ok() || result.delivery == Delivery::unknown;
    tally_.promise("a passcode that may have come is asked for",
                   recovery.step() == (may_have_come ? Step::code : Step::identify), told(result));
    if (recovery.step() != Step::code) return failed;
    result = make(kVerify, [&] { return recovery.enter_code(kPassCode); });
    failed += !result.ok();
    const Step then = result.ok()                             ? Step::password
                      : result.delivery == Delivery::not_sent ? Step::code
                                                              : Step::identify;
    tally_.promise("a passcode that may be used up is not asked for", recovery.step() == then,
                   told(result));
    if (recovery.step() != Step::password) return failed;
    if (stage_.scenario.idles) world_.now_ms += kIdleMs;
    result = make(kReset,
                  [&] { return recovery.enter_password(kPassword, stage_.scenario.encryption); });
    failed += !result.ok();
    if (result.ok())
      tally_.promise("a password that is said to be set is set",
                     arrived(kReset) == 1 && stage_.is_password(stage_.service->requests.back()),
                     told(result));
    const Step at_last = result.ok()                             ? Step::done
                         : result.delivery == Delivery::not_sent ? Step::password
                                                                 : Step::identify;
    tally_.promise("a token that may be used up is given up", recovery.step() == at_last,
                   told(result));
  }
  tally_.promise("the token is wiped", secrets().found_in({token, sizeof token}).empty());
  return failed;
}

int OneCase::recover_by_calls() {
  Client& client = device_.client();
  const Encryption encryption = stage_.scenario.encryption;
  SystemAnswer system;
  CheckCodeAnswer checked;
  VerifyAnswer verified;
  ResetRequest request;
  request.password_reset_token = kToken;
  request.password = kPassword;
  request.encryption = encryption;
  const Recipient who = test::by_email();
  int failed = 0;
  failed += !make(kNothing, [&] { return client.prepare(encryption); }).ok();
  failed += !make(kSystem, [&] { return client.system(&system); }).ok();
  failed += !make(kSend, [&] { return client.send_code(who); }).ok();
  failed += !make(kCheck, [&] { return client.check_code(who, kPassCode, &checked); }).ok();
  failed += !make(kVerify, [&] { return client.verify(who, kPassCode, &verified); }).ok();
  failed += !make(kReset, [&] { return client.reset(request); }).ok();
  return failed;
}

void OneCase::run(const Expected& expected, const std::function<void()>& disarm) {
  expected_ = expected;
  const Result opened = device_.try_open();
  if (opened.ok()) {
    (void)recover();
  } else {
    tally_.promise("the code is of the right family", (expected.codes & of(opened.code)) != 0,
                   "open: " + told(opened));
    tally_.promise("what sends nothing says so", opened.delivery == Delivery::not_sent);
  }
  disarm();
  clean_ = true;
  stage_.service->requests.clear();
  stage_.service->plain.clear();
  if (!opened.ok()) {
    const Result again = device_.try_open();
    tally_.promise("a client that could not be opened can be", again.ok(), told(again));
  }
  (void)recover();
  end();
}

void OneCase::end() {
  device_.client().close();
  tally_.promise("close leaves nothing open",
                 world_.connections_open == 0 && world_.lookups_open == 0);
  tally_.promise("close wipes the block", secret_in_block().empty(), secret_in_block());
  tally_.promise("the port is used by its contract", !world_.misuse);
}

}  // namespace sparekey::sweep
