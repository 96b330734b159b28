/* SPDX-License-Identifier: Apache-2.0 */
/* A plug-in for user-mode qemu that counts the instructions a program executes, all threads
 * together, and says so on standard error as it ends:  qemu-arm -plugin libinstructions.so PROGRAM
 * What it needs of qemu's interface is declared here: Debian 12 ships no header of it. Before qemu
 * 9 that has version 1, from then on 2 and more, with other inline counters: so a call counts each
 * block, which all versions have alike. */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define SHOWN __attribute__((visibility("default")))

struct qemu_plugin_tb;
struct qemu_info;
typedef uint64_t Plugin;
typedef void (*Translated)(Plugin, struct qemu_plugin_tb*);
typedef void (*Executed)(unsigned processor, void* context);
typedef void (*Ended)(Plugin, void* context);
enum { kNoRegisters = 0 };

extern void qemu_plugin_register_vcpu_tb_trans_cb(Plugin, Translated);
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb*, Executed, int registers,
                                                 void* context);
extern void qemu_plugin_register_atexit_cb(Plugin, Ended, void* context);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);

/* Whoever compiles this says which. */
SHOWN int qemu_plugin_version = PLUGIN_VERSION;

static uint64_t count;

static void executed(unsigned processor, void* instructions) {
  (void)processor;
  __atomic_fetch_add(&count, (uintptr_t)instructions, __ATOMIC_RELAXED);
}

static void translated(Plugin plugin, struct qemu_plugin_tb* block) {
  (void)plugin;
  qemu_plugin_register_vcpu_tb_exec_cb(block, executed, kNoRegisters,
                                       (void*)(uintptr_t)qemu_plugin_tb_n_insns(block));
}

static void ended(Plugin plugin, void* context) {
  (void)plugin;
  (void)context;
  fprintf(stderr, "instructions %" PRIu64 "\n", count);
}

SHOWN int qemu_plugin_install(Plugin plugin, const struct qemu_info* machine,
                              int count_of_arguments, char** arguments) {
  (void)machine;
  (void)count_of_arguments;
  (void)arguments;
  qemu_plugin_register_vcpu_tb_trans_cb(plugin, translated);
  qemu_plugin_register_atexit_cb(plugin, ended, NULL);
  return 0;
}
