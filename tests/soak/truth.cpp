// SPDX-License-Identifier: Apache-2.0
#include "truth.hpp"

#include <stdexcept>

namespace soak {

using namespace sparekey;
using nlohmann::json;

void require(bool holds, const std::string& what, const std::vector<json>& seen) {
  if (holds) return;
  std::string all = what + "; the service saw:";
  for (const json& request : seen) all += '\n' + request.dump();
  throw std::runtime_error(all);
}

bool compare(const Result& result, const std::string& path, bool tells_all,
             const std::vector<json>& seen, Tally* tally) {
  int own = 0;
  int keys = 0;
  bool acted = false;
  for (const json& request : seen) {
    if (request.at("path") == path) {
      ++own;
      acted = request.at("statusCode") == 200;
    } else {
      require(request.at("path") == "/api/v3/system", "it sent something else", seen);
      ++keys;
    }
  }
  const std::string name = std::string(sparekey::name(result.code)) + " of " + path + ' ';
  require(own <= 1 && keys <= 1, name + "sent a request twice", seen);
  ++tally->calls;
  tally->requests += own + keys;
  switch (result.delivery) {
    case Delivery::not_sent:
      ++tally->not_sent;
      require(own == 0, name + "claims that it sent nothing", seen);
      require(!result.ok(), name + "succeeds without a request", seen);
      break;
    case Delivery::unknown:
      ++tally->unknown;
      require(!result.ok(), name + "succeeds without an answer", seen);
      require(result.advice != Advice::retry, name + "may not be tried again", seen);
      break;
    case Delivery::answered:
      ++tally->answered;
      require(own == 1, name + "claims an answer", seen);
      // Some refusals look like successes, or a stranger could tell who has an account.
      require(!tells_all || !result.ok() || acted, name + "claims a success", seen);
      break;
  }
  return own == 1 && acted;
}

}  // namespace soak
