import { spawnSync } from 'node:child_process';

/**
 * The account that Postgres runs as: null (ourselves) for an ordinary user. As root, which Postgres refuses: `postgres` where the machine has
 * it, else an account `claimstream` made for it, else `nobody`.
 */
export function postgresAccount() {
  if (process.getuid?.() !== 0) return null;
  return (
    lookUp('postgres') ??
    lookUp('claimstream') ??
    (spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'claimstream']).status === 0
      ? lookUp('claimstream')
      : null) ??
    lookUp('nobody')
  );
}

function lookUp(name) {
  const number = (option) => {
    const answer = spawnSync('id', [option, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout) : null;
  };
  const uid = number('-u');
  const gid = number('-g');
  return uid === null || gid === null ? null : { uid, gid };
}
