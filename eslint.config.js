import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Node runs our TypeScript by stripping the types, so whatever needs more than that is refused.
const strippable = [
  { selector: 'TSEnumDeclaration', message: 'Node strips types and cannot run enums: use a const object or a union.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Node strips types and cannot run namespaces.' },
  { selector: 'TSParameterProperty', message: 'Node strips types and cannot run parameter properties.' },
];

export default defineConfig(
  globalIgnores(['artifacts', 'cache', 'coverage', 'dist', 'forge-*', 'out', 'sdk/generated', 'typechain']),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...strippable],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['sdk/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...strippable,
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: one name for one thing.' },
        {
          selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
          message: 'Throw a typed error whose message says what to do (sdk/errors).',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Chai's assertions are properties: expect(x).to.be.true.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  { files: ['**/*.js', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', process: 'readonly', console: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' },
  },
);
