import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPacketTables, type PacketTables } from '../tables.js';

const read = (folder: string, file: string) => readFileSync(join(import.meta.dirname, folder, file), 'utf8');

let tables: PacketTables | undefined;

/** The tables of appeal packets that come with the project. This file alone reads them from disk, once. */
export function builtInPacketTables(): PacketTables {
  tables ??= loadPacketTables(
    {
      checklist: read('data', 'appeal_checklist.csv'),
      arguments: read('data', 'appeal_arguments.csv'),
      templates: read('data', 'letter_templates.csv'),
    },
    (file) => read('templates', file),
  );
  return tables;
}
