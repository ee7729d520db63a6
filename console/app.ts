/** The app of the console. `zephr console` serves it on loopback. */
import './without-eval.js';
import './web-awesome.js';
import { KeyField } from './jwt/key-field.js';
import { TokenBench } from './jwt/token-bench.js';
import { ComponentForm } from './walls/component-form.js';
import { ProductForm } from './catalogue/product-form.js';
import { followColorScheme } from './shell/color-scheme.js';
import { ConsoleShell } from './shell/console-shell.js';
import { takeToken } from './shell/route.js';
import { ConsoleApi } from './store/console-api.js';
import { ConsoleStore } from './store/console-store.js';
import { JudgeClient } from './store/judge-client.js';
import { startWorker } from './work/start-worker.js';

/** The elements of the app, by name. */
const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'zephr-key-field': KeyField,
  'zephr-token-bench': TokenBench,
  'zephr-product': ProductForm,
  'zephr-component': ComponentForm,
};

followColorScheme();
const token = takeToken();
const store = new ConsoleStore(new ConsoleApi(token ?? ''), new JudgeClient(startWorker('/judge.mjs')));
for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
customElements.define('zephr-console', ConsoleShell);
document.body.prepend(Object.assign(new ConsoleShell(), { store }));
void store.load();
