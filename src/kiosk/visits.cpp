// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visits.hpp"

#include <sys/mman.h>

#include "base/place.hpp"
#include "settings/process.hpp"
#include "sparekey/pool.hpp"

namespace sparekey::kiosk {
namespace {

// A connection is kept no longer, so a Client that was prepared is worth no more after that.
constexpr int64_t kPreparedMs = 45'000;
// What a port does at a time.
constexpr size_t kLookups = 2;
// Room for 8 KB of certificates, which some public services send.
constexpr size_t kPoolBytes = pool_needed(ChainKey::rsa_4096, 8192);

}  // namespace

bool Visits::begin(const Settings& settings, const Port& port) {
  const size_t pool_bytes = settings.visits * kPoolBytes;
  const size_t bytes = settings.visits * sizeof(Visit) + pool_bytes;
  void* const memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  protect_memory(memory, bytes);
  port_ = &port;
  first_ = static_cast<Visit*>(memory);
  for (; count_ < settings.visits; ++count_)
    new (SparekeyPlace{first_ + count_}) Visit(settings, port);
  return use_pool(end_of(), pool_bytes);
}

void Visits::end_all() {
  for (Visit* visit = first_; visit != end_of(); ++visit) visit->end();
}

Result Visits::try_out(UiLanguage language) {
  const Result opened = first_->prepare(language);
  if (opened.ok()) first_->end();
  return opened;
}

Visit* Visits::find(const Cookie& cookie) {
  if (!cookie.authentic) return nullptr;
  Visit* found = nullptr;
  for (Visit* visit = first_; visit != end_of(); ++visit) {
    if (!visit->is_claimed()) continue;
    const bool mine = equal(visit->id(), cookie.id);
    const bool was_mine = equal(visit->claimed_by(), cookie.id) && !visit->is_cookie_given();
    if (mine || was_mine) found = visit;
  }
  return found;
}

Visit* Visits::claimed_by(const Id& id) {
  for (Visit* visit = first_; visit != end_of(); ++visit)
    if (visit->is_claimed() && equal(visit->claimed_by(), id)) return visit;
  return nullptr;
}

void Visits::note_cookie_given(const Id& id) {
  for (Visit* visit = first_; visit != end_of(); ++visit)
    if (visit->is_claimed() && equal(visit->id(), id)) visit->note_cookie_given();
}

Visit* Visits::claim(const Id& by, UiLanguage language) {
  Visit* free = nullptr;
  for (Visit* visit = first_; visit != end_of(); ++visit) {
    if (visit->is_claimed()) continue;
    if (free == nullptr || visit->is_prepared()) free = visit;
  }
  Id id;
  if (free == nullptr || !draw(&id)) return nullptr;
  free->claim(id, by, language);
  free->touch(now_ms());
  may_prepare_at_ms_ = 0;
  return free;
}

void Visits::end(Visit* visit, bool timed_out) {
  const Past past = timed_out ? Past::timed_out : Past::ended;
  remember(visit->id(), past);
  remember(visit->claimed_by(), past);
  visit->end();
}

void Visits::remember(const Id& id, Past past) {
  ended_[next_ended_] = {id, past};
  next_ended_ = (next_ended_ + 1) % (sizeof ended_ / sizeof *ended_);
}

Visits::Past Visits::past(const Id& id) const {
  for (const Ended& ended : ended_)
    if (ended.past != Past::unknown && equal(ended.id, id)) return ended.past;
  return Past::unknown;
}

void Visits::prepare_one(UiLanguage language) {
  Visit* free = nullptr;
  for (Visit* visit = first_; visit != end_of(); ++visit) {
    if (visit->is_claimed()) continue;
    if (visit->is_prepared()) return;
    free = visit;
  }
  if (free == nullptr || now_ms() < may_prepare_at_ms_ || !may_resolve()) return;
  (void)free->prepare(language);
  may_prepare_at_ms_ = unprepare_at_ms_ = now_ms() + kPreparedMs;
}

bool Visits::may_resolve() const {
  size_t resolving = 0;
  for (const Visit* visit = first_; visit != end_of(); ++visit)
    if (visit->is_resolving()) ++resolving;
  return resolving < kLookups;
}

void Visits::advance(Visit* visit) {
  // A lookup that finds the port busy would fail.
  if (visit->wants_to_begin() && !may_resolve()) return;
  if (visit->is_busy()) visit->advance();
}

void Visits::advance() {
  const int64_t now = now_ms();
  for (Visit* visit = first_; visit != end_of(); ++visit) {
    advance(visit);
    if (visit->is_prepared() && !visit->is_busy() && now >= unprepare_at_ms_) visit->end();
    if (visit->is_claimed() && !visit->is_under_way() && now >= visit->ends_at_ms())
      end(visit, true);
  }
}

bool Visits::is_under_way(const Id& id) const {
  for (const Visit* visit = first_; visit != end_of(); ++visit)
    if (visit->is_claimed() && equal(visit->id(), id)) return visit->is_under_way();
  return false;
}

size_t Visits::interests(Interest* out, size_t capacity) const {
  size_t size = 0;
  for (const Visit* visit = first_; visit != end_of(); ++visit) {
    if (!visit->is_busy() || visit->wants_to_begin()) continue;
    const Wait& wait = visit->wait();
    for (int i = 0; i < wait.count && size < capacity; ++i) out[size++] = wait.interests[i];
  }
  return size;
}

int64_t Visits::wakes_at_ms() const {
  int64_t earliest = INT64_MAX;
  const auto consider = [&earliest](int64_t time_ms) {
    if (time_ms < earliest) earliest = time_ms;
  };
  for (const Visit* visit = first_; visit != end_of(); ++visit) {
    if (visit->wants_to_begin()) {
      if (may_resolve()) consider(0);
    } else if (visit->is_busy()) {
      consider(visit->wait().until_ms);
    } else if (visit->is_claimed()) {
      consider(visit->ends_at_ms());
    } else if (visit->is_prepared()) {
      consider(unprepare_at_ms_);
    }
  }
  return earliest;
}

int64_t Visits::frees_in_ms() const {
  int64_t earliest = INT64_MAX;
  for (const Visit* visit = first_; visit != end_of(); ++visit)
    if (visit->ends_at_ms() < earliest) earliest = visit->ends_at_ms();
  const int64_t rest = earliest - now_ms();
  return rest > 0 ? rest : 0;
}

}  // namespace sparekey::kiosk
