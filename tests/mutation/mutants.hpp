// SPDX-License-Identifier: Apache-2.0
// What the rewritten sources call: each expression as it stands, or as mutant number k has it. In
// constant expressions nothing is mutated. Included in front of each source by the compiler's
// command line.
#ifndef SPAREKEY_TESTS_MUTATION_MUTANTS_HPP
#define SPAREKEY_TESTS_MUTATION_MUTANTS_HPP

extern "C" int sparekey_mutant;               // the one that lives, or -1
extern "C" unsigned char sparekey_reached[];  // whichever were passed since somebody asked

namespace mutants {

constexpr bool on(int k) {
  if (__builtin_is_constant_evaluated()) return false;
  sparekey_reached[k] = 1;
  return sparekey_mutant == k;
}

template <class A, class B>
constexpr bool eq(int k, A a, B b) {
  return on(k) ? a != b : a == b;
}
template <class A, class B>
constexpr bool ne(int k, A a, B b) {
  return on(k) ? a == b : a != b;
}
template <class A, class B>
constexpr bool lt(int k, A a, B b) {
  return on(k) ? a <= b : on(k + 1) ? a >= b : a < b;
}
template <class A, class B>
constexpr bool le(int k, A a, B b) {
  return on(k) ? a < b : on(k + 1) ? a > b : a <= b;
}
template <class A, class B>
constexpr bool gt(int k, A a, B b) {
  return on(k) ? a >= b : on(k + 1) ? a <= b : a > b;
}
template <class A, class B>
constexpr bool ge(int k, A a, B b) {
  return on(k) ? a > b : on(k + 1) ? a < b : a >= b;
}

template <class A, class B>
constexpr auto add(int k, A a, B b) {
  return on(k) ? a - b : a + b;
}
template <class A, class B>
constexpr auto sub(int k, A a, B b) {
  return on(k) ? a + b : a - b;
}
template <class A, class B>
constexpr auto mul(int k, A a, B b) {
  return on(k) ? a + b : a * b;
}
template <class A, class B>
constexpr auto div(int k, A a, B b) {
  return on(k) ? a * b : a / b;
}
template <class A, class B>
constexpr auto rem(int k, A a, B b) {
  return on(k) ? a * b : a % b;
}
template <class A, class B>
constexpr auto band(int k, A a, B b) {
  return on(k) ? a | b : a & b;
}
template <class A, class B>
constexpr auto bor(int k, A a, B b) {
  return on(k) ? a & b : a | b;
}
template <class A, class B>
constexpr auto bxor(int k, A a, B b) {
  return on(k) ? a & b : a ^ b;
}
template <class A, class B>
constexpr auto shl(int k, A a, B b) {
  return on(k) ? a >> b : a << b;
}
template <class A, class B>
constexpr auto shr(int k, A a, B b) {
  return on(k) ? a << b : a >> b;
}
template <class A>
constexpr auto minus(int k, A a) {
  return on(k) ? +a : -a;
}

// The other operator, the right side alone, the left side alone.
template <class B>
constexpr bool both(int k, bool a, B b) {
  if (on(k)) return a || b();
  if (on(k + 1)) return b();
  if (on(k + 2)) return a;
  return a && b();
}
template <class B>
constexpr bool either(int k, bool a, B b) {
  if (on(k)) return a && b();
  if (on(k + 1)) return b();
  if (on(k + 2)) return a;
  return a || b();
}

constexpr bool inverted(int k, bool a) { return on(k) ? a : !a; }
constexpr bool flip(int k, bool a) { return on(k) ? !a : a; }
constexpr bool branch(int k, bool a) { return on(k) ? true : on(k + 1) ? false : a; }
constexpr bool loop(int k, bool a) { return on(k) ? false : a; }

template <class T>
constexpr T literal(int k, T n) {
  return on(k) ? T(n + 1) : on(k + 1) ? T(n - 1) : n;
}
template <class T>
constexpr T zero(int k, T n) {
  return on(k) ? T(n + 1) : n;
}
template <class T>
constexpr T constant(int k, T n) {
  return on(k) ? T(n < 0 ? n * 2 - 1 : n * 2 + 1) : on(k + 1) ? T(n / 2) : n;
}
template <class T>
constexpr T result(int k, T n) {
  return on(k) ? T(n == T(0) ? 1 : 0) : n;
}
template <class E>
constexpr E neighbour(int k, E e) {
  return on(k) ? E(int(e) ^ 1) : e;
}

}  // namespace mutants

#endif
