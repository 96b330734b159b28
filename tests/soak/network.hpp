// SPDX-License-Identifier: Apache-2.0
// The network between the client and the service: it refuses, cuts, garbles, swallows and delays,
// as a seed has it. And the client's clock, which the test can move on.
#ifndef SPAREKEY_TESTS_SOAK_NETWORK_HPP
#define SPAREKEY_TESTS_SOAK_NETWORK_HPP

#include <random>
#include <string>

#include "sparekey/port.hpp"
#include "support/relay.hpp"
#include "support/sockets.hpp"

namespace soak {

// A call's deadline. No machine is so busy that it comes by itself.
constexpr int64_t kTimeoutMs = 600'000;

class Network {
 public:
  Network(int server_port, unsigned seed);

  const sparekey::Port& port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(relay_.port()); }

  // Something may go wrong from now on, or nothing: on the connection there is or on the next one.
  void disturb();

  // Waits until the service is done with all it got. The client must have no connection.
  void wait_until_over() { relay_.wait_until_over(); }

  void pass_ms(int64_t ms) { passed_ms_ += ms; }

  // How often it went wrong, each kind named.
  size_t faults();
  std::string told();

 private:
  static Network* of(void* context) { return static_cast<Network*>(context); }
  static int connect_start(void* context, const sparekey::Address* address, uint16_t tcp_port,
                           sparekey::Handle* out);
  static int wait(void* context, const sparekey::Interest* interests, int count, int64_t until_ms);
  static int64_t monotonic_ms(void* context);

  size_t below(size_t end) { return random_() % end; }

  std::mt19937 random_;
  sparekey::test::Relay relay_;
  const sparekey::test::ReservedPort closed_;  // nobody listens there
  sparekey::Port inner_;
  sparekey::Port port_;
  int64_t passed_ms_ = 0;
  int refuse_ = 0;  // so many connections
  size_t refused_ = 0;
  size_t idle_ = 0;
};

}  // namespace soak

#endif
