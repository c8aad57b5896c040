/** The environment of the apps: the services' addresses, and what is not set otherwise: a demo store with a master key of this checkout's own. */
export function appEnvironment({ place, addresses, environment = process.env }) {
  return {
    ...environment,
    ...addresses,
    CLAIMSTREAM_MODE: environment.CLAIMSTREAM_MODE || 'demo',
    CLAIMSTREAM_MASTER_KEY: environment.CLAIMSTREAM_MASTER_KEY || place.secrets.masterKey,
    EXCHANGE_DIR: environment.EXCHANGE_DIR || place.exchange,
    // A person watches: what is worth knowing is said in words, and the log tells of trouble alone.
    LOG_LEVEL: environment.LOG_LEVEL || 'warn',
    NODE_ENV: environment.NODE_ENV || 'production',
  };
}
