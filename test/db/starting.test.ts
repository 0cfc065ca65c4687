import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, inject, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { openEmbedded } from '#db/embedded.ts'

const folder = mkdtempSync(join(tmpdir(), 'preau-starting-'))
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
  rmSync(folder, { recursive: true, force: true })
})

/** As Postgres says it: FATAL, the code, a sentence. */
function refuseAsStarting(socket: Socket) {
  const fields = 'SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0'
  const message = Buffer.alloc(5 + fields.length, 0)
  message.write('E')
  message.writeInt32BE(4 + fields.length, 1)
  message.write(fields, 5, 'latin1')
  socket.once('data', () => socket.end(message))
}

/** What starts is the embedded one, whatever the suite's database. */
const once = test.runIf(inject('databaseTemplate').kind === 'embedded')

once(
  'a Postgres that is starting, or reading its log after a crash, is waited for',
  async () => {
    const warned: string[] = []
    const log = {
      info: () => {},
      warn: (_: object, text: string) => void warned.push(text),
      error: () => {},
      fatal: () => {},
    }
    const embedded = await openEmbedded(join(folder, 'data'), log, () => {})
    ends.push(() => embedded.close())
    let asked = 0
    const door = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      if (++asked <= 2) return refuseAsStarting(socket)
      const database = connect(embedded.socketPath)
      database.on('error', () => socket.destroy())
      socket.pipe(database).pipe(socket)
    })
    await new Promise<void>((resolve) => void door.listen(0, '127.0.0.1', resolve))
    ends.push(() => new Promise((resolve) => void door.close(resolve)))
    const address = door.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const databaseUrl = `postgres://postgres@127.0.0.1:${port}/postgres`
    const { db, close } = await openDatabase({ databaseUrl, dataDir: folder, log, allowUnsafe: true })
    ends.push(close)
    expect(warned).toEqual(Array.from({ length: 2 }, () => 'the Postgres server is starting; waiting for it'))
    expect(db).toBeDefined()
  },
  90_000,
)
