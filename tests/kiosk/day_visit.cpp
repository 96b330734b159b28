// SPDX-License-Identifier: Apache-2.0
#include "kiosk/day_visit.hpp"

#include <utility>

namespace kiosk_test {
namespace {

void require(bool good, const std::string& what, const Answer& answer) {
  if (!good) throw std::runtime_error(what + ":\n" + answer.bytes);
}

}  // namespace

DayVisit::DayVisit(const Kiosk& kiosk, const DayService& service, std::string account,
                   unsigned seed, Tally* tally)
    : visitor_(kiosk),
      kiosk_(kiosk),
      service_(service),
      account_(std::move(account)),
      random_(seed),
      tally_(tally),
      password_("New-Passw0rd-" + std::to_string(seed)) {}

bool DayVisit::run() {
  ++tally_->visits;
  // Nobody tries for ever.
  for (int pages = 0; pages < 25; ++pages) {
    const Answer page = visitor_.get(place_);
    if (page.status == 303) {
      place_ = page.field("location");
      continue;
    }
    require(page.status == 200, place_, page);
    Way way = Way::on;
    if (place_ == "/") way = at_account();
    if (place_ == "/code") way = at_code();
    if (place_ == "/password") way = at_password();
    if (place_ == "/done") way = at_done();
    if (way == Way::over) return !left_behind_;
    if (way == Way::away) return false;
  }
  return leave() == Way::over;
}

DayVisit::Way DayVisit::leave() {
  if (may_have_visit_ && (left_behind_ || chance(50))) {
    ++tally_->walked_away;
    return Way::away;
  }
  if (may_have_visit_) {
    const Answer here = visitor_.get("/code");
    if (here.status == 303) visitor_.get(here.field("location"));
    const Answer answer = visitor_.submit("/start-over");
    require(answer.status == 303 && answer.field("location") == "/", "/start-over", answer);
    ++tally_->started_over;
  }
  return Way::over;
}

DayVisit::Way DayVisit::at_account() {
  if (chance(5)) return leave();
  if (chance(10)) visitor_.get(chance(50) ? "/?lang=zh-CN" : "/?lang=en-US");
  if (chance(10)) {
    const Answer answer = visitor_.submit("/send", {{"account", "alice at home"}, {"country", ""}});
    require(answer.status == 303 || answer.status == 200, "a slip of the pen", answer);
    visitor_.get("/");
  }
  const size_t before = service_.codes(account_).size();
  may_have_visit_ = true;
  ++tally_->sends;
  const std::string place = submit("/send", {{"account", account_}, {"country", ""}});
  if (service_.codes(account_).size() > before + 1)
    throw std::runtime_error("two passcodes for one press");
  if (place == "busy") {
    ++tally_->busy;
    return Way::away;
  }
  if (place.empty()) return leave();
  place_ = place;
  return Way::on;
}

DayVisit::Way DayVisit::at_code() {
  if (chance(5)) return leave();
  const std::vector<std::string> codes = service_.codes(account_);
  const bool right = !codes.empty() && chance(80);
  ++tally_->verifies;
  const std::string place = submit("/verify", {{"code", right ? codes.back() : "000000"}});
  if (place.empty()) return leave();
  if (place == "/code" && chance(30)) return leave();
  place_ = place;
  return Way::on;
}

DayVisit::Way DayVisit::at_password() {
  if (chance(5)) return leave();
  if (chance(15)) {
    place_ = submit("/reset", {{"password", password_}, {"again", password_ + "x"}});
    return place_.empty() ? leave() : Way::on;
  }
  if (chance(10)) {
    ++tally_->resets;
    place_ = submit("/reset", {{"password", "weak"}, {"again", "weak"}});
    return place_.empty() ? leave() : Way::on;
  }
  ++tally_->resets;
  const std::string place = submit("/reset", {{"password", password_}, {"again", password_}});
  if (place == "/done") {
    ++tally_->claimed_resets;
    if (!service_.signs_in(account_, password_))
      throw std::runtime_error(account_ + " was told that the password is set, and it is not");
    place_ = place;
    return Way::on;
  }
  // Refused for sure, or the answer was lost on its way: then another password is tried.
  ++tally_->unknown_resets;
  password_ += 'x';
  if (place.empty()) return leave();
  place_ = place;
  return Way::on;
}

DayVisit::Way DayVisit::at_done() { return Way::over; }

std::string DayVisit::submit(const std::string& path, const Fields& fields) {
  Fields all = fields;
  all.insert(all.begin(), {"form", visitor_.form});
  const std::string bytes = visitor_.post_request(path, all);
  Wire wire(kiosk_.address());
  wire.send(bytes);
  if (chance(8)) {  // the browser is closed, and perhaps opened again
    chance(50) ? wire.reset() : wire.close();
    left_behind_ = chance(50);
    if (left_behind_) return "";
    return judge(visitor_.submit(path, fields), path);
  }
  if (chance(8)) {  // pressed twice
    Wire second(kiosk_.address());
    second.send(bytes);
    // Never shown, but its cookie counts.
    const Answer first = wire.answer();
    require(first.status < 500 || first.status == 503, path, first);
    visitor_.keep(first);
    return judge(second.answer(), path);
  }
  return judge(wire.answer(), path);
}

std::string DayVisit::judge(const Answer& answer, const std::string& path) {
  visitor_.keep(answer);
  if (answer.status == 503 && path == "/send") return "busy";
  // Its cookie went away with a browser that was closed.
  if (answer.status == 403) {
    left_behind_ = true;
    return "/";
  }
  require(answer.status == 303, path, answer);
  return answer.field("location");
}

}  // namespace kiosk_test
