import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { privateFolder } from './private-files.mjs';
import { forgetProcess, recordProcess, stopProcess } from './records.mjs';

/** A server that keeps ending is started again this often within a minute; after that something is really wrong. */
const RESTARTS_A_MINUTE = 3;

/** A child ended although nobody asked it to, before it was of use or for good. */
export class ChildFailed extends Error {
  constructor(name, how, log) {
    super(`${name} ended with ${how}${log ? `; its words are in ${log}` : ''}`);
    this.name = 'ChildFailed';
  }
}

class Child {
  stopped = false;
  over = false;
  record = null;
  #launch;
  #restarts = [];

  constructor({
    name,
    command,
    args = [],
    cwd,
    env,
    account,
    output = 'inherit',
    order = 9,
    stopSignal = 'SIGTERM',
    stopWithinMs = 20_000,
    keepUp,
  }) {
    const isTerminal = output === 'inherit' || output === 'stderr';
    Object.assign(this, { name, order, stopSignal, stopWithinMs, keepUp, output, log: isTerminal ? null : output });
    this.#launch = { command, args, options: { cwd, env, ...account, detached: true } };
    this.ended = new Promise((resolve) => {
      this.settle = (end) => {
        this.over = true;
        resolve(end);
      };
    });
  }

  spawn() {
    const { command, args, options } = this.#launch;
    const descriptor = this.log ? openLog(this.log) : null;
    const out = descriptor ?? (this.output === 'stderr' ? 2 : 'inherit');
    try {
      return spawn(command, args, { ...options, stdio: ['ignore', out, out] });
    } finally {
      if (descriptor !== null) closeSync(descriptor);
    }
  }

  mayRestart() {
    const now = performance.now();
    this.#restarts = [...this.#restarts.filter((at) => now - at < 60_000), now];
    return this.#restarts.length <= RESTARTS_A_MINUTE;
  }
}

/**
 * Starts processes, notes each with its start time, and stops all of them, the last one first. Each child leads a group of its own, so that
 * a Ctrl-C of the terminal reaches us alone and the order of stopping is ours.
 */
export class Supervisor {
  #runFolder;
  #children = [];
  #stopping = false;
  #afterwards = [];
  #stopped;

  constructor({ runFolder }) {
    this.#runFolder = runFolder;
  }

  get stopping() {
    return this.#stopping;
  }

  /**
   * Starts a program. `output` is 'inherit', 'stderr' or a log file; `account` the user it runs as; `stopSignal` what asks it to end;
   * `order` says when its turn to be stopped comes (the highest first); `keepUp` a callback that is told when it ended by itself and was started again (given up: `again` false).
   * The result's `ended` resolves to `{ code, signal }` when it has ended for good.
   */
  start(options) {
    const child = new Child(options);
    if (this.#stopping) throw new ChildFailed(child.name, 'no start, since everything is being stopped');
    this.#children.push(child);
    this.#launch(child);
    return child;
  }

  #launch(child) {
    const running = child.spawn();
    // 'error' comes alone where the program could not be started at all, else 'exit' comes once.
    running.once('error', (error) => child.record ?? this.#over(child, { code: null, signal: null, error }));
    if (running.pid === undefined) return;
    child.record = recordProcess(this.#runFolder, {
      name: child.name,
      pid: running.pid,
      stopSignal: child.stopSignal,
      order: child.order,
    });
    running.once('exit', (code, signal) => {
      forgetProcess(this.#runFolder, child.record);
      if (!child.keepUp || child.stopped || this.#stopping) return this.#over(child, { code, signal });
      const again = child.mayRestart();
      child.keepUp({ name: child.name, code, signal, again });
      if (again) this.#launch(child);
      else this.#over(child, { code, signal });
    });
  }

  #over(child, end) {
    this.#children = this.#children.filter((other) => other !== child);
    child.settle(end);
  }

  /** Runs a program to its end. Throws `ChildFailed` unless it exits with 0 (or one of `accept`). Returns its code. */
  async run(options) {
    const child = this.start(options);
    const { code, signal, error } = await child.ended;
    if ((options.accept ?? [0]).includes(code)) return code;
    throw new ChildFailed(options.name, describeEnd({ code, signal, error }), child.log);
  }

  /** Asks one child to end and waits for that. */
  async stop(child) {
    child.stopped = true;
    if (child.record && !child.over) await stopProcess(child.record, { withinMs: child.stopWithinMs });
    await child.ended;
  }

  /** Something else to be ended when all children have: containers. */
  onStop(end) {
    this.#afterwards.push(end);
  }

  /** Stops everything, the last started first; from now on nothing can be started. Asked again, it waits for the same end. */
  stopAll() {
    this.#stopping = true;
    this.#stopped ??= this.#stopEach();
    return this.#stopped;
  }

  async #stopEach() {
    while (this.#children.length > 0) {
      const last = this.#children.reduce((a, b) => (b.order >= a.order ? b : a));
      await this.stop(last);
    }
    for (const end of this.#afterwards.reverse()) await end();
  }
}

/** `exit code 3`, `SIGKILL`, or why it could not be started at all. */
export function describeEnd({ code, signal, error }) {
  if (error) return error.message;
  return signal ?? `exit code ${code}`;
}

function openLog(path) {
  privateFolder(dirname(path));
  return openSync(path, 'a', 0o600);
}
