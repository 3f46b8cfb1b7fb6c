import 'reflect-metadata';
import { answerScenarios } from './answers.ts';
import { clientScenarios } from './clients.ts';
import { webhookScenarios } from './webhooks.ts';

/** What the package does, on any platform and version of Nest. */
export const scenarios = [...clientScenarios, ...webhookScenarios, ...answerScenarios];
