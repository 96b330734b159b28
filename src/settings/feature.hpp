// SPDX-License-Identifier: Apache-2.0
// What an option is about: it belongs to whatever works with that.
#ifndef SPAREKEY_SETTINGS_FEATURE_HPP
#define SPAREKEY_SETTINGS_FEATURE_HPP

#include "sparekey/options.hpp"

namespace sparekey::feature {

constexpr unsigned kEncryption = 1U << 0;  ///< how the password is encrypted
constexpr unsigned kFirstOwn = 1U << 1;    ///< from here on they are the program's
constexpr unsigned kEveryCommand = ~0U;
constexpr unsigned kNotBuilt = 0;  ///< of nothing: this program was built without

constexpr unsigned kSm2 = SPAREKEY_SM2 ? kEncryption : kNotBuilt;
constexpr unsigned kProxy = SPAREKEY_PROXY ? kEveryCommand : kNotBuilt;

}  // namespace sparekey::feature

#endif
