// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PEERS_RECOVERY_HPP
#define SPAREKEY_PEERS_RECOVERY_HPP

#include <string>

#include "support/device.hpp"
#include "support/emulator_process.hpp"

namespace sparekey::test {

// Two whole recoveries, which must succeed: by e-mail with the password under RSA, and by phone
// with SM2. Each message is sent once, each password set once.
constexpr uint32_t kRecoveryRequests = 8;  // with the keys, which are fetched for each
void recover_twice(Device& device, const support::EmulatorProcess& emulator);

// How many requests for `path` came to the emulator.
size_t count_of(const support::EmulatorProcess& emulator, const std::string& path);

}  // namespace sparekey::test

#endif
