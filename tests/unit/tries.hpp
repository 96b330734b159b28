// SPDX-License-Identifier: Apache-2.0
// How often to try what is tried many times. The native build without sanitizers does them all;
// elsewhere each costs ten times as much, and shows only what differs there.
#pragma once

#include <cstddef>

#ifndef SPAREKEY_TRY_ONE_IN
#define SPAREKEY_TRY_ONE_IN 1
#endif

namespace sparekey::test {

constexpr size_t tries(size_t all) { return all / SPAREKEY_TRY_ONE_IN; }

// An emulated processor takes half a minute to generate an RSA key of 4096 bits.
constexpr unsigned kMostRsaBits = SPAREKEY_TRY_ONE_IN < 10 ? 4096 : 2048;

}  // namespace sparekey::test
