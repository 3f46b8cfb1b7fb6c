/** The guides in the order of the sidebar, by group, each as its file in `guides/`. */
export const GUIDES: Readonly<Record<string, readonly string[]>> = {
  Start: ['getting-started', 'testing-without-sending', 'moving-from-another-sms-sdk'],
  'Sending well': [
    'retries-and-outcomes',
    'rate-limits-and-bulk',
    'opt-out-and-marketing',
    'sender-ids-by-country',
    'mms',
  ],
  'Reading and listening': ['webhooks', 'pagination', 'timestamps'],
  Frameworks: ['nestjs', 'express'],
  'Your own way': ['plugins', 'writing-a-plugin', 'other-contracts', 'proxies', 'security'],
};
