// SPDX-License-Identifier: Apache-2.0
#include "check.h"

// How a connection by this configuration ends.
enum sparekey_code trusting(struct stage* stage, const struct sparekey_config* config) {
  struct sparekey_result result =
      sparekey_open(&stage->client, config, stage->port, stage->memory, sizeof stage->memory, NULL);
  if (result.code == SPAREKEY_CODE_OK)
    result = sparekey_prepare(&stage->client, SPAREKEY_ENCRYPTION_NONE);
  sparekey_close(&stage->client);
  return result.code;
}
