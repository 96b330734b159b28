// SPDX-License-Identifier: Apache-2.0
// chains.table and crls.table: what is believed, and what else is said of it.
#include <gtest/gtest.h>

#include <map>

#include "figures.hpp"
#include "table.hpp"
#include "trial.hpp"

namespace sparekey::test {
namespace {

void expect_verdict(const Verdict& wanted, const Trial& made) {
  EXPECT_EQ(str(name(made.outcome.code)), wanted.code);
  EXPECT_NE(made.detail.find(wanted.detail), std::string::npos) << made.detail;
  const bool accepted = made.outcome.code == Code::ok;
  EXPECT_EQ(made.requests, accepted ? 1u : 0u);
  EXPECT_EQ(made.handshakes, accepted ? 1 : 0);
  if (accepted) return;
  EXPECT_EQ(made.outcome.delivery, Delivery::not_sent);
  EXPECT_EQ(made.outcome.advice, advice_for(made.outcome.code, Delivery::not_sent));
}

void expect_all(const std::string& table) {
  for (const Row& row : read_table(table + ".table")) {
    SCOPED_TRACE(row.name + ": " + row.what);
    const Scene scene = make_scene(row.what);
    for (const std::string& version : tls_versions()) {
      SCOPED_TRACE("TLS " + version);
      if (row.verdict_for(generation(), version).code == "-") continue;
      const Trial made = attempt(scene, tls_version(version));
      expect_verdict(row.verdict_for(generation(), version), made);
      count(table, row.name + " TLS " + version, made.outcome.code);
    }
  }
}

TEST(ChainTable, EachRowHasItsVerdict) { expect_all("chains"); }
TEST(CrlTable, EachRowHasItsVerdict) { expect_all("crls"); }

}  // namespace
}  // namespace sparekey::test
