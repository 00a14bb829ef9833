/**
 * News between the processes of one gateway: of which units dossiers, or the queue of people, have changed. Told after
 * the commit and worth no guarantee: screens read again by themselves after a while.
 */
import pg from 'pg'

export interface News {
  /** Never rejects. */
  tell(units: readonly string[]): Promise<void>
  /** @returns the way to unsubscribe. */
  listen(listener: (units: readonly string[]) => void): () => void
  close(): Promise<void>
}

export function newsInProcess(): News {
  const listeners = new Set<(units: readonly string[]) => void>()
  return {
    async tell(units) {
      for (const listener of listeners) listener(units)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => listeners.clear(),
  }
}

const channel = 'motcua_dossiers'
const reconnectMs = 5000

/** Through PostgreSQL's own notifications, on a connection of their own that is opened when somebody listens. */
export function newsThroughPostgres(url: string, pool: pg.Pool, onError: (error: Error) => void): News {
  const inProcess = newsInProcess()
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | null = null
  let isClosed = false

  async function connect(): Promise<void> {
    const opened = new pg.Client({ connectionString: url })
    client = opened
    opened.on('notification', ({ payload }) => {
      if (payload !== undefined) void inProcess.tell(payload.split(' '))
    })
    opened.on('error', (error) => {
      onError(error)
      if (client === opened) comeBack()
    })
    try {
      await opened.connect()
      await opened.query(`listen ${channel}`)
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)))
      if (client === opened) comeBack()
    }
  }

  function comeBack(): void {
    client = null
    if (isClosed) return
    retry = setTimeout(() => void connect(), reconnectMs)
    retry.unref()
  }

  return {
    async tell(units) {
      // The change itself is committed: that nobody hears of it now must not look like its failure.
      await pool.query('select pg_notify($1, $2)', [channel, units.join(' ')]).catch(onError)
    },
    listen(listener) {
      if (client === null && retry === null && !isClosed) void connect()
      return inProcess.listen(listener)
    },
    async close() {
      isClosed = true
      if (retry !== null) clearTimeout(retry)
      await client?.end().catch(onError)
      await inProcess.close()
    },
  }
}
