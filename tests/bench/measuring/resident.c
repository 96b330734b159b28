/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a program, and says how much of it was in memory at most, in KB. Its own memory would count,
 * too: hence C, and static. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  struct rusage used;
  int status = 0;
  const pid_t child = argc > 1 ? vfork() : -1;
  if (child == 0) {
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &used) != child) return 1;
  fprintf(stderr, "resident %ld\n", used.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
