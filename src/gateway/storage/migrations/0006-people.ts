/** Teams, accounts that an administrator keeps, second factors, sessions that can be seen, and a lock-out that tells nothing. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  const { schema } = database
  await schema
    .alterTable('units')
    .addColumn('demands_second_factor', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema.createIndex('units_by_parent').on('units').columns(['parent', 'code']).execute()

  // Failures of names that are no account's count as well, so they have a table of their own.
  await schema.alterTable('staff').dropColumn('failures').execute()
  await schema.alterTable('staff').dropColumn('locked_until').execute()
  await schema
    .alterTable('staff')
    .addColumn('must_change_password', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  const columns = [
    ['deactivated_at', 'text'],
    ['totp_secret', 'text'],
    ['totp_candidate', 'text'],
    ['totp_last_step', 'bigint'],
    ['identity_name', 'text'],
    ['identity_subject', 'text'],
  ] as const
  // One by one: SQLite adds no two columns in one statement.
  for (const [name, type] of columns) await schema.alterTable('staff').addColumn(name, type).execute()
  await schema.createIndex('staff_by_unit').on('staff').columns(['unit', 'username']).execute()
  for (const column of ['identity_name', 'identity_subject'] as const)
    await schema.createIndex(`staff_by_${column}`).unique().on('staff').column(column).execute()

  await schema
    .createTable('staff_recovery_codes')
    .addColumn('username', 'text', (column) => column.notNull().references('staff.username'))
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addPrimaryKeyConstraint('staff_recovery_codes_key', ['username', 'code_hash'])
    .execute()
  await schema
    .createTable('sign_in_failures')
    .addColumn('name_hash', 'text', (column) => column.primaryKey())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('locked_until', 'text')
    .addColumn('last_at', 'text', (column) => column.notNull())
    .execute()
  await schema.createIndex('sign_in_failures_by_time').on('sign_in_failures').column('last_at').execute()

  // Made anew: sessions of before have no name by which they could be ended. People sign in once more.
  await schema.dropTable('staff_sessions').execute()
  await schema
    .createTable('staff_sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('username', 'text', (column) => column.notNull().references('staff.username'))
    .addColumn('way', 'text', (column) => column.notNull())
    .addColumn('browser', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createIndex('staff_sessions_by_username')
    .on('staff_sessions')
    .columns(['username', 'seen_at'])
    .execute()
  await schema.createIndex('staff_sessions_by_age').on('staff_sessions').column('created_at').execute()

  for (const table of ['devices', 'enrolment_codes'] as const)
    await schema
      .alterTable(table)
      .addColumn('team', 'text', (column) => column.references('units.code'))
      .execute()
  await schema.createIndex('devices_by_team').on('devices').column('team').execute()
  // The team whose device it was filed on, as it was then.
  await schema
    .alterTable('dossiers')
    .addColumn('team', 'text', (column) => column.references('units.code'))
    .execute()
  await schema.createIndex('dossiers_by_team').on('dossiers').columns(['team', 'id']).execute()
}
