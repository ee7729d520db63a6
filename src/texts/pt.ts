import type { Texts } from './texts.js';

/** The line of a feature that could not be loaded. It is kept apart, as a page loads it without the rest. */
export const FAULT = 'Não foi possível carregar este conteúdo.';

/** Portuguese, in words that readers on both sides of the ocean use. */
export const TEXTS: Texts = {
  register: 'Continue a leitura com uma conta gratuita',
  create: 'Criar conta gratuita',
  subscribe: 'Assine para continuar a leitura',
  email: 'E-mail',
  password: 'Senha',
  name: 'Nome',
  account: 'Já tem uma conta?',
  signIn: 'Entrar',
  details: 'Saiba mais',
  choose: 'Escolher {title}',
  day: 'por dia',
  week: 'por semana',
  month: 'por mês',
  year: 'por ano',
  billing: 'Cobrança',
  monthly: 'Mensal',
  yearly: 'Anual',
  left: '{{plural trial.remaining one="Resta # artigo gratuito" other="Restam # artigos gratuitos"}}',
  used: '{{plural trial.limit one="Você já leu o seu artigo gratuito." other="Você já leu os seus # artigos gratuitos."}}',
  sending: 'Enviando…',
  failed: 'Não funcionou. Tente novamente.',
  done: 'Obrigado. Se a página não abrir, verifique o seu e-mail.',
  missing: 'Preencha este campo.',
  unticked: 'Marque esta caixa para continuar.',
  unchosen: 'Escolha uma opção.',
  noEmail: 'Informe um e-mail como nome@example.com.',
  short: 'Use pelo menos {count} caracteres.',
  wrong: 'Verifique este campo.',
  close: 'Fechar',
  notice: 'Aviso',
  fault: FAULT,
};
