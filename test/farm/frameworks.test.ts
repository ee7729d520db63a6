import { FRAMEWORK_PROJECTS } from './framework-projects.js';
import { testProjects } from './test-projects.js';

testProjects('frameworks', FRAMEWORK_PROJECTS);
