import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createSmtpProvider } from '../../../src/gateway/messages/smtp-provider.ts'

interface StandIn {
  readonly port: number
  readonly received: string[]
  close(): Promise<void>
}

/** A mail server that knows enough SMTP to be handed one message. @param atEnd its answer to it; null: none. */
async function standInServer(atEnd: string | null, atRecipient = '250 ok'): Promise<StandIn> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let text = ''
    let isData = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 stand-in')
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8')
      for (;;) {
        const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n')
        if (end === -1) return
        const part = text.slice(0, end)
        text = text.slice(end + (isData ? 5 : 2))
        if (isData) {
          received.push(part)
          isData = false
          if (atEnd !== null) say(atEnd)
        } else if (part.startsWith('DATA')) {
          isData = true
          say('354 go on')
        } else if (part.startsWith('RCPT')) say(atRecipient)
        else if (part.startsWith('QUIT')) socket.end('221 bye\r\n')
        else say('250 ok')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    received,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const message = {
  id: '0b7d5a0e-0000-4000-8000-000000000001',
  to: 'pao@ban.example',
  subject: 'Hồ sơ H38.20-1',
  text: 'Hồ sơ H38.20-1 đã có kết quả.',
}

async function handedTo(port: number) {
  const provider = createSmtpProvider({
    kind: 'smtp',
    host: '127.0.0.1',
    port,
    isSecure: false,
    isPlain: true,
    from: 'Một cửa <motcua@laocai.example>',
    timeoutSeconds: 0.4,
  })
  expect(provider.isIdempotent).toBe(false)
  return provider.hand(message)
}

test('an e-mail goes to the one address, under the id of the message', async () => {
  const server = await standInServer('250 taken')
  expect(await handedTo(server.port)).toEqual({ kind: 'taken' })
  expect(server.received).toHaveLength(1)
  expect(server.received[0]).toContain(`Message-ID: <${message.id}@laocai.example>`)
  expect(server.received[0]).toContain('To: pao@ban.example')
  await server.close()
})

test.each([
  ['refused for good', '550 no such user', { kind: 'not-taken', failure: 'refused', isFinal: true }],
  ['put off', '451 later', { kind: 'not-taken', failure: 'refused', isFinal: false }],
] as const)('an address that is %s is known as that', async (_, answer, expected) => {
  const server = await standInServer('250 taken', answer)
  expect(await handedTo(server.port)).toMatchObject(expected)
  await server.close()
})

test('when no answer comes to the message itself, nobody knows whether it was sent', async () => {
  const server = await standInServer(null)
  expect(await handedTo(server.port)).toEqual({ kind: 'unknown' })
  await server.close()
})

test('where nobody listens nothing was sent', async () => {
  const server = await standInServer(null)
  await server.close()
  expect(await handedTo(server.port)).toMatchObject({ kind: 'not-taken', failure: 'unreachable' })
})
