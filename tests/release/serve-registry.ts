// A registry of npm packages for a rehearsal, as a process of its own: on loopback, at a free port, with its storage in
// the folder it is given. It has no uplink: it knows only what was published to it. Ends when its input does.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runServer } from 'verdaccio';

const [folder = ''] = process.argv.slice(2);

const registry = await runServer({
  self_path: folder,
  storage: join(folder, 'storage'),
  uplinks: {},
  auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
  packages: { '@chatti/*': { access: ['$all'], publish: ['$all'], unpublish: [] } },
  max_body_size: '50mb',
  web: { enable: false },
  log: { type: 'stdout', format: 'json', level: 'error' },
});

const front = createServer((request, response) => {
  // The next rehearsal may have this port, and other packages of the same version.
  response.setHeader('Cache-Control', 'no-store');
  registry.emit('request', request, response);
});
front.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(front.address() as AddressInfo).port}/`);
});
process.stdin.resume().once('end', () => process.exit());
