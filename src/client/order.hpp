// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLIENT_ORDER_HPP
#define SPAREKEY_CLIENT_ORDER_HPP

#include "api/calls.hpp"

namespace sparekey {

// A call with its arguments, which stay the caller's until it is over.
struct Order {
  api::Call call = api::Call::system;
  bool prepare = false;  // nothing of its own: the connection, and the key `reset` would need
  Recipient recipient;
  Text pass_code;
  ResetRequest reset;
  SystemAnswer* system_answer = nullptr;
  CheckCodeAnswer* check_code_answer = nullptr;
  VerifyAnswer* verify_answer = nullptr;
};

}  // namespace sparekey

#endif
