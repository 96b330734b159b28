// SPDX-License-Identifier: Apache-2.0
// hosts/*.table: IP literals, origins, certificates' names, no_proxy; from buffers of their size,
// cut everywhere, beside libc and a grammar of the test's own.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <mbedtls/x509_crt.h>

#include <memory>
#include <regex>

#include "base/ip.hpp"
#include "base/origin.hpp"
#include "settings/no_proxy.hpp"
#include "sparekey/options.hpp"
#include "table.hpp"
#include "tls/names.hpp"
#include "unit/exact_buffer.hpp"

namespace sparekey::test {
namespace {

// The address as libc reads it; of family 0 if it does not.
Address libcs(const std::string& text) {
  Address address = {};
  const bool has_nul = text.find('\0') != std::string::npos;  // libc would see its beginning alone
  if (!has_nul && inet_pton(AF_INET, text.c_str(), address.bytes) == 1)
    address.family = 4;
  else if (!has_nul && inet_pton(AF_INET6, text.c_str(), address.bytes) == 1)
    address.family = 6;
  return address;
}

Address ours(std::string_view text) {
  const ExactBuffer exact(text);
  Address v4, v6;
  const bool is_v4 = parse_ipv4(exact.text(), &v4);
  const bool is_v6 = parse_ipv6(exact.text(), &v6);
  EXPECT_FALSE(is_v4 && is_v6);
  EXPECT_EQ(is_v4 ? v4.family : v6.family, is_v4 ? 4 : is_v6 ? 6 : 0);
  return is_v4 ? v4 : v6;
}

void expect_same(const Address& a, const Address& b) {
  EXPECT_EQ(a.family, b.family);
  if (a.family != 0) {
    EXPECT_EQ(memcmp(a.bytes, b.bytes, a.family == 4 ? 4 : 16), 0);
  }
}

TEST(HostsTable, EachAddressIsReadAsItSays) {
  const std::vector<Row> rows = rows_of("hosts", "addresses");
  Figures figures("addresses", rows.size());
  for (const Row& row : rows) {
    const std::string text = decode(row.input()).bytes;
    SCOPED_TRACE(row.where() + ": " + text);
    const std::string& told = row.verdict();
    const Address address = told == "none" ? Address{} : libcs(told.substr(3));
    EXPECT_EQ(address.family, told == "none" ? 0 : told[1] - '0') << told;
    expect_same(ours(text), address);
    for (size_t size = 0; size <= text.size(); ++size)
      expect_same(ours(text.substr(0, size)), libcs(text.substr(0, size)));
    row.expect_all_taken();
    figures.count(2 * (2 + text.size()));
  }
}

// An origin by another way than the library's: RFC 3986's and RFC 1123's grammar.
bool is_origin(const std::string& text) {
  static const std::regex kOrigin(
      R"((?:[Hh][Tt][Tt][Pp][Ss]://)?(?:\[([^\]]*)\]|([^:\[\]]*))(?::([0-9]{1,5}))?)");
  static const std::regex kName(
      R"((?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*([A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?))");
  static const std::regex kNumber("[0-9]*|0[xX][0-9A-Fa-f]*");
  std::smatch parts, labels;
  if (!std::regex_match(text, parts, kOrigin)) return false;
  if (parts[3].matched && (std::stoi(parts[3]) == 0 || std::stoi(parts[3]) > 65535)) return false;
  if (parts[1].matched) return libcs(parts[1]).family == 6;
  const std::string host = parts[2];
  if (libcs(host).family == 4) return true;
  return host.size() <= 253 && std::regex_match(host, labels, kName) &&
         !std::regex_match(labels[1].str(), kNumber);
}

TEST(HostsTable, EachOriginIsReadAsItSays) {
  const std::vector<Row> rows = rows_of("hosts", "origins");
  EXPECT_GE(rows.size(), 120u);
  Figures figures("origins", rows.size());
  for (Row row : rows) {
    const std::string text = decode(row.input()).bytes;
    SCOPED_TRACE(row.where() + ": " + text);
    const ExactBuffer exact(text);
    Origin origin;
    const char* const detail = parse_origin(exact.text(), &origin);
    EXPECT_EQ(detail == nullptr, row.verdict() == "ok");
    std::string told;
    if (detail == nullptr) {
      EXPECT_TRUE(row.take("host", &told));
      EXPECT_EQ(str(origin.host), told);
      EXPECT_EQ(origin.tcp_port, row.take_number("port", 0));
      EXPECT_EQ(origin.address.family, row.take("v4") ? 4 : row.take("v6") ? 6 : 0);
      const bool in_brackets = origin.address.family == 6;
      EXPECT_EQ(str(uri_host(origin)), in_brackets ? '[' + told + ']' : told);
      EXPECT_EQ(origin.authority.end(), exact.text().end());
      EXPECT_EQ(str(origin.authority.substr(0, uri_host(origin).size())), str(uri_host(origin)));
    } else {
      EXPECT_TRUE(row.take("says", &told));
      if (SPAREKEY_DETAILS) {
        EXPECT_NE(std::string(detail).find(told), std::string::npos) << detail;
      }
    }
    row.expect_all_taken();
    for (size_t size = 0; size <= text.size(); ++size) {
      const std::string cut = text.substr(0, size);
      EXPECT_EQ(parse_origin(ExactBuffer(cut).text(), &origin) == nullptr, is_origin(cut)) << cut;
    }
    figures.count(2 + text.size());
  }
}

// A certificate's subjectAltName: each entry in a buffer of its size.
class AltNames {
 public:
  explicit AltNames(const std::vector<std::string>& entries) {
    mbedtls_x509_sequence* last = nullptr;
    for (const std::string& entry : entries) {
      const size_t colon = entry.find(':');
      const std::string kind = entry.substr(0, colon);
      std::string value = decode(entry.substr(colon + 1)).bytes;
      if (kind == "IP") {
        const Address address = libcs(value);
        value.assign(reinterpret_cast<const char*>(address.bytes), address.family == 4 ? 4 : 16);
      } else if (kind == "RAW") {
        std::string octets;
        for (size_t i = 0; i < value.size(); i += 2)
          octets += static_cast<char>(std::stoi(value.substr(i, 2), nullptr, 16));
        value = octets;
      }
      content_.push_back(std::make_unique<ExactBuffer>(value));
      if (last != nullptr) {
        more_.push_back(std::make_unique<mbedtls_x509_sequence>());
        last->next = more_.back().get();
      }
      last = last == nullptr ? &certificate_.subject_alt_names : last->next;
      last->buf.tag = MBEDTLS_ASN1_CONTEXT_SPECIFIC | tag_of(kind);
      last->buf.p = reinterpret_cast<unsigned char*>(content_.back()->data());
      last->buf.len = value.size();
    }
  }
  const mbedtls_x509_crt& certificate() const { return certificate_; }

 private:
  static int tag_of(const std::string& kind) {
    return kind == "MAIL" ? 1 : kind == "DNS" ? 2 : kind == "URI" ? 6 : 7;
  }
  mbedtls_x509_crt certificate_ = {};
  std::vector<std::unique_ptr<ExactBuffer>> content_;
  std::vector<std::unique_ptr<mbedtls_x509_sequence>> more_;
};

bool presents(const AltNames& names, std::string_view wanted) {
  const ExactBuffer exact(wanted);
  tls::Identity identity;
  identity.address = libcs(std::string(wanted));
  if (!identity.is_address()) identity.dns_name = exact.text();
  return tls::presents(names.certificate(), tls::name_of(identity));
}

TEST(HostsTable, EachNameIsMatchedAsItSays) {
  const std::vector<Row> rows = rows_of("hosts", "names");
  Figures figures("names", rows.size());
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where() + ": " + row.input());
    std::vector<std::string> entries = words_of(row.input());
    const std::string wanted = decode(entries.back()).bytes;
    entries.pop_back();
    const AltNames names(entries);
    const bool match = row.verdict() == "match";
    EXPECT_TRUE(match || row.verdict() == "differ");
    EXPECT_EQ(presents(names, wanted), match);
    // Nothing shorter is that name: neither what is wanted nor, of a single entry, what is there.
    for (size_t size = 0; match && size < wanted.size(); ++size)
      EXPECT_FALSE(presents(names, wanted.substr(0, size))) << wanted.substr(0, size);
    const size_t begin = entries.empty() ? 0 : entries[0].find(':') + 1;
    const bool can_be_cut = match && entries.size() == 1 && entries[0].substr(0, 4) == "DNS:" &&
                            entries[0].find('%') == std::string::npos;
    for (size_t size = begin; can_be_cut && size < entries[0].size(); ++size)
      EXPECT_FALSE(presents(AltNames({entries[0].substr(0, size)}), wanted)) << size;
    row.expect_all_taken();
    figures.count(1 + (match ? wanted.size() : 0) + (can_be_cut ? entries[0].size() - begin : 0));
  }
}

bool is_direct(std::string_view host, std::string_view list) {
  const ExactBuffer exact_host(host);
  const ExactBuffer exact_list(list);
  return is_in_no_proxy(exact_host.text(), exact_list.text());
}

TEST(HostsTable, EachNoProxyCountsAsItSays) {
  const std::vector<Row> rows = rows_of("hosts", "no_proxy");
  Figures figures("no_proxy", rows.size());
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where() + ": " + row.input());
    const std::vector<std::string> words = words_of(row.input());
    const std::string list = words.size() < 2 ? "" : decode(words[1]).bytes;
    EXPECT_LE(words.size(), 2u);
    const bool direct = row.verdict() == "direct";
    EXPECT_TRUE(direct || row.verdict() == "proxied");
    EXPECT_EQ(is_direct(words[0], list), direct);
    EXPECT_FALSE(is_direct("", list));
    // Entries beside it change nothing, wherever they stand.
    EXPECT_EQ(is_direct(words[0], list + ",x.invalid"), direct);
    EXPECT_EQ(is_direct(words[0], "x.invalid, " + list), direct);
    for (size_t size = 0; size < list.size(); ++size) {
      const std::string_view cut = std::string_view(list).substr(0, size);
      EXPECT_EQ(is_direct(words[0], cut), is_direct(words[0], std::string(cut) + ' ')) << cut;
    }
    row.expect_all_taken();
    figures.count(4 + 2 * list.size());
  }
}

}  // namespace
}  // namespace sparekey::test
