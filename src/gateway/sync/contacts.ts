/**
 * When each device was last heard of. Gathered, and written at most once in a while: it is worth no fsync of its own,
 * and a crash loses nothing that the next contact does not bring back.
 */
export interface Contacts {
  note(device: string): void
  /** Writes what is not written yet. */
  flush(): Promise<void>
}

export interface ContactsOptions {
  write(devices: readonly string[]): Promise<void>
  onFault(error: unknown): void
}

const writeEveryMs = 1000

export function createContacts({ write, onFault }: ContactsOptions): Contacts {
  const heard = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  async function writeHeard(): Promise<void> {
    const devices = [...heard]
    heard.clear()
    if (devices.length === 0) return
    try {
      await write(devices)
    } catch (error) {
      // Not worth asking a device to come again for.
      onFault(error)
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    writing = writing.then(writeHeard)
    return writing
  }

  return {
    note(device) {
      heard.add(device)
      timer ??= setTimeout(() => void flush(), writeEveryMs).unref()
    },
    flush,
  }
}
