/** Names of members for people, by name, or by name of what they are in and name. Others are made of the name. */
const LABELS: Readonly<Record<string, string>> = {
  action: 'Form address',
  autocomplete: 'Autofill',
  headingLevel: 'Heading level',
  html: 'Markup',
  minLength: 'Minimum length',
  options: 'Choices',
  per: 'Billing period',
  returnParameter: 'Return parameter',
  returnTo: 'Return address',
  src: 'Markup address',
  submit: 'Way to send it',
  toggle: 'Switch between monthly and yearly offers',
  trial: 'Trial text',
  'fields/href': 'Terms address',
  'offers/action': 'Button',
  'offers/features': 'Contents',
  'offers/href': 'Checkout address',
  'signIn/href': 'Sign-in address',
  'signIn/label': 'Link',
  'signIn/text': 'Question',
  signIn: 'Sign-in line',
};

/** Names of values that members choose from. */
const VALUES: Readonly<Record<string, string>> = {
  fetch: 'In the page (fetch)',
  form: 'As a new page (form)',
  select: 'List to choose from',
  checkbox: 'Check box',
};

/** Members whose texts have several lines. */
const LONG: readonly string[] = ['text', 'html'];

/** Members that only some types of fields have. */
const FIELD_TYPES: Readonly<Record<string, readonly string[]>> = {
  options: ['select'],
  href: ['consent'],
  minLength: ['password', 'text', 'name'],
  autocomplete: ['email', 'password', 'name', 'text', 'select'],
};

/** The label of a member, in the words of editors. */
export function labelOf(name: string, folder = ''): string {
  return LABELS[`${folder}/${name}`] ?? LABELS[name] ?? toWords(name);
}

/** The label of a value that a member chooses. */
export function labelOfValue(value: string): string {
  return VALUES[value] ?? toWords(value);
}

/** The help of a schema as plain text. */
export function toPlainHelp(help: string): string {
  return help.replaceAll('`', '');
}

/** Whether the texts of a member have several lines. */
export function isLong(name: string, folder = ''): boolean {
  return LONG.includes(name) && folder === '';
}

/** Whether a form shows a member of a field of this type. */
export function hasMember(type: unknown, name: string): boolean {
  const types = FIELD_TYPES[name];
  return types === undefined || types.includes(String(type));
}

function toWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
