import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import type { TestApp } from './app.ts'
import { letterWriters } from '#server/posting.ts'
import { carrierOf } from '#server/mail/carriers.ts'
import { postDue } from '#server/mail/post.ts'

/** A real mail server on this machine, which keeps what it is given. `refuse` gives the number to say no with. */
export async function openMailServer(refuse: (address: string) => number | null = () => null) {
  const letters: { to: string[]; source: string }[] = []
  async function take(stream: Readable, readers: { address: string }[], done: () => void) {
    const source = await text(stream)
    letters.push({ to: readers.map(({ address }) => address), source })
    done()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const number = refuse(address)
      done(number === null ? null : Object.assign(new Error('not here'), { responseCode: number }))
    },
    onData: (stream, session, done) => void take(stream, session.envelope.rcptTo, done),
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    letters,
    url: new URL(`smtp://127.0.0.1:${port}`),
    close: () => new Promise<void>((done) => server.close(done)),
  }
}

/** Sends what is due in a house over this server. */
export const postBy = (house: TestApp, url: URL) =>
  postDue(house.deps, {
    carrier: carrierOf({ kind: 'smtp', url, from: 'preau@preau.test' }),
    writers: letterWriters,
  })
