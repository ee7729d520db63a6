import type { Texts } from './texts.js';

/** The line of a feature that could not be loaded. It is kept apart, as a page loads it without the rest. */
export const FAULT = 'No se ha podido cargar este contenido.';

/** Spanish. */
export const TEXTS: Texts = {
  register: 'Siga leyendo con una cuenta gratuita',
  create: 'Crear cuenta gratuita',
  subscribe: 'Suscríbase para seguir leyendo',
  email: 'Correo electrónico',
  password: 'Contraseña',
  name: 'Nombre',
  account: '¿Ya tiene una cuenta?',
  signIn: 'Iniciar sesión',
  details: 'Más información',
  choose: 'Elegir {title}',
  day: 'al día',
  week: 'a la semana',
  month: 'al mes',
  year: 'al año',
  billing: 'Facturación',
  monthly: 'Mensual',
  yearly: 'Anual',
  left: '{{plural trial.remaining one="Queda # artículo gratuito" other="Quedan # artículos gratuitos"}}',
  used: '{{plural trial.limit one="Ya ha leído su artículo gratuito." other="Ya ha leído sus # artículos gratuitos."}}',
  sending: 'Enviando…',
  failed: 'No ha funcionado. Inténtelo de nuevo.',
  done: 'Gracias. Si la página no se abre, revise su correo electrónico.',
  missing: 'Rellene este campo.',
  unticked: 'Marque esta casilla para continuar.',
  unchosen: 'Elija una opción.',
  noEmail: 'Escriba una dirección de correo como nombre@example.com.',
  short: 'Use al menos {count} caracteres.',
  wrong: 'Revise este campo.',
  close: 'Cerrar',
  notice: 'Aviso',
  fault: FAULT,
};
