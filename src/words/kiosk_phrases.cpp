// SPDX-License-Identifier: Apache-2.0
#include "words/speaker.hpp"
#include "words/speakers.hpp"

namespace sparekey {

size_t unpack_phrase(UiLanguage language, PhraseGroup group, size_t number, char* out) {
  return speaker::unpack_phrase_of<KioskSpeaker>(language, group, number, out);
}

}  // namespace sparekey
