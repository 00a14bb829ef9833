/** The thread that a PDF is read or made in: what goes wrong in it, or never ends, touches no request of others. */
import { parentPort, workerData } from 'node:worker_threads'
import { combine } from './combine.ts'
import { inspect } from './inspect.ts'
import type { PdfTask } from './pdf-work.ts'

const port = parentPort
if (port === null) throw new Error('runs as a worker thread only')
// Only `pdf-work.ts` starts it.
const task = workerData as PdfTask
port.postMessage(task.type === 'inspect' ? await inspect(task.bytes) : await combine(task.pages, task.facts))
