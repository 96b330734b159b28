// SPDX-License-Identifier: Apache-2.0
// Keys of every kind that a certificate may hold, and what they sign.
#ifndef SPAREKEY_CONFORMANCE_KEYS_HPP
#define SPAREKEY_CONFORMANCE_KEYS_HPP

#include <string>

#include "support/keys.hpp"

namespace sparekey::test {

// "p256", "rsa2047", "ed25519" and the like, made once a run for each owner, RSA keys once for
// all.
Key key_of(const std::string& owner, const std::string& kind);

// SubjectPublicKeyInfo.
std::string spki_of(const Key& key);

// AlgorithmIdentifier of what `key` signs with that hash: "sha256", or "pss-sha256" for RSASSA-PSS.
std::string algorithm_of(const Key& key, const std::string& hash);
std::string sign(const Key& key, const std::string& hash, const std::string& bytes);

}  // namespace sparekey::test

#endif
