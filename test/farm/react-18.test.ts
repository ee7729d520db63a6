import { join } from 'node:path';
import { reactApp } from '../support/react-app.js';
import { testWrappers } from '../support/test-wrappers.js';
import { installTools } from './farm.js';

testWrappers(reactApp('18', join(await installTools('compilers'), 'node_modules')));
