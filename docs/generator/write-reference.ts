import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  Application,
  Comment,
  DeclarationReflection,
  type DocumentationEntryPoint,
  PageEvent,
  type ProjectReflection,
  ReflectionKind,
  SignatureReflection,
  type TypeDocOptions,
} from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { ENTRY_POINTS, packageOf } from './entry-points.table.ts';

const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const target = place('docs/reference');

const options: Partial<TypeDocOptions & PluginOptions> = {
  name: 'Reference',
  tsconfig: place('docs/tsconfig.reference.json'),
  entryPoints: Object.values(ENTRY_POINTS).map(({ source }) => place(source)),
  plugin: [fileURLToPath(import.meta.resolve('typedoc-plugin-markdown'))],
  readme: 'none',
  sortEntryPoints: false,
  logLevel: 'Warn',
  // The packages are type-checked by their own gate.
  skipErrorChecking: true,
  disableSources: true,
  disableGit: true,
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  validation: { notExported: false, invalidLink: true, notDocumented: true },
  packagesRequiringDocumentation: [...new Set(Object.keys(ENTRY_POINTS).map(packageOf))],
  requiredToBeDocumented: ['Class', 'Interface', 'Function', 'Method', 'TypeAlias', 'Variable', 'Enum'],
  router: 'member',
  membersWithOwnFile: ['Class', 'Interface', 'Function'],
  excludeScopesInPaths: true,
  entryFileName: 'index',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  pageTitleTemplates: { index: 'Reference', module: '{name}', member: '{name}' },
  useCodeBlocks: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  typeDeclarationFormat: 'table',
};

/**
 * Writes docs/reference out of the docstrings of every entry point.
 *
 * @throws where an export has no docstring, or a link leads nowhere.
 */
export async function writeReference(): Promise<void> {
  const app = await Application.bootstrapWithPlugins(options);
  const project = app.converter.convert((app.getEntryPoints() ?? []).map(named));
  app.validate(project);
  describe(project);
  app.renderer.on(PageEvent.END, finish);
  await rm(target, { recursive: true, force: true });
  await app.outputs.writeOutput({ name: 'markdown', path: target }, project);
  if (app.logger.warningCount + app.logger.errorCount > 0) throw new Error('The reference is not complete.');
}

/** The entry point under the name it is imported by. */
function named(entry: DocumentationEntryPoint): DocumentationEntryPoint {
  const found = Object.entries(ENTRY_POINTS).find(([, { source }]) =>
    entry.sourceFile.fileName.endsWith(`/${source}`),
  );
  if (!found) throw new Error(`${entry.displayName} is not an entry point`);
  return { ...entry, displayName: found[0] };
}

/** Says what each entry point is, and leaves out where a member comes from: what counts is that it is there. */
function describe(project: ProjectReflection): void {
  for (const reflection of Object.values(project.reflections)) {
    if (reflection instanceof DeclarationReflection || reflection instanceof SignatureReflection) {
      delete reflection.inheritedFrom;
      delete reflection.overwrites;
    }
    if (!(reflection instanceof DeclarationReflection)) continue;
    if (reflection.kindOf(ReflectionKind.Interface)) {
      delete reflection.extendedTypes;
      delete reflection.typeHierarchy;
    }
    const about = reflection.kindOf(ReflectionKind.Module) && ENTRY_POINTS[reflection.name]?.about;
    if (about) reflection.comment = new Comment([{ kind: 'text', text: about }]);
  }
}

/** Tells under the title of a member how to import it, and is short about what is only handed on. */
function finish(page: PageEvent): void {
  const { model } = page;
  const text = (page.contents ?? '').replaceAll('\n***\n', '');
  page.contents = text;
  if (!(model instanceof DeclarationReflection)) return;
  if (model.kind === ReflectionKind.Module) page.contents = withShortReferences(text);
  if (model.parent?.kind !== ReflectionKind.Module) return;
  const word = model.kind === ReflectionKind.Interface ? 'import type' : 'import';
  const line = `${word} { ${model.name} } from '${model.parent.name}';`;
  page.contents = text.replace(/^(# .+\n\n)(```ts\n)?/, (_, title: string, code?: string) =>
    code === undefined ? `${title}\`\`\`ts\n${line}\n\`\`\`\n\n` : `${title}${code}${line}\n\n`,
  );
}

/** A page of an entry point with one line for everything that it exports and another page describes. */
function withShortReferences(text: string): string {
  const [own = '', references] = text.split('\n## References\n');
  if (references === undefined) return text;
  const links = Array.from(references.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g), ([link]) => link);
  return `${own}\n## Also exported here\n\n${links.join(', ')}.\n`;
}
