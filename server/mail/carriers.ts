import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

/** How mail leaves: by a server, or into a folder that whoever keeps the machine reads. */
export type MailWay = { from: string } & ({ kind: 'smtp'; url: URL } | { kind: 'folder'; folder: string })

/** What is sent, as it is read. */
export interface Letter {
  to: string
  locale: string
  subject: string
  text: string
  /** A link that ends mails of its kind, where there is one (`unsubscribe.ts`). */
  stopUrl?: string
  /** Notes that it has gone, at this moment. */
  sent?: (at: Date) => Promise<void>
}

export interface Carrier {
  /** Throws `Undeliverable` where another try is of no use, and anything else where it is. */
  send(letter: Letter): Promise<void>
  /** Lets go what is older than this. */
  forget(before: Date): Promise<void>
}

/** The other server refuses the address or the letter for good. */
export class Undeliverable extends Error {}

const timeoutMs = 20_000
const defaultPort = { 'smtp:': 25, 'smtps:': 465 } as const
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** One mailbox, and nothing that could become a second one or a line of the protocol. */
const isPlain = (address: string) => /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/.test(address)

/** What a mailbox offers as its own button (RFC 8058). */
const stopHeaders = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

function messageOf({ to, locale, subject, text, stopUrl }: Letter, from: string) {
  if (!isPlain(to)) throw new Undeliverable('the address has signs that no address has')
  return {
    from,
    to: { name: '', address: to },
    envelope: { from, to: [to] },
    subject,
    text,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': locale,
      ...(stopUrl !== undefined && stopHeaders(stopUrl)),
    },
  }
}

/** No letter of ours names a file or an address to be read in. */
const closed = { disableFileAccess: true, disableUrlAccess: true } as const

function smtpCarrier(url: URL, from: string): Carrier {
  const isTls = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const transport = createTransport({
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || defaultPort[isTls ? 'smtps:' : 'smtp:'],
    secure: isTls,
    // A password goes over no line in the clear, except on this machine.
    requireTLS: !isTls && user !== '' && !loopback.has(url.hostname),
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    ...closed,
  })
  return {
    async send(letter) {
      try {
        await transport.sendMail(messageOf(letter, from))
      } catch (error) {
        throw isForGood(error) ? new Undeliverable(error instanceof Error ? error.message : '') : error
      }
    },
    forget: async () => undefined,
  }
}

const refusals = new Set<unknown>(['EENVELOPE', 'EMESSAGE'])

/** A 5xx that is about the address or the letter; one about our own name and password is mended by who keeps the server. */
const isForGood = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  refusals.has(error.code) &&
  'responseCode' in error &&
  Number(error.responseCode) >= 500

const ending = '.eml'

function folderCarrier(folder: string, from: string): Carrier {
  const transport = createTransport({ streamTransport: true, buffer: true, ...closed })
  return {
    async send(letter) {
      const { message } = await transport.sendMail(messageOf(letter, from))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${crypto.randomUUID().slice(0, 8)}${ending}`
      await writeFile(join(folder, name), message, { mode: 0o600, flag: 'wx' })
    },
    async forget(before) {
      const names = await readdir(folder).catch(() => [])
      for (const name of names.filter((one) => one.endsWith(ending))) {
        const file = join(folder, name)
        if ((await stat(file)).mtime < before) await rm(file, { force: true })
      }
    },
  }
}

export const carrierOf = (way: MailWay): Carrier =>
  way.kind === 'smtp' ? smtpCarrier(way.url, way.from) : folderCarrier(way.folder, way.from)
