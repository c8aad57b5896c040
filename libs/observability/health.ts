import { Controller, Get, Inject, Injectable } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { describeError } from './describe-error.js';

/** The reason why a part is not ready to work; null where it is; a note where it is and something is to be looked at. */
export type Readiness = string | null | { readonly note: string };

/** A {@link Readiness}; what it throws makes the part not ready too. */
export type ReadinessCheck = () => Promise<Readiness>;

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
      if (typeof reason === 'string') return indicator.down({ reason });
      return reason === null ? indicator.up() : indicator.up(reason);
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
