// SPDX-License-Identifier: Apache-2.0
// ca_files.table, crl_files.table and keys.table: what is read of a file, and what is refused
// whole.
#include <gtest/gtest.h>

#include "crypto/rsa.hpp"
#include "figures.hpp"
#include "keys.hpp"
#include "support/crls.hpp"
#include "support/device.hpp"
#include "table.hpp"
#include "texts.hpp"
#include "trial.hpp"

namespace sparekey::test {
namespace {

// Bytes on the heap and no more, so that a sanitizer sees any access beyond.
class Exact {
 public:
  explicit Exact(const std::string& text) : size_(text.size()), bytes_(new char[size_]) {
    text.copy(bytes_.get(), size_);
  }
  Text text() const { return Text(bytes_.get(), size_); }

 private:
  size_t size_;
  std::unique_ptr<char[]> bytes_;
};

// A chain, and a list that revokes its leaf. Signatures differ in length: those are taken whose
// base64 ends in padding.
const Scene& scene() {
  static const Scene made = [] {
    const auto is_padded = [](const std::string& block) {
      return body_of(block).find('=') != std::string::npos;
    };
    for (;;) {
      Scene scene =
          make_scene("leaf: issuer=root; sent: leaf; crl: issuer=root revoked=leaf; crls-as: pem");
      if (is_padded(scene.anchors_pem) && is_padded(scene.crls)) return scene;
    }
  }();
  return made;
}

std::map<std::string, std::string> make_blocks() {
  // Of the same name, and with another key.
  const Scene other =
      make_scene("anchors: twin; twin: subject=root issuer=twin; crl: ; crls-as: pem");
  const auto anchors = [](const char* what) { return make_scene(what).anchors_pem; };
  const auto lists = [](const char* what) { return make_scene(what).crls; };
  const auto public_key = [](const char* kind) { return public_pem(key_of("service", kind)); };
  return {
      {"cert", scene().anchors_pem},
      {"other", other.anchors_pem},
      {"cert-and-more", anchors("root: behind=00")},
      {"cert-der", make_scene("-").sent.back()},
      {"crl", scene().crls},
      {"crl-der", lists("crl: issuer=root revoked=leaf")},
      {"crl-and-more", lists("crl: issuer=root revoked=leaf behind=00; crls-as: pem")},
      {"list", other.crls},
      {"list-der", lists("crl: ")},
      {"key", public_key("rsa2048")},
      {"ec-key", public_key("p256")},
      {"rsa512", public_key("rsa512")},
      {"rsa1024", public_key("rsa1024")},
      {"rsa4096", public_key("rsa4096")},
      {"rsa8192", public_key("rsa8192")},
      {"private-key", private_pem(key_of("service", "p256"))},
  };
}

const std::map<std::string, std::string>& blocks() {
  static const std::map<std::string, std::string> made = make_blocks();
  return made;
}

void expect_code(const std::string& table, const Row& row, Code code) {
  EXPECT_EQ(str(name(code)), row.verdict_for(generation(), "1.2").code);
  count(table, row.name, code);
}

// What comes of a call with these anchors; `crls` may be empty.
Code with_anchors(const std::string& pem) {
  Scene with = scene();
  with.anchors_pem = pem;
  with.crls.clear();
  return attempt(with, TLS1_2_VERSION).outcome.code;
}
Code with_list(const std::string& crls) {
  Scene with = scene();
  with.crls = crls;
  return attempt(with, TLS1_2_VERSION).outcome.code;
}

Code open_anchors(const std::string& pem) {
  const Exact exact(pem);
  Device device("127.0.0.1:1", "");
  device.config.ca_pem = exact.text();
  return device.try_open().code;
}
Code open_lists(const std::string& crls) {
  const CrlBytes bytes(crls);
  Device device("127.0.0.1:1", scene().anchors_pem);
  device.config.crls = bytes.crls();
  return device.try_open().code;
}
Code read_key(const std::string& text) {
  const Exact exact(text);
  crypto::RsaKey key;
  const Code code = crypto::rsa_decode_key(exact.text(), &key);
  EXPECT_EQ(key.der_size == 0, code != Code::ok);
  return code;
}

TEST(CaFileTable, EachRowHasItsVerdict) {
  for (const Row& row : read_table("ca_files.table")) {
    SCOPED_TRACE(row.name + ": " + row.what);
    const std::string text = expand(row.what, blocks());
    const Code code = with_anchors(text);
    expect_code("ca_files", row, code);
    EXPECT_EQ(open_anchors(text) == Code::ok, code != Code::unreadable_file);
  }
}

TEST(CrlFileTable, EachRowHasItsVerdict) {
  for (const Row& row : read_table("crl_files.table")) {
    SCOPED_TRACE(row.name + ": " + row.what);
    const std::string text = expand(row.what, blocks());
    // An empty one would be taken for none at all.
    expect_code("crl_files", row, text.empty() ? open_lists(text) : with_list(text));
  }
}

TEST(KeyTable, EachRowHasItsVerdict) {
  const std::string der = public_der(key_of("service", "rsa2048"));
  for (const Row& row : read_table("keys.table")) {
    SCOPED_TRACE(row.name + ": " + row.what);
    const std::string text = expand(row.what, blocks());
    expect_code("keys", row, read_key(text));
    crypto::RsaKey key;
    if (row.what.find("{key") == std::string::npos ||
        crypto::rsa_decode_key(Exact(text).text(), &key) != Code::ok)
      continue;
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(key.der), key.der_size), der);
  }
}

// Of two blocks, cut behind any byte: read if one is whole, and nothing of the other begins.
template <typename Read>
void expect_right_at_every_cut(const std::string& table, const std::string& block,
                               const std::string& other, Code refused, Read read) {
  constexpr std::string_view kLooksLikeMore = "-----BEGIN";
  const std::string both = block + other;
  const size_t first_end = block.size() - 1;  // the last line end may be missing
  for (size_t size = 0; size <= both.size(); ++size) {
    const bool first = size >= first_end && size < block.size() + kLooksLikeMore.size();
    const bool both_of_them = size + 1 >= both.size();
    EXPECT_EQ(read(both.substr(0, size)), first || both_of_them ? Code::ok : refused) << size;
  }
  count_changed(table, both.size() + 1);
}

// Whatever byte becomes another: it is read or refused, and that is all.
template <typename Read>
void expect_sane_at_every_change(const std::string& table, const std::string& block, Code refused,
                                 Read read) {
  for (size_t at = 0; at < block.size(); ++at)
    for (const int change : {0x01, 0x20, 0x80}) {
      std::string changed = block;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const Code code = read(changed);
      EXPECT_TRUE(code == Code::ok || code == refused) << at << " ^ " << change << ": " << code;
    }
  count_changed(table, 3 * block.size());
}

TEST(CaFileTable, CutAnywhere) {
  expect_right_at_every_cut("ca_files", blocks().at("cert"), blocks().at("other"),
                            Code::unreadable_file, open_anchors);
}
TEST(CaFileTable, ChangedAnywhere) {
  expect_sane_at_every_change("ca_files", blocks().at("cert"), Code::unreadable_file, open_anchors);
}
TEST(CrlFileTable, CutAnywhere) {
  expect_right_at_every_cut("crl_files", blocks().at("crl"), blocks().at("list"),
                            Code::unreadable_file, open_lists);
}
TEST(CrlFileTable, ChangedAnywhere) {
  expect_sane_at_every_change("crl_files", blocks().at("crl"), Code::unreadable_file, open_lists);
}
// Behind its END nothing is looked at.
TEST(KeyTable, CutAnywhere) {
  const std::string& key = blocks().at("key");
  for (size_t size = 0; size <= key.size(); ++size)
    EXPECT_EQ(read_key(key.substr(0, size)), size + 1 >= key.size() ? Code::ok : Code::bad_key);
  count_changed("keys", key.size() + 1);
}
TEST(KeyTable, ChangedAnywhere) {
  expect_sane_at_every_change("keys", blocks().at("key"), Code::bad_key, read_key);
}

}  // namespace
}  // namespace sparekey::test
