/** A commune's desk with one kiosk: a gateway on its own data folder, and a browser on its own profile. */
import { readdir, readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { type KioskOptions, openKiosk, temporaryFolder } from './kiosk.ts'
import { clear, type Network, startNetwork } from './network.ts'
import { freePort, type Product, startProduct } from './product.ts'

export interface Place {
  /** The gateway as it runs now. */
  readonly product: Product
  readonly dataFolder: string
  readonly profileFolder: string
  /** Between kiosk and gateway. */
  readonly network: Network
  /** Where the kiosk finds the app, through the network. */
  readonly url: string
  readonly enrolmentLink: string
  /** The kiosk's browser and its page as they are now. */
  readonly kiosk: BrowserContext
  readonly page: Page
  /** The way to the gateway is free again, and the browser notices as with a real cable. */
  reconnect(): Promise<void>
  /** Starts the gateway anew on the same data and address. */
  startGateway(): Promise<void>
  /** Closes the browser and opens it on the same profile, with an empty page. */
  restartKiosk(): Promise<void>
  /** SIGKILL to the browser, as a power cut would. `restartKiosk` opens it again. */
  killKiosk(): Promise<void>
  close(): Promise<void>
}

interface PlaceOptions extends KioskOptions {
  readonly base?: string
  /** For each browser that is opened, before any page. */
  readonly prepare?: (kiosk: BrowserContext) => Promise<unknown>
}

export async function openPlace(options: PlaceOptions = {}): Promise<Place> {
  const { base = '/', prepare, ...kioskOptions } = options
  const data = await temporaryFolder('data')
  const profile = await temporaryFolder('profile')
  const port = await freePort()
  const start = () => startProduct({ dataFolder: data.path, port, base })
  const network = await startNetwork(port)
  const first = await start()
  let product = first
  let kiosk = await open()

  async function open(): Promise<BrowserContext> {
    const opened = await openKiosk(profile.path, kioskOptions)
    await prepare?.(opened)
    return opened
  }

  return {
    get product() {
      return product
    },
    get kiosk() {
      return kiosk
    },
    get page() {
      const page = kiosk.pages()[0]
      if (page === undefined) throw new Error('a browser opens with a page')
      return page
    },
    dataFolder: data.path,
    profileFolder: profile.path,
    network,
    url: `http://localhost:${network.port}${base}`,
    enrolmentLink: first.enrolmentLink.replace(`:${port}/`, `:${network.port}/`),
    async reconnect() {
      network.set(clear)
      await kiosk.setOffline(true)
      await kiosk.setOffline(false)
    },
    async startGateway() {
      await product.stop()
      // The password is printed once; whoever wrote it down still has it.
      product = { ...(await start()), administrator: first.administrator }
    },
    async restartKiosk() {
      await kiosk.close()
      kiosk = await open()
    },
    async killKiosk() {
      const gone = new Promise((resolve) => kiosk.once('close', resolve))
      process.kill(await holderOf(profile.path), 'SIGKILL')
      await gone
    },
    async close() {
      await kiosk.close()
      await network.stop()
      await product.stop()
      await Promise.all([data.remove(), profile.remove()])
    },
  }
}

/** The process of the browser that was opened on this profile: its helpers name their type. */
async function holderOf(profileFolder: string): Promise<number> {
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    // It may have ended since.
    const line = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).split('\0')
    const isHelper = line.some((argument) => argument.startsWith('--type='))
    if (!isHelper && line.includes(`--user-data-dir=${profileFolder}`)) return Number(id)
  }
  throw new Error(`no browser is open on ${profileFolder}`)
}
