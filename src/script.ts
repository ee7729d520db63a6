import { findTags } from './page/config/config-tag.js';
import { startScript } from './start-script.js';

startScript(findTags());
