/** Exchange with the National Public Service Portal: what is to be told, how far it is, and what came from there. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('exchange_units')
    .addColumn('unit', 'text', (column) => column.primaryKey().references('units.code'))
    .addColumn('is_on', 'integer', (column) => column.notNull())
    .addColumn('sender_code', 'text', (column) => column.notNull())
    .execute()
  await database.schema
    .createTable('exchange_field_codes')
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('exchange_field_codes_key', ['unit', 'field'])
    .execute()
  // Parent of the messages: one row a dossier (or a month's ratings), which keeps their order and is claimed as a whole.
  await database.schema
    .createTable('exchange_queues')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('next_at', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('refusals', 'integer', (column) => column.notNull())
    .addColumn('lease', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('is_in_doubt', 'integer', (column) => column.notNull())
    .addColumn('is_known', 'integer', (column) => column.notNull())
    .addColumn('remote_id', 'text')
    .addColumn('problem', 'text')
    .addColumn('content', 'text')
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute()
  await database.schema
    .createIndex('exchange_queues_by_state')
    .on('exchange_queues')
    .columns(['state', 'next_at', 'id'])
    .execute()
  await database.schema
    .createIndex('exchange_queues_by_unit')
    .on('exchange_queues')
    .columns(['unit', 'state', 'changed_at'])
    .execute()
  await database.schema
    .createTable('exchange_messages')
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('queued_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .addPrimaryKeyConstraint('exchange_messages_key', ['queue', 'number'])
    .execute()
  await database.schema
    .createTable('exchange_conflicts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('dossier', 'text', (column) => column.notNull().references('dossiers.id'))
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('portal_state', 'integer', (column) => column.notNull())
    .addColumn('found_at', 'text', (column) => column.notNull())
    .addColumn('choice', 'text')
    .addColumn('chosen_by', 'text')
    .addColumn('chosen_at', 'text')
    .execute()
  await database.schema
    .createIndex('exchange_conflicts_by_unit')
    .on('exchange_conflicts')
    .columns(['unit', 'chosen_at'])
    .execute()
  await database.schema
    .createTable('portal_dossiers')
    .addColumn('dossier', 'text', (column) => column.primaryKey().references('dossiers.id'))
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('account', 'text')
    .addColumn('owner_kind', 'text')
    .addColumn('record', 'text')
    .execute()
}
