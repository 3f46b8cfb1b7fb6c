import {
  Activity,
  BadgeCheck,
  BookText,
  CassetteTape,
  CircleUser,
  Inbox as InboxIcon,
  OctagonMinus,
  Plug,
  SquarePen,
  Timer,
  Webhook,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { FaultsBadge, InboxBadge, TrafficBadge } from './badges.tsx';
import { roomPage } from './room-page.ts';
import type { RoomPage } from './room-page.ts';

/** One room of the page. */
export interface RoomEntry extends RoomPage {
  readonly name: string;
  /** Where its link leads. */
  readonly href: string;
  /** The addresses it answers to, as wouter writes them. It reads their keys with `useParams`. */
  readonly path: string;
  /** The key that opens it, wherever nothing is being written. */
  readonly shortcut: string;
  readonly icon: LucideIcon;
  /** A number beside its name that means something. */
  readonly badge?: ComponentType;
  /** Whether the room is about the sandbox alone, and not about the server that messages go to. */
  readonly sandboxOnly?: true;
  /** Whether a phone's bar has a place for it; the others are behind "More". */
  readonly onPhone?: true;
}

/** Every room, in the order of the rail. */
export const ROOMS: readonly RoomEntry[] = [
  {
    name: 'Compose',
    href: '/',
    path: '/',
    shortcut: 'c',
    icon: SquarePen,
    ...roomPage(() => import('../compose/compose.tsx').then(({ Compose }) => ({ default: Compose }))),
    onPhone: true,
  },
  {
    name: 'Inbox',
    href: '/inbox',
    path: '/inbox/:id?',
    shortcut: 'i',
    icon: InboxIcon,
    ...roomPage(() => import('../inbox/inbox.tsx').then(({ Inbox }) => ({ default: Inbox }))),
    badge: InboxBadge,
    onPhone: true,
  },
  {
    name: 'Traffic',
    href: '/traffic',
    path: '/traffic/:kind?/:id?',
    shortcut: 't',
    icon: Activity,
    ...roomPage(() => import('../traffic/traffic.tsx').then(({ Traffic }) => ({ default: Traffic }))),
    badge: TrafficBadge,
    sandboxOnly: true,
    onPhone: true,
  },
  {
    name: 'Faults and clock',
    href: '/faults',
    path: '/faults',
    shortcut: 'f',
    icon: Timer,
    ...roomPage(() => import('../faults/faults.tsx').then(({ FaultsRoom }) => ({ default: FaultsRoom }))),
    badge: FaultsBadge,
    sandboxOnly: true,
  },
  {
    name: 'Opt-outs',
    href: '/opt-outs',
    path: '/opt-outs',
    shortcut: 'o',
    icon: OctagonMinus,
    ...roomPage(() => import('../lists/opt-outs.tsx').then(({ OptOuts }) => ({ default: OptOuts }))),
  },
  {
    name: 'Senders',
    href: '/senders',
    path: '/senders',
    shortcut: 's',
    icon: BadgeCheck,
    ...roomPage(() => import('../lists/senders.tsx').then(({ Senders }) => ({ default: Senders }))),
  },
  {
    name: 'Webhooks',
    href: '/webhooks',
    path: '/webhooks',
    shortcut: 'w',
    icon: Webhook,
    ...roomPage(() => import('../lists/webhooks.tsx').then(({ Webhooks }) => ({ default: Webhooks }))),
  },
  {
    name: 'Account',
    href: '/account',
    path: '/account',
    shortcut: 'a',
    icon: CircleUser,
    ...roomPage(() => import('../account/account.tsx').then(({ AccountRoom }) => ({ default: AccountRoom }))),
  },
  {
    name: 'Recordings',
    href: '/recordings',
    path: '/recordings',
    shortcut: 'r',
    icon: CassetteTape,
    ...roomPage(() =>
      import('../recordings/recordings.tsx').then(({ Recordings }) => ({ default: Recordings })),
    ),
    sandboxOnly: true,
  },
  {
    name: 'API reference',
    href: '/reference',
    path: '/reference',
    shortcut: 'p',
    icon: BookText,
    ...roomPage(() => import('../reference/reference.tsx').then(({ Reference }) => ({ default: Reference }))),
  },
  {
    name: 'Connect',
    href: '/connect',
    path: '/connect',
    shortcut: 'n',
    icon: Plug,
    ...roomPage(() => import('../connect/connect.tsx').then(({ Connect }) => ({ default: Connect }))),
  },
];
