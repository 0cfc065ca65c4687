// A process of its own for tests that kill one: node --import tsx database-process.ts <write|claim|migrate> <where>
import { claimFolder } from '#db/claim.ts'

const [task, where = ''] = process.argv.slice(2)
const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Each loads what it needs: the driver is half of the time of a process that only claims. */
const tasks: Record<string, () => Promise<void>> = {
  /** Says the number of each row once it is acknowledged, until it is killed. */
  async write() {
    const { openDatabase } = await import('#db/client.ts')
    const { db } = await openDatabase({ dataDir: where, log })
    await db.$client`create table if not exists rows (n int primary key, bytes bytea)`
    for (let n = 1; ; n += 1) {
      await db.$client`insert into rows values (${n}, ${Buffer.alloc(200, n)})`
      say(`row ${n}`)
    }
  },
  async claim() {
    await claimFolder(where)
    say('claimed')
    // The claim does not keep a process alive.
    setInterval(() => undefined, 1000)
  },
  async migrate() {
    const [{ openDatabase }, { migrateDatabase }] = await Promise.all([
      import('#db/client.ts'),
      import('#db/migrate.ts'),
    ])
    const { db, close } = await openDatabase({ databaseUrl: where, dataDir: '', log })
    await migrateDatabase(db)
    await close()
    say('migrated')
  },
}

try {
  await tasks[task ?? '']?.()
} catch (error) {
  say(`refused ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
