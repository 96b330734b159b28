// SPDX-License-Identifier: Apache-2.0
// Which port sparekey-port-check and sparekey-port-recover are about.
#include "check.hpp"
#include "template.hpp"

namespace sparekey {

Port port_to_check() { return template_port(); }

}  // namespace sparekey
