// SPDX-License-Identifier: Apache-2.0
// A whole recovery by the service's own SDK for Node, as its page has it. It does not encrypt: that is Node's crypto.
// What certificates it trusts beside Node's roots is for NODE_EXTRA_CA_CERTS to say; CA_FILE is not read.
//   node recover.mjs HOST:PORT CA_FILE EMAIL NEW_PASSWORD TIMES     passcodes on standard input, a line each
import { constants, publicEncrypt } from "node:crypto";
import { createInterface } from "node:readline";
import { AuthenticationClient } from "authing-node-sdk";

const [host, , email, password, times] = process.argv.slice(2);
if (times === undefined) process.exit(2);
const client = new AuthenticationClient({ appId: "demo-app", appHost: `https://${host}`, tokenEndPointAuthMethod: "none" });
const passcodes = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

function accepted(answer) {
  if (answer.statusCode !== 200) throw new Error(answer.message);
  return answer;
}

for (let left = Number(times); left > 0; --left) {
  const { rsa } = await client.getSystemInfo();
  const key = { key: rsa.publicKey, padding: constants.RSA_PKCS1_PADDING };
  accepted(await client.sendEmail({ email, channel: "CHANNEL_RESET_PASSWORD" }));
  const passCode = (await passcodes.next()).value;
  const verified = accepted(
    await client.verifyResetPasswordRequest({ verifyMethod: "EMAIL_PASSCODE", emailPassCodePayload: { email, passCode } }),
  );
  accepted(
    await client.resetPassword({
      passwordResetToken: verified.data.passwordResetToken,
      password: publicEncrypt(key, Buffer.from(password)).toString("base64"),
      passwordEncryptType: "rsa",
    }),
  );
}
process.exit(0);
