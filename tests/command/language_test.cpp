// SPDX-License-Identifier: Apache-2.0
// The service's messages in the language asked for; the command's own words in two.
#include "command.hpp"

namespace command_test {
namespace {

struct Case {
  support::Environment environment;
  std::string message;  // the service's
  std::string word;     // the command's
};

TEST(Language, FollowsTheLocale) {
  const EmulatorProcess emulator(config({{"passCode", {{"resendSeconds", 0}}}}));
  const std::string english = "The passcode was sent.\n";
  const std::string chinese = "验证码已发送。\n";
  const std::vector<Case> cases = {
      {{}, "Success", english},
      {{{"LANG", "C.UTF-8"}}, "Success", english},
      {{{"LANG", "de_DE.UTF-8"}}, "Success", english},
      {{{"LANG", "zh_CN.UTF-8"}}, "操作成功", chinese},
      {{{"LANG", "zh_TW.UTF-8"}}, "操作成功", chinese},
      {{{"LANG", "ja_JP.UTF-8"}}, "操作が完了しました", english},
      {{{"LANG", "ja_JP.UTF-8"}, {"LC_MESSAGES", "zh_CN.UTF-8"}}, "操作成功", chinese},
      {{{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", "C"}}, "Success", english},
      {{{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", ""}}, "操作成功", chinese},
      {{{"LANG", "zh_CN.UTF-8"}, {"SPAREKEY_LANG", "en-US"}}, "Success", chinese},
      {{{"SPAREKEY_LANG", "zh-TW"}}, "操作成功", chinese},
      {{{"SPAREKEY_LANG", "zh-cn"}}, "操作成功", chinese},
  };
  for (const Case& one : cases) {
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
  EXPECT_TRUE(contains(message("zh_MO"), "用戶不存在"));
  EXPECT_TRUE(contains(message("zh_SG.UTF-8"), "用户不存在"));
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
  EXPECT_TRUE(contains(usage.error, "参数有误：--frob 不是可用的选项。")) << usage.error;
  // What is for programs stays the same in every language.
  const json error = expect_failure(support::run(sparekey({"--lang", "zh-CN", "--frob", "--json"})),
                                    2, "bad_argument", "not_sent", "check_input");
  EXPECT_EQ(error["detail"], "--frob is not an option");
}

}  // namespace
}  // namespace command_test
