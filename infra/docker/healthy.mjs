/** A container's health check: 0 where the app in it says that it is ready. */
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
