import { NEXT_PROJECTS } from './next-projects.js';
import { testProjects } from './test-projects.js';

testProjects('next', NEXT_PROJECTS);
