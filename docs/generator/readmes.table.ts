/** The READMEs that are pages of the site. */
export const READMES = [
  'packages/core/README.md',
  'packages/sandbox/README.md',
  'packages/nest-module/README.md',
  'packages/express-middleware/README.md',
  'apps/playground/README.md',
] as const;
