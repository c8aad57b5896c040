import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Configuration } from './environment.js';

/** Injection token of the `Configuration`. */
export const CONFIGURATION = Symbol('Configuration');

@Global()
@Module({})
export class ConfigurationModule {}

/** Gives every module of an app the one configuration that was read and checked before the app was made. */
export function configurationModule(configuration: Configuration): DynamicModule {
  return {
    module: ConfigurationModule,
    providers: [{ provide: CONFIGURATION, useValue: configuration }],
    exports: [CONFIGURATION],
  };
}
