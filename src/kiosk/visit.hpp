// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_VISIT_HPP
#define SPAREKEY_KIOSK_VISIT_HPP

#include "kiosk/seal.hpp"
#include "kiosk/settings.hpp"
#include "kiosk/view.hpp"
#include "sparekey/recovery.hpp"
#include "sparekey/typed_recipient.hpp"

namespace sparekey::kiosk {

/// One person's recovery, with all the memory it takes. A visit is free until it is claimed, and
/// again from end() on.
class Visit {
 public:
  Visit(const Settings& settings, const Port& port) : settings_(settings), port_(port) {}
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  /// What one takes beside mbedTLS's memory.
  static constexpr size_t kMaxBytes = size_t{17} * 1024;
  static constexpr size_t kMaxPasswordBytes = 512;

  // Whose it is.

  /// `by` is the cookie of the first page, `id` that of the visit.
  void claim(const Id& id, const Id& by, UiLanguage language);
  /// Ends its call if one is under way, and wipes everything.
  void end();
  bool is_claimed() const { return claimed_; }
  const Id& id() const { return id_; }
  const Id& claimed_by() const { return claimed_by_; }

  /// Whether an answer with the cookie of the visit went out whole. Until then that of the first
  /// page opens it too: a browser that left during the call has no other.
  bool is_cookie_given() const { return cookie_given_; }
  void note_cookie_given() { cookie_given_ = true; }

  /// Of the form that its pages carry now; one with a lower number was used.
  uint32_t counter() const { return counter_; }

  UiLanguage language() const { return language_; }
  void set_language(UiLanguage language) { language_ = language; }

  // How long it lasts: some time from the last request on, and never ends during a call.

  void touch(int64_t now_ms) { ends_at_ms_ = now_ms + settings_.idle_ms; }
  int64_t ends_at_ms() const { return ends_at_ms_; }

  // What is done. Each begins a call, which may be over at once: see is_under_way(). Forms that
  // were shown before are used from then on.

  Step step() const { return recovery()->step(); }
  const TypedRecipient& recipient() const { return recipient_; }
  void send_code(Text account, Text country);
  void send_again();
  void enter_code(Text digits);
  void enter_password(Text password);
  bool is_under_way() const { return under_way_; }
  /// Shown by the next page.
  void complain(Complaint complaint);

  /// The page of its step.
  void show(View* out) const;

  // What it has to do with the network.

  /// Opens a free visit's Client, and has it connect while the person still types.
  Result prepare(UiLanguage language);
  bool is_prepared() const { return client_open_ && !claimed_; }
  bool is_busy() const { return preparing_ || under_way_; }
  /// Looks a name up, or may begin to as soon as it is stepped.
  bool is_resolving() const;
  bool wants_to_begin() const { return under_way_ && !begun_ && !preparing_; }
  /// Takes it as far as it will go without waiting.
  void advance();
  const Wait& wait() const { return wait_; }

 private:
  Recovery* recovery() { return reinterpret_cast<Recovery*>(recovery_bytes_); }
  const Recovery* recovery() const { return reinterpret_cast<const Recovery*>(recovery_bytes_); }
  void make_recovery();
  void drop_recovery();
  Result open(UiLanguage language);
  void want(Call call);
  Result begin();
  void conclude(const Result& result);
  void keep_secret(Text text);
  void forget_secret();

  // A request holds a token and a password, an answer two keys.
  static constexpr uint32_t kExchangeBytes = 5632;
  static constexpr Limits kLimits = Limits{kExchangeBytes};

  const Settings& settings_;
  const Port& port_;

  bool claimed_ = false;
  bool cookie_given_ = false;
  Id id_;
  Id claimed_by_;
  uint32_t counter_ = 0;
  UiLanguage language_ = UiLanguage::english;
  int64_t ends_at_ms_ = 0;

  Client client_;
  bool client_open_ = false;
  UiLanguage client_language_ = UiLanguage::english;
  bool preparing_ = false;
  bool under_way_ = false;
  bool begun_ = false;
  bool sending_again_ = false;
  bool has_recovery_ = false;
  Call call_ = Call::send_code;
  Wait wait_;

  bool tells_ = false;  // what the last call came to
  Complaint complaint_ = Complaint::none;
  Result result_;

  TypedRecipient recipient_;
  size_t secret_size_ = 0;
  char secret_[kMaxPasswordBytes];  // the passcode, or the password
  char token_[2048];
  alignas(Recovery) unsigned char recovery_bytes_[sizeof(Recovery)];
  alignas(kMemoryAlignment) unsigned char memory_[memory_needed(kLimits)];
};

static_assert(sizeof(Visit) <= Visit::kMaxBytes, "a visit is too large");

}  // namespace sparekey::kiosk

#endif
