import { OWN_MODULES } from '../support/framework-app.js';
import { reactApp } from '../support/react-app.js';
import { testWrappers } from '../support/test-wrappers.js';

testWrappers(reactApp('19', OWN_MODULES));
