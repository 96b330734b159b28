// SPDX-License-Identifier: Apache-2.0
#include "support/device.hpp"

#include "support/certificates.hpp"
#include "support/sockets.hpp"

namespace sparekey::test {

WatchedPort::WatchedPort() : inner_(posix_port()), port_(inner_) {
  // The others ignore their context, except `wait`, which finds no cancel handle there.
  port_.context = this;
  port_.connect_start = connect_start;
  port_.wait = [](void* context, const Interest* interests, int count, int64_t until_ms) {
    const Port& inner = static_cast<WatchedPort*>(context)->inner_;
    return inner.wait(inner.context, interests, count, until_ms);
  };
}

int WatchedPort::connect_start(void* context, const Address* address, uint16_t tcp_port,
                               Handle* out) {
  auto* self = static_cast<WatchedPort*>(context);
  const int status = self->inner_.connect_start(self->inner_.context, address, tcp_port, out);
  if (status == kPortOk || status == kPortAgain) self->last_ = *out;
  return status;
}

void WatchedPort::wait_for_arrival() const { wait_for({last_}); }

Device::Device(std::string connect_to, std::string ca_pem)
    : connect_to_(std::move(connect_to)), ca_pem_(std::move(ca_pem)) {
  port = watched_.port();
  config.host = kHost;
  config.app_id = "demo-app";
  config.connect_to = connect_to_;
  config.ca_pem = ca_pem_;
  config.timeout_ms = 600'000;  // a busy machine must not end a call that works
}

Result Device::try_open() {
  client_.close();
  // Exactly as much as asked for, so that a sanitizer sees any byte beyond.
  memory_size_ = memory_needed(limits);
  memory_ = std::make_unique<unsigned char[]>(memory_size_);
  for (size_t i = 0; filled_with != nullptr && i < memory_size_; ++i) memory_[i] = filled_with(i);
  return client_.open(config, port, memory_.get(), memory_size_, limits);
}

void Device::open() {
  const Result result = try_open();
  ASSERT_EQ(result.code, Code::ok) << (result.detail == nullptr ? "" : result.detail);
}

std::string Device::memory() const {
  return std::string(reinterpret_cast<const char*>(memory_.get()), memory_size_);
}

Recipient by_email(Text address) {
  Recipient recipient;
  recipient.email = address;
  return recipient;
}

Recipient by_phone(Text number, Text country_code) {
  Recipient recipient;
  recipient.phone = number;
  recipient.country_code = country_code;
  return recipient;
}

}  // namespace sparekey::test
