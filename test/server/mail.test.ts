import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { countMails } from '#db/queries/mails.ts'
import { mails } from '#db/schema/mails.ts'
import { readEnvironment, SettingsError } from '#server/env.ts'
import { letterWriters } from '#server/posting.ts'
import { carrierOf, Undeliverable } from '#server/mail/carriers.ts'
import { forgetMails, postDue } from '#server/mail/post.ts'
import { hours, minutes, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeStaffWithPassword } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'

type MailServer = Awaited<ReturnType<typeof openMailServer>>

let house: TestApp
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
})
afterAll(() => house.close())
beforeEach(async () => void (await house.db.delete(mails)))

const ask = (email: string) => house.visitor().post('/api/recover', { email })
const states = async () => (await countMails(house.db)).map(({ state, count }) => `${count} ${state}`).toSorted()
const rows = () => house.db.select().from(mails)

describe('the outbox', () => {
  let server: MailServer | undefined
  afterEach(() => server?.close())

  it('keeps what is to be sent, and neither words nor a link', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    expect((await ask(email)).status).toBe(204)
    const [row] = await rows()
    expect(row).toMatchObject({
      kind: 'recovery',
      address: email,
      userId: null,
      state: 'waiting',
      tries: 0,
      error: null,
    })
    server = await openMailServer()
    expect(await postBy(house, server.url)).toBeNull()
    expect(server.letters.map(({ to }) => to)).toEqual([[email]])
    const token = /#([\w-]{43})/.exec(server.letters[0]?.source.replaceAll('=\r\n', '') ?? '')?.[1] ?? 'none'
    expect(token).not.toBe('none')
    expect(JSON.stringify(await rows())).not.toContain(token)
    expect(await states()).toEqual(['1 sent'])
  })

  it('sends one letter for two that wait, and none to an address that nobody has', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    await Promise.all([ask(email), ask(email.toUpperCase()), ask('nobody@school.test')])
    expect(await states()).toEqual(['2 waiting'])
    server = await openMailServer()
    await postBy(house, server.url)
    expect(server.letters.map(({ to }) => to)).toEqual([[email]])
    expect(await states()).toEqual(['1 sent'])
  })

  it('tries again with growing waits, and gives up in the end', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    await ask(email)
    server = await openMailServer(() => 451)
    const waits: number[] = []
    for (let next = await postBy(house, server.url); next !== null; next = await postBy(house, server.url)) {
      const wait = next.getTime() - house.clock.now().getTime()
      waits.push(wait / minutes(1))
      expect(await postBy(house, server.url)).toEqual(next)
      house.clock.advance(wait)
    }
    expect(waits).toEqual([1, 5, 15, 30, 60, 120, 240, 240])
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'failed', tries: 9, error: expect.stringContaining('not here') })
  })

  it('gets through at the next try where a server was not there', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    await ask(email)
    const gone = await openMailServer()
    await gone.close()
    await postBy(house, gone.url)
    expect(await states()).toEqual(['1 waiting'])
    house.clock.advance(minutes(1))
    server = await openMailServer()
    await postBy(house, server.url)
    expect([await states(), server.letters.length]).toEqual([['1 sent'], 1])
  })

  it('is tried at once for who asks again, once the wait is long', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    await ask(email)
    const gone = await openMailServer()
    await gone.close()
    await postBy(house, gone.url)
    server = await openMailServer()
    await ask(email)
    await postBy(house, server.url)
    expect([await states(), server.letters.length]).toEqual([['1 waiting'], 0])
    house.clock.advance(minutes(1))
    await postBy(house, gone.url)
    house.clock.advance(minutes(5))
    await postBy(house, gone.url)
    await ask(email)
    await postBy(house, server.url)
    expect([await states(), server.letters.length]).toEqual([['1 sent'], 1])
  })

  it('says which address the other server does not know, and goes on with the next', async () => {
    const [gone, there] = [await makeStaffWithPassword(house.db), await makeStaffWithPassword(house.db)]
    await ask(gone.email)
    await ask(there.email)
    server = await openMailServer((address) => (address === gone.email ? 550 : null))
    expect(await postBy(house, server.url)).toBeNull()
    expect(await states()).toEqual(['1 bounced', '1 sent'])
    expect((await rows()).find(({ state }) => state === 'bounced')).toMatchObject({ userId: gone.id, tries: 1 })
  })

  it('takes a letter up again whose sending never ended, and forgets after a month', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    await ask(email)
    server = await openMailServer()
    const carrier = carrierOf({ kind: 'smtp', url: server.url, from: 'preau@preau.test' })
    const killed = { ...carrier, send: () => new Promise<void>(() => undefined) }
    let isTaken: () => void = () => undefined
    const taken = new Promise<void>((resolve) => (isTaken = resolve))
    const never = async () => (isTaken(), new Promise<null>(() => undefined))
    void postDue(house.deps, { carrier: killed, writers: { ...letterWriters, recovery: never } })
    await taken
    await postBy(house, server.url)
    expect(server.letters).toEqual([])
    house.clock.advance(minutes(5))
    await postBy(house, server.url)
    expect([await states(), server.letters.length]).toEqual([['1 sent'], 1])
    await forgetMails(house.deps, carrier)
    expect(await states()).toEqual(['1 sent'])
    house.clock.advance(hours(24 * 31))
    await forgetMails(house.deps, carrier)
    expect(await states()).toEqual([])
  })

  it.each(['a@b.test\r\nRCPT TO:<evil@y.test>', 'a@b.test, evil@y.test', '<a@b.test>', 'a b@c.test'])(
    'sends nothing to %j',
    async (to) => {
      server = await openMailServer()
      const carrier = carrierOf({ kind: 'smtp', url: server.url, from: 'preau@preau.test' })
      const letter = { to, locale: 'en', subject: 'A', text: 'B' }
      await expect(carrier.send(letter)).rejects.toThrow(Undeliverable)
      expect(server.letters).toEqual([])
      expect((await ask(to)).status).toBe(400)
    },
  )
})

describe('a letter', () => {
  const begins = { en: /\r\nHello /, fr: /\r\nBonjour /, de: /\r\nGuten Tag / }
  const others = { en: /Bonjour|Guten Tag/, fr: /Hello|Guten Tag/, de: /Hello|Bonjour/ }

  it.each(['en', 'fr', 'de'] as const)('is all in the language of who reads it: %s', async (locale) => {
    const { email } = await makeStaffWithPassword(house.db, { locale })
    await ask(email)
    const server = await openMailServer()
    await postBy(house, server.url)
    await server.close()
    const source = server.letters[0]?.source ?? ''
    expect(source).toMatch(begins[locale])
    expect(source).toMatch(new RegExp(`Content-Language: ${locale}`))
    expect(source).not.toMatch(others[locale])
    expect(source).toMatch(/Auto-Submitted: auto-generated/)
  })
})

describe('the folder', () => {
  let folder: string
  beforeAll(async () => void (folder = join(await mkdtemp(join(tmpdir(), 'preau-mails-')), 'mails')))
  afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

  it('gets a file for each letter, which its owner alone reads, and lets old ones go', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    await ask(email)
    const carrier = carrierOf({ kind: 'folder', folder, from: 'preau@preau.test' })
    await postDue(house.deps, { carrier, writers: letterWriters })
    const [name = ''] = await readdir(folder)
    expect(name).toMatch(/\.eml$/)
    expect(await readFile(join(folder, name), 'utf8')).toContain(`To: ${email}`)
    expect([(await stat(join(folder, name))).mode & 0o777, (await stat(folder)).mode & 0o777]).toEqual([0o600, 0o700])
    await carrier.forget(new Date(Date.now() - hours(1)))
    expect(await readdir(folder)).toEqual([name])
    await carrier.forget(new Date(Date.now() + hours(1)))
    expect(await readdir(folder)).toEqual([])
  })
})

describe('the variable', () => {
  const read = (variables: NodeJS.ProcessEnv, flags: string[] = []) =>
    readEnvironment({ DATA_DIR: '/tmp/preau-none', ...variables }, flags)

  it('names the server and who writes; without it there is the folder, which reaches people in the demonstration alone', () => {
    const { mail, settings } = read({ SMTP_URL: 'smtps://anne%40mail.test:secret@mail.test' })
    expect([mail.kind, mail.from, settings.sendsMail]).toEqual(['smtp', 'anne@mail.test', true])
    expect(read({ SMTP_URL: 'smtp://mail.test?from=house@school.test' }).mail.from).toBe('house@school.test')
    expect(read({ SMTP_URL: 'smtp://mail.test', PUBLIC_URL: 'https://preau.school' }).mail.from).toBe(
      'preau@preau.school',
    )
    expect(read({})).toMatchObject({
      mail: { kind: 'folder', folder: '/tmp/preau-none/mails' },
      settings: { sendsMail: false },
    })
    expect(read({}, ['--demo'])).toMatchObject({ mail: { kind: 'folder' }, settings: { sendsMail: true } })
  })

  it.each(['http://mail.test', 'mail.test', 'smtp://mail.test?from=nobody'])('refuses %s in words', (SMTP_URL) => {
    expect(() => read({ SMTP_URL })).toThrow(SettingsError)
  })
})
