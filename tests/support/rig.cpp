// SPDX-License-Identifier: Apache-2.0
#include "support/rig.hpp"

namespace sparekey::test {

size_t Rig::connections_after_another_call() {
  service.expect({ok(kSent)});
  EXPECT_EQ(outcome(client().send_code(by_email())), success());
  client().close();
  return server.stop().size();
}

}  // namespace sparekey::test
