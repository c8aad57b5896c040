/** The environment of the apps: the services' addresses, and what is not set otherwise: a demo store with a master key of this checkout's own. */
export function appEnvironment({ place, addresses, environment = process.env }) {
  return {
    ...environment,
    ...addresses,
    CLAIMSTREAM_MODE: environment.CLAIMSTREAM_MODE || 'demo',
    CLAIMSTREAM_MASTER_KEY: environment.CLAIMSTREAM_MASTER_KEY || place.secrets.masterKey,
    EXCHANGE_DIR: environment.EXCHANGE_DIR || place.exchange,
    NODE_ENV: environment.NODE_ENV || 'production',
  };
}
