/**
 * A tab of Chromium without a driver in it. What drives the browser tests listens to the page's console and errors and
 * puts a script of its own into it: a third of a second of a minimal page's start on a six times slower processor,
 * which no citizen waits for.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import * as v from 'valibot'
import { findChromium } from '../browser/chromium.ts'

/** So long nobody asks the page anything, for the answer would take its time. */
const undisturbedMs = 3000
const patienceMs = 60_000

interface Size {
  readonly width: number
  readonly height: number
}

export interface BarePage {
  /** @param rate how many times slower the page's processor shall be */
  slowDown(rate: number): Promise<void>
  /** @param source runs in each document from now on, before its own scripts. */
  beforeDocuments(source: string): Promise<void>
  goTo(url: string): Promise<void>
  /** @returns what the expression gives, as soon as that is neither null nor undefined; asked after three seconds first. */
  valueOf(expression: string): Promise<unknown>
  /** Ends the browser. */
  close(): Promise<void>
}

const answer = v.object({
  id: v.number(),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
})
const targets = v.object({ targetInfos: v.array(v.object({ type: v.string(), targetId: v.string() })) })
const attached = v.object({ sessionId: v.string() })
const evaluated = v.object({ result: v.object({ value: v.optional(v.unknown()) }) })

/** @param profile folder; the same again is the same machine after a restart. */
export async function openBarePage(profile: string, size: Size): Promise<BarePage> {
  const { executablePath, libraryPath } = await findChromium('installed')
  const browser = spawn(
    executablePath,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-extensions',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--window-size=${size.width},${size.height}`,
      'about:blank',
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: libraryPath === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: libraryPath },
    },
  )
  const ended = once(browser, 'exit')
  try {
    return await attach(await connect(await addressOf(browser)), size, async (call) => {
      // Some answer, others are gone before they could.
      await Promise.allSettled([call('Browser.close')])
      await Promise.race([ended, delay(patienceMs)])
      browser.kill('SIGKILL')
    })
  } catch (error) {
    browser.kill('SIGKILL')
    await ended
    throw error
  }
}

async function attach(call: Call, size: Size, end: (call: Call) => Promise<void>): Promise<BarePage> {
  const { targetInfos } = v.parse(targets, await call('Target.getTargets'))
  const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId
  const { sessionId } = v.parse(attached, await call('Target.attachToTarget', { targetId, flatten: true }))
  const send = (method: string, parameters: object) => call(method, parameters, sessionId)
  await send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
  await send('Page.enable', {})
  return {
    async slowDown(rate) {
      await send('Emulation.setCPUThrottlingRate', { rate })
    },
    async beforeDocuments(source) {
      await send('Page.addScriptToEvaluateOnNewDocument', { source })
    },
    async goTo(url) {
      await send('Page.navigate', { url })
    },
    async valueOf(expression) {
      for (const until = Date.now() + patienceMs; Date.now() < until; ) {
        await delay(undisturbedMs)
        const asked = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
        const { value } = v.parse(evaluated, asked).result
        if (value !== undefined && value !== null) return value
      }
      throw new Error(`the page never had ${expression}`)
    },
    close: () => end(call),
  }
}

type Call = (method: string, parameters?: object, sessionId?: string) => Promise<unknown>

async function connect(address: string): Promise<Call> {
  const socket = new WebSocket(address)
  await once(socket, 'open', { signal: AbortSignal.timeout(patienceMs) })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  socket.addEventListener('close', () => {
    for (const asker of waiting.values()) asker.reject(new Error('the browser is gone'))
  })
  socket.addEventListener('message', ({ data }) => {
    // Events have no id: none was asked for.
    const { success, output } = v.safeParse(answer, JSON.parse(String(data)))
    const asker = success ? waiting.get(output.id) : undefined
    if (!success || asker === undefined) return
    waiting.delete(output.id)
    if (output.error === undefined) asker.resolve(output.result)
    else asker.reject(new Error(output.error.message))
  })
  let lastId = 0
  return (method, params = {}, sessionId) => {
    lastId += 1
    const asker = Promise.withResolvers<unknown>()
    waiting.set(lastId, asker)
    socket.send(
      JSON.stringify({ id: lastId, method, params, ...(sessionId === undefined ? {} : { sessionId }) }),
    )
    const tooLong = setTimeout(() => asker.reject(new Error(`${method} was not answered`)), patienceMs)
    return asker.promise.finally(() => clearTimeout(tooLong))
  }
}

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('the browser writes where it listens')
  for await (const line of createInterface({ input: stderr })) {
    const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? []
    if (address !== undefined) {
      stderr.resume()
      return address
    }
  }
  throw new Error('the browser ended before it listened')
}
