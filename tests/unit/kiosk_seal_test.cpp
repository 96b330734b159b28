// SPDX-License-Identifier: Apache-2.0
// Cookies and forms that only this process can make.
#include "kiosk/seal.hpp"

#include <gtest/gtest.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <vector>

#include "exact_buffer.hpp"
#include "kiosk/cookie.hpp"

namespace sparekey::kiosk {
namespace {

using test::str;

// A port whose random bytes count on from a number.
Port counting_port(uint8_t* next) {
  Port port;
  port.context = next;
  port.random = [](void* context, void* out, size_t size) -> int {
    for (size_t i = 0; i < size; ++i)
      static_cast<uint8_t*>(out)[i] = (*static_cast<uint8_t*>(context))++;
    return kPortOk;
  };
  return port;
}

class KioskSeal : public testing::Test {
 protected:
  KioskSeal() {
    EXPECT_TRUE(seal_.draw_key(counting_port(&first_)));
    EXPECT_TRUE(other_.draw_key(counting_port(&second_)));
    for (size_t i = 0; i < sizeof id_.bytes; ++i) id_.bytes[i] = static_cast<uint8_t>(i);
  }

  std::string cookie(const Seal& seal, const Id& id) {
    char out[kCookieChars];
    return str(seal.cookie(id, out));
  }
  std::string form(uint32_t counter) {
    char out[kFormChars];
    return str(seal_.form(id_, counter, out));
  }

  uint8_t first_ = 0;
  uint8_t second_ = 1;
  Seal seal_;
  Seal other_;
  Id id_;
};

// HMAC (RFC 2104) with SM3, as OpenSSL has it.
std::string hmac_sm3(const std::vector<uint8_t>& key, const std::vector<uint8_t>& message) {
  uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sm3(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), digest,
       &size);
  std::string hex;
  constexpr char kDigits[] = "0123456789abcdef";
  for (size_t i = 0; i < kMacBytes; ++i) {
    hex += kDigits[digest[i] >> 4];
    hex += kDigits[digest[i] & 15];
  }
  return hex;
}

TEST_F(KioskSeal, IsAnHmac) {
  std::vector<uint8_t> key(32);
  for (size_t i = 0; i < key.size(); ++i) key[i] = static_cast<uint8_t>(i);
  std::vector<uint8_t> message = {1};
  message.insert(message.end(), std::begin(id_.bytes), std::end(id_.bytes));
  message.insert(message.end(), {0, 0, 0, 0});
  EXPECT_EQ("000102030405060708090a0b0c0d0e0f" + hmac_sm3(key, message), cookie(seal_, id_));
  message[0] = 2;
  message[17] = 0x01;
  message[18] = 0x02;
  message[19] = 0x03;
  message[20] = 0x04;
  EXPECT_EQ("01020304" + hmac_sm3(key, message), form(0x01020304));
}

TEST_F(KioskSeal, KnowsItsOwnCookies) {
  const std::string ours = cookie(seal_, id_);
  Id id;
  ASSERT_TRUE(seal_.is_cookie(ours, &id));
  EXPECT_TRUE(equal(id_, id));
  EXPECT_FALSE(other_.is_cookie(ours, &id));
  EXPECT_FALSE(seal_.is_cookie(cookie(other_, id_), &id));
  EXPECT_FALSE(seal_.is_cookie("", &id));
  EXPECT_FALSE(seal_.is_cookie(ours + "0", &id));
  EXPECT_FALSE(seal_.is_cookie(ours.substr(1), &id));
}

TEST_F(KioskSeal, SeesEachBitThatIsChanged) {
  const std::string ours = cookie(seal_, id_);
  const std::string form_2 = form(2);
  uint32_t counter = 0;
  Id id;
  for (size_t i = 0; i < ours.size(); ++i) {
    std::string changed = ours;
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(seal_.is_cookie(changed, &id)) << i;
  }
  for (size_t i = 0; i < form_2.size(); ++i) {
    std::string changed = form_2;
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(seal_.is_form(changed, id_, &counter)) << i;
  }
}

TEST_F(KioskSeal, TellsFormsApart) {
  uint32_t counter = 0;
  for (const uint32_t number : {0U, 1U, 255U, 256U, 0xFFFFFFFFU}) {
    ASSERT_TRUE(seal_.is_form(form(number), id_, &counter));
    EXPECT_EQ(number, counter);
  }
  Id another = id_;
  another.bytes[15] ^= 1;
  EXPECT_FALSE(seal_.is_form(form(1), another, &counter));
  EXPECT_FALSE(seal_.is_form(cookie(seal_, id_).substr(0, kFormChars), id_, &counter));
}

class KioskCookie : public KioskSeal {
 protected:
  Cookie read(const std::vector<std::string>& fields) {
    CookieReader reader(seal_);
    for (const std::string& field : fields) reader.read(test::ExactBuffer(field).text());
    return reader.cookie();
  }
  std::string ours() { return "visit=" + cookie(seal_, id_); }
};

TEST_F(KioskCookie, IsFoundAmongOthers) {
  for (const std::string& field :
       {ours(), "a=b; " + ours(), ours() + ";c=d", "x;\t" + ours() + " \t;",
        "visitor=1; " + ours() + "; Visit=2"}) {
    const Cookie cookie = read({field});
    EXPECT_TRUE(cookie.authentic) << field;
    EXPECT_FALSE(cookie.has_language);
    EXPECT_TRUE(equal(id_, cookie.id));
  }
  EXPECT_TRUE(read({"a=b", ours()}).authentic);
}

TEST_F(KioskCookie, IsNoneIfThereAreTwo) {
  EXPECT_FALSE(read({ours() + "; " + ours()}).authentic);
  EXPECT_FALSE(read({ours(), ours()}).authentic);
  EXPECT_FALSE(read({"visit=1; " + ours()}).authentic);
}

TEST_F(KioskCookie, IsNoneIfSomebodyElseMadeIt) {
  for (const std::string& field :
       {std::string(), std::string("visit="), std::string("visit"), "visit=" + std::string(64, '0'),
        ours() + "0", ours().substr(0, 69), "xvisit=" + cookie(seal_, id_)})
    EXPECT_FALSE(read({field}).authentic) << field;
  EXPECT_FALSE(read({"visit=" + cookie(other_, id_)}).authentic);
}

TEST_F(KioskCookie, CarriesTheLanguage) {
  char bytes[kMaxSetCookieBytes];
  Cookie cookie;
  cookie.id = id_;
  cookie.has_language = true;
  cookie.language = UiLanguage::chinese;
  const std::string set = str(set_cookie(seal_, cookie, false, bytes));
  EXPECT_EQ(ours() + ".zh-CN; Path=/; HttpOnly; SameSite=Strict", set);
  const Cookie read_back = read({set.substr(0, set.find(';'))});
  EXPECT_TRUE(read_back.authentic);
  EXPECT_TRUE(read_back.has_language);
  EXPECT_EQ(UiLanguage::chinese, read_back.language);
  for (const char* const rest : {".xx-XX", ".", "zh-CN", ".zh-CN."})
    EXPECT_FALSE(read({ours() + rest}).authentic) << rest;
}

TEST_F(KioskCookie, IsSecureWhereTheOriginIs) {
  char bytes[kMaxSetCookieBytes];
  Cookie cookie;
  cookie.id = id_;
  EXPECT_EQ(ours() + "; Path=/; HttpOnly; SameSite=Strict; Secure",
            str(set_cookie(seal_, cookie, true, bytes)));
  EXPECT_EQ("visit=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure",
            str(expire_cookie(true, bytes)));
}

TEST_F(KioskSeal, WhatIsNoHexadecimalIsNeitherCookieNorForm) {
  std::string value = cookie(seal_, id_);
  Id id;
  ASSERT_TRUE(seal_.is_cookie(value, &id));
  uint32_t counter = 0;
  std::string written = form(7);
  ASSERT_TRUE(seal_.is_form(written, id_, &counter));
  for (const char c : {'g', ' ', '-', '\0'}) {
    value[3] = c;
    written[3] = c;
    EXPECT_FALSE(seal_.is_cookie(value, &id));
    EXPECT_FALSE(seal_.is_form(written, id_, &counter));
  }
  EXPECT_FALSE(seal_.is_form(form(7).substr(1), id_, &counter));
}

}  // namespace
}  // namespace sparekey::kiosk
