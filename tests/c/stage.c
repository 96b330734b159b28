// SPDX-License-Identifier: Apache-2.0
#include "check.h"

struct sparekey_config config_for(const struct stage* stage) {
  struct sparekey_config config = {0};
  config.host = stage->host;
  config.app_id = "demo-app";
  config.ca_pem = stage->ca_pem;
  config.ca_pem_size = stage->ca_pem_size;
  return config;
}

void open_stage(struct stage* stage) {
  const struct sparekey_config config = config_for(stage);
  const struct sparekey_result result = sparekey_open(&stage->client, &config, stage->port,
                                                      stage->memory, sizeof stage->memory, NULL);
  CHECK_CODE(result, SPAREKEY_CODE_OK);
  CHECK_TEXT(result.detail, "");
  CHECK_TEXT(result.message, "");
  CHECK_TEXT(result.request_id, "");
}

void drive(struct stage* stage) {
  struct sparekey_wait wait;
  while (!sparekey_step(&stage->client, &wait)) {
    CHECK(wait.count >= 0 && wait.count <= SPAREKEY_WAIT_CAPACITY);
    CHECK(stage->port->wait(stage->port->context, wait.interests, wait.count, wait.until_ms) ==
          SPAREKEY_PORT_OK);
  }
}
