// SPDX-License-Identifier: Apache-2.0
#include "settings/exit_status.hpp"

namespace sparekey {
namespace {

// In the order of Kind, with a gap for kGaveUpStatus.
constexpr int status_of(Kind kind) { return kind == Kind::none ? 0 : static_cast<int>(kind) + 1; }
static_assert(status_of(Kind::usage) == kUsageStatus && status_of(Kind::service) == 3 &&
                  status_of(Kind::network) == 4 && status_of(Kind::tls) == 5 &&
                  status_of(Kind::protocol) == 6 && status_of(Kind::local) == kLocalStatus,
              "scripts rely on these numbers");

}  // namespace

int exit_status(Code code) {
  return code == Code::cancelled ? kGaveUpStatus : status_of(kind_of(code));
}

Kind kind_of_exit_status(int status) {
  return status == 0 ? Kind::none : static_cast<Kind>(status - 1);
}

}  // namespace sparekey
