// Adds up what the suites counted and ends with one plain line. A suite that should have run and left no count, or
// ran nothing, is a failure.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { workspacePlaces } from './workspace-places.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };
const missing = [];
const broken = [];

for (const place of workspacePlaces('.')) {
  const reports = join(place, '.reports');
  const files = existsSync(reports) ? readdirSync(reports).filter((name) => name.endsWith('.json')) : [];
  if (files.length === 0) missing.push(place);
  for (const file of files) {
    const report = JSON.parse(readFileSync(join(reports, file), 'utf8'));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
    totals.passed += numPassedTests;
    totals.failed += numFailedTests;
    totals.skipped += numPendingTests + numTodoTests;
    if (numPassedTests + numFailedTests === 0) missing.push(join(place, file));
    for (const { name, assertionResults } of report.testResults)
      for (const { status, fullName } of assertionResults)
        if (status === 'failed') broken.push(`${relative('.', name)}: ${fullName}`);
    if (numPendingTests > 0) console.log(`skipped: ${numPendingTests} in ${place} (${file})`);
  }
}

for (const test of broken) console.log(`failed: ${test}`);
for (const place of missing) console.log(`no test ran in ${place}`);
console.log(`${totals.passed} passed, ${totals.failed + missing.length} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed + missing.length > 0 ? 1 : 0;
