import js from '@eslint/js';
import litPlugin from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.tmp/', 'docs/.vitepress/cache/', 'docs/.vitepress/dist/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'object-shorthand': 'error',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  { files: ['demo/**/*.js', 'bench/**/*.js'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An index signature is how a value read from JSON is written, whatever shape says the same.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // Lit binds an element's methods itself, and `void` marks a promise that nobody waits for.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      // A claim may be of any type, and turning it into text is what an operator does.
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    files: ['types/**/*.ts', 'src/model/events.ts'],
    // An interface of a framework or of the platform is added to by one that only extends another.
    rules: { '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }] },
  },
  {
    files: ['src/**/*.ts', 'components/**/*.ts', 'console/**/*.ts'],
    // What a reader's console shows is decided in one place.
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/page/**/*.ts', 'src/endpoint/console-log.ts', 'src/commands/**/*.ts', 'src/cli.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['components/**/*.ts', 'console/**/*.ts'],
    extends: [
      litPlugin.configs['flat/recommended'],
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      litA11y.configs.recommended,
    ],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      // WebKit no longer calls a list without bullets a list, unless it is told to.
      'lit-a11y/no-redundant-role': 'off',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/lifecycle-super': 'error',
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
              package: 'node:test',
            },
            // A plugin for snapshots types every `equal` of chai's as a promise; it is none.
            'Equal',
          ],
        },
      ],
      // An assertion of chai's ends in a property, and a test may insist that a thing is there.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A double of an asynchronous port may answer at once.
      '@typescript-eslint/require-await': 'off',
      // What a page answers to `evaluate`, and what a server answers to a test, has no type here.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.d.ts'], rules: { 'no-var': 'off', '@typescript-eslint/no-unused-vars': 'off' } },
);
