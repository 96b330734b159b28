// SPDX-License-Identifier: Apache-2.0
// Files as the tables write them: text, and blocks of armour that something was done to.
#ifndef SPAREKEY_CONFORMANCE_TEXTS_HPP
#define SPAREKEY_CONFORMANCE_TEXTS_HPP

#include <map>
#include <string>

namespace sparekey::test {

// "# a root\n{cert}%00{cert>width=76>cut=100}": \n, \r, \t and %XX are bytes; {name} is one of
// `blocks`, and behind each ">" stands what is done to it.
std::string expand(const std::string& text, const std::map<std::string, std::string>& blocks);

// The lines between BEGIN and END.
std::string body_of(const std::string& block);

}  // namespace sparekey::test

#endif
