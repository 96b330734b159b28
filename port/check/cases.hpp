// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_PORT_CHECK_CASES_HPP
#define SPAREKEY_PORT_CHECK_CASES_HPP

#include "probe.hpp"

namespace sparekey::check {

constexpr int64_t least(int64_t one, int64_t other) { return one < other ? one : other; }

// Each complains, or says what it saw.
void check_clock(Probe& probe);
void check_wall_clock(Probe& probe);
void check_random(Probe& probe);
void check_wait(Probe& probe);
void check_wake(Probe& probe);
void check_echo(Probe& probe);
void check_one_byte(Probe& probe);
void check_again(Probe& probe);
void check_early(Probe& probe);
void check_silence(Probe& probe);
void check_unanswered(Probe& probe);
void check_refusal(Probe& probe);
void check_two(Probe& probe);
void check_fin(Probe& probe);
void check_reset(Probe& probe);
void check_close(Probe& probe);
void check_close_while_connecting(Probe& probe);
void check_close_frees(Probe& probe);
void check_name(Probe& probe);
void check_no_name(Probe& probe);
void check_lookup_given_up(Probe& probe);

}  // namespace sparekey::check

#endif
