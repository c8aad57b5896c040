import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { configurationModule } from '#libs/configuration/configuration.module.js';
import { ConfigurationError } from '#libs/configuration/configuration-error.js';
import { type Configuration, readEnvironment } from '#libs/configuration/environment.js';
import { drainOnSignals } from './drain.js';
import { createLogger, type Logger } from './logger.js';
import { NestLogger } from './nest-logger.js';
import { observabilityModule } from './observability.module.js';

export interface AppOptions {
  /** The app's name in logs: `relay`. */
  readonly name: string;
  /** Where PORT is not set. Each app has its own, so that they can run side by side. */
  readonly defaultPort: number;
  /** What must be so before the app is made, such as the schema of its database; where it never can be, throws a `ConfigurationError`. */
  readonly before?: (configuration: Configuration, logger: Logger) => Promise<void>;
  /** Pipes, prefixes, OpenAPI: what only an app with routes of its own needs. */
  readonly configure?: (app: NestExpressApplication) => void | Promise<void>;
}

export interface RunningApp {
  readonly app: NestExpressApplication;
  readonly configuration: Configuration;
  readonly logger: Logger;
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Stops taking work, finishes what is in hand, closes. May be called more than once. */
  close(): Promise<void>;
}

@Module({})
class RootModule {}

/** Makes an app of a module: configuration, logs, health, metrics, one HTTP server (for an app without routes it serves health and metrics alone). */
export async function createApp(
  module: Type | DynamicModule,
  configuration: Configuration,
  options: AppOptions,
): Promise<RunningApp> {
  const logger = createLogger({ app: options.name, level: configuration.logLevel });
  const root = {
    module: RootModule,
    imports: [configurationModule(configuration), observabilityModule(logger), module],
  };
  const app = await NestFactory.create<NestExpressApplication>(root, {
    logger: new NestLogger(logger),
    abortOnError: false,
    ...(configuration.tls
      ? {
          httpsOptions: {
            cert: readFileSync(configuration.tls.certFile),
            key: readFileSync(configuration.tls.keyFile),
          },
        }
      : {}),
  });
  app.disable('x-powered-by');
  await options.configure?.(app);
  await app.listen(configuration.port ?? options.defaultPort, configuration.host);
  const { address, port, family } = app.getHttpServer().address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  const url = `${configuration.tls ? 'https' : 'http'}://${host}:${port}`;
  logger.info({ url, mode: configuration.mode }, 'ready');
  let closing: Promise<void> | null = null;
  return {
    app,
    configuration,
    logger,
    url,
    close: () => {
      closing ??= app.close();
      return closing;
    },
  };
}

/**
 * Runs an app until SIGTERM or SIGINT, then drains it once and exits 0. A wrong environment ends the process with status 1 and one line a
 * variable on standard error.
 */
export async function runApp(module: Type | DynamicModule, options: AppOptions): Promise<RunningApp> {
  try {
    const configuration = readEnvironment(process.env);
    await options.before?.(configuration, createLogger({ app: options.name, level: configuration.logLevel }));
    const running = await createApp(module, configuration, options);
    drainOnSignals(running);
    return running;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const problem of error.problems) process.stderr.write(`${options.name}: ${problem}\n`);
    process.exit(1);
  }
}
