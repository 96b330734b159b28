// SPDX-License-Identifier: Apache-2.0
// Somebody with a browser, without the pictures: it keeps the cookie and the form's hidden field.
#ifndef SPAREKEY_TESTS_KIOSK_VISITOR_HPP
#define SPAREKEY_TESTS_KIOSK_VISITOR_HPP

#include <string>

#include "kiosk/kiosk.hpp"
#include "kiosk/wire.hpp"

namespace kiosk_test {

constexpr const char* kAlice = "alice@example.com";
constexpr const char* kNewPassword = "Brand-N3w-Pass";

class Visitor {
 public:
  explicit Visitor(const Kiosk& kiosk) : kiosk_(&kiosk) {}

  // What a request would be on the wire. The form's field stands in `fields`, or is left out.
  std::string get_request(const std::string& path) const;
  std::string post_request(const std::string& path, const Fields& fields) const;

  // One request over a connection of its own; keeps the cookie and the form that came back.
  Answer get(const std::string& path);
  Answer post(const std::string& path, const Fields& fields);
  // The same with the form that was last seen, which stands first.
  Answer submit(const std::string& path, Fields fields = {});

  // Keeps cookie and form of an answer that came some other way.
  void keep(const Answer& answer);

  // Each to the end of a step: a failure if it leads elsewhere.
  void to_code(const std::string& account = kAlice);
  void to_password(const EmulatorProcess& emulator, const std::string& account = kAlice);
  void to_done(const EmulatorProcess& emulator, const std::string& account = kAlice,
               const std::string& password = kNewPassword);

  // The passcode that was last sent to the account.
  static std::string code_of(const EmulatorProcess& emulator, const std::string& account = kAlice);

  std::string cookie;  // "visit=…"; empty: none
  std::string form;
  Fields extra;        // fields of each request, after Host
  bool origin = true;  // posts say where they come from

 private:
  Fields head() const;

  const Kiosk* kiosk_;
};

// The value of the page's field `form`; empty if it has none. Throws if two differ.
std::string form_of(const Answer& page);

}  // namespace kiosk_test

#endif
