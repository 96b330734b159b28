// SPDX-License-Identifier: Apache-2.0
// Bodies: how long they say they are, and what stands in them.
#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

class Body : public KioskTest {
 protected:
  void SetUp() override {
    start();
    alice_ = std::make_unique<Visitor>(kiosk());
    alice_->to_code();
  }
  void TearDown() override {
    // Whatever was sent, her visit goes on.
    EXPECT_EQ(verified(), 0U);
    EXPECT_EQ(alice_->get("/code").status, 200);
    expect_leads(alice_->submit("/verify", {{"code", Visitor::code_of(emulator())}}), "/password");
    KioskTest::TearDown();
  }

  Fields head(const std::string& type = "application/x-www-form-urlencoded") {
    return {{"Host", kiosk().host()},
            {"Origin", kiosk().origin()},
            {"Cookie", alice_->cookie},
            {"Content-Type", type}};
  }
  std::string good() { return "form=" + alice_->form + "&code=123456"; }
  Answer post(const std::string& body) {
    return exchange(request("POST", "/verify", head(), body));
  }

  // A head with `more`, then a body, then another request that must not be read.
  void expect_closed(const Fields& more, const std::string& body, int status) {
    Fields fields = head();
    fields.insert(fields.end(), more.begin(), more.end());
    std::string bytes = request("POST", "/verify", fields) + body;
    bytes += request("GET", "/health", {{"Host", kiosk().host()}});
    Wire wire(kiosk().address());
    wire.send(bytes);
    const Answer answer = wire.answer();
    EXPECT_EQ(answer.status, status) << answer.bytes;
    // The library says some of its refusals twice (0.9.75), but reads no further.
    const std::string rest = wire.rest();
    EXPECT_EQ(rest.find("200 OK"), std::string::npos) << rest;
    if (!answer.field("content-security-policy").empty()) {
      EXPECT_EQ(rest, "");
    }
  }

  std::unique_ptr<Visitor> alice_;
};

TEST_F(Body, ItsLengthIsSaidOnceAndPlainly) {
  const std::string length = std::to_string(good().size());
  for (const Fields& more :
       std::initializer_list<Fields>{{{"Content-Length", length}, {"Content-Length", length}},
                                     {{"Content-Length", length}, {"Content-Length", "0"}},
                                     {{"Content-Length", "0"}, {"content-length", length}},
                                     {{"Content-Length", length + ", " + length}},
                                     {{"Content-Length", "-1"}},
                                     {{"Content-Length", "+" + length}},
                                     {{"Content-Length", "0x10"}},
                                     {{"Content-Length", length + "x"}},
                                     {{"Content-Length", ""}}}) {
    SCOPED_TRACE(more.front().second);
    expect_closed(more, good(), 400);
  }
  for (const char* huge : {"99999999999999999999999", "18446744073709551617"})
    expect_closed({{"Content-Length", huge}}, good(), 413);
}

TEST_F(Body, IsNotEncodedForTransfer) {
  const std::string length = std::to_string(good().size());
  const std::string chunk = "1f\r\n" + good() + "\r\n0\r\n\r\n";
  for (const Fields& more : std::initializer_list<Fields>{
           {{"Transfer-Encoding", "chunked"}},
           {{"transfer-encoding", "Chunked"}},
           {{"Transfer-Encoding", "identity"}},
           {{"Transfer-Encoding", "gzip, chunked"}},
           {{"Transfer-Encoding", "xchunked"}},
           {{"Transfer-Encoding", ""}},
           {{"Transfer-Encoding", "chunked"}, {"Content-Length", length}},
           {{"Content-Length", length}, {"Transfer-Encoding", "chunked"}},
           {{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "identity"}}}) {
    SCOPED_TRACE(more.front().second);
    expect_closed(more, chunk, 400);
  }
}

TEST_F(Body, UpTo4096BytesAreTaken) {
  const std::string start = "form=" + alice_->form + "&code=&fill=";
  const Answer fits = post(start + std::string(4096 - start.size(), 'x'));
  expect_leads(fits, "/code");
  alice_->get("/code");
  expect_refused(post(start + std::string(4097 - start.size(), 'x')), 413);
  expect_refused(post(std::string(100'000, 'x')), 413);
  // What is announced is believed: nothing of it needs to come.
  for (const char* length : {"4097", "1000000", "4294967296", "9223372036854775807"}) {
    Fields fields = head();
    fields.emplace_back("Content-Length", length);
    Wire wire(kiosk().address());
    wire.send(request("POST", "/verify", fields));
    expect_refused(wire.answer(), 413);
  }
  Fields fields = head();
  fields.emplace_back("Content-Length", "5000");
  fields.emplace_back("Expect", "100-continue");
  Wire wire(kiosk().address());
  wire.send(request("POST", "/verify", fields));
  EXPECT_EQ(wire.answer().status, 413);
}

TEST_F(Body, MustBeAForm) {
  for (const char* type : {"application/json", "text/plain", "multipart/form-data; boundary=x", "",
                           "application/x-www-form-urlencodedx", "x", "application/*"})
    expect_refused(exchange(request("POST", "/verify", head(type), good())), 400);
  Fields none = head();
  none.pop_back();
  expect_refused(exchange(request("POST", "/verify", none, good())), 400);
}

TEST_F(Body, MustBeAWellFormedForm) {
  const std::string form = "form=" + alice_->form;
  for (const std::string& body :
       {form + "&code=1%", form + "&code=1%4", form + "&code=%zz", form + "&code=%-1",
        form + "&code=%", form + "&code=12%00", form + "&code=%00", form + "&code=\n1",
        form + std::string("&code=1\0002", 9), form + "&code=1&code=2", form + "&" + form,
        form + "&code=1&code=1", form + "&code=1&c%6fde=2", std::string("\0", 1),
        std::string("%")}) {
    SCOPED_TRACE(body);
    expect_refused(post(body), 400);
  }
}

// Words that nobody types are a mistake of the field, or no form at all; they go nowhere.
TEST_F(Body, OfBadUtf8GoesNowhere) {
  for (const char* code : {"\xFF", "%FF", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%E5%AF", "%0A"}) {
    SCOPED_TRACE(code);
    const Answer answer = post("form=" + alice_->form + "&code=" + code);
    EXPECT_TRUE(answer.status == 303 || answer.status == 400) << answer.bytes;
    alice_->get("/code");
  }
}

// Whatever stands in front of it.
TEST_F(Body, OfEachPostIsJudged) {
  for (const char* path : {"/send", "/verify", "/reset", "/start-over", "/stay"}) {
    SCOPED_TRACE(path);
    expect_refused(exchange(request("POST", path, head(), good() + "&x=%zz")), 400);
    expect_refused(exchange(request("POST", path, head("text/plain"), good())), 400);
    expect_refused(exchange(request("POST", path, head(), std::string(4097, 'x'))), 413);
  }
}

TEST_F(Body, NoneOnAGetMatters) {
  Fields fields = {{"Host", kiosk().host()}};
  EXPECT_EQ(exchange(request("GET", "/health", fields, "a=b")).status, 200);
  Wire wire(kiosk().address());
  wire.send(request("GET", "/health", fields, std::string(5000, 'x')) +
            request("GET", "/health", fields));
  wire.end_sending();
  EXPECT_TRUE(wire.answer().status == 413);
}

}  // namespace
}  // namespace kiosk_test
