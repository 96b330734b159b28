// SPDX-License-Identifier: Apache-2.0
// The service's messages in the language asked for; the command's own words in two.
#include "command.hpp"

namespace command_test {
namespace {

struct LanguageCase {
  support::Environment environment;
  std::string message;  // the service's
  std::string word;     // the command's
};

TEST(Language, FollowsTheLocale) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  const std::string english = "The passcode was sent.\n";
  const std::string chinese = "验证码已发送。\n";
  const std::vector<LanguageCase> cases = {
      {{}, "Success", english},
      {{{"LANG", "C.UTF-8"}}, "Success", english},
      {{{"LANG", "de_DE.UTF-8"}}, "Success", english},
      {{{"LANG", "zh_CN.UTF-8"}}, "操作成功", chinese},
      {{{"LANG", "zh_TW.UTF-8"}}, "操作成功", chinese},
      {{{"LANG", "zh_CN.utf8@pinyin"}}, "操作成功", chinese},
      {{{"LANG", "zh_CN"}, {"LC_CTYPE", "UTF-8"}}, "操作成功", chinese},
      {{{"LANG", "zh_CN"}, {"LC_CTYPE", "en_US.utf-8"}}, "操作成功", chinese},
      {{{"LANG", "ja_JP.UTF-8"}}, "操作が完了しました", english},
      {{{"LANG", "ja_JP.UTF-8"}, {"LC_MESSAGES", "zh_CN.UTF-8"}}, "操作成功", chinese},
      {{{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", "C"}}, "Success", english},
      {{{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", ""}}, "操作成功", chinese},
      {{{"LANG", "zh_CN.UTF-8"}, {"SPAREKEY_LANG", "en-US"}}, "Success", chinese},
      // Not if the terminal cannot show it, or nothing says that it can.
      {{{"LANG", "zh_CN"}}, "操作成功", english},
      {{{"LANG", "zh_CN."}}, "操作成功", english},
      {{{"LANG", "zh_CN.GBK"}}, "操作成功", english},
      {{{"LANG", "zh_CN.UTF-8"}, {"LC_CTYPE", "C"}}, "操作成功", english},
      {{{"LANG", "zh_CN.UTF-8"}, {"LC_CTYPE", "POSIX"}}, "操作成功", english},
      {{{"LANG", "zh_CN.UTF-8"}, {"LC_CTYPE", "zh_CN.GB18030"}}, "操作成功", english},
      {{{"LANG", "zh_CN.GBK"}, {"SPAREKEY_LANG", "zh-CN"}}, "操作成功", english},
      {{{"LC_ALL", "en_US.ISO-8859-1"}, {"SPAREKEY_LANG", "zh"}}, "操作成功", english},
      // If nothing says what it can show, an explicit wish decides.
      {{{"LANG", "zh_CN"}, {"SPAREKEY_LANG", "zh-CN"}}, "操作成功", chinese},
      {{{"LC_ALL", "C"}, {"SPAREKEY_LANG", "zh-CN"}}, "操作成功", chinese},
      {{{"LANG", "zh_CN"}, {"SPAREKEY_LANG", "en"}}, "Success", english},
      // Tags as locales write them.
      {{{"SPAREKEY_LANG", "zh-TW"}}, "操作成功", chinese},
      {{{"SPAREKEY_LANG", "zh-cn"}}, "操作成功", chinese},
      {{{"SPAREKEY_LANG", "zh"}}, "操作成功", chinese},
      {{{"SPAREKEY_LANG", "zh_CN"}}, "操作成功", chinese},
      {{{"SPAREKEY_LANG", "zh_CN.UTF-8"}}, "操作成功", chinese},
      {{{"SPAREKEY_LANG", "zh_TW.utf8"}}, "操作成功", chinese},
      {{{"SPAREKEY_LANG", "en"}}, "Success", english},
      {{{"SPAREKEY_LANG", "en_US.UTF-8"}}, "Success", english},
  };
  for (const LanguageCase& one : cases) {
    SCOPED_TRACE(testing::PrintToString(one.environment));
    const Finished words =
        support::run(sparekey(emulator, {"send-code", "--email", kEmail}), one.environment);
    EXPECT_EQ(words.out, one.word);
    const Finished finished = support::run(
        sparekey(emulator, {"send-code", "--json", "--email", kEmail}), one.environment);
    EXPECT_EQ(only_json(finished)["message"], one.message);
  }
}

// Traditional and simplified differ in this one.
TEST(Language, TraditionalChineseIsAskedFor) {
  const EmulatorProcess emulator;
  const Arguments send = {"send-code", "--email", "nobody@example.com"};
  const auto message = [&](const std::string& locale) {
    return support::run(sparekey(emulator, send), {{"LANG", locale}}).error;
  };
  EXPECT_TRUE(contains(message("zh_HK.UTF-8"), "用戶不存在"));
  EXPECT_TRUE(contains(message("zh_MO.UTF-8"), "用戶不存在"));
  EXPECT_TRUE(contains(message("zh_SG.UTF-8"), "用户不存在"));
}

TEST(Language, OtherTagsAreRefused) {
  for (const std::string tag : {"", "z", "zhx", "zh-", "zh_", "zh-XX", "zh_CN.GBK", "zh_CN.", "-CN",
                                "zh-CN-x", "zh CN", "de", "en-GB", "zh_CN@pinyin"})
    expect_bad_argument({"system", "--host", "h", "--app-id", "a", "--lang", tag}, "--lang");
}

// A terminal without UTF-8 gets the service's words in English, or escaped.
TEST(Language, NothingBeyondAsciiReachesATerminalThatMayNotShowIt) {
  const EmulatorProcess emulator;
  const Arguments send = {"send-code", "--email", "nobody@example.com"};
  for (const Environment& environment :
       {Environment{{"LANG", "zh_CN"}}, Environment{{"LANG", "zh_CN.GBK"}},
        Environment{{"LC_ALL", "C"}, {"LANG", "zh_CN.UTF-8"}},
        Environment{{"LANG", "zh_CN.GBK"}, {"SPAREKEY_LANG", "zh-CN"}}}) {
    Person::Setup setup;
    setup.environment = environment;
    Person person(sparekey(emulator, send), setup);
    EXPECT_EQ(person.finish(), 3);
    for (const char c : person.bytes()) EXPECT_EQ(c & 0x80, 0) << person.bytes();
    const bool asked_for = environment.count("SPAREKEY_LANG") != 0;
    EXPECT_TRUE(contains(person.bytes(), asked_for ? "\\xe7\\x94\\xa8" : "The user does not exist"))
        << person.bytes();
  }
}

TEST(Language, FailuresAreToldInChineseToo) {
  const EmulatorProcess emulator;
  const Arguments arguments =
      sparekey(emulator, {"--lang", "zh-CN", "send-code", "--email", "nobody@example.com"});
  const Finished words = support::run(arguments);
  EXPECT_EQ(words.status, 3);
  for (const std::string part : {"账号不存在。", "服务端答复：用户不存在", "请检查输入。"})
    EXPECT_TRUE(contains(words.error, part)) << words.error;
  const Finished usage = support::run(sparekey({"--lang", "zh-CN", "--frob"}));
  EXPECT_TRUE(contains(usage.error, "sparekey: --frob 不是可用的选项。")) << usage.error;
  // What is for programs stays the same in every language.
  const json error = expect_failure(support::run(sparekey({"--lang", "zh-CN", "--frob", "--json"})),
                                    2, "bad_argument", "not_sent", "check_input");
  EXPECT_EQ(error["detail"], "--frob is not an option");
}

}  // namespace
}  // namespace command_test
