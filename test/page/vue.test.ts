import { testWrappers } from '../support/test-wrappers.js';
import { vueApp } from '../support/vue-app.js';

testWrappers(vueApp());
