/**
 * The thread that writes to SQLite: a commit waits for the disk (4 ms and more), and requests must be read, checked
 * and answered meanwhile. One statement at a time, in the order they come.
 */
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { type Asked, statementsOf, type Written } from './sqlite-statements.ts'

const port = parentPort
if (port === null) throw new Error('runs as a worker thread only')
const database = new DatabaseSync(String(workerData))
// The time-out first: turning to WAL takes a lock that another process may hold as it starts.
// FULL: an acknowledged envelope survives a power cut (DESIGN G1); WAL alone would lose the last commits.
database.exec(`
  pragma busy_timeout = 10000;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma wal_autocheckpoint = 4000;
`)
const run = statementsOf(database)

port.on('message', ({ sql, parameters }: Asked) => {
  if (sql === 'close') {
    database.close()
    port.close()
    return
  }
  let written: Written
  try {
    written = { ok: true, result: run(sql, parameters) }
  } catch (error) {
    // Whatever SQLite has against a statement is for the one who asked.
    written = { ok: false, error }
  }
  port.postMessage(written)
})
