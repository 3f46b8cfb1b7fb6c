export type { ChattiHealthOptions } from './chatti-health-indicator.ts';
export { ChattiHealthIndicator } from './chatti-health-indicator.ts';
