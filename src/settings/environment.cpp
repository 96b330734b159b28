// SPDX-License-Identifier: Apache-2.0
#include "settings/environment.hpp"

#include <stdlib.h>

namespace sparekey {

const char* environment(const char* variable) {
  // Nothing in this process changes the environment.
  const char* value = getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr || *value == '\0' ? nullptr : value;
}

}  // namespace sparekey
