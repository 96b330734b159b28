// SPDX-License-Identifier: Apache-2.0
// sparekey-demo: starts the emulator, recovers an account by e-mail and again by phone as a person
// would, and asks the service which passwords it takes. Exits with 1 if anything went wrong.
#include <stdio.h>

#include <stdexcept>

#include "recovery_scene.hpp"
#include "sign_in.hpp"

namespace demo {
namespace {

constexpr const char* kEmail = "alice@example.com";
constexpr const char* kPhone = "+86 18812345678";
constexpr const char* kForgotten = "OldPassw0rd!";
constexpr const char* kByEmail = "Brand-N3w-Pass";
constexpr const char* kByPhone = "Y3t-An0ther-One";

void expect_sign_in(const support::EmulatorProcess& emulator, const std::string& password,
                    bool accepted) {
  const bool in = signs_in(emulator, kEmail, password);
  narrate("    sign-in with " + password + ": " + (in ? "accepted" : "refused"));
  if (in != accepted)
    throw std::runtime_error("it should be " + std::string(accepted ? "accepted" : "refused"));
}

std::string last_encryption(const support::EmulatorProcess& emulator) {
  return emulator.requests().back().at("body").at("passwordEncryptType");
}

void expect_encryption(const support::EmulatorProcess& emulator, const std::string& expected) {
  if (last_encryption(emulator) != expected)
    throw std::runtime_error("the password was not encrypted as asked");
}

void print_traffic(const char* what, const Traffic& traffic) {
  printf("    %-9s connections %ld, handshakes %ld, bytes sent %ld, bytes received %ld\n", what,
         traffic.connections, traffic.handshakes, traffic.bytes_sent, traffic.bytes_received);
}

void play() {
  const support::EmulatorProcess emulator;
  narrate("The service (an emulator, with TLS) listens on https://" + emulator.host() + ".");
  narrate("It knows " + std::string(kEmail) + ", phone " + kPhone + ".");
  expect_sign_in(emulator, kForgotten, true);

  narrate("\nThe password is forgotten. At the device's terminal, by e-mail; the new password is");
  narrate("encrypted with the service's RSA key, inside TLS:");
  const Traffic by_email = play_recovery(emulator, kEmail, kByEmail, {"--encrypt", "rsa"});
  narrate("What the service says now (the password came as \"" + last_encryption(emulator) +
          "\"):");
  expect_encryption(emulator, "rsa");
  expect_sign_in(emulator, kByEmail, true);
  expect_sign_in(emulator, kForgotten, false);

  narrate("\nForgotten again; this time by phone, and encrypted with the service's SM2 key:");
  const Traffic by_phone = play_recovery(emulator, kPhone, kByPhone, {"--encrypt", "sm2"});
  narrate("What the service says now (the password came as \"" + last_encryption(emulator) +
          "\"):");
  expect_encryption(emulator, "sm2");
  expect_sign_in(emulator, kByPhone, true);
  expect_sign_in(emulator, kByEmail, false);
  expect_sign_in(emulator, kForgotten, false);

  narrate("\nOn the wire, TLS included:");
  print_traffic("by e-mail", by_email);
  print_traffic("by phone", by_phone);
  narrate("\nDone: both recoveries went as they should.");
}

}  // namespace
}  // namespace demo

int main() {
  try {
    demo::play();
    return 0;
  } catch (const std::exception& error) {
    fprintf(stderr, "sparekey-demo: %s\n", error.what());
    return 1;
  }
}
