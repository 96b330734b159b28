// SPDX-License-Identifier: Apache-2.0
// sparekey-mini-one-call: a program that only sends passcodes, to show that it links nothing of the
// other calls. Exits with the Code of what went wrong, or 0.
//   sparekey-mini-one-call HOST:PORT CA_FILE EMAIL     CA_FILE in DER
#include "recovery.hpp"

namespace {

using namespace sparekey;

alignas(8) unsigned char pool[pool_needed(ChainKey::rsa_2048)];

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 || !use_pool(pool, sizeof pool)) return 1;
  const Port port = posix_port_without_names();
  Client client;
  read_anchor(argv[2]);
  const Code opened = open_client(&client, port, argv[1]);
  if (opened != Code::ok) return static_cast<int>(opened);
  Recipient person;
  person.email = argv[3];
  return static_cast<int>(client.send_code(person).code);
}
