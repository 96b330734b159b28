// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_COMMAND_COMMAND_HPP
#define SPAREKEY_COMMAND_COMMAND_HPP

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/emulator_process.hpp"
#include "support/person.hpp"

namespace command_test {

using nlohmann::json;
using support::Arguments;
using support::EmulatorProcess;
using support::Environment;
using support::Finished;
using support::kControlC;
using support::kControlD;
using support::Person;
using support::TempDir;

constexpr const char* kEmail = "alice@example.com";
constexpr const char* kOldPassword = "OldPassw0rd!";
constexpr const char* kNewPassword = "Brand-N3w-Pass";

// For an emulator: lets its configuration be written in braces.
inline json config(const json& value) { return value; }

// `sparekey ARGUMENTS`, without a service.
Arguments sparekey(const Arguments& arguments);

// The same with --host, --app-id and --ca-file for the emulator.
Arguments sparekey(const EmulatorProcess& emulator, const Arguments& arguments);

// The whole standard output as one JSON value on one line; standard error must be empty.
json only_json(const Finished& finished);

// Checks exit status, code, kind, delivery and advice of a --json failure; returns its `error`.
json expect_failure(const Finished& finished, int status, const std::string& code,
                    const std::string& delivery, const std::string& advice);

// A bad_argument, in both output modes; `about` is in its detail and on standard error.
void expect_bad_argument(const Arguments& arguments, const std::string& about,
                         const Environment& environment = {});

// Has a passcode sent and returns it; exchanges it for a token.
std::string fresh_code(const EmulatorProcess& emulator);
std::string fresh_token(const EmulatorProcess& emulator);

bool contains(const std::string& text, const std::string& part);

}  // namespace command_test

#endif
