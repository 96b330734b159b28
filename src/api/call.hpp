// SPDX-License-Identifier: Apache-2.0
// A call of the service as one row: all that tells it from the others. Its functions and its row
// share a file, so that a program links only the calls it makes.
#ifndef SPAREKEY_API_CALL_HPP
#define SPAREKEY_API_CALL_HPP

#include "json/document.hpp"
#include "json/object_writer.hpp"
#include "sparekey/calls.hpp"

namespace sparekey::api {

// What the caller hands to a call; all of it stays the caller's until the call is over.
struct Arguments {
  Recipient recipient;
  Text pass_code;
  ResetRequest reset;
  void* answer = nullptr;  // what CallOf says
};

// The room a request leaves for a password that is encrypted into it.
struct EncryptedPassword {
  const char* type;  // passwordEncryptType
  size_t size;       // of what goes there: characters that need no escape
  char* place;       // set by Call::write; null: it does not fit
};

struct Call {
  const char* method;
  const char* path;
  const char* sms_path;  // instead, if the recipient is a phone; null: the same

  // Null, or what is wrong with the arguments, in words. No function: there are none.
  const char* (*check)(const Arguments& arguments);

  // Writes the body. Failures stick to the writer. `password` is null unless it is encrypted. No
  // function: there is no body.
  void (*write)(json::ObjectWriter& out, const Arguments& arguments, EncryptedPassword* password);

  // Reads `data` of a success into `answer`; texts are decoded in place. Code::ok,
  // unexpected_shape, or what the answer's data say went wrong. No function: nothing is in it that
  // matters.
  Code (*read)(json::Document& document, json::Value data, void* answer);

  bool may_come_bare;      // the answer may be `data` alone, without envelope
  bool is_about_passcode;  // apiCodes 500, 2001 and 2300 are about the passcode
  Code unexplained;        // what a refusal means that no apiCode or status explains
};

// A call with the type of its answer, void if it gives none: whoever makes the call must hand over
// room for that very type.
template <typename Answer>
struct CallOf {
  Call row;
};

// Call::read from a reader that knows the type of its answer.
template <typename Answer, Code (*Read)(json::Document&, json::Value, Answer*)>
Code read_as(json::Document& document, json::Value data, void* answer) {
  return Read(document, data, static_cast<Answer*>(answer));
}

// Answer of kPublicKeys.
struct PublicKey {
  const char* kind;  // "rsa" or "sm2", set by the caller
  Text published;    // empty if the service has no such key
};

// To add a call: its file, a line here, and a method of Client's that names it.
extern const CallOf<SystemAnswer> kSystem;
extern const CallOf<PublicKey> kPublicKeys;
extern const CallOf<void> kSendCode;
extern const CallOf<CheckCodeAnswer> kCheckCode;
extern const CallOf<VerifyAnswer> kVerify;
extern const CallOf<void> kReset;

}  // namespace sparekey::api

#endif
