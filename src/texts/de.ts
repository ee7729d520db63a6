import type { Texts } from './texts.js';

/** The line of a feature that could not be loaded. It is kept apart, as a page loads it without the rest. */
export const FAULT = 'Dieser Inhalt konnte nicht geladen werden.';

/** German. */
export const TEXTS: Texts = {
  register: 'Mit einem kostenlosen Konto weiterlesen',
  create: 'Kostenloses Konto anlegen',
  subscribe: 'Weiterlesen mit einem Abo',
  email: 'E-Mail',
  password: 'Passwort',
  name: 'Name',
  account: 'Sie haben schon ein Konto?',
  signIn: 'Anmelden',
  details: 'Mehr dazu',
  choose: '{title} wählen',
  day: 'pro Tag',
  week: 'pro Woche',
  month: 'pro Monat',
  year: 'pro Jahr',
  billing: 'Abrechnung',
  monthly: 'Monatlich',
  yearly: 'Jährlich',
  left: '{{plural trial.remaining one="Noch # kostenloser Artikel" other="Noch # kostenlose Artikel"}}',
  used: '{{plural trial.limit one="Sie haben Ihren kostenlosen Artikel gelesen." other="Sie haben Ihre # kostenlosen Artikel gelesen."}}',
  sending: 'Wird gesendet …',
  failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  done: 'Vielen Dank. Falls sich die Seite nicht öffnet, sehen Sie bitte in Ihre E-Mails.',
  missing: 'Bitte füllen Sie dieses Feld aus.',
  unticked: 'Bitte setzen Sie hier ein Häkchen, um fortzufahren.',
  unchosen: 'Bitte wählen Sie etwas aus.',
  noEmail: 'Bitte geben Sie eine E-Mail-Adresse an, etwa name@example.com.',
  short: 'Bitte verwenden Sie mindestens {count} Zeichen.',
  wrong: 'Bitte prüfen Sie dieses Feld.',
  close: 'Schließen',
  notice: 'Hinweis',
  fault: FAULT,
};
