// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_SERVICE_HPP
#define SPAREKEY_EMULATOR_SERVICE_HPP

#include <mutex>

#include "answer.hpp"
#include "clock.hpp"
#include "config.hpp"
#include "endpoints.hpp"
#include "faults.hpp"
#include "http_message.hpp"
#include "throttle.hpp"

namespace emulator {

// The whole service: what is asked of every request, which call answers it, and what goes wrong on
// purpose. May be called from several threads.
class Service {
 public:
  Service(const Config& config, const Clock& clock, Send send);

  HttpReply answer(const HttpRequest& request);

  // For what the HTTP library refuses by itself.
  HttpReply refuse(const HttpRequest& request, int http_status) const;

 private:
  Answer act(const HttpRequest& request, Language language);
  Answer call(const HttpRequest& request, Language language);
  void require_known_app(const HttpRequest& request) const;
  std::string prefixed_header(const HttpRequest& request, const std::string& name) const;

  std::mutex mutex_;
  Config config_;
  Throttle throttle_;
  Faults faults_;
  Endpoints endpoints_;
};

}  // namespace emulator

#endif
