// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_ENDING_HPP
#define SPAREKEY_EMULATOR_ENDING_HPP

namespace emulator {

// What ends the emulator: SIGTERM, SIGINT, or the end of standard input. Made before any thread, so
// that all of them leave the signals to it.
class Ending {
 public:
  Ending();
  ~Ending();
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;

  void wait();

 private:
  int signals_;
};

}  // namespace emulator

#endif
