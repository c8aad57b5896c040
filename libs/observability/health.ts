import { Controller, Get, Inject, Injectable } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { describeError } from './describe-error.js';

/** Throws, or gives the reason, where the part is not ready to work; null where it is. */
export type ReadinessCheck = () => Promise<string | null>;

const CHECK_TIMEOUT_MS = 3000;

/** What an app needs in order to be ready: each part registers its own check under a name of its own. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, ReadinessCheck>();

  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  entries(): readonly [string, ReadinessCheck][] {
    return [...this.checks];
  }
}

@Controller('health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(HealthRegistry) private readonly registry: HealthRegistry,
  ) {}

  /** The process answers. Says nothing of what it depends on: a restart would not cure that. */
  @Get('live')
  @HealthCheck()
  live() {
    return this.health.check([]);
  }

  /** All that the app depends on answers, and it does its work. */
  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check(
      this.registry.entries().map(
        ([name, check]) =>
          () =>
            this.outcome(name, check),
      ),
    );
  }

  private async outcome(name: string, check: ReadinessCheck) {
    const indicator = this.indicators.check(name);
    try {
      const reason = await withTimeout(check());
      return reason === null ? indicator.up() : indicator.down({ reason });
    } catch (error) {
      const { name: errorName, code } = describeError(error);
      return indicator.down({ reason: code ?? errorName });
    }
  }
}

async function withTimeout<Value>(promise: Promise<Value>): Promise<Value | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), CHECK_TIMEOUT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
