// SPDX-License-Identifier: Apache-2.0
#include "support/metered_device.hpp"

#include <stdexcept>
#include <utility>

#include "support/local_emulator.hpp"

namespace sparekey::test {

// The others of posix_port ignore their context, except `wait`.
MeteredDevice::MeteredDevice(const LocalEmulator& emulator, int tcp_port)
    : host_("127.0.0.1:" + std::to_string(tcp_port)), ca_pem_(emulator.ca_pem()) {
  Port port = inner_;
  port.context = this;
  port.connect_start = connect_start;
  port.send = send;
  port.receive = receive;
  port.wait = wait;
  port.monotonic_ms = monotonic_ms;
  port.random = random;
  Config config;
  config.host = host_;
  config.app_id = "demo-app";
  config.ca_pem = ca_pem_;
  config.on_phase_context = this;
  config.on_phase = [](void* self, Phase phase) {
    static_cast<MeteredDevice*>(self)->sending_ = phase == Phase::sending;
  };
  const Result opened = client_.open(config, port, memory_, sizeof memory_);
  if (!opened.ok()) throw std::runtime_error(opened.detail);
}

MeteredDevice::Counted MeteredDevice::count() {
  asked_ = false;  // what a call sends last, it does not wait for
  return std::exchange(counted_, Counted());
}

int MeteredDevice::connect_start(void* context, const Address* address, uint16_t tcp_port,
                                 Handle* out) {
  auto* self = static_cast<MeteredDevice*>(context);
  ++self->counted_.round_trips;  // SYN, SYN and ACK
  return self->inner_.connect_start(self->inner_.context, address, tcp_port, out);
}

int MeteredDevice::send(void* context, Handle connection, const void* bytes, size_t size) {
  auto* self = static_cast<MeteredDevice*>(context);
  self->asked_ = true;
  ++self->counted_.sends;
  if (std::exchange(self->sending_, false)) ++self->counted_.requests;
  return self->inner_.send(self->inner_.context, connection, bytes, size);
}

// A send followed by a receive waits for an answer, however soon that comes.
int MeteredDevice::receive(void* context, Handle connection, void* bytes, size_t size) {
  auto* self = static_cast<MeteredDevice*>(context);
  ++self->counted_.receives;
  if (std::exchange(self->asked_, false)) ++self->counted_.round_trips;
  return self->inner_.receive(self->inner_.context, connection, bytes, size);
}

int MeteredDevice::wait(void* context, const Interest* interests, int count, int64_t until_ms) {
  auto* self = static_cast<MeteredDevice*>(context);
  ++self->counted_.waits;
  if (!self->flying_)
    return self->inner_.wait(self->inner_.context, interests, count, until_ms - self->skew_ms_);
  self->skew_ms_ += until_ms - monotonic_ms(self);
  return kPortOk;
}

int64_t MeteredDevice::monotonic_ms(void* context) {
  auto* self = static_cast<MeteredDevice*>(context);
  return self->inner_.monotonic_ms(self->inner_.context) + self->skew_ms_;
}

int MeteredDevice::random(void* context, void* out, size_t size) {
  auto* self = static_cast<MeteredDevice*>(context);
  ++self->counted_.draws;
  return self->inner_.random(self->inner_.context, out, size);
}

}  // namespace sparekey::test
