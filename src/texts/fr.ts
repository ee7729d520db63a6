import type { Texts } from './texts.js';

/** The line of a feature that could not be loaded. It is kept apart, as a page loads it without the rest. */
export const FAULT = 'Ce contenu n’a pas pu être chargé.';

/** French. */
export const TEXTS: Texts = {
  register: 'Poursuivez votre lecture avec un compte gratuit',
  create: 'Créer un compte gratuit',
  subscribe: 'Abonnez-vous pour lire la suite',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  name: 'Nom',
  account: 'Vous avez déjà un compte ?',
  signIn: 'Se connecter',
  details: 'En savoir plus',
  choose: 'Choisir {title}',
  day: 'par jour',
  week: 'par semaine',
  month: 'par mois',
  year: 'par an',
  billing: 'Facturation',
  monthly: 'Mensuel',
  yearly: 'Annuel',
  left: '{{plural trial.remaining one="Encore # article gratuit" other="Encore # articles gratuits"}}',
  used: '{{plural trial.limit one="Vous avez lu votre article gratuit." other="Vous avez lu vos # articles gratuits."}}',
  sending: 'Envoi en cours…',
  failed: 'L’envoi a échoué. Veuillez réessayer.',
  done: 'Merci. Si la page ne s’ouvre pas, consultez vos e-mails.',
  missing: 'Veuillez remplir ce champ.',
  unticked: 'Veuillez cocher cette case pour continuer.',
  unchosen: 'Veuillez faire un choix.',
  noEmail: 'Veuillez saisir une adresse e-mail, par exemple nom@example.com.',
  short: 'Veuillez saisir au moins {count} caractères.',
  wrong: 'Veuillez vérifier ce champ.',
  close: 'Fermer',
  notice: 'Message',
  fault: FAULT,
};
