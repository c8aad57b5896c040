-- Keys, and what is stored under them. Nothing here is readable without the master key, which the database never sees.

create schema vault;
revoke all on schema vault from public;

-- One key: a practice's (wrapped by the master key), a patient's or a file's (wrapped by the practice's).
-- A destroyed key leaves its row, so that what it sealed reads as forgotten and not as broken.
create table vault.keys (
  practice text collate "C" not null,
  key_id text collate "C" not null,
  kind text not null check (kind in ('practice', 'patient', 'file')),
  subject text collate "C" not null,
  wrapped bytea,
  wrapped_by text collate "C" not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  destroyed_at timestamptz(3),
  primary key (practice, key_id),
  constraint keys_id_begins_with_practice check (starts_with(key_id, practice || '/')),
  constraint keys_destroyed_have_no_bytes check ((wrapped is null) = (destroyed_at is not null))
);
create unique index keys_one_living_key_a_subject on vault.keys (practice, kind, subject) where destroyed_at is null;

-- Which random id stands for which of the EHR's patients; the EHR's id is known by a keyed hash alone.
create table vault.patients (
  practice text collate "C" not null,
  lookup bytea not null,
  patient_id uuid not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  primary key (practice, lookup),
  unique (practice, patient_id)
);

-- Inbound files as they came, sealed before anything reads them. `sealed_name` is the file's name: it may say anything.
create table vault.raw_files (
  practice text collate "C" not null,
  file_id uuid not null,
  payer_id text collate "C",
  sha256 text collate "C" not null,
  byte_length bigint not null,
  key_id text collate "C" not null,
  sealed bytea not null,
  sealed_name bytea not null,
  received_at timestamptz(3) not null default clock_timestamp(),
  primary key (practice, file_id)
);
alter table vault.raw_files alter column sealed set storage external;
