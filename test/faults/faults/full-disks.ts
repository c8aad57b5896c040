import { eventually } from '#libs/testing/eventually.js';
import type { FaultHouse } from '../house/fault-house.js';
import { SmallDisk } from '../house/small-disk.js';
import type { Fault } from './fault.js';

/** What Postgres says when it cannot extend a table. */
const DISK_FULL = '53100';
const NOTICED_WITHIN = { timeoutMs: 60_000 };

const unless = ({ servers }: FaultHouse) =>
  servers.disks ? null : (SmallDisk.refusal() ?? 'this run has no small disks');

/** A broker whose only log folder takes no more gives up; somebody frees space and starts it again. */
export const kafkaDiskFull: Fault = {
  name: 'Kafka’s log folder full, freed, started again',
  when: 'at dawn',
  unless,
  async inflict({ house: { servers } }) {
    servers.disks?.kafka.fill();
    await eventually('the broker to give up', () => servers.kafka.hasEnded, NOTICED_WITHIN);
    servers.disks?.kafka.free();
    await servers.kafka.startAgain();
  },
};

/** Appends are refused until there is space again; Postgres is started again after that, as whoever made the disk larger would. */
export const postgresDiskFull: Fault = {
  name: 'Postgres’ tablespace full, freed, started again',
  when: 'at dawn',
  unless,
  async inflict({ house }) {
    const { servers } = house;
    servers.disks?.postgres.fill();
    await eventually('an app to be told that the disk is full', () => house.says(DISK_FULL), NOTICED_WITHIN);
    servers.disks?.postgres.free();
    await servers.postgres.crash('SIGQUIT');
    await servers.postgres.startAgain();
  },
};
