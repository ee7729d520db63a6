export { sendForm } from './send-form.js';
export { showMistakes } from './show-mistakes.js';
