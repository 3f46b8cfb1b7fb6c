import type { ComponentType, LazyExoticComponent } from 'react';
import { lazy } from 'react';

/** A room's page, and how it is fetched before anybody enters. */
export interface RoomPage {
  /** Loaded when it is entered. */
  readonly page: LazyExoticComponent<ComponentType>;
  /** Loads it already. A page that could not be loaded is asked for again when it is entered. */
  readonly fetchPage: () => Promise<unknown>;
}

/** A page that is loaded when it is entered, at the latest. */
export function roomPage(load: () => Promise<{ default: ComponentType }>): RoomPage {
  return { page: lazy(load), fetchPage: load };
}
