export type { ChattiTestingOptions } from './chatti-testing-module.ts';
export type { TestEvent } from './chatti-testing.ts';
export { ChattiTestingModule } from './chatti-testing-module.ts';
export { ChattiTesting } from './chatti-testing.ts';
