// SPDX-License-Identifier: Apache-2.0
// One process and one browser for all: what costs most is started once.
import './path.test.mjs';
import './states.test.mjs';
import './twice.test.mjs';
import './deadlines.test.mjs';
import './keys.test.mjs';
import './keyboard.test.mjs';
import './language.test.mjs';
import './network.test.mjs';
import './traces.test.mjs';
import './pictures.test.mjs';
