/* SPDX-License-Identifier: Apache-2.0 */
/* To be preloaded: paints the stack before main, and says at the end how much was touched. */
#include <stdio.h>

enum { kPainted = 512 * 1024, kOwnFrame = 512, kPaint = 0xA5 };

static volatile unsigned char *top, *lowest;

__attribute__((constructor)) static void paint(void) {
  top = (volatile unsigned char*)__builtin_frame_address(0);
  lowest = top - kPainted;
  for (volatile unsigned char* at = top - kOwnFrame; at > lowest;) *--at = kPaint;
}

__attribute__((destructor)) static void report(void) {
  const volatile unsigned char* at = lowest;
  while (at < top && *at == kPaint) ++at;
  fprintf(stderr, "stack %zu\n", (size_t)(top - at));
}
