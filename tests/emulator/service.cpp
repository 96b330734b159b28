// SPDX-License-Identifier: Apache-2.0
#include "service.hpp"

#include <strings.h>

#include <algorithm>
#include <cmath>

#include "request_body.hpp"

namespace emulator {
namespace {

bool is_json(const std::string& content_type) {
  const std::string type = content_type.substr(0, content_type.find_first_of("; \t"));
  return strcasecmp(type.c_str(), "application/json") == 0;
}

void deliver_with(const Fault& fault, HttpReply& reply) {
  if (fault.body) {
    reply.body.clear();
    for (int i = 0; i < fault.body_repeat; ++i) reply.body += *fault.body;
  }
  if (fault.content_type) reply.content_type = *fault.content_type;
  reply.headers.insert(reply.headers.end(), fault.headers.begin(), fault.headers.end());
  reply.delay_ms = fault.delay_ms;
  reply.drop = fault.drop;
  reply.close_after_bytes = fault.close_after_bytes;
  reply.close_notify = fault.close_notify;
}

}  // namespace

Service::Service(const Config& config, const Clock& clock, Send send)
    : config_(config),
      throttle_(config.requests_per_minute, clock),
      faults_(config.faults),
      endpoints_(config, clock, std::move(send)) {}

HttpReply Service::answer(const HttpRequest& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Language language = language_named(prefixed_header(request, "lang"));
  const Milliseconds wait = throttle_.wait(request.client);
  if (wait.count() > 0) {
    Answer answer = refusal(language, kTooManyRequests);
    answer.http_status = 429;
    HttpReply reply = to_reply(answer, config_.older_server);
    const double wait_s = std::chrono::duration<double>(wait).count() / config_.clock_rate;
    reply.headers.emplace_back("Retry-After", std::to_string(std::lround(std::ceil(wait_s))));
    return reply;
  }
  const Fault* fault = faults_.next(request.path);
  Answer answer = fault == nullptr || fault->act ? act(request, language) : success(language);
  if (fault != nullptr) replace(*fault, language, answer);
  HttpReply reply = to_reply(answer, config_.older_server);
  if (fault != nullptr) deliver_with(*fault, reply);
  return reply;
}

HttpReply Service::refuse(const HttpRequest& request, int http_status) const {
  const Refusal& why = http_status == 404   ? kNotFound
                       : http_status == 413 ? kTooLarge
                       : http_status >= 500 ? kServerFault
                                            : kBadArgument;
  Answer answer = refusal(language_named(prefixed_header(request, "lang")), why);
  answer.http_status = http_status;
  return to_reply(answer, config_.older_server);
}

Answer Service::act(const HttpRequest& request, Language language) {
  try {
    return call(request, language);
  } catch (const Refused& refused) {
    return refusal(language, refused.refusal(), refused.detail());
  }
}

Answer Service::call(const HttpRequest& request, Language language) {
  require_known_app(request);
  if (request.method == "GET" && request.path == "/api/v3/system") {
    Answer answer = success(language, endpoints_.system());
    answer.enveloped = config_.system_enveloped;
    return answer;
  }
  struct Call {
    const char* path;
    Endpoints::Data (Endpoints::*function)(const Endpoints::Body&);
  };
  constexpr Call kCalls[] = {
      {"/api/v3/send-email", &Endpoints::send_email},
      {"/api/v3/send-sms", &Endpoints::send_sms},
      {"/api/v3/verify-reset-password-request", &Endpoints::verify_reset_password_request},
      {"/api/v3/reset-password", &Endpoints::reset_password},
      {"/api/v3/signin", &Endpoints::sign_in},
  };
  const bool pre_check = request.path == "/api/v3/pre-check-code";
  const Call* found =
      std::find_if(std::begin(kCalls), std::end(kCalls),
                   [&request](const Call& known) { return request.path == known.path; });
  if (request.method != "POST" || (found == std::end(kCalls) && !pre_check)) {
    Answer answer = refusal(language, kNotFound);
    answer.http_status = 404;
    return answer;
  }
  if (!is_json(request.header("content-type"))) throw Refused(kBadArgument, "content-type");
  const Endpoints::Body body = parse_body(request.body);
  if (pre_check) return success(language, endpoints_.pre_check_code(body, language));
  return success(language, (endpoints_.*found->function)(body));
}

void Service::require_known_app(const HttpRequest& request) const {
  const std::string app_id = prefixed_header(request, "app-id");
  if (std::find(config_.apps.begin(), config_.apps.end(), app_id) == config_.apps.end())
    throw Refused(kAppUnknown);
}

// The value of x-authing-NAME or x-genauth-NAME, whichever is there and is read.
std::string Service::prefixed_header(const HttpRequest& request, const std::string& name) const {
  for (const std::string& prefix : config_.header_prefixes) {
    std::string value = request.header(std::string("x-").append(prefix) + '-' + name);
    if (!value.empty()) return value;
  }
  return {};
}

}  // namespace emulator
