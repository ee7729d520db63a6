import { BUNDLER_PROJECTS } from './bundler-projects.js';
import { testProjects } from './test-projects.js';

testProjects('bundlers', BUNDLER_PROJECTS);
