// SPDX-License-Identifier: Apache-2.0
// getaddrinfo on its thread: what it may find, and what may be missing to ask it.
#include <errno.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <netinet/in.h>

#include <condition_variable>
#include <mutex>

#include "lookup_run.hpp"
#include "posix/lookup.hpp"
#include "system_calls.hpp"

namespace sparekey::test {
namespace {

// A list as getaddrinfo makes it.
class Found {
 public:
  void add(int family, const char* address = "192.0.2.1") {
    auto entry = std::make_unique<Entry>();
    entry->info.ai_family = family;
    entry->name.sin_family = static_cast<sa_family_t>(family);
    inet_pton(AF_INET, address, &entry->name.sin_addr);
    entry->info.ai_addr = reinterpret_cast<sockaddr*>(&entry->name);
    if (!entries_.empty()) entries_.back()->info.ai_next = &entry->info;
    entries_.push_back(std::move(entry));
  }
  addrinfo* list() { return entries_.empty() ? nullptr : &entries_.front()->info; }

 private:
  struct Entry {
    addrinfo info = {};
    sockaddr_in name = {};
  };
  std::vector<std::unique_ptr<Entry>> entries_;
};

class Getaddrinfo : public testing::Test {
 protected:
  void SetUp() override {
    reset_system_calls();
    descriptors_ = open_descriptors();
  }
  void TearDown() override {
    EXPECT_EQ(open_descriptors(), descriptors_);
    reset_system_calls();
  }

  LookupOutcome find(Found& found) {
    system_calls().found = [&found] { return found.list(); };
    return look_up("api.example.test", {});
  }

  int descriptors_ = 0;
};

TEST_F(Getaddrinfo, OnlyANameThatIsNotThereIsNotFound) {
  system_calls().failures["getaddrinfo"] = {EAI_NONAME, EAI_AGAIN, EAI_FAIL, EAI_MEMORY};
  EXPECT_EQ(look_up("api.example.test", {}).status, kPortNotFound);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(look_up("api.example.test", {}).status, kPortFailed) << i;
  EXPECT_EQ(system_calls().made["freeaddrinfo"], 0);
}

TEST_F(Getaddrinfo, OfManyAddressesTheFirstEightAreTaken) {
  Found found;
  for (int i = 1; i <= 9; ++i) found.add(AF_INET, ("192.0.2." + std::to_string(i)).c_str());
  const LookupOutcome outcome = find(found);
  ASSERT_EQ(outcome.addresses.size(), 8u);
  EXPECT_EQ(outcome.addresses.front(), "192.0.2.1");
  EXPECT_EQ(outcome.addresses.back(), "192.0.2.8");
  EXPECT_EQ(system_calls().made["freeaddrinfo"], 1);
}

TEST_F(Getaddrinfo, OtherFamiliesArePassedOver) {
  Found found;
  found.add(AF_UNIX);
  found.add(AF_INET, "192.0.2.7");
  EXPECT_EQ(find(found).addresses, (Addresses{"192.0.2.7"}));
  Found none;
  none.add(AF_UNIX);
  EXPECT_EQ(find(none).status, kPortNotFound);
}

TEST_F(Getaddrinfo, WhoeverTakesFewerGetsFewer) {
  Found found;
  for (int i = 1; i <= 3; ++i) found.add(AF_INET, ("192.0.2." + std::to_string(i)).c_str());
  system_calls().found = [&found] { return found.list(); };
  Lookup lookup("api.example.test");
  ASSERT_EQ(finish(lookup, {}).status, kPortOk);
  EXPECT_EQ(lookup.ask(2), 2);
  EXPECT_EQ(lookup.addresses(), (Addresses{"192.0.2.1", "192.0.2.2"}));
}

TEST_F(Getaddrinfo, WithoutADescriptorOrAThreadNothingBeginsAndNothingStaysTaken) {
  for (int i = 0; i < 5; ++i) {
    system_calls().failures["eventfd"] = {EMFILE};
    EXPECT_FALSE(Lookup("localhost").began());
    system_calls().failures["pthread_create"] = {EAGAIN};
    EXPECT_FALSE(Lookup("localhost").began());
  }
  EXPECT_EQ(look_up("localhost", {}).status, kPortOk);
}

TEST_F(Getaddrinfo, ANameNoDnsCouldHoldDoesNotBegin) {
  EXPECT_FALSE(Lookup(std::string(254, 'a')).began());
  Lookup longest(std::string(253, 'a'));
  EXPECT_TRUE(longest.began());
  finish(longest, {});
}

TEST_F(Getaddrinfo, WhoeverHasNoRoomForAnInterestGetsNone) {
  Lookup lookup("localhost");
  int64_t wake_ms = 7;
  Interest none;
  EXPECT_EQ(posix::resolve_wants(nullptr, 0, &none, 0, &wake_ms), 0);
  EXPECT_EQ(wake_ms, 7);
  finish(lookup, {});
}

// A lookup that is given up keeps its slot until getaddrinfo comes back.
TEST_F(Getaddrinfo, GivenUpMidwayItComesFreeOnceTheSystemIsDone) {
  std::mutex mutex;
  std::condition_variable changed;
  int inside = 0;
  bool may_go_on = false;
  system_calls().found = [&]() -> addrinfo* {
    std::unique_lock<std::mutex> lock(mutex);
    ++inside;
    changed.notify_all();
    changed.wait(lock, [&] { return may_go_on; });
    return nullptr;
  };
  {
    Lookup first("api.example.test");
    Lookup second("api.example.test");
    EXPECT_EQ(first.ask(), kPortAgain);
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [&] { return inside == 2; });
  }
  EXPECT_FALSE(Lookup("localhost").began());
  {
    const std::lock_guard<std::mutex> lock(mutex);
    may_go_on = true;
  }
  changed.notify_all();
  // The slots come free on threads of their own.
  while (!Lookup("api.example.test").began()) {
  }
  while (open_descriptors() != descriptors_) {
  }
}

}  // namespace
}  // namespace sparekey::test
