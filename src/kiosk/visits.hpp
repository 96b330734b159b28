// SPDX-License-Identifier: Apache-2.0
// All the visits there can be, in memory that is taken at the start.
#ifndef SPAREKEY_KIOSK_VISITS_HPP
#define SPAREKEY_KIOSK_VISITS_HPP

#include "kiosk/cookie.hpp"
#include "kiosk/visit.hpp"

namespace sparekey::kiosk {

class Visits {
 public:
  Visits() = default;
  ~Visits() { end_all(); }
  Visits(const Visits&) = delete;
  Visits& operator=(const Visits&) = delete;

  /// Takes the memory of all of them, and mbedTLS's. The arguments must stay. False: there is none.
  bool begin(const Settings& settings, const Port& port);
  void end_all();

  /// Whether a Client can be opened at all.
  Result try_out(UiLanguage language);

  /// The visit that this cookie opens; null: none.
  Visit* find(const Cookie& cookie);
  /// The visit that was claimed by this cookie of the first page, whether it still opens it or not.
  Visit* claimed_by(const Id& id);
  /// An answer with the cookie of this visit went out whole.
  void note_cookie_given(const Id& id);
  /// Null: none is free.
  Visit* claim(const Id& by, UiLanguage language);
  void end(Visit* visit, bool timed_out);

  /// What became of the visit of this cookie, as far as it is remembered.
  enum class Past : uint8_t { unknown, timed_out, ended };
  Past past(const Id& id) const;

  /// Has one free visit connect while somebody types; not again and again.
  void prepare_one(UiLanguage language);

  /// Takes each as far as it goes, and ends those that nobody went on with.
  void advance();
  /// This one alone.
  void advance(Visit* visit);
  /// Whether the visit with this id has a call under way.
  bool is_under_way(const Id& id) const;
  /// Adds what they wait for.
  size_t interests(Interest* out, size_t capacity) const;
  /// When to advance them, if nothing happens before.
  int64_t wakes_at_ms() const;
  /// Until the first of them ends if nobody goes on with it.
  int64_t frees_in_ms() const;

  int64_t now_ms() const { return port_->monotonic_ms(port_->context); }
  bool draw(Id* out) const {
    return port_->random(port_->context, out->bytes, sizeof out->bytes) == kPortOk;
  }

 private:
  Visit* end_of() const { return first_ + count_; }
  bool may_resolve() const;
  void remember(const Id& id, Past past);

  const Port* port_ = nullptr;
  Visit* first_ = nullptr;
  size_t count_ = 0;
  int64_t may_prepare_at_ms_ = 0;
  int64_t unprepare_at_ms_ = 0;

  struct Ended {
    Id id;
    Past past = Past::unknown;
  };
  Ended ended_[32];
  size_t next_ended_ = 0;
};

}  // namespace sparekey::kiosk

#endif
