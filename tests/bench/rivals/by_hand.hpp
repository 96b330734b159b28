// SPDX-License-Identifier: Apache-2.0
// HTTP as programs write it by hand around a JSON library: fields pasted together, and of an answer
// its status, its Content-Length and its body, believed as they come.
#ifndef SPAREKEY_BENCH_BY_HAND_HPP
#define SPAREKEY_BENCH_BY_HAND_HPP

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "codecs.hpp"

namespace bench {

// Returns the bytes written; `body` is null with GET.
inline size_t write_request(char* out, size_t capacity, const char* path, const char* body) {
  int size = snprintf(out, capacity,
                      "%s %s HTTP/1.1\r\n"
                      "host: %s\r\n"
                      "%s"
                      "accept: application/json\r\n"
                      "accept-encoding: identity\r\n"
                      "x-authing-app-id: %s\r\n"
                      "x-authing-sdk-version: %s\r\n"
                      "x-authing-lang: %s\r\n",
                      body == nullptr ? "GET" : "POST", path, kHost, kUserAgentLine, kAppId,
                      kSdkVersion, kLanguage);
  if (body == nullptr)
    size += snprintf(out + size, capacity - static_cast<size_t>(size), "\r\n");
  else
    size += snprintf(out + size, capacity - static_cast<size_t>(size),
                     "content-type: application/json\r\ncontent-length: %zu\r\n\r\n%s",
                     strlen(body), body);
  return static_cast<size_t>(size);
}

// Copies the answer into `buffer`, as receiving does, with a NUL behind it. The body, or null.
inline const char* read_answer(char* buffer, std::string_view answer) {
  memcpy(buffer, answer.data(), answer.size());
  buffer[answer.size()] = '\0';
  int status = 0;
  if (sscanf(buffer, "HTTP/1.1 %d", &status) != 1 || status != 200) return nullptr;
  char* end = strstr(buffer, "\r\n\r\n");
  if (end == nullptr) return nullptr;
  *end = '\0';
  char* body = end + 4;
  const char* length = strcasestr(buffer, "\r\ncontent-length:");
  if (length == nullptr) return nullptr;
  body[strtoul(length + 17, nullptr, 10)] = '\0';
  return body;
}

}  // namespace bench

#endif
