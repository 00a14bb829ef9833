/** Webhooks: whom a unit's dossiers are told to, and what is still to be told, written with each event. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('webhooks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('events', 'text', (column) => column.notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('is_on', 'integer', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('failure', 'text')
    .addColumn('paused_until', 'text')
    .addColumn('delivered', 'integer', (column) => column.notNull())
    .addColumn('last_delivered_at', 'text')
    .execute()
  await database.schema
    .createIndex('webhooks_by_unit')
    .on('webhooks')
    .columns(['unit', 'created_at'])
    .execute()
  // One row a webhook and dossier, which keeps their order and is claimed as a whole. Nothing refers to a webhook: no
  // event of a dossier may fail because one is being removed.
  await database.schema
    .createTable('webhook_queues')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('webhook', 'text', (column) => column.notNull())
    .addColumn('official_number', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('next_at', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('lease', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('problem', 'text')
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute()
  await database.schema
    .createIndex('webhook_queues_by_state')
    .on('webhook_queues')
    .columns(['state', 'next_at', 'id'])
    .execute()
  await database.schema
    .createIndex('webhook_queues_by_webhook')
    .on('webhook_queues')
    .columns(['webhook', 'state', 'changed_at'])
    .execute()
  await database.schema
    .createIndex('webhook_queues_by_change')
    .on('webhook_queues')
    .columns(['state', 'changed_at'])
    .execute()
  await database.schema
    .createTable('webhook_deliveries')
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .addPrimaryKeyConstraint('webhook_deliveries_key', ['queue', 'number'])
    .execute()
  await database.schema
    .createIndex('webhook_deliveries_by_sent')
    .on('webhook_deliveries')
    .columns(['sent_at'])
    .execute()
}
