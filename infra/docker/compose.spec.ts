import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly restart?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
/** The apps that are servers: all but the command line, and the one that composes the others. */
const APPS = readdirSync('apps').filter((app) => existsSync(`apps/${app}/main.ts`) && app !== 'cli' && app !== 'all');

describe('docker-compose.yml', () => {
  it.each(['postgres', 'redis', 'kafka', ...APPS])('has the service %s', (name) => {
    expect(Object.keys(compose.services)).toContain(name);
  });

  it.each(services.filter(([name]) => name !== 'migrate'))('checks the health of %s', (_, service) => {
    expect(service.healthcheck?.test?.length).toBeGreaterThan(1);
  });

  it('migrates once, before any app starts', () => {
    expect(compose.services.migrate).toMatchObject({ restart: 'no', healthcheck: { disable: true } });
    for (const app of APPS) expect(compose.services[app]?.depends_on).toHaveProperty('migrate');
  });

  it.each(services)('pins the image of %s by its full version', (_, service) => {
    expect(service.image).toMatch(/^[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  it.each(services)('lets %s wait for services that exist until they are healthy, or done', (_, service) => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(compose.services[other]?.healthcheck).toBeDefined();
      expect(condition).toBe(other === 'migrate' ? 'service_completed_successfully' : 'service_healthy');
    }
  });

  it.each(services)('publishes %s on the loopback interface alone', (_, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it.each(services)('declares every volume that %s mounts', (_, service) => {
    for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  });

  it.each(services.filter(([, service]) => service.build))(
    'runs an entry point in %s that is in the source tree',
    (_, service) => {
      const entry = service.command?.find((word) => word.startsWith('dist/')) ?? '';
      expect(existsSync(entry.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
      expect(existsSync(service.build?.dockerfile ?? '')).toBe(true);
    },
  );

  it('takes every secret from a variable that must be set', () => {
    const values = services.flatMap(([, service]) => Object.entries(service.environment ?? {}));
    const secrets = values.filter(([name]) => /PASSWORD|AUTH|KEY|DATABASE_URL|REDIS_URL/.test(name));
    expect(secrets.length).toBeGreaterThan(5);
    for (const [, value] of secrets) expect(value).toMatch(/\$\{[A-Z_]+:\?[^}]+\}/);
  });

  it('names each such variable in the example of the environment file', () => {
    const example = readFileSync('infra/docker/example.env', 'utf8');
    for (const [, name] of text.matchAll(/\$\{([A-Z_]+):\?/g)) expect(example).toContain(`\n${name}=`);
  });

  it('keeps Redis from evicting jobs', () => {
    expect(compose.services.redis?.command?.at(-1)).toContain('--maxmemory-policy noeviction');
  });
});

describe('the Dockerfile', () => {
  const dockerfile = readFileSync('infra/docker/Dockerfile', 'utf8');

  it('starts every stage from one image of a full version', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(/^node:\d+\.\d+\.\d+-/);
  });

  it('runs as an ordinary user, and runs no package scripts on installation', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    for (const [line] of dockerfile.matchAll(/npm ci.*/g)) expect(line).toContain('--ignore-scripts');
  });

  it('copies only files that are there', () => {
    const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) =>
      (match[1] ?? '').split(' '),
    );
    expect(copies.length).toBeGreaterThan(5);
    for (const file of copies) expect([file, existsSync(file)]).toEqual([file, true]);
  });
});
