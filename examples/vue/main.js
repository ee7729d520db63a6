import { createApp } from 'vue';
import { startZephr } from 'zephr-onpage';
import Story from './Story.vue';
import config from './zephr.json';

startZephr(config);
createApp(Story).mount('#root');
